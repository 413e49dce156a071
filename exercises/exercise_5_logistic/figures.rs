//! Which curves make the pictures of exercise 5.

use super::solve::{FARTHEST, Found, ITERATIONS, MaximumLikelihood, Separable, TWO};
use super::xor_figure;
use crate::Result;
use crate::language::{Language, Tells, words};
use crate::wine::FEATURE_NAMES;
use ma6202::logistic::{Reading, cars, level, probabilities};
use ma6202::neuron::Neuron;
use ma6202_figure::{
    Axis, Contours, CurvePanel, Curves, Landscape, LandscapePanel, LandscapePath, PlanePoint,
    Series, Svg,
};
use nalgebra::DMatrix;

pub fn all(found: &Found, language: Language) -> Result<Vec<(&'static str, Svg)>> {
    Ok(vec![
        ("boundary", boundary(found, language)?),
        ("losses", losses(found, language)?),
        ("growth", growth(found, language)?),
        ("xor", xor_figure::xor(&found.xor, language)?),
    ])
}

/// The cars with the probability of a manual gearbox, and the wines with the lines of equal
/// probability.
fn boundary(found: &Found, language: Language) -> Result<Svg> {
    const CARS: ((f64, f64), (f64, f64)) = ((1.3, 5.6), (-0.06, 1.06));
    let say = |es, en| language.pick(es, en);
    let [cars, wines] = &found.estimates;
    let weights: Vec<f64> = (0..=400).map(|step| 1.3 + 4.3 * f64::from(step) / 400.0).collect();
    let x = DMatrix::from_fn(weights.len(), 2, |i, j| [1.0, weights[i]][j]);
    let manual = probabilities(&x, &cars.w)?;
    let half_cars = [-cars.w[0] / cars.w[1]; 2];
    let of_cars = points(cars, |i| (cars::WEIGHT[i], cars::MANUAL[i]))?;
    let rows = wines.model.x();
    let of_wines = points(wines, |i| (rows[(i, 1)], rows[(i, 2)]))?;
    let line = |p| level(&wines.w, p, 20.0);
    let outer = [line(0.1)?, line(0.9)?];
    let inner = [line(0.25)?, line(0.75)?];
    let (half_x, half_y): (Vec<f64>, Vec<f64>) = line(0.5)?.into_iter().unzip();
    let standardised = say("estandarizado", "standardised");
    let [first, second] =
        TWO.map(|k| format!("{} ({standardised})", language.of(FEATURE_NAMES[k])));
    let quarters = say("y = 0,25; 0,75", "y = 0.25, 0.75");
    let tenths = say("y = 0,1; 0,9", "y = 0.1, 0.9");
    let class = found.class;
    let title = language.pick(
        format!("variedad {class} de los vinos contra el resto"),
        format!("class {class} of the wines against the rest"),
    );
    let labels = [
        say("etiqueta 0: automática, u otra variedad", "label 0: automatic, or another class")
            .into(),
        language.pick(
            format!("etiqueta 1: manual, o variedad {class}"),
            format!("label 1: manual, or class {class}"),
        ),
    ];
    Ok(Landscape {
        title: say(
            "El estimador de máxima verosimilitud: y, la probabilidad de la etiqueta 1",
            "The maximum-likelihood estimate: y, the probability of label 1",
        ),
        classes: labels.iter().map(String::as_str).collect(),
        mistake: say("mal clasificado", "misclassified"),
        columns: 2,
        panels: vec![
            LandscapePanel {
                title: say("caja de cambios según el peso, 32 autos", "gearbox by weight, 32 cars"),
                x_name: say("peso (miles de libras)", "weight (1000 pounds)"),
                y_name: say("y, probabilidad de caja manual", "y, probability of a manual gearbox"),
                x: CARS.0,
                y: CARS.1,
                contours: vec![],
                paths: vec![
                    LandscapePath::line("y = ½", &half_cars, &[CARS.1.0, CARS.1.1]),
                    LandscapePath::line("y = σ(wᵀx)", &weights, manual.as_slice()),
                ],
                points: &of_cars,
            },
            LandscapePanel {
                title: &title,
                x_name: &first,
                y_name: &second,
                x: (-2.7, 2.7),
                y: (-1.7, 3.3),
                contours: vec![
                    Contours { label: quarters, lines: &inner },
                    Contours { label: tenths, lines: &outer },
                ],
                paths: vec![LandscapePath::line("y = ½", &half_x, &half_y)],
                points: &of_wines,
            },
        ],
    }
    .svg()?)
}

