//! Which curves make the pictures of exercise 7.

use super::solve::Found;
use crate::Result;
use crate::language::Language;
use ma6202::notebook::{self, EPOCHS, Run};
use ma6202_figure::{Axis, Confusion, CurvePanel, Curves, Matrix, Series, Svg};

pub fn all(found: &Found, language: Language) -> Result<Vec<(&'static str, Svg)>> {
    Ok(vec![("losses", losses(found, language)?), ("confusion", confusion(found, language)?)])
}

pub fn growers(language: Language) -> Vec<&'static str> {
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
