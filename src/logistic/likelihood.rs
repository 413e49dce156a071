//! The maximum-likelihood estimate of w: by descent, and by Newton's method.

use super::separation::Separation;
use super::{Logistic, Reading, newton};
use crate::descent::{DescentPath, Sgd, Stop, descend};
use crate::error::expect_setting;
use crate::linear::Linear;
use crate::{Error, Result};
use nalgebra::DVector;

/// Of Newton's method.
const MOST_STEPS: usize = 100;

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
    /// Ends ([`Flat`](crate::descent::Ending::Flat)) after a step that changes no a = wᵀx by more
    /// than 1e-9, or 1e-9 of the largest: the error is squared in each step, so what is left is
    /// that of rounding, about ε cond(H).
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
        newton::minimise(self, start, MOST_STEPS)
    }
}
