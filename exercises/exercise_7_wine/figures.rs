//! Which curves make the pictures of exercise 7.

use super::solve::Found;
use crate::Result;
use crate::chapter::number::percent;
use crate::language::Language;
use ma6202::notebook::{self, EPOCHS, PrincipalPlane, Run};
use ma6202_figure::{
    Axis, Confusion, CurvePanel, Curves, Matrix, PlanePoint, RegionPanel, Regions, Series, Svg,
};

/// Cells of the decision regions along each axis.
const CELLS: usize = 240;

pub fn all(found: &Found, language: Language) -> Result<Vec<(&'static str, Svg)>> {
    Ok(vec![
        ("losses", losses(found, language)?),
        ("confusion", confusion(found, language)?),
        ("regions", regions(found, language)?),
    ])
}

fn growers(language: Language) -> Vec<&'static str> {
    language.pick(vec!["clase 0", "clase 1", "clase 2"], vec!["class 0", "class 1", "class 2"])
}

/// Both loss curves, with the floor that the literal one cannot pass.
fn losses(found: &Found, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let epochs: Vec<f64> = (1..=EPOCHS).map(|epoch| epoch as f64).collect();
    let curve = |label, run: &Run| Series::new(label, &epochs, run.losses_every(1));
    let [literal, corrected] = &found.trainings;
    let twice = say(
        "literal: softmax dos veces, gradientes borrados una vez por época",
        "literal: softmax twice, gradients cleared once per epoch",
    );
    let curves = [curve(twice, literal), curve(say("corregido", "corrected"), corrected)];
    let x = Axis::log10(say("época", "epoch"));
    let y = Axis::log10(say("pérdida J", "loss J"));
    let panel = CurvePanel::new("", x, y, curves).level(
        say(
            "cota inferior de la pérdida literal, ln(e + 2) − 1",
            "lower bound of the literal loss, ln(e + 2) − 1",
        ),
        notebook::floor(),
    );
    let title = say(
        "El modelo de los vinos: la pérdida en el último paso de cada época",
        "The wine model: loss at the last step of each epoch",
    );
    Ok(Curves { title, columns: 1, panels: vec![panel] }.svg()?)
}

/// Training and test wines, literal and corrected.
fn confusion(found: &Found, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let reports = found.reports.iter();
    Ok(Confusion {
        title: say(
            "El modelo de los vinos: qué responde para cada clase",
            "The wine model: what it answers for each class",
        ),
        classes: growers(language),
        row_name: say("verdad", "truth"),
        column_name: say("respuesta", "answer"),
        columns: 2,
        matrices: reports
            .map(|of| Matrix { title: of.name.of(language), counts: &of.counts })
            .collect(),
    }
    .svg()?)
}

/// The wines in their first two principal components, on the regions that each network decides.
fn regions(found: &Found, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let data = &found.data;
    let plane = PrincipalPlane::of(data)?;
    let names = [say("literal", "literal"), say("corregido", "corrected")];
    let mut panels = Vec::new();
    for (name, run) in names.into_iter().zip(&found.trainings) {
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
    let [first, second] = plane.explained().map(|share| percent(share, 0, language));
    Ok(Regions {
        title: say(
            "Los vinos en sus dos primeras componentes principales",
            "The wines in their first two principal components",
        ),
        x_name: &language.pick(
            format!("primera componente ({first} de la varianza)"),
            format!("first component ({first} of the variance)"),
        ),
        y_name: &language
            .pick(format!("segunda componente ({second})"), format!("second component ({second})")),
        classes: growers(language),
        mistake: say("mal clasificado", "misclassified"),
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
