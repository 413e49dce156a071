//! The perceptron's four mistakes on XOR, and networks with two hidden neurons.

use super::solve::XorNetworks;
use crate::Result;
use crate::chapter::number::fixed;
use crate::language::Language;
use ma6202::logistic::perceptron::Perceptron;
use ma6202::logistic::xor::{self, Trained};
use ma6202::neuron::Neuron;
use ma6202_figure::{PlanePoint, RegionPanel, Regions, Svg};
use nalgebra::DMatrix;

/// Cells of a plane along each axis.
const CELLS: usize = 300;
const ENDS: (f64, f64) = (-0.5, 1.5);

/// A title, the label that is answered in each cell of the plane, row by row, and the four points.
type Answers = (String, Vec<Vec<usize>>, Vec<PlanePoint>);

pub fn xor(found: &XorNetworks, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let mut panels = Vec::new();
    // The perceptron after the first rows of its first pass, each of them a mistake.
    let alone = &found.alone;
    for rows in 1..=alone.t().len() {
        let (x, t) = (alone.x().rows(0, rows), alone.t().rows(0, rows));
        let w = Perceptron::train(&x.into_owned(), &t.into_owned(), 1)?.w;
        let weights: Vec<String> = w.iter().map(|&w| fixed(w, 0, language)).collect();
        let after = say("error", "mistake");
        let title = format!("{after} {rows}: w = ({})", weights.join(", "));
        let above = |x: DMatrix<f64>| Ok((x.insert_column(0, 1.0) * &w).as_slice().to_vec());
        panels.push(answers(title, above)?);
    }
    let learned = found.two.iter().find(|trained| trained.steps.is_some());
    let stuck = found.two.iter().max_by(|one, other| one.loss.total_cmp(&other.loss));
    let stuck = stuck.filter(|trained| trained.steps.is_none());
    for (title, trained) in [
        (say("red que aprendió", "network that learned"), learned),
        (say("red que no aprendió", "network that did not learn"), stuck),
    ] {
        let Some(Trained { mlp, .. }) = trained else { continue };
        let above = |x| Ok(mlp.forward(&x)?.y[1].iter().map(|y| y - 0.5).collect());
        panels.push(answers(title.into(), above)?);
    }
    Ok(Regions {
        title: say(
            "XOR con el perceptrón, w = (sesgo, peso de x₁, peso de x₂), y con una capa oculta",
            "XOR with the perceptron, w = (bias, weight of x₁, weight of x₂), and with a hidden layer",
        ),
        x_name: "x₁",
        y_name: "x₂",
        classes: vec![
            say("respuesta 0 (fondo), etiqueta 0 (punto)", "answer 0 (background), label 0 (point)"),
            say("respuesta 1 (fondo), etiqueta 1 (punto)", "answer 1 (background), label 1 (point)"),
        ],
        mistake: say("mal clasificado, o en el borde", "misclassified, or on the border"),
        columns: 3,
        panels: panels
            .iter()
            .map(|(title, cells, points)| RegionPanel { title, x: ENDS, y: ENDS, cells, points })
            .collect(),
    }
    .svg()?)
}

/// `above` says what is answered at each place of the plane: above 0 for label 1, 0 on the border.
fn answers(title: String, above: impl Fn(DMatrix<f64>) -> Result<Vec<f64>>) -> Result<Answers> {
    let centre = |cell: usize| ENDS.0 + (ENDS.1 - ENDS.0) * (cell as f64 + 0.5) / CELLS as f64;
    let place = |i, j| centre(if j == 0 { i % CELLS } else { i / CELLS });
    let cells = above(DMatrix::from_fn(CELLS * CELLS, 2, place))?;
    let label = |&above: &f64| usize::from(above > 0.0);
    let cells = cells.chunks(CELLS).map(|row| row.iter().map(label).collect());
    let (corners, labels) = xor::points();
    let at_points = above(corners.clone())?;
    let point = |i: usize| PlanePoint {
        x: corners[(i, 0)],
        y: corners[(i, 1)],
        class: labels[i] as usize,
        mistake: at_points[i] == 0.0 || (at_points[i] > 0.0) != (labels[i] == 1.0),
    };
    Ok((title, cells.collect(), (0..labels.len()).map(point).collect()))
}
