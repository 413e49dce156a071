//! The maximum-likelihood estimate of w: by descent, and by Newton's method.

use super::separation::Separation;
use super::{Logistic, Reading};
use crate::descent::{DescentPath, Ending, Sgd, Stop, descend};
use crate::error::expect_setting;
use crate::linear::{Linear, least_squares};
use crate::neuron::Neuron;
use crate::{Error, Result};
use nalgebra::{DMatrix, DVector};

/// A step of Newton's method that moves no activation value by more than this, or this share of the
/// largest, is the last: the error after it is about its square.
const LAST_STEP: f64 = 1e-9;
/// J may seem to grow by that where it does not fall any more: by its own rounding.
const ROUNDED: f64 = 8.0 * f64::EPSILON;
const MOST_STEPS: usize = 100;
const MOST_HALVINGS: usize = 60;

impl Logistic {
    /// L, which no eigenvalue of the cross-entropy's Hessian exceeds anywhere: descent converges
    /// for 0 < λ < 2/L.
    ///
    /// # Formula
    /// ```math
    /// L = \frac{h}{4 n} + p
    /// ```
    ///
    /// with h the largest eigenvalue of XᵀX.
    ///
    /// # Derivation
    /// H = (1/n) Xᵀ diag(y ⊙ (1 - y)) X + p I, and y (1 - y) ≤ ¼.
    ///
    /// # Errors
    /// X = 0.
    pub fn largest_curvature(&self) -> Result<f64> {
        let linear = Linear::new(self.x.clone(), self.t.clone())?; // H = (2/n) XᵀX
        Ok(linear.curvature()?.largest() / 8.0 + self.penalty)
    }

    /// Refuses a J that has no minimiser, or may have several that are none.
    ///
    /// # Errors
    /// [`Error::Separated`] for linearly separable labels, unless there is a penalty. The squared
    /// error, which is not convex; labels on the border, where rounding decides.
    pub fn expect_minimiser(&self) -> Result<()> {
        let convex = self.reading == Reading::CrossEntropy;
        expect_setting("loss to be minimised", "the cross-entropy", self.reading.name(), convex)?;
        if self.penalty > 0.0 {
            return Ok(());
        }
        match Separation::of(&self.x, &self.t)? {
            Separation::Overlap { .. } => Ok(()),
            separated => Err(Error::Separated { case: separated.name() }),
        }
    }

    /// Descends from w = 0 with λ = 1/L until no |∂J/∂w_j| is above `most`.
    ///
    /// # Errors
    /// Those of [`expect_minimiser`](Logistic::expect_minimiser), no iterations, a bound that is
    /// negative.
    pub fn descend_to_minimum(&self, most: f64, iterations: usize) -> Result<DescentPath> {
        self.expect_minimiser()?;
        let sgd = Sgd { learning_rate: 1.0 / self.largest_curvature()?, momentum: 0.0 };
        let stop = Stop { gradient: Some(most), ..Stop::after(iterations) };
        descend(self, &DVector::zeros(self.x.ncols()), sgd, &stop)
    }

    /// [`newton_from`](Logistic::newton_from) w = 0.
    ///
    /// # Errors
    /// Those of [`newton_from`](Logistic::newton_from).
    pub fn newton(&self) -> Result<DescentPath> {
        self.newton_from(&DVector::zeros(self.x.ncols()))
    }

    /// Newton's method.
    ///
    /// # Formula
    /// ```math
    /// H v = \nabla J
    /// w \to w - v
    /// ```
    ///
    /// to the minimum of the parabola that touches J at w; half the way, a quarter, …, if J would
    /// grow.
    ///
    /// # Numerics
    /// Ends ([`Ending::Flat`]) after a step that changes no a = wᵀx by more than 1e-9, or 1e-9 of
    /// the largest: the error is squared in each step, so what is left is that of rounding, about ε
    /// cond(H).
    ///
    /// # Errors
    /// Those of [`expect_minimiser`](Logistic::expect_minimiser); initial weights that do not fit;
    /// columns of X that depend on each other, or initial weights so large that every y is 0 or 1,
    /// without a penalty: H is then not positive definite.
    ///
    /// # Source
    /// For this J also known as iteratively reweighted least squares: P. McCullagh and J. A.
    /// Nelder, *Generalized Linear Models*, 1989, section 2.5.
    pub fn newton_from(&self, start: &DVector<f64>) -> Result<DescentPath> {
        self.expect_minimiser()?;
        let mut w = start.clone();
        let (mut loss, mut gradient) = self.loss_and_gradient(&w)?;
        let (mut ways, mut losses) = (vec![w.clone()], vec![loss]);
        let mut ending = Ending::Iterations;
        for _ in 0..MOST_STEPS {
            let step = self.newton_step(&w, &gradient)?;
            let halved = (0..MOST_HALVINGS).map(|halvings| 0.5f64.powi(halvings as i32));
            let better =
                halved.map(|share| (share, &w - share * &step)).find_map(|(share, next)| {
                    let (next_loss, next_gradient) = self.loss_and_gradient(&next).ok()?;
                    let falls = next_loss <= loss + ROUNDED * loss;
                    falls.then_some((share, next, next_loss, next_gradient))
                });
            let Some((share, next, next_loss, next_gradient)) = better else { break };
            let moved = (&self.x * (&next - &w)).amax();
            (w, loss, gradient) = (next, next_loss, next_gradient);
            ways.push(w.clone());
            losses.push(loss);
            if share == 1.0 && moved <= LAST_STEP * (&self.x * &w).amax().max(1.0) {
                ending = Ending::Flat;
                break;
            }
        }
        let iterations = (0..ways.len()).collect();
        Ok(DescentPath { w: DMatrix::from_columns(&ways), losses, iterations, ending })
    }

    /// H⁻¹ ∇J.
    fn newton_step(&self, w: &DVector<f64>, gradient: &DVector<f64>) -> Result<DVector<f64>> {
        if let Some(factor) = self.hessian(w)?.cholesky() {
            return Ok(factor.solve(gradient));
        }
        let fit = least_squares(&self.x, &self.t)?;
        let expected = "independent ones, or a penalty";
        expect_setting("columns of X", expected, &fit, fit.is_unique())?;
        let expected = "some answers y that are neither 0 nor 1: else J has no curvature";
        let got = format!("|a| up to {:e}", (&self.x * w).amax());
        Err(Error::setting("weights w", expected, got))
    }
}
