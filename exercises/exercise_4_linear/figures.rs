//! Which curves make the pictures of exercise 4.

use super::noise::{DESCENTS, Noise};
use super::rate::RegressionPlane;
use super::wines::Wines;
use crate::Result;
use ma6202::descent::{Sgd, Stop, descend};
use ma6202::neuron::Neuron;
use ma6202_figure::{
    Axis, Contours, CurvePanel, Curves, Landscape, LandscapePanel, LandscapePath, PlanePoint,
    Series, Svg,
};
use nalgebra::DVector;

/// Half the width of the plane that is shown around the minimum.
const HALF: f64 = 1.15;
const LEVELS: [f64; 10] = [0.01, 0.04, 0.1, 0.2, 0.35, 0.55, 0.8, 1.1, 1.5, 2.0];

/// The ellipses of J, and descents with λ below, at and above the limit.
pub fn paths(plane: &RegressionPlane) -> Result<Svg> {
    let RegressionPlane { linear, curvature, minimiser, start } = plane;
    let ellipses = LEVELS.map(|level| curvature.contour(minimiser, level, 240));
    let ellipses: Vec<_> = ellipses.into_iter().collect::<ma6202::Result<_>>()?;
    let mut panels = Vec::new();
    for (title, share, steps) in [
        ("below: λ = 0.95 · 2/L", 0.95, 40),
        ("at the limit: λ = 2/L", 1.0, 16),
        ("above: λ = 1.06 · 2/L", 1.06, 16),
    ] {
        let w = descend(linear, start, plane.sgd(share), &Stop::after(steps))?.w;
        let row = |k: usize| w.row(k).iter().copied().collect::<Vec<f64>>();
        panels.push((title, row(0), row(1)));
    }
    let ends = |centre: f64| (centre - HALF, centre + HALF);
    let point = |w: &DVector<f64>, class| PlanePoint { x: w[0], y: w[1], class, mistake: false };
    let points = [point(minimiser, 0), point(start, 1)];
    Ok(Landscape {
        title: "Descent over the level lines of J, for λ below, at and above its limit",
        classes: vec!["minimum", "start"],
        mistake: "",
        columns: 3,
        panels: panels
            .iter()
            .map(|(title, xs, ys)| LandscapePanel {
                title,
                x_name: "weight of total phenols",
                y_name: "weight of flavanoids",
                x: ends(minimiser[0]),
                y: ends(minimiser[1]),
                contours: vec![Contours { label: "J constant", lines: &ellipses }],
                paths: vec![LandscapePath { label: "w after each iteration", xs, ys, dots: true }],
                points: &points,
            })
            .collect(),
    }
    .svg()?)
}

/// J - J* against iterations, measured and predicted, for three λ.
pub fn rates(wines: &Wines) -> Result<Svg> {
    const STEPS: usize = 600;
    let rows = &wines.rows.train;
    let (minimiser, curvature) = (rows.fit()?.w, rows.curvature()?);
    let start = DVector::zeros(minimiser.len());
    let c = curvature.components(&start, &minimiser)?;
    let iterations: Vec<f64> = (0..=STEPS).map(|k| k as f64).collect();
    let mut panels = Vec::new();
    for (title, rate) in [
        ("λ = 0.1 · 2/L", 0.1 * curvature.limit()),
        ("λ = 2/(μ + L)", curvature.best()),
        ("λ = 1.001 · 2/L", 1.001 * curvature.limit()),
    ] {
        let sgd = Sgd { learning_rate: rate, momentum: 0.0 };
        let path = descend(rows, &start, sgd, &Stop::after(STEPS))?;
        let measured = curvature.measured_excess(&path, &minimiser)?;
        let predicted: Vec<f64> = (0..=STEPS).map(|k| curvature.excess(&c, rate, k)).collect();
        let rho = curvature.contraction(rate);
        let first = predicted[0];
        let bound = (0..=STEPS).map(|k| first * libm::pow(rho, 2.0 * k as f64));
        let curves = [
            Series::new("descent", &iterations, measured),
            Series::new("predicted from 1 − λh", &iterations, predicted),
            Series::new("at most (J₀ − J*) ρ²ᵏ, ρ the largest |1 − λh|", &iterations, bound),
        ];
        let (x, y) = (Axis::linear("iterations k"), Axis::log10("J − J*"));
        panels.push(CurvePanel::new(title, x, y, curves));
    }
    let title = format!("{} of the wines, 13 weights: how J falls to its minimum J*", wines.name);
    Ok(Curves { title: &title, columns: 3, panels }.svg()?)
}

/// J - J* of descents in batches, and the balls of noise that they end in.
pub fn noise(noise: &Noise) -> Result<Svg> {
    let Noise { after, descents, .. } = noise;
    let curves = descents.iter().map(|(name, ys, _)| Series::new(name, after, ys.clone()));
    let mut panel = CurvePanel::new("", Axis::log10("steps"), Axis::log10("J − J*"), curves);
    for (name, _, ball) in descents {
        if let Some(ball) = *ball {
            panel = panel.level(format!("predicted, {name}"), ball);
        }
    }
    let title = format!(
        "Mini-batches: constant λ ends in a ball of noise (means over {DESCENTS} descents)"
    );
    Ok(Curves { title: &title, columns: 1, panels: vec![panel] }.svg()?)
}

/// J on the wines that train and on those that test, by iterations.
pub fn errors(wines: &Wines) -> Result<Svg> {
    let places: Vec<usize> =
        (0..=120).map(|step| libm::pow(10.0, f64::from(step) / 40.0).round() as usize).collect();
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for &place in &places {
        let w = wines.path.w.column(place).into_owned();
        train.push(wines.rows.train.loss(&w)?);
        test.push(wines.rows.test.loss(&w)?);
    }
    let iterations: Vec<f64> = places.iter().map(|&place| place as f64).collect();
    let curves = [
        Series::new("training wines", &iterations, train),
        Series::new("test wines", &iterations, test),
    ];
    let (x, y) = (Axis::log10("iterations"), Axis::log10("J, mean squared error"));
    let panel = CurvePanel::new("", x, y, curves)
        .level("least squares, training wines", wines.closed[0])
        .level("least squares, test wines", wines.closed[1]);
    let title =
        format!("Predicting “{}” of the wines from the other twelve attributes", wines.name);
    Ok(Curves { title: &title, columns: 1, panels: vec![panel] }.svg()?)
}
