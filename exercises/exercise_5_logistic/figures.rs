//! Which curves make the pictures of exercise 5.

use super::maximum_likelihood::{Likely, MaximumLikelihood, TWO};
use super::separable::Separable;
use crate::Result;
use ma6202::logistic::{Reading, cars, level, probabilities};
use ma6202::neuron::Neuron;
use ma6202::wine::FEATURES;
use ma6202_figure::{
    Axis, Contours, CurvePanel, Curves, Landscape, LandscapePanel, LandscapePath, PlanePoint,
    Series, Svg,
};
use nalgebra::DMatrix;

/// The cars with the probability of a manual gearbox, and the wines with the lines of equal
/// probability.
pub fn boundary(likely: &Likely) -> Result<Svg> {
    const CARS: ((f64, f64), (f64, f64)) = ((1.3, 5.6), (-0.06, 1.06));
    let weights: Vec<f64> = (0..=400).map(|step| 1.3 + 4.3 * f64::from(step) / 400.0).collect();
    let x = DMatrix::from_fn(weights.len(), 2, |i, j| [1.0, weights[i]][j]);
    let manual = probabilities(&x, &likely.cars.w)?;
    let half_cars = [-likely.cars.w[0] / likely.cars.w[1]; 2];
    let of_cars = points(&likely.cars, |i| (cars::WEIGHT[i], cars::MANUAL[i]))?;
    let wines = likely.wines.model.x();
    let of_wines = points(&likely.wines, |i| (wines[(i, 1)], wines[(i, 2)]))?;
    let line = |p| level(&likely.wines.w, p, 20.0);
    let outer = [line(0.1)?, line(0.9)?];
    let inner = [line(0.25)?, line(0.75)?];
    let (half_x, half_y): (Vec<f64>, Vec<f64>) = line(0.5)?.into_iter().unzip();
    let [first, second] = TWO.map(|attribute| format!("{} (standardised)", FEATURES[attribute]));
    let title = format!("class {} of the wines against the rest", likely.class);
    let labels = [
        "label 0: automatic, or another class".to_owned(),
        format!("label 1: manual, or class {}", likely.class),
    ];
    Ok(Landscape {
        title: "The maximum-likelihood estimate: probabilities y of label 1",
        classes: labels.iter().map(String::as_str).collect(),
        mistake: "misclassified",
        columns: 2,
        panels: vec![
            LandscapePanel {
                title: "gearbox by weight, 32 cars",
                x_name: "weight (1000 pounds)",
                y_name: "y, probability of manual",
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
                    Contours { label: "y = 0.25, 0.75", lines: &inner },
                    Contours { label: "y = 0.1, 0.9", lines: &outer },
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
pub fn losses(likely: &Likely) -> Result<Svg> {
    let rs: Vec<f64> = (-300..=300).map(|step| f64::from(step) / 60.0).collect();
    let mut panels = Vec::new();
    for reading in Reading::ALL {
        let mut curves = Vec::new();
        for (label, estimate) in [
            ("manual by weight, 32 cars".to_owned(), &likely.cars),
            (format!("class {} of the wines by two attributes", likely.class), &likely.wines),
        ] {
            let model = estimate.model.read_as(reading);
            let losses = rs.iter().map(|&r| model.loss(&(r * &estimate.w)));
            let losses: Vec<f64> = losses.collect::<ma6202::Result<_>>()?;
            curves.push(Series::new(label, &rs, losses));
        }
        let (x, y) = (Axis::linear("r (answers are wrong for r < 0)"), Axis::linear("loss J"));
        panels.push(CurvePanel::new(reading.name(), x, y, curves));
    }
    let title = "Both losses at w = r times the estimate: one is flat where the answers are wrong";
    Ok(Curves { title, columns: 2, panels }.svg()?)
}

/// ‖w‖ and J by iterations: separable labels without and with a penalty, and overlapping ones.
pub fn growth(likely: &Likely, separable: &Separable) -> Result<Svg> {
    let path = &separable.growth.path;
    let places: Vec<usize> = (0..=100)
        .map(|step| libm::pow(10.0, f64::from(step) / 20.0).round() as usize)
        .filter(|&place| place < path.losses.len())
        .collect();
    let overlapping = likely.wines.model.descend_to_minimum(0.0, path.losses.len() - 1)?;
    let shown = [
        ("separable", path),
        ("separable, with a penalty", &separable.penalised),
        ("overlapping: two attributes", &overlapping),
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
    let growth = &separable.growth;
    let theory = iterations.iter().map(|&k| growth.loss_in_theory(k));
    losses.push(Series::new("1 / (λγ²k)", &iterations, theory));
    // Late, and where it is a length.
    let late = |&k: &f64| k >= 200.0 && growth.length_in_theory(k) > 0.0;
    let late: Vec<f64> = iterations.iter().copied().filter(late).collect();
    let theory = late.iter().map(|&k| growth.length_in_theory(k));
    lengths.push(Series::new("rising by 1/γ per e-fold, through the end", &late, theory));
    let x = Axis::log10("iterations");
    let panels = vec![
        CurvePanel::new("length of w", x, Axis::linear("‖w‖"), lengths),
        CurvePanel::new("loss, with the penalty where there is one", x, Axis::log10("J"), losses),
    ];
    let title = format!(
        "Class {} of the wines: where the labels are linearly separable, w never arrives",
        likely.class
    );
    Ok(Curves { title: &title, columns: 2, panels }.svg()?)
}
