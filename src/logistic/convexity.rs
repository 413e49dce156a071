//! Why the squared error of a logistic neuron is hard to descend: it is not convex, and flat where
//! the answer is most wrong.
//!
//! # Derivation
//! A row bends J upwards or downwards as its ∂²ℓ/∂a² = 2 r² (1 - r)(2 - 3r) is positive or
//! negative, r = |y - t|: downwards where the answer is wrong by more than 2/3. For the
//! cross-entropy it is y (1 - y) > 0. And |∂ℓ/∂a| = 2 r² (1 - r) vanishes as r → 1
//! ([`plateau`](super::derivation::plateau())), where the cross-entropy's, r, is largest.

use super::Logistic;
use crate::Result;
use crate::error::expect_setting;
use crate::neuron::Neuron;
use nalgebra::DVector;
use rand::{Rng, RngExt};

/// A place where J bends downwards, and a segment whose middle is higher than the mean of its ends:
/// no convex function has either.
#[derive(Clone, Debug, PartialEq)]
pub struct Counterexample {
    /// w, the middle (d).
    pub w: DVector<f64>,
    /// u, of length 1 (d): an eigenvector of H.
    pub direction: DVector<f64>,
    /// uᵀHu < 0, the eigenvalue.
    pub curvature: f64,
    /// Half the length of the segment from w - h u to w + h u.
    pub half: f64,
    /// J at the two ends and in the middle: ½ (J₋ + J₊) < J.
    pub ends: [f64; 2],
    pub middle: f64,
}

impl Counterexample {
    /// J in the middle, less the mean of the ends: above 0.
    pub fn excess(&self) -> f64 {
        self.middle - self.ends[0].midpoint(self.ends[1])
    }
}

/// Looks at random places, near and far, for the one where J bends downwards most; `None` if it
/// does nowhere.
///
/// # Numerics
/// An eigenvalue counts as negative if it is below -1e-9 of the largest: rounding alone makes none.
///
/// # Errors
/// No tries.
pub fn counterexample(
    model: &Logistic,
    rng: &mut dyn Rng,
    tries: usize,
) -> Result<Option<Counterexample>> {
    expect_setting("tries", "at least 1", tries, tries > 0)?;
    let d = model.x().ncols();
    // So large that a is of size 1 or so for w = 1.
    let size = 1.0 / model.x().amax().max(f64::MIN_POSITIVE);
    let mut found: Option<(f64, DVector<f64>, DVector<f64>)> = None;
    for _ in 0..tries {
        let scale = size * libm::pow(10.0, rng.random_range(-1.0..2.0));
        let w = DVector::from_fn(d, |_, _| scale * rng.random_range(-1.0..1.0));
        let eigen = model.hessian(&w)?.symmetric_eigen();
        let least = eigen.eigenvalues.imin();
        let curvature = eigen.eigenvalues[least];
        let negative = curvature < -1e-9 * eigen.eigenvalues.amax();
        if negative && found.as_ref().is_none_or(|(other, ..)| curvature < *other) {
            found = Some((curvature, w, eigen.eigenvectors.column(least).into_owned()));
        }
    }
    let Some((curvature, w, direction)) = found else { return Ok(None) };
    let middle = model.loss(&w)?;
    let mut best: Option<Counterexample> = None;
    for halvings in 0..40 {
        let half = 16.0 * size * 0.5f64.powi(halvings);
        let ends = [model.loss(&(&w - half * &direction))?, model.loss(&(&w + half * &direction))?];
        let (w, direction) = (w.clone(), direction.clone());
        let here = Counterexample { w, direction, curvature, half, ends, middle };
        if here.excess() > best.as_ref().map_or(0.0, Counterexample::excess) {
            best = Some(here);
        }
    }
    Ok(best)
}
