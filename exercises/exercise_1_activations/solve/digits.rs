//! How many digits they keep.

use crate::Result;
use crate::language::words;
use crate::program::Work;
use ma6202::activation::Activation;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{Worst, accuracy, points_of_every_size};
use rayon::prelude::*;
use serde::Serialize;

/// On which accuracy is measured, for each function.
pub const POINTS: usize = 400;

/// The worst answers to what f(a) and f'(a) are.
#[derive(Debug, Serialize)]
pub struct Digits {
    pub activation: String,
    pub name: &'static str,
    pub value: Ulps,
    pub derivative: Ulps,
    pub torch_value: Ulps,
    pub torch_derivative: Ulps,
}

/// How far an answer is from the nearest number to the right one, and where.
#[derive(Debug, Serialize)]
pub struct Ulps {
    /// In units of the last place.
    pub ulps: f64,
    pub at: f64,
    /// How many decimal digits are wrong.
    pub lost: f64,
}

/// Ours and torch's against multi-precision, on points of every size.
pub fn solve(run: &mut Work) -> Result<Vec<Digits>> {
    let points = points_of_every_size(&mut manual_seed(run.seed()), POINTS);
    let all = Activation::ALL;
    let bar = run.progress_bar(
        words("precisión múltiple", "multi-precision"),
        all.len(),
        words("funciones", "functions"),
    );
    let accuracies = all.par_iter().map(|&f| accuracy(f, &points).inspect(|_| bar.inc(1)));
    let accuracies = accuracies.collect::<ma6202::Result<Vec<_>>>()?;
    bar.finish_and_clear();
    let mut digits = Vec::new();
    for (&f, accuracy) in all.iter().zip(accuracies) {
        run.check_all("digits", accuracy.checks(f));
        digits.push(Digits {
            activation: f.to_string(),
            name: f.name(),
            value: accuracy.value.into(),
            derivative: accuracy.derivative.into(),
            torch_value: accuracy.value_of_torch.into(),
            torch_derivative: accuracy.derivative_of_torch.into(),
        });
    }
    Ok(digits)
}

impl From<Worst> for Ulps {
    fn from(Worst { ulps, a }: Worst) -> Ulps {
        Ulps { ulps, at: a, lost: lost(ulps) }
    }
}

/// How many decimal digits are wrong; no more than there are.
pub fn lost(ulps: f64) -> f64 {
    libm::log10(ulps.clamp(1.0, f64::EPSILON.recip()))
}
