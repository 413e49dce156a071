//! How far from the minimiser mini-batches keep descent, exactly.
//!
//! # Derivation
//! With H_b and ∇J_b of a batch and e = w - w*, a step is e → (I - λ H_b) e - λ ∇J_b(w*). The batch
//! does not depend on e, and E ∇J_b(w*) = 0, so E e → (I - λ H) E e, as without batches. S = E e eᵀ
//! becomes, once E e is 0, E (I - λ H_b) S (I - λ H_b) + λ² C, E the mean over the batches. With
//! H_i = 2 x_i x_iᵀ of a row, and G the mean of H_i S H_i over the n rows, that is
//!
//! ```math
//! G = \frac{4}{n} \sum_i (x_i^\top S x_i) x_i x_i^\top
//! S \to (I - \lambda H) S (I - \lambda H) + \lambda^2 f (G - H S H) + \lambda^2 C
//! ```
//!
//! with C the covariance of ∇J_b(w*) and f = (n - B)/(B (n - 1)) for batches of B rows: H_b is a
//! mean of B rows' H_i as ∇J_b is of their gradients, and has their covariance in the same share.
//! S → A(S) + λ² C is linear; if A makes every S smaller, S settles where S = A(S) + λ² C, the
//! *ball of noise*, and E J - J* = ½ tr(H S) there. For small λ the first order remains:
//! E J - J* = ¼ λ tr C, which shrinks with λ and grows with f.
//!
//! # Source
//! R. M. Gower et al., *SGD: general analysis and improved rates*, ICML 2019, bound the ball; for
//! the square loss nothing need be bounded.

mod measured;

pub use measured::Measured;

use super::Linear;
use crate::Result;
use crate::descent::{Batch, finite_population};
use crate::error::{expect_positive, expect_setting};
use crate::neuron::Neuron;
use nalgebra::{DMatrix, DVector};

/// Where descent in batches comes to rest on average.
#[derive(Clone, Debug, PartialEq)]
pub struct Ball {
    /// S (d, d), the covariance of w around w*.
    pub covariance: DMatrix<f64>,
    /// E J - J*.
    pub excess: f64,
    /// The same to first order in λ: ¼ λ tr C.
    pub first_order: f64,
    /// By how much a step shrinks what S is off its end, at worst: below 1.
    pub rate: f64,
}

impl Linear {
    /// The ball of noise for a constant λ and batches of B rows.
    ///
    /// # Numerics
    /// S is the solution of d² linear equations; meant for some 15 weights at most.
    ///
    /// # Errors
    /// X whose columns are dependent (there is then no one w*), B of 0 or above n, λ not positive,
    /// or so large that S grows without end: noise makes that happen below 2/L.
    pub fn ball(&self, learning_rate: f64, batch: usize) -> Result<Ball> {
        let (n, d) = self.x.shape();
        let fit = self.fit()?;
        expect_setting("columns of X", "independent ones", &fit, fit.is_unique())?;
        expect_positive("learning rate λ", learning_rate)?;
        let noise = Batch::new(self.gradients(&fit.w)?, batch)?.covariance();
        let (h, share) = (self.hessian(&fit.w)?, finite_population(n, batch));
        let step = DMatrix::identity(d, d) - &h * learning_rate; // I - λ H
        let moved = |s: &DMatrix<f64>| -> DMatrix<f64> {
            // H_i S H_i = 4 (x_iᵀ S x_i) x_i x_iᵀ
            let sizes = (&self.x * s).component_mul(&self.x).column_sum() * 4.0; // (n)
            let weighted = DMatrix::from_fn(n, d, |i, j| sizes[i] * self.x[(i, j)]);
            let spread = self.x.tr_mul(&weighted) / n as f64 - &h * s * &h;
            &step * s * &step + spread * (learning_rate * learning_rate * share)
        };
        // A, column by column. It is symmetric: ⟨A(S), T⟩ = ⟨S, A(T)⟩.
        let mut a = DMatrix::zeros(d * d, d * d);
        for column in 0..d * d {
            let mut unit = DMatrix::zeros(d, d);
            unit[column] = 1.0;
            // Only symmetric S occur.
            let symmetric = (&unit + unit.transpose()) * 0.5;
            a.column_mut(column).copy_from_slice(moved(&symmetric).as_slice());
        }
        let rate = a.clone().symmetric_eigenvalues().amax();
        let expected = "so small that the variance of w settles";
        expect_setting("learning rate λ of mini-batches", expected, learning_rate, rate < 1.0)?;
        let right = DVector::from_column_slice(noise.as_slice()) * (learning_rate * learning_rate);
        let solved = (DMatrix::identity(d * d, d * d) - a).lu().solve(&right);
        let solved = solved.expect("no eigenvalue of A is 1");
        let covariance = DMatrix::from_column_slice(d, d, solved.as_slice());
        let first_order = 0.25 * learning_rate * noise.trace();
        Ok(Ball { excess: 0.5 * h.dot(&covariance), first_order, covariance, rate })
    }
}
