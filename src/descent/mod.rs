//! Gradient descent: how the parameters move once the gradient is known.
//!
//! | item | answers |
//! |---|---|
//! | [`Sgd`], [`Schedule`] | what is a step, and when are the gradients of a network cleared? |
//! | [`descend`], [`DescentPath`] | which way does a neuron's w go, and why does it stop? |
//! | [`descend_in_batches`], [`Batch`] | what if each step sees a few rows only? |

mod batches;
pub mod derivation;
mod path;

pub(crate) use batches::finite_population;
pub use batches::{Batch, LearningRate, Sampled, descend_in_batches};
pub use path::{DescentPath, Ending, Stop, descend};

use crate::Result;
use crate::error::{expect_positive, expect_setting};
use crate::kernel::pieces::PIECE;
use multiversion::multiversion;
use rayon::prelude::*;

/// Gradient descent with momentum, exactly as `torch.optim.SGD` does it.
///
/// # Formula
/// From v = 0,
///
/// ```math
/// v \to \mu v + \nabla J
/// ```
///
/// and then
///
/// ```math
/// w \to w - \lambda v
/// ```
///
/// # Source
/// The lecture's w → w - λ ∇J(w) with μ = 0; the notebook sets λ = 0.05 and μ = 0.1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sgd {
    /// λ > 0.
    pub learning_rate: f64,
    /// μ, from 0 to 1.
    pub momentum: f64,
}

/// When the gradients, which torch sums up, are set back to 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clearing {
    /// Before each step, as descent asks for: each step follows the gradient where it stands.
    EveryStep,
    /// Before the first step of an epoch only, as the lecture's notebook does: step s of an epoch
    /// follows the sum of s gradients. With μ = 0 that is momentum 1 started afresh with each
    /// epoch.
    EveryEpoch,
}

/// How long to train, and when to clear the gradients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    pub epochs: usize,
    pub steps_per_epoch: usize,
    pub clearing: Clearing,
}

impl Schedule {
    /// A single step.
    pub const ONE_STEP: Schedule =
        Schedule { epochs: 1, steps_per_epoch: 1, clearing: Clearing::EveryStep };
}

impl Sgd {
    /// # Errors
    /// λ not positive and finite, μ outside 0 to 1.
    pub fn check(&self) -> Result<()> {
        let Sgd { learning_rate, momentum } = *self;
        expect_positive("learning rate λ", learning_rate)?;
        let in_range = (0.0..=1.0).contains(&momentum);
        expect_setting("momentum μ", "a number from 0 to 1", momentum, in_range)
    }

    /// One update of the parameters w, whose gradient is `gradient`. Allocates nothing.
    pub(crate) fn update(&self, w: &mut [f64], gradient: &[f64], velocity: &mut [f64]) {
        assert!(
            w.len() == gradient.len() && w.len() == velocity.len(),
            "update of {} parameters with {} gradients and {} velocities",
            w.len(),
            gradient.len(),
            velocity.len()
        );
        if w.len() <= PIECE {
            return update(*self, w, gradient, velocity);
        }
        let w = w.par_chunks_mut(PIECE);
        let pieces = w.zip(gradient.par_chunks(PIECE)).zip(velocity.par_chunks_mut(PIECE));
        pieces.for_each(|((w, g), v)| update(*self, w, g, v));
    }

    /// [`update`](Sgd::update) in the instructions of whoever calls it.
    #[inline(always)]
    pub(crate) fn update_few(&self, w: &mut [f64], gradient: &[f64], velocity: &mut [f64]) {
        for ((w, g), v) in w.iter_mut().zip(gradient).zip(velocity) {
            *v = self.momentum * *v + g;
            *w = (-self.learning_rate).mul_add(*v, *w);
        }
    }
}

#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
fn update(sgd: Sgd, w: &mut [f64], gradient: &[f64], velocity: &mut [f64]) {
    sgd.update_few(w, gradient, velocity);
}
