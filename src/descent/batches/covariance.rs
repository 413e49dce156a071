use super::expect_batch;
use crate::Result;
use crate::error::{expect_finite, expect_some};
use nalgebra::{DMatrix, DVector};

/// The rows' own gradients and a batch size: what is to be known of a batch's gradient.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// g_i (n, d), as [`Neuron::gradients`](crate::neuron::Neuron::gradients) gives them.
    gradients: DMatrix<f64>,
    size: usize,
}

impl Batch {
    /// # Errors
    /// No rows, B of 0 or above n, NaN or infinite entries.
    pub fn new(gradients: DMatrix<f64>, size: usize) -> Result<Batch> {
        let (n, d) = gradients.shape();
        expect_some("gradients of rows", n * d)?;
        expect_finite("gradients of rows", &gradients)?;
        expect_batch(size, n)?;
        Ok(Batch { gradients, size })
    }

    pub fn gradients(&self) -> &DMatrix<f64> {
        &self.gradients
    }

    /// B.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The expected gradient of a batch (d): ḡ = (1/n) Σ g_i = ∇J.
    pub fn mean(&self) -> DVector<f64> {
        self.gradients.row_mean().transpose()
    }

    /// C, the covariance of the gradient of a batch (d, d).
    ///
    /// # Formula
    /// ```math
    /// C = \frac{n - B}{B (n - 1)} \cdot \frac{1}{n} \sum_i (g_i - \bar g)(g_i - \bar g)^\top
    /// ```
    ///
    /// which is 0 for B = n.
    ///
    /// # Derivation
    /// [`linear::derivation::batch_variance`](crate::linear::derivation::batch_variance), for
    /// any neuron.
    pub fn covariance(&self) -> DMatrix<f64> {
        let mean = self.gradients.row_mean();
        let mut off = self.gradients.clone();
        off.row_iter_mut().for_each(|mut row| row -= &mean);
        let n = self.gradients.nrows();
        off.tr_mul(&off) * (finite_population(n, self.size) / n as f64)
    }
}

/// (n - B) / (B (n - 1)), 0 for B = n: the covariance of the mean of B rows of n, as a share of the
/// covariance of one.
pub(crate) fn finite_population(n: usize, batch: usize) -> f64 {
    if batch == n { 0.0 } else { (n - batch) as f64 / (batch as f64 * (n - 1) as f64) }
}
