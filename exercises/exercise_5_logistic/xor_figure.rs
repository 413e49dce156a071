//! The perceptron's four mistakes on XOR, and networks with two hidden neurons.

use super::hidden::Hidden;
use crate::Result;
use ma6202::logistic::perceptron::Perceptron;
use ma6202::logistic::xor::{self, Trained};
use ma6202::neuron::Neuron;
use ma6202_figure::{PlanePoint, RegionPanel, Regions, Svg};
use nalgebra::DMatrix;

/// Cells of a plane along each axis.
const CELLS: usize = 300;
const ENDS: (f64, f64) = (-0.5, 1.5);

/// A title, what is answered at each place of the plane, above 0 for label 1, and 0 on the border.
type Answers = (String, DMatrix<f64>, Vec<f64>);

pub fn xor(hidden: &Hidden) -> Result<Svg> {
    let mut panels = Vec::new();
    for rows in 1..=hidden.alone.t().len() {
        panels.push(perceptron(hidden, rows)?);
    }
    let learned = hidden.two.iter().find(|trained| trained.steps.is_some());
    let stuck = hidden.two.iter().max_by(|one, other| one.loss.total_cmp(&other.loss));
    let stuck = stuck.filter(|trained| trained.steps.is_none());
    for (title, trained) in [("learned", learned), ("not learned", stuck)] {
        panels.extend(trained.map(|trained| network(title, trained)).transpose()?);
    }
    let drawn: Vec<(String, Vec<Vec<usize>>, Vec<PlanePoint>)> =
        panels.into_iter().map(drawn).collect();
    Ok(Regions {
        title: "XOR: the perceptron goes round for ever, a hidden layer answers",
        x_name: "x₁",
        y_name: "x₂",
        classes: vec!["label 0", "label 1"],
        mistake: "misclassified, or on the border",
        columns: 3,
        panels: drawn
            .iter()
            .map(|(title, cells, points)| RegionPanel { title, x: ENDS, y: ENDS, cells, points })
            .collect(),
    }
    .svg()?)
}

/// The perceptron after the first rows of its first pass, each of them a mistake.
fn perceptron(hidden: &Hidden, rows: usize) -> Result<Answers> {
    let (x, t) = (hidden.alone.x(), hidden.alone.t());
    let part = (x.rows(0, rows).into_owned(), t.rows(0, rows).into_owned());
    let w = Perceptron::train(&part.0, &part.1, 1)?.w;
    let title =
        format!("after mistake {rows}: w = ({}, {}, {})", w[0], w[1], w[2]).replace('-', "−");
    let with_ones = |x: DMatrix<f64>| x.insert_column(0, 1.0) * &w;
    let at_points = with_ones(xor::points().0).iter().copied().collect();
    let cells = DMatrix::from_column_slice(CELLS, CELLS, with_ones(centres()).as_slice());
    Ok((title, cells, at_points))
}

fn network(title: &str, trained: &Trained) -> Result<Answers> {
    let answer = |x: &DMatrix<f64>| -> Result<Vec<f64>> {
        Ok(trained.mlp.forward(x)?.y[1].iter().map(|y| y - 0.5).collect())
    };
    let cells = DMatrix::from_vec(CELLS, CELLS, answer(&centres())?);
    Ok((format!("two hidden neurons, {title}"), cells, answer(&xor::points().0)?))
}

/// The middles of the cells, row by row of the plane (cells², 2).
fn centres() -> DMatrix<f64> {
    let centre = |cell: usize| ENDS.0 + (ENDS.1 - ENDS.0) * (cell as f64 + 0.5) / CELLS as f64;
    DMatrix::from_fn(CELLS * CELLS, 2, |i, j| centre(if j == 0 { i / CELLS } else { i % CELLS }))
}

fn drawn((title, cells, at_points): Answers) -> (String, Vec<Vec<usize>>, Vec<PlanePoint>) {
    let cells = cells.row_iter().map(|row| row.iter().map(|&a| usize::from(a > 0.0)).collect());
    let (corners, labels) = xor::points();
    let point = |i: usize| PlanePoint {
        x: corners[(i, 0)],
        y: corners[(i, 1)],
        class: labels[i] as usize,
        mistake: at_points[i] == 0.0 || (at_points[i] > 0.0) != (labels[i] == 1.0),
    };
    (title, cells.collect(), (0..labels.len()).map(point).collect())
}
