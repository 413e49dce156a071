//! The picture of exercise 7 that moves: what both networks decide, epoch by epoch.

use super::figures::growers;
use super::solve::{Found, SHOWN};
use crate::Result;
use crate::chapter::number::{percent, significant};
use crate::language::Language;
use crate::moving::{Frame, Moving, Slider};
use ma6202::mlp::Mlp;
use ma6202::notebook::{Data, Part, PrincipalPlane, Run, STEPS_PER_EPOCH};
use ma6202_figure::{PlanePoint, RegionPanel, Regions, Svg};

/// Cells of the decision regions along each axis.
const CELLS: usize = 160;

pub fn all(found: &Found, language: Language) -> Result<Vec<(&'static str, Moving<'_>)>> {
    Ok(vec![("regions", regions(found, language)?)])
}

/// The wines in their first two principal components, on the regions that each network decides.
fn regions(found: &Found, language: Language) -> Result<Moving<'_>> {
    let plane = PrincipalPlane::of(&found.data)?;
    let word = language.pick("época", "epoch");
    let places = SHOWN.iter().map(|epoch| format!("{word} {epoch}")).collect();
    let slider = Slider::new(word, places, SHOWN.len() - 1);
    Ok(Moving::new([slider], move |places| {
        let networks = [0, 1].map(|training| &found.by_epoch[training][places[0]]);
        let picture = frame(&found.data, &plane, networks, language)?;
        Ok(Frame { picture, says: says(found, places[0], language)? })
    }))
}

/// What both trainings are called.
fn names(language: Language) -> [&'static str; 2] {
    language.pick(["literal", "corregido"], ["literal", "corrected"])
}

fn frame(
    data: &Data,
    plane: &PrincipalPlane,
    networks: [&Mlp; 2],
    language: Language,
) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let mut panels = Vec::new();
    for (name, mlp) in names(language).into_iter().zip(networks) {
        let mut points = Vec::new();
        for part in [&data.train, &data.test] {
            let (places, answers) = (plane.project(&part.x)?, mlp.predict(&part.x)?);
            for (row, (&class, answer)) in part.class.iter().zip(answers).enumerate() {
                points.push(PlanePoint {
                    x: places[(row, 0)],
                    y: places[(row, 1)],
                    class,
                    mistake: answer != class,
                });
            }
        }
        panels.push((name, plane.decisions(mlp, CELLS)?, points));
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

/// J at the last step of the epoch, before the first one at first, and the mistakes.
fn says(found: &Found, shown: usize, language: Language) -> Result<String> {
    let epoch = SHOWN[shown];
    let loss = |run: &Run| {
        let loss = run.losses[(epoch * STEPS_PER_EPOCH).saturating_sub(1)];
        significant(loss, 3, language)
    };
    let mistakes = |part: &Part, mlp: &Mlp| -> Result<usize> {
        let answers = mlp.predict(&part.x)?;
        Ok(part.class.iter().zip(answers).filter(|(class, answer)| *class != answer).count())
    };
    let mut said = Vec::new();
    for ((name, run), networks) in names(language).iter().zip(&found.trainings).zip(&found.by_epoch)
    {
        let mlp = &networks[shown];
        let [train, test] = [&found.data.train, &found.data.test].map(|part| mistakes(part, mlp));
        let (train, test, loss) = (train?, test?, loss(run));
        said.push(language.pick(
            format!("{name}: J = {loss}, errores: {train} de entrenamiento y {test} de prueba"),
            format!("{name}: J = {loss}, mistakes: {train} in training and {test} in the test"),
        ));
    }
    let [literal, corrected] = [&said[0], &said[1]];
    let word = language.pick("Época", "Epoch");
    Ok(format!("{word} {epoch}; {literal}; {corrected}."))
}
