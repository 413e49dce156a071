//! Which curves make the pictures of exercise 4.

use crate::batches::{DESCENTS, Noise};
use crate::wines::Wines;
use ma6202::Result;
use ma6202::descent::{Sgd, Stop, descend};
use ma6202::figure::{
    Axis, Contours, CurvePanel, Curves, Landscape, LandscapePanel, Level, Path, Scale, Series, Svg,
};
use ma6202::linear::Linear;
use ma6202::neuron::Neuron;
use nalgebra::DVector;

/// Half the width of the plane that is shown around the minimum.
const HALF: f64 = 1.15;

/// The ellipses of J, and descents with λ below, at and above the limit.
pub fn paths(plane: &Linear) -> Result<Svg> {
    let (fit, curvature) = (plane.fit()?, plane.curvature()?);
    // Down the valley, and a little up one of its sides.
    let start = &fit.w + DVector::from_column_slice(&[-0.57, 0.99]);
    let mut ellipses = Vec::new();
    for level in [0.01, 0.04, 0.1, 0.2, 0.35, 0.55, 0.8, 1.1, 1.5, 2.0] {
        ellipses.push(curvature.contour(&fit.w, level, 240)?);
    }
    let mut panels = Vec::new();
    for (title, share, steps) in [
        ("below: λ = 0.95 · 2/L", 0.95, 40),
        ("at the limit: λ = 2/L", 1.0, 16),
        ("above: λ = 1.06 · 2/L", 1.06, 16),
    ] {
        let sgd = Sgd { learning_rate: share * curvature.limit(), momentum: 0.0 };
        let w = descend(plane, &start, sgd, &Stop::after(steps))?.w;
        let row = |k: usize| w.row(k).iter().copied().collect::<Vec<f64>>();
        panels.push((title, row(0), row(1)));
    }
    let ends = |centre: f64| (centre - HALF, centre + HALF);
    Landscape {
        title: "Descent over the level lines of J, for λ below, at and above its limit",
        classes: vec![],
        mistake: "",
        columns: 3,
        panels: panels
            .iter()
            .map(|(title, xs, ys)| LandscapePanel {
                title,
                x_name: "weight of total phenols",
                y_name: "weight of flavanoids",
                x: ends(fit.w[0]),
                y: ends(fit.w[1]),
                contours: vec![Contours { label: "J constant", lines: &ellipses }],
                paths: vec![Path { label: "w after each iteration", xs, ys, dots: true }],
                points: &[],
            })
            .collect(),
    }
    .svg()
}

/// J - J* against iterations, measured and predicted, for three λ.
pub fn rates(rows: &Linear) -> Result<Svg> {
    let (fit, curvature) = (rows.fit()?, rows.curvature()?);
    let start = DVector::zeros(fit.w.len());
    let c = curvature.components(&start, &fit.w)?;
    let mut panels = Vec::new();
    for (title, rate, steps) in [
        ("λ = 0.1 · 2/L", 0.1 * curvature.limit(), 600),
        ("λ = 2/(μ + L)", curvature.best(), 600),
        ("λ = 1.001 · 2/L", 1.001 * curvature.limit(), 600),
    ] {
        let sgd = Sgd { learning_rate: rate, momentum: 0.0 };
        let path = descend(rows, &start, sgd, &Stop::after(steps))?;
        let measured = curvature.measured_excess(&path, &fit.w)?;
        let predicted: Vec<f64> = (0..=steps).map(|k| curvature.excess(&c, rate, k)).collect();
        let rho = curvature.contraction(rate);
        let bound: Vec<f64> =
            (0..=steps).map(|k| predicted[0] * libm::pow(rho, 2.0 * k as f64)).collect();
        panels.push((title, measured, predicted, bound));
    }
    let iterations: Vec<f64> = (0..panels[0].1.len()).map(|k| k as f64).collect();
    let xs = &iterations[..];
    Curves {
        title: "J − J* of a linear regression on the wines (13 weights)",
        columns: 3,
        panels: panels
            .iter()
            .map(|(title, measured, predicted, bound)| CurvePanel {
                title,
                x: Axis { name: "iterations", scale: Scale::Linear },
                y: Axis { name: "J − J*", scale: Scale::Log10 },
                series: vec![
                    Series { label: "descent", xs, ys: measured },
                    Series { label: "predicted from 1 − λh", xs, ys: predicted },
                    Series {
                        label: "(J₀ − J*) ρ(λ)²ᵏ, which it does not exceed", xs, ys: bound
                    },
                ],
                levels: vec![],
            })
            .collect(),
    }
    .svg()
}

/// J - J* of descents in batches, and the balls of noise that they end in.
pub fn noise(noise: &Noise) -> Result<Svg> {
    let balls: Vec<String> =
        noise.descents.iter().map(|(name, ..)| format!("ball, {name}")).collect();
    Curves {
        title: &format!(
            "Mini-batches: constant λ ends in a ball of noise (means over {DESCENTS} descents)"
        ),
        columns: 1,
        panels: vec![CurvePanel {
            title: "",
            x: Axis { name: "steps", scale: Scale::Log10 },
            y: Axis { name: "J − J*", scale: Scale::Log10 },
            series: noise
                .descents
                .iter()
                .map(|(label, ys, _)| Series { label, xs: &noise.after, ys })
                .collect(),
            levels: noise
                .descents
                .iter()
                .zip(&balls)
                .filter_map(|((_, _, ball), label)| ball.map(|y| Level { label, y }))
                .collect(),
        }],
    }
    .svg()
}

/// J on the wines that train and on those that test, by iterations.
pub fn errors(wines: &Wines) -> Result<Svg> {
    let places: Vec<usize> = (0..=60)
        .map(|step| libm::pow(10.0, f64::from(step) / 15.0).round() as usize)
        .filter(|&place| place < wines.path.losses.len())
        .collect();
    let mut series = [("training wines", Vec::new()), ("test wines", Vec::new())];
    for &place in &places {
        let w = wines.path.w.column(place).into_owned();
        series[0].1.push(wines.rows.train.loss(&w)?);
        series[1].1.push(wines.rows.test.loss(&w)?);
    }
    let iterations: Vec<f64> =
        places.iter().map(|&place| wines.path.iterations[place] as f64).collect();
    Curves {
        title: &format!("{} of the wines from the other attributes", wines.name),
        columns: 1,
        panels: vec![CurvePanel {
            title: "",
            x: Axis { name: "iterations", scale: Scale::Log10 },
            y: Axis { name: "J, mean squared error", scale: Scale::Log10 },
            series: series
                .iter()
                .map(|(label, ys)| Series { label, xs: &iterations, ys })
                .collect(),
            levels: vec![
                Level { label: "least squares, training wines", y: wines.closed[0] },
                Level { label: "least squares, test wines", y: wines.closed[1] },
            ],
        }],
    }
    .svg()
}
