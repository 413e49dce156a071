//! One neuron, y = f(wᵀx): what linear and logistic regression have in common.
//!
//! ```math
//! a = X w
//! J = \frac{1}{n} \sum_i \ell_i + \frac{p}{2} \|w\|^2
//! \delta_i = \frac{\partial J}{\partial a_i} = \frac{1}{n} \frac{\partial \ell_i}{\partial a_i}
//! \nabla J = X^\top \delta + p w
//! q_i = \frac{\partial^2 \ell_i}{\partial a_i^2}
//! H = \frac{1}{n} X^\top \operatorname{diag}(q) X + p I
//! ```
//!
//! with the activation values a (n), ℓ_i = ℓ(a_i, t_i), the loss J, in which p = 0 unless one asks
//! for a penalty, δ (n), ∇J (d), the second derivatives q (n) and the Hessian H (d, d).
//!
//! A model says what ℓ and its two derivatives are; all else is here, once. There is no bias: a
//! column of ones in X makes one of the weights a bias, as the lecture's wᵀx has it.

use crate::Result;
use crate::error::{expect_finite, expect_shape, expect_some};
use crate::kernel::dense;
use nalgebra::{DMatrix, DVector};

/// A neuron and the rows that it learns from.
pub trait Neuron {
    /// X (n, d).
    fn x(&self) -> &DMatrix<f64>;

    /// t (n).
    fn t(&self) -> &DVector<f64>;

    /// p, not negative.
    fn penalty(&self) -> f64 {
        0.0
    }

    /// ℓ and ∂ℓ/∂a of some rows, given their a and t. Allocates nothing.
    fn losses(&self, a: &[f64], t: &[f64], losses: &mut [f64], derivatives: &mut [f64]);

    /// ∂²ℓ/∂a² of a row.
    fn second_derivative(&self, a: f64, t: f64) -> f64;

    /// J at w; ∞ if it is larger than every number.
    ///
    /// # Errors
    /// Another number of weights than X has columns, NaN or infinite ones.
    fn loss(&self, w: &DVector<f64>) -> Result<f64> {
        Ok(self.loss_and_gradient(w)?.0)
    }

    /// J and ∇J (d) at w.
    ///
    /// # Errors
    /// Those of [`loss`](Neuron::loss).
    fn loss_and_gradient(&self, w: &DVector<f64>) -> Result<(f64, DVector<f64>)> {
        self.check_weights(w)?;
        let mut pass = Pass::new(self.x().nrows(), self.x().ncols());
        let loss = pass.run(self, self.x().as_slice(), self.t().as_slice(), w.as_slice());
        Ok((loss, DVector::from_vec(pass.gradient)))
    }

    /// The Hessian H (d, d) at w, symmetric to the bit.
    ///
    /// # Errors
    /// Those of [`loss`](Neuron::loss), and entries that are larger than every number.
    fn hessian(&self, w: &DVector<f64>) -> Result<DMatrix<f64>> {
        self.check_weights(w)?;
        let (x, n) = (self.x(), self.x().nrows() as f64);
        let second = (x * w).zip_map(self.t(), |a, t| self.second_derivative(a, t)); // (n)
        let entry = |k: usize, j: usize| -> f64 {
            let sum: f64 = (0..x.nrows()).map(|i| second[i] * (x[(i, k)] * x[(i, j)])).sum();
            sum / n + if k == j { self.penalty() } else { 0.0 }
        };
        let h = DMatrix::from_fn(x.ncols(), x.ncols(), entry);
        expect_finite("Hessian H", &h)?;
        Ok(h)
    }

    /// Each row's own gradient g_i = ∂ℓ_i/∂w + p w, of which ∇J is the mean (n, d).
    ///
    /// # Errors
    /// Those of [`loss`](Neuron::loss).
    fn gradients(&self, w: &DVector<f64>) -> Result<DMatrix<f64>> {
        self.check_weights(w)?;
        let a = self.x() * w;
        let (mut losses, mut derivatives) = (a.clone(), a.clone());
        self.losses(
            a.as_slice(),
            self.t().as_slice(),
            losses.as_mut_slice(),
            derivatives.as_mut_slice(),
        );
        let gradient = |i, j| derivatives[i] * self.x()[(i, j)] + self.penalty() * w[j];
        Ok(DMatrix::from_fn(a.len(), w.len(), gradient))
    }

    /// Refuses weights that do not fit.
    ///
    /// # Errors
    /// Another number of weights than X has columns, NaN or infinite ones.
    fn check_weights(&self, w: &DVector<f64>) -> Result<()> {
        expect_shape("weights w", w.shape(), (self.x().ncols(), 1))?;
        expect_finite("weights w", w)
    }
}

/// Refuses rows that no neuron can learn from.
pub(crate) fn check_rows(x: &DMatrix<f64>, t: &DVector<f64>) -> Result<()> {
    expect_some("inputs X", x.nrows() * x.ncols())?;
    expect_shape("targets t", t.shape(), (x.nrows(), 1))?;
    expect_finite("inputs X", x)?;
    expect_finite("targets t", t)
}

/// Room for J and ∇J over so many rows: allocated once, used in every step of a descent.
pub(crate) struct Pass {
    a: Vec<f64>,
    losses: Vec<f64>,
    delta: Vec<f64>,
    /// ∇J (d), after [`run`](Pass::run).
    pub gradient: Vec<f64>,
}

impl Pass {
    pub fn new(n: usize, d: usize) -> Pass {
        Pass { a: vec![0.0; n], losses: vec![0.0; n], delta: vec![0.0; n], gradient: vec![0.0; d] }
    }

    /// J over the rows x (n, d), t (n), which may be a batch of the neuron's own.
    pub fn run<N: Neuron + ?Sized>(&mut self, neuron: &N, x: &[f64], t: &[f64], w: &[f64]) -> f64 {
        let n = t.len();
        dense::activation_value(x, w, &[0.0], &mut self.a);
        neuron.losses(&self.a, t, &mut self.losses, &mut self.delta);
        self.delta.iter_mut().for_each(|delta| *delta /= n as f64);
        self.gradient.fill(0.0);
        dense::add_weight_gradient(x, &self.delta, &mut self.gradient, n);
        let (p, mut sum) = (neuron.penalty(), [0.0]);
        dense::add_column_sums(&self.losses, &mut sum);
        let mean = sum[0] / n as f64;
        if p == 0.0 {
            return mean;
        }
        self.gradient.iter_mut().zip(w).for_each(|(gradient, w)| *gradient += p * w);
        mean + 0.5 * p * w.iter().map(|w| w * w).sum::<f64>()
    }
}
