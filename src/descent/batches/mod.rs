//! Mini-batches: descent along the gradient of a few rows drawn anew for every step.
//!
//! A batch is B of the n rows, every choice equally likely, none twice. Its gradient is right on
//! average, and how far it is off is known: [`covariance`](Batch::covariance).
//!
//! # Source
//! H. Robbins and S. Monro, *A stochastic approximation method*, Ann. Math. Statist. 22 (1951). The
//! covariance of a sample without replacement: W. G. Cochran, *Sampling Techniques*, 1977, section
//! 2.5.

mod covariance;
mod sampled;

pub use covariance::Batch;
pub(crate) use covariance::finite_population;
pub use sampled::Sampled;

use crate::error::{expect_positive, expect_setting};
use crate::neuron::{Neuron, Pass};
use crate::{Error, Result};
use nalgebra::DVector;
use rand::Rng;
use rand::seq::SliceRandom;

/// λ in the course of a descent in batches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LearningRate {
    /// The same in every step: ends in a ball of noise.
    Constant(f64),
    /// λ_k = first / (1 + k / halved_after) in step k = 0, 1, …: Σ λ_k = ∞, so that it gets
    /// everywhere, and Σ λ_k² < ∞, so that the noise dies down.
    Decreasing { first: f64, halved_after: f64 },
}

impl LearningRate {
    /// λ in step k, from 0.
    pub fn at(self, k: usize) -> f64 {
        // A constant rate is halved never: first / (1 + 0), without a branch in the loop.
        let (first, halved_after) = match self {
            LearningRate::Constant(rate) => (rate, f64::INFINITY),
            LearningRate::Decreasing { first, halved_after } => (first, halved_after),
        };
        first / (1.0 + k as f64 / halved_after)
    }

    fn check(self) -> Result<()> {
        match self {
            LearningRate::Constant(rate) => expect_positive("learning rate λ", rate),
            LearningRate::Decreasing { first, halved_after } => {
                expect_positive("first learning rate λ", first)?;
                expect_positive("steps after which λ is halved", halved_after)
            }
        }
    }
}

/// Descends in batches of B rows; `observe` is given each step's number, from 1, and w after it.
/// Returns the last w.
///
/// # Formula
/// ```math
/// w \to w - \lambda g
/// ```
///
/// with g the mean of the gradients of the batch's rows, and λ that of the step.
///
/// # Numerics
/// Nothing is allocated in a step. With B = n each step is one of [`descend`](super::descend) but
/// for the order of the rows.
///
/// # Errors
/// λ not positive, B of 0 or above n, weights that do not fit or are not finite;
/// [`Error::Diverged`] as soon as a batch's J or a weight is NaN or infinite.
pub fn descend_in_batches(
    neuron: &dyn Neuron,
    start: &DVector<f64>,
    rate: LearningRate,
    batch: usize,
    iterations: usize,
    rng: &mut dyn Rng,
    observe: &mut dyn FnMut(usize, &DVector<f64>),
) -> Result<DVector<f64>> {
    rate.check()?;
    neuron.check_weights(start)?;
    let (n, d) = neuron.x().shape();
    expect_batch(batch, n)?;
    let mut order: Vec<usize> = (0..n).collect();
    let mut pass = Pass::new(batch, d);
    let mut w = start.clone();
    for k in 0..iterations {
        let (rows, _) = order.partial_shuffle(rng, batch);
        pass.take(neuron, rows.iter().copied());
        let loss = pass.run(neuron, w.as_slice());
        let rate = rate.at(k);
        w.iter_mut()
            .zip(&pass.gradient)
            .for_each(|(w, derivative)| *w = (-rate).mul_add(*derivative, *w));
        if !loss.is_finite() || w.iter().any(|w| !w.is_finite()) {
            return Err(Error::Diverged { step: k + 1, loss });
        }
        observe(k + 1, &w);
    }
    Ok(w)
}

fn expect_batch(batch: usize, n: usize) -> Result<()> {
    let expected = format!("1 to {n}, the number of rows");
    expect_setting("batch size B", &expected, batch, (1..=n).contains(&batch))
}
