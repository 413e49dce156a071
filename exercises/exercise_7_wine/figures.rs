//! Which curves make the pictures of exercise 7.

use crate::Result;
use ma6202::notebook::{self, Data, EPOCHS, PrincipalPlane, Run};
use ma6202_figure::{
    Axis, Confusion, CurvePanel, Curves, Matrix, PlanePoint, RegionPanel, Regions, Series, Svg,
};

const GROWERS: [&str; 3] = ["class 0", "class 1", "class 2"];
/// Cells of the decision regions along each axis.
const CELLS: usize = 240;

/// Both loss curves, with the floor that the literal one cannot pass.
pub fn losses(literal: &Run, corrected: &Run) -> Result<Svg> {
    let epochs: Vec<f64> = (1..=EPOCHS).map(|epoch| epoch as f64).collect();
    let curve = |label, run: &Run| Series::new(label, &epochs, run.losses_every(1));
    let curves = [
        curve("literal: softmax twice, gradients cleared once per epoch", literal),
        curve("corrected", corrected),
    ];
    let panel = CurvePanel::new("", Axis::log10("epoch"), Axis::log10("loss J"), curves)
        .level("floor of the literal loss, ln(e + 2) − 1", notebook::floor());
    let title = "The wine model: loss at the last step of each epoch";
    Ok(Curves { title, columns: 1, panels: vec![panel] }.svg()?)
}

/// Training and test wines, literal and corrected.
pub fn confusion(data: &Data, literal: &Run, corrected: &Run) -> Result<Svg> {
    let mut counts = Vec::new();
    for (name, run) in [("literal", literal), ("corrected", corrected)] {
        for (wines, part) in [("training wines", &data.train), ("test wines", &data.test)] {
            counts.push((format!("{name}, {wines}"), part.confusion(&run.mlp)?.rows()));
        }
    }
    Ok(Confusion {
        title: "The wine model: what it answers to each class",
        classes: GROWERS.to_vec(),
        row_name: "truth",
        column_name: "answer",
        columns: 2,
        matrices: counts.iter().map(|(title, counts)| Matrix { title, counts }).collect(),
    }
    .svg()?)
}

/// The wines in their first two principal components, on the regions that each network decides.
pub fn regions(data: &Data, literal: &Run, corrected: &Run) -> Result<Svg> {
    let plane = PrincipalPlane::of(data)?;
    let mut panels = Vec::new();
    for (name, run) in [("literal", literal), ("corrected", corrected)] {
        let mut points = Vec::new();
        for part in [&data.train, &data.test] {
            let (places, answers) = (plane.project(&part.x)?, run.mlp.predict(&part.x)?);
            for (row, (&class, answer)) in part.class.iter().zip(answers).enumerate() {
                points.push(PlanePoint {
                    x: places[(row, 0)],
                    y: places[(row, 1)],
                    class,
                    mistake: answer != class,
                });
            }
        }
        panels.push((name, plane.decisions(&run.mlp, CELLS)?, points));
    }
    let [first, second] = plane.explained().map(|share| (100.0 * share).round());
    Ok(Regions {
        title: "The wines in their first two principal components",
        x_name: &format!("first component ({first} % of the variance)"),
        y_name: &format!("second component ({second} %)"),
        classes: GROWERS.to_vec(),
        mistake: "mistaken",
        columns: 2,
        panels: panels
            .iter()
            .map(|(title, cells, points)| RegionPanel {
                title,
                x: plane.x,
                y: plane.y,
                cells,
                points,
            })
            .collect(),
    }
    .svg()?)
}
