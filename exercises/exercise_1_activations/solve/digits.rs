//! How many digits they keep.

use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::activation::Activation;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{Worst, accuracy, points_of_every_size};
use rayon::prelude::*;

/// On which accuracy is measured, for each function.
pub const POINTS: usize = 400;

/// Ours and torch's against multi-precision, on points of every size.
pub fn solve(run: &mut Work) -> Result<Vec<Results>> {
    let points = points_of_every_size(&mut manual_seed(run.seed()), POINTS);
    let all = Activation::ALL;
    let bar = run.progress_bar(
        ["precisión múltiple", "multi-precision"],
        all.len(),
        ["funciones", "functions"],
    );
    let accuracies = all.par_iter().map(|&f| accuracy(f, &points).inspect(|_| bar.inc(1)));
    let accuracies = accuracies.collect::<ma6202::Result<Vec<_>>>()?;
    let mut digits = Vec::new();
    for (&f, accuracy) in all.iter().zip(accuracies) {
        run.check_all("digits", accuracy.checks(f));
        digits.push(results! {
            activation => f.to_string(), name => f.name(),
            value => worst(accuracy.value), derivative => worst(accuracy.derivative),
            torch_value => worst(accuracy.value_of_torch),
            torch_derivative => worst(accuracy.derivative_of_torch),
        });
    }
    Ok(digits)
}

/// How far an answer is from the nearest number to the right one, in units of the last place and in
/// decimal digits, and where.
fn worst(Worst { ulps, a }: Worst) -> Results {
    results! { ulps, at => a, lost => lost(ulps) }
}

/// How many decimal digits are wrong; no more than there are.
pub fn lost(ulps: f64) -> f64 {
    libm::log10(ulps.clamp(1.0, f64::EPSILON.recip()))
}
