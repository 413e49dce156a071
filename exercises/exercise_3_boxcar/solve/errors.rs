//! How far the network is from the box, and n boxes from a function: each estimate step by step.

use crate::Result;
use crate::program::{Report, table};
use ma6202::boxcar::derivation::{self, ApproximationAt, BoxcarAt};
use ma6202::boxcar::{Approximation, Boxcar, Sup, Target, rate};
use ma6202::oracle::{self, Referee, l1_error};
use nalgebra::DMatrix;
use serde_json::json;
use std::iter;
use std::sync::LazyLock;

/// Numbers of boxes.
pub const BOXES: [usize; 9] = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/// The errors of networks with each of those numbers of boxes.
pub struct Errors {
    pub target: Target,
    pub measured: Vec<f64>,
    pub bounds: Vec<f64>,
}

/// Each function by each number of boxes, and how far they are apart: nobody can ask for others, so
/// that it is measured once, however often it is told.
static MEASURED: LazyLock<Vec<Vec<(Approximation, Sup)>>> = LazyLock::new(|| {
    let measure = |target, boxes| {
        let approximation = Approximation::new(target, boxes)?;
        let sup = approximation.sup()?;
        Ok((approximation, sup))
    };
    let of = |target| BOXES.map(|boxes| measure(target, boxes)).into_iter().collect();
    let all: ma6202::Result<_> = Target::ALL.into_iter().map(of).collect();
    all.expect("functions and numbers of boxes that are valid")
});

/// Whether the formulas of the chain, as they are written, keep enough digits to be integrated:
/// not where the two neurons nearly cancel, nor where x - a has lost its digits within a step.
fn has_digits_left(boxcar: &Boxcar) -> bool {
    let (k, farthest) = (boxcar.steepness(), boxcar.a().abs().max(boxcar.b().abs()));
    let width = k * (boxcar.b() - boxcar.a());
    width >= 1e-3 && k * farthest <= 1e7 && (1e-3..=1e7).contains(&k)
}

/// The two errors, step by step.
pub fn accuracy(report: &mut Report, boxcar: &Boxcar) -> Result<()> {
    let mut boxes = vec![*boxcar];
    for steepness in [1e-2, 1.0, 1e2, 1e4, 1e6] {
        boxes.push(boxcar.with_steepness(steepness)?);
    }
    let mut points = Vec::new();
    for &boxcar in &boxes {
        let (a, width) = (boxcar.a(), boxcar.b() - boxcar.a());
        let near = (-100..=200).map(|step| a + width * f64::from(step) / 100.0);
        let far = [-1e8, -1e4, 1e4, 1e8];
        points.extend(near.chain(far).map(|x| BoxcarAt { boxcar, x }));
    }
    let by_torch = |p: &BoxcarAt, device| {
        let x = DMatrix::from_element(1, 1, p.x);
        Ok((oracle::output(&p.boxcar.mlp(), &x, device)?[(0, 0)] - p.boxcar.value(p.x)).abs())
    };
    let autograd: Vec<_> = report.f64_devices().into_iter().map(Referee::Autograd).collect();
    report.say("\nHow far is the network from the box? At a point, for steepnesses up to 1e6 and |x| up to 1e8:");
    report.estimate(&derivation::pointwise(), &points, &autograd, by_torch)?;
    report.say("\nOn the whole line:");
    let by_quadrature = |boxcar: &Boxcar, _| l1_error(boxcar, &boxcar.mlp());
    let error = (l1_error(boxcar, &boxcar.mlp())? - boxcar.l1_error()).abs();
    report.at_most("the error on the whole line, asked box", error, boxcar.l1_rounding())?;
    boxes.retain(has_digits_left);
    if boxes.is_empty() {
        boxes.push(Boxcar::new(0.0, 1.0, 1.0, 20.0)?);
    }
    report.estimate(&derivation::l1(), &boxes, &[Referee::Quadrature], by_quadrature)?;
    report.say(format_args!(
        "\nThe asked one: {:.6e} in L1, {:.6e} at most; {:.6} at the worst point, an edge, and half the height at least, however steep.",
        boxcar.l1_error(),
        boxcar.l1_bound(),
        boxcar.sup_error()
    ));
    report.result(
        "error",
        json!({ "l1": boxcar.l1_error(), "l1_bound": boxcar.l1_bound(), "sup": boxcar.sup_error() }),
    )
}

/// n boxes as one network of 2n hidden neurons.
pub fn approximation(report: &mut Report) -> Result<Vec<Errors>> {
    report.say("\nn boxes as one network with 2n hidden neurons, k chosen for n: sup |f - g|, measured on 256 points a cell");
    report.say("(with what may lie between them), and the bound:\n");
    let (mut all, mut within) = (Vec::new(), Vec::new());
    let mut results = Vec::new();
    for (target, measured) in Target::ALL.into_iter().zip(&*MEASURED) {
        let mut errors = Errors { target, measured: Vec::new(), bounds: Vec::new() };
        for (boxes, (approximation, sup)) in BOXES.into_iter().zip(measured) {
            let bound = approximation.bound();
            let what = format!("{} by {boxes} boxes", target.name);
            report.at_most(what, sup.at_most, bound)?;
            errors.measured.push(sup.at_least);
            errors.bounds.push(bound);
            if [2, 16, 64].contains(&boxes) {
                let point =
                    |step: i32| target.from + (target.to - target.from) * f64::from(step) / 60.0;
                within.extend((0..=60).map(|step| ApproximationAt {
                    approximation: approximation.clone(),
                    x: point(step),
                }));
            }
        }
        all.push(errors);
    }
    let titles = all.iter().flat_map(|errors| [errors.target.name, "bound"]);
    let mut rows = table(iter::once("n").chain(titles));
    for (index, boxes) in BOXES.iter().enumerate() {
        let numbers = all.iter().flat_map(|errors| [errors.measured[index], errors.bounds[index]]);
        let numbers = numbers.map(|error| format!("{error:.3e}"));
        rows.add_row(iter::once(boxes.to_string()).chain(numbers));
    }
    report.say(rows);
    for errors in &all {
        // From 8 on and fourfold each time: the Weierstrass function repeats itself four
        // times smaller.
        let boxes: Vec<usize> = BOXES.into_iter().skip(3).step_by(2).collect();
        let measured: Vec<f64> = errors.measured.iter().copied().skip(3).step_by(2).collect();
        let fell = rate(&boxes, &measured)?;
        let what = format!("rate of {}, off its Hölder exponent", errors.target.name);
        report.at_most(what, (fell - errors.target.exponent).abs(), 0.05)?;
        report.say(format_args!(
            "{}: the error falls like n^-{fell:.3}; its Hölder exponent is {}.",
            errors.target.name, errors.target.exponent
        ));
        results.push(json!({
            "function": errors.target.name,
            "boxes": BOXES,
            "measured": errors.measured,
            "bounds": errors.bounds,
            "rate": fell,
        }));
    }
    report.say(
        "\nWhy it is no larger, with ω the modulus of continuity, h the length of a cell, |f| ≤ M:",
    );
    let by_torch = |p: &ApproximationAt, device| {
        let x = DMatrix::from_element(1, 1, p.x);
        let y = oracle::output(p.approximation.mlp(), &x, device)?[(0, 0)];
        Ok((y - (p.approximation.target().value)(p.x)).abs())
    };
    let estimate = derivation::approximation();
    let autograd: Vec<_> = report.f64_devices().into_iter().map(Referee::Autograd).collect();
    report.estimate(&estimate, &within, &autograd, by_torch)?;
    report.result("approximation", results)?;
    Ok(all)
}
