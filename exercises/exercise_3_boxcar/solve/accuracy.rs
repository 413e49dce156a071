//! How far the network is from the box, at a point and on the whole line, step by step.

use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::boxcar::Boxcar;
use ma6202::boxcar::derivation::{self, BoxcarAt};
use ma6202::oracle::{self, Referee, l1_error};
use nalgebra::DMatrix;

pub fn solve(run: &mut Work, boxcar: &Boxcar) -> Result<Results> {
    let mut boxes = vec![*boxcar];
    for steepness in [1e-2, 1.0, 1e2, 1e4, 1e6] {
        boxes.push(boxcar.with_steepness(steepness)?);
    }
    let example = BoxcarAt::example()?;
    let mut points = vec![example];
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
    run.estimate(&derivation::pointwise(), &points, &run.autograd(), by_torch)?;
    let error = (l1_error(boxcar, &boxcar.mlp())? - boxcar.l1_error()).abs();
    run.at_most("the error on the whole line, asked box", error, boxcar.l1_rounding())?;
    boxes.retain(has_digits_left);
    boxes.insert(0, example.boxcar);
    let by_quadrature = |boxcar: &Boxcar, _| l1_error(boxcar, &boxcar.mlp());
    run.estimate(&derivation::l1(), &boxes, &[Referee::Quadrature], by_quadrature)?;
    Ok(results! {
        // ∫ |y - box|, and |y - box| at the worst point.
        l1 => boxcar.l1_error(), l1_bound => boxcar.l1_bound(), sup => boxcar.sup_error(),
    })
}

/// Whether the formulas of the chain, as they are written, keep enough digits to be integrated:
/// not where the two neurons nearly cancel, nor where x - a has lost its digits within a step.
fn has_digits_left(boxcar: &Boxcar) -> bool {
    let (k, farthest) = (boxcar.steepness(), boxcar.a().abs().max(boxcar.b().abs()));
    let width = k * (boxcar.b() - boxcar.a());
    width >= 1e-3 && k * farthest <= 1e7 && (1e-3..=1e7).contains(&k)
}
