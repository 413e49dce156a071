//! The network, and its values where they can be said in closed form.

use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::boxcar::Boxcar;
use ma6202::oracle::at_most;
use nalgebra::DMatrix;

/// The box that was asked for, and the network that makes it.
pub fn solve(run: &mut Work, boxcar: &Boxcar) -> Result<Results> {
    let mlp = boxcar.mlp();
    let [hidden, output] = mlp.layers() else { unreachable!("a network 1-2-1") };
    let (a, b) = (boxcar.a(), boxcar.b());
    let points = [("a", a), ("(a+b)/2", a + (b - a) / 2.0), ("b", b)];
    let x = DMatrix::from_row_slice(3, 1, &points.map(|(_, x)| x));
    let y = mlp.forward(&x)?.y.swap_remove(1);
    let closed = [boxcar.edge_value(), boxcar.peak(), boxcar.edge_value()];
    let mut values = Vec::new();
    for (((at, x), &y), closed_form) in points.into_iter().zip(&y).zip(closed) {
        run.at_most(format!("y at {at}"), (y - closed_form).abs(), boxcar.rounding(x))?;
        values.push(results! { at, x, box => boxcar.value(x), y, closed_form });
    }
    let swapped = boxcar.swapped().forward(&x)?.y.swap_remove(1);
    let moved: Vec<f64> = (&swapped - &y).iter().map(|difference| difference.abs()).collect();
    run.check(at_most("the hidden neurons swapped", &moved, &[boxcar.swapping(); 3])?);
    Ok(results! {
        box => results! { a, b, height => boxcar.height(), steepness => boxcar.steepness() },
        network => results! {
            w1 => hidden.w.as_slice(), b1 => hidden.b.as_slice(),
            w2 => output.w.as_slice(), b2 => output.b[0],
        },
        // At a, in the middle, and at b.
        values,
        // By how much y moves at most when the hidden neurons are swapped.
        swapped => moved.into_iter().fold(0.0, f64::max),
    })
}
