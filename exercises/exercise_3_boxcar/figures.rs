//! Which curves make the pictures of exercise 3.

use super::errors::{BOXES, Errors};
use crate::Result;
use ma6202::boxcar::{Approximation, Boxcar, Found, Search, Target};
use ma6202::oracle::l1_error;
use ma6202_figure::{Axis, CurvePanel, Curves, Series, Svg};
use nalgebra::DMatrix;

/// Numbers of boxes whose networks are drawn.
const DRAWN: [usize; 3] = [4, 16, 64];

/// The box, and the network as k grows.
pub fn boxes(boxcar: &Boxcar) -> Result<Svg> {
    let (a, width) = (boxcar.a(), boxcar.b() - boxcar.a());
    let xs: Vec<f64> =
        (0..=2000).map(|step| a + width * (f64::from(step) / 800.0 - 0.75)).collect();
    let mut curves = vec![Series::new("the box", &xs, xs.iter().map(|&x| boxcar.value(x)))];
    for factor in [0.25, 1.0, 4.0, 16.0] {
        let steeper = boxcar.with_steepness(factor * boxcar.steepness())?;
        let x = DMatrix::from_column_slice(xs.len(), 1, &xs);
        let y = steeper.mlp().forward(&x)?.y.swap_remove(1);
        curves.push(Series::new(format!("k = {}", steeper.steepness()), &xs, y.iter().copied()));
    }
    let panel = CurvePanel::new("", Axis::linear("x"), Axis::linear("y"), curves);
    let title = "A box from two logistic neurons";
    Ok(Curves { title, columns: 1, panels: vec![panel] }.svg()?)
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
    let curves = [
        Series::new("bound, 4 |A| ln 2 / k", &ks, bounds),
        Series::new("closed form", &ks, exact),
        Series::new("network, by quadrature", &ks, measured),
    ];
    let panel = CurvePanel::new("", Axis::log10("k"), Axis::log10("L1 error"), curves);
    let title = "How far the network is from the box: ∫ |y − box|";
    Ok(Curves { title, columns: 1, panels: vec![panel] }.svg()?)
}

/// Each function and the networks that approach it.
pub fn functions() -> Result<Svg> {
    let mut panels = Vec::new();
    for target in Target::ALL {
        let at = |step: i32| target.from + (target.to - target.from) * f64::from(step) / 1500.0;
        let xs: Vec<f64> = (0..=1500).map(at).collect();
        for boxes in DRAWN {
            let g = Approximation::new(target, boxes)?.values(&xs)?;
            let f = xs.iter().map(|&x| (target.value)(x));
            let curves = [Series::new("function", &xs, f), Series::new("network", &xs, g)];
            let title = format!("{}, {boxes} boxes", target.name);
            panels.push(CurvePanel::new(title, Axis::linear("x"), Axis::linear("y"), curves));
        }
    }
    Ok(Curves { title: "Boxes make any continuous function", columns: 3, panels }.svg()?)
}

/// The error against the number of boxes, beside its bound.
pub fn rates(errors: &[Errors]) -> Result<Svg> {
    let boxes: Vec<f64> = BOXES.iter().map(|&n| n as f64).collect();
    let panel = |Errors { target, measured, bounds }: &Errors| {
        let curve = |label, errors: &[f64]| Series::new(label, &boxes, errors.to_vec());
        let curves = [curve("measured", measured), curve("bound", bounds)];
        CurvePanel::new(target.name, Axis::log10("boxes n"), Axis::log10("error"), curves)
    };
    let panels = errors.iter().map(panel).collect();
    let title = "How far n boxes are from a function: sup |f − g|";
    Ok(Curves { title, columns: 3, panels }.svg()?)
}

/// The loss after each descent, from the best to the worst, for each search.
pub fn search(searches: &[(Search, Vec<Found>)]) -> Result<Svg> {
    let curve = |(search, found): &(Search, Vec<Found>)| {
        let mut losses: Vec<f64> = found.iter().map(|found| found.loss).collect();
        losses.sort_by(f64::total_cmp);
        let ranks: Vec<f64> = (1..=losses.len()).map(|rank| rank as f64).collect();
        Series::new(search.to_string(), &ranks, losses)
    };
    let curves = searches.iter().map(curve);
    let panel = CurvePanel::new("", Axis::linear("starts, sorted"), Axis::log10("loss J"), curves);
    let title =
        "A box looked for by descent: the loss in the end, from the best start to the worst";
    Ok(Curves { title, columns: 1, panels: vec![panel] }.svg()?)
}
