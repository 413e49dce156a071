//! Which curves make the pictures of exercise 3.

use super::errors::{BOXES, Errors};
use crate::Result;
use ma6202::boxcar::{Approximation, Boxcar, Found, Search, Target};
use ma6202::oracle::l1_error;
use ma6202_figure::{Axis, CurvePanel, Curves, Scale, Series, Svg};
use nalgebra::DMatrix;

/// Numbers of boxes whose networks are drawn.
const DRAWN: [usize; 3] = [4, 16, 64];

/// The box, and the network as k grows.
pub fn boxes(boxcar: &Boxcar) -> Result<Svg> {
    let (a, width) = (boxcar.a(), boxcar.b() - boxcar.a());
    let xs: Vec<f64> =
        (0..=2000).map(|step| a + width * (f64::from(step) / 800.0 - 0.75)).collect();
    let mut curves = vec![("the box".to_owned(), xs.iter().map(|&x| boxcar.value(x)).collect())];
    for factor in [0.25, 1.0, 4.0, 16.0] {
        let steeper = boxcar.with_steepness(factor * boxcar.steepness())?;
        let x = DMatrix::from_column_slice(xs.len(), 1, &xs);
        let y: Vec<f64> = steeper.mlp().forward(&x)?.y[1].iter().copied().collect();
        curves.push((format!("k = {}", steeper.steepness()), y));
    }
    panel(
        "A box from two logistic neurons",
        ("x", Scale::Linear),
        ("y", Scale::Linear),
        &curves.iter().map(|(label, ys)| (label.as_str(), &xs[..], &ys[..])).collect::<Vec<_>>(),
    )
}

/// The L1 error against k.
pub fn l1(boxcar: &Boxcar) -> Result<Svg> {
    let ks: Vec<f64> = (-24..=48)
        .map(|step| boxcar.steepness() * libm::pow(10.0, f64::from(step) / 12.0))
        .collect();
    let (mut measured, mut exact, mut bounds) = (Vec::new(), Vec::new(), Vec::new());
    for &k in &ks {
        let boxcar = boxcar.with_steepness(k)?;
        measured.push(l1_error(&boxcar, &boxcar.mlp())?);
        exact.push(boxcar.l1_error());
        bounds.push(boxcar.l1_bound());
    }
    panel(
        "How far the network is from the box: ∫ |y − box|",
        ("k", Scale::Log10),
        ("L1 error", Scale::Log10),
        &[
            ("bound, 4 |A| ln 2 / k", &ks, &bounds),
            ("closed form", &ks, &exact),
            ("network, by quadrature", &ks, &measured),
        ],
    )
}

/// Each function and the networks that approach it.
pub fn functions() -> Result<Svg> {
    let mut panels = Vec::new();
    for target in Target::ALL {
        let at = |step: i32| target.from + (target.to - target.from) * f64::from(step) / 1500.0;
        let xs: Vec<f64> = (0..=1500).map(at).collect();
        let f = xs.iter().map(|&x| (target.value)(x)).collect::<Vec<_>>();
        for boxes in DRAWN {
            let g = Approximation::new(target, boxes)?.values(&xs)?;
            panels.push((format!("{}, {boxes} boxes", target.name), xs.clone(), f.clone(), g));
        }
    }
    Ok(Curves {
        title: "Boxes make any continuous function",
        columns: 3,
        panels: panels
            .iter()
            .map(|(title, xs, f, g)| CurvePanel {
                title,
                x: Axis { name: "x", scale: Scale::Linear },
                y: Axis { name: "y", scale: Scale::Linear },
                series: vec![
                    Series { label: "function", xs, ys: f },
                    Series { label: "network", xs, ys: g },
                ],
                levels: Vec::new(),
            })
            .collect(),
    }
    .svg()?)
}

/// The error against the number of boxes, beside its bound.
pub fn rates(errors: &[Errors]) -> Result<Svg> {
    let boxes: Vec<f64> = BOXES.iter().map(|&n| n as f64).collect();
    Ok(Curves {
        title: "How far n boxes are from a function: sup |f − g|",
        columns: 3,
        panels: errors
            .iter()
            .map(|Errors { target, measured, bounds }| CurvePanel {
                title: target.name,
                x: Axis { name: "boxes n", scale: Scale::Log10 },
                y: Axis { name: "error", scale: Scale::Log10 },
                series: vec![
                    Series { label: "measured", xs: &boxes, ys: measured },
                    Series { label: "bound", xs: &boxes, ys: bounds },
                ],
                levels: Vec::new(),
            })
            .collect(),
    }
    .svg()?)
}

/// The loss after each descent, from the best to the worst, for each search.
pub fn search(searches: &[(Search, Vec<Found>)]) -> Result<Svg> {
    let mut curves = Vec::new();
    for (search, found) in searches {
        let mut losses: Vec<f64> = found.iter().map(|found| found.loss).collect();
        losses.sort_by(f64::total_cmp);
        curves.push((search.to_string(), losses));
    }
    let ranks: Vec<f64> = (1..=curves[0].1.len()).map(|rank| rank as f64).collect();
    panel(
        "A box looked for by descent: the loss in the end, from the best start to the worst",
        ("starts, sorted", Scale::Linear),
        ("loss J", Scale::Log10),
        &curves.iter().map(|(label, ys)| (label.as_str(), &ranks[..], &ys[..])).collect::<Vec<_>>(),
    )
}

/// One pair of axes.
fn panel(
    title: &str,
    x: (&str, Scale),
    y: (&str, Scale),
    curves: &[(&str, &[f64], &[f64])],
) -> Result<Svg> {
    Ok(Curves {
        title,
        columns: 1,
        panels: vec![CurvePanel {
            title: "",
            x: Axis { name: x.0, scale: x.1 },
            y: Axis { name: y.0, scale: y.1 },
            series: curves.iter().map(|&(label, xs, ys)| Series { label, xs, ys }).collect(),
            levels: Vec::new(),
        }],
    }
    .svg()?)
}