/// The rows of a model as points, those ringed that y puts on the wrong side of ½.
fn points(
    estimate: &MaximumLikelihood,
    place: impl Fn(usize) -> (f64, f64),
) -> Result<Vec<PlanePoint>> {
    let t = estimate.model.t();
    let wrong = estimate.model.misclassified(&estimate.w)?;
    let point = |i: usize| {
        let (x, y) = place(i);
        PlanePoint { x, y, class: t[i] as usize, mistake: wrong[i] }
    };
    Ok((0..t.len()).map(point).collect())
}

/// Both losses along the line through 0 and the maximum-likelihood estimate.
fn losses(found: &Found, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let cs: Vec<f64> = (-300..=300).map(|step| FARTHEST * f64::from(step) / 300.0).collect();
    let mut panels = Vec::new();
    for reading in Reading::ALL {
        let mut curves = Vec::new();
        for estimate in &found.estimates {
            let model = estimate.model.read_as(reading);
            let losses = cs.iter().map(|&c| model.loss(&(c * &estimate.w)));
            let losses: Vec<f64> = losses.collect::<ma6202::Result<_>>()?;
            curves.push(Series::new(estimate.data.of(language), &cs, losses));
        }
        let name = match reading {
            Reading::SquaredError => words("error cuadrático", "squared error"),
            Reading::CrossEntropy => words("entropía cruzada", "cross-entropy"),
        };
        let x = say(
            "c (si c < 0, mayoría de respuestas erradas)",
            "c (most answers are wrong for c < 0)",
        );
        let (x, y) = (Axis::linear(x), Axis::linear(say("pérdida J", "loss J")));
        panels.push(CurvePanel::new(language.of(name), x, y, curves));
    }
    let title = say(
        "Las dos pérdidas en w = c veces el estimador: una es plana donde la respuesta es errada",
        "Both losses at w = c times the estimate: one is flat where the answers are wrong",
    );
    Ok(Curves { title, columns: 2, panels }.svg()?)
}

/// ‖w‖ and J by iterations: separable labels without and with a penalty, and overlapping ones.
fn growth(found: &Found, language: Language) -> Result<Svg> {
    let say = |es, en| language.pick(es, en);
    let Separable { growth, path: penalised } = &found.separable;
    let places: Vec<usize> =
        (0..=100).map(|step| libm::pow(10.0, f64::from(step) / 20.0).round() as usize).collect();
    let overlapping = found.estimates[1].model.descend_to_minimum(0.0, ITERATIONS)?;
    let shown = [
        (say("separables", "separable"), &growth.path),
        (say("separables, con penalización", "separable, with a penalty"), penalised),
        (say("se traslapan: dos atributos", "overlapping: two attributes"), &overlapping),
    ];
    let iterations: Vec<f64> = places.iter().map(|&place| place as f64).collect();
    let (mut lengths, mut losses) = (Vec::new(), Vec::new());
    for (label, path) in shown {
        // Descent that came to rest stays where it is.
        let places = || places.iter().map(|&place| place.min(path.losses.len() - 1));
        let length = places().map(|k| path.w.column(k).norm());
        lengths.push(Series::new(label, &iterations, length));
        losses.push(Series::new(label, &iterations, places().map(|k| path.losses[k])));
    }
    let theory = iterations.iter().map(|&k| growth.loss_in_theory(k));
    losses.push(Series::new("1 / (λγ²K)", &iterations, theory));
    // Late, and where it is a length.
    let late = |&k: &f64| k >= 200.0 && growth.length_in_theory(k) > 0.0;
    let late: Vec<f64> = iterations.iter().copied().filter(late).collect();
    let theory = late.iter().map(|&k| growth.length_in_theory(k));
    let name = say(
        "recta de pendiente 1/γ en ln K por el último punto",
        "line of slope 1/γ in ln K through the last point",
    );
    lengths.push(Series::new(name, &late, theory));
    let x = Axis::log10(say("iteraciones K", "iterations K"));
    let with_penalty =
        say("pérdida, con la penalización si la hay", "loss, with the penalty if any");
    let panels = vec![
        CurvePanel::new(say("largo de w", "length of w"), x, Axis::linear("‖w‖"), lengths),
        CurvePanel::new(with_penalty, x, Axis::log10("J"), losses),
    ];
    let class = found.class;
    let title = language.pick(
        format!("Variedad {class} de los vinos: con etiquetas linealmente separables w no converge"),
        format!(
            "Class {class} of the wines: where the labels are linearly separable, w does not converge"
        ),
    );
    Ok(Curves { title: &title, columns: 2, panels }.svg()?)
}
