//! The losses J of the lecture, each a mean over the n rows, with ∂J/∂y. In `rows` they are
//! computed, a block of rows at a time.

mod rows;

pub(crate) use rows::{Room, Rows, Sum};

use crate::{Error, Result, error};
use nalgebra::DMatrix;

/// A loss J(y, t) of outputs y (n, k) and targets t (n, k).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Loss {
    /// J = (1/n) Σ (y - t)², summed over the k outputs.
    ///
    /// # Derivation
    /// ∂J/∂y = (2/n) (y - t).
    ///
    /// # Source
    /// The lecture's J for linear regression. torch's `MSELoss` divides by nk instead of n.
    MeanSquaredError,
    /// J = -(1/n) Σ t ln s with s = softmax(y): y are logits. Each row of t sums to 1.
    ///
    /// # Derivation
    /// ∂J/∂y = (1/n) (s - t).
    ///
    /// # Source
    /// torch's `CrossEntropyLoss`, which contains the softmax.
    CrossEntropy,
    /// J = -(1/n) Σ t ln q with p = softmax(y) and q = softmax(p): what the lecture's network,
    /// which ends in a softmax, followed by `CrossEntropyLoss` computes. Each row of t sums to 1.
    ///
    /// Since 0 ≤ p ≤ 1, with k classes J never falls below ln(e + k - 1) - 1.
    ///
    /// # Derivation
    /// With g = ∂J/∂p = (1/n) (q - t), ∂J/∂y = p ⊙ (g - Σ g p), the sum over the row.
    SoftmaxThenCrossEntropy,
}

impl Loss {
    /// Every loss.
    pub const ALL: &[Loss] =
        &[Loss::MeanSquaredError, Loss::CrossEntropy, Loss::SoftmaxThenCrossEntropy];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Loss::MeanSquaredError => "mean squared error",
            Loss::CrossEntropy => "cross-entropy",
            Loss::SoftmaxThenCrossEntropy => "softmax, then cross-entropy",
        }
    }

    /// J and ∂J/∂y.
    ///
    /// # Shapes
    /// y, t and ∂J/∂y: (n, k).
    ///
    /// # Errors
    /// Different shapes, no rows, entries that are not finite, and for the cross-entropies rows of
    /// t that are not distributions.
    pub fn value_and_derivative(
        self,
        y: &DMatrix<f64>,
        t: &DMatrix<f64>,
    ) -> Result<(f64, DMatrix<f64>)> {
        error::expect_shape("outputs y", y.shape(), t.shape())?;
        error::expect_finite("outputs y", y)?;
        self.check_targets(t)?;
        let mut dj_dy = DMatrix::zeros(y.nrows(), y.ncols()); // (n, k)
        let loss = self.evaluate(y, t, &mut dj_dy);
        Ok((loss, dj_dy))
    }

    /// Refuses targets that the loss has no meaning for.
    pub(crate) fn check_targets(self, t: &DMatrix<f64>) -> Result<()> {
        error::expect_finite("targets t", t)?;
        if self == Loss::MeanSquaredError {
            return Ok(());
        }
        for (row, t_row) in t.row_iter().enumerate() {
            if t_row.iter().any(|&t| t < 0.0) || (t_row.sum() - 1.0).abs() > 1e-12 {
                let expected = "probabilities that sum to 1, such as one 1 among zeros";
                let got = format!("{:?}", t_row.iter().collect::<Vec<_>>());
                return Err(Error::setting(format!("targets t, row {row}"), expected, got));
            }
        }
        Ok(())
    }

    /// J; writes ∂J/∂y into `dj_dy`.
    pub(crate) fn evaluate(
        self,
        y: &DMatrix<f64>,
        t: &DMatrix<f64>,
        dj_dy: &mut DMatrix<f64>,
    ) -> f64 {
        let (mut rows, mut sum) = (Rows::new(self, t.nrows(), t), Sum::default());
        rows.add(y, dj_dy, &mut sum);
        sum.mean(t.nrows())
    }
}
