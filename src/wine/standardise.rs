use nalgebra::{DMatrix, RowDVector};

use crate::Result;
use crate::error::{expect_columns, expect_finite, expect_some};
use crate::kernel::pairwise::pairwise_sum;

/// Brings each feature to mean 0 and deviation 1, with the mean and deviation of the training rows.
///
/// Fit it on the training rows only, then transform both parts: test rows must not influence
/// anything the network learns from.
///
/// # Formula
///
/// ```math
/// z = \frac{x - \mu}{\sigma}
/// ```
///
/// for each column, μ the mean and σ the population deviation (divided by n, not n - 1) of the
/// training rows. A constant column has σ = 1, so it becomes 0.
///
/// # Numerics
///
/// Equal to scikit-learn's `StandardScaler` to the last bit, as the lecture's notebook runs it: its
/// pipeline hands the scaler an array stored by columns, so numpy adds each column pairwise. (A
/// row-stored array of the same numbers gives other last bits in scikit-learn itself.) The variance
/// is the corrected two-pass one, (Σr² - (Σr)²/n)/n with residuals r = x - μ: Σr would be 0 but for
/// rounding. A column counts as constant when its variance is below the rounding error of that
/// formula, n·ε·σ² + (n·ε·μ)².
///
/// One deliberate difference: when all values of a column are the same number, μ is that number, so
/// the column becomes exactly 0. scikit-learn's rounded mean may leave 10⁻¹⁷ or so in its place.
///
/// # Source
///
/// Chan, Golub and LeVeque (1983), *Algorithms for Computing the Sample Variance*. scikit-learn
/// 1.9.1, compared bit by bit in `tests/wine.rs`.
#[derive(Debug, Clone, PartialEq)]
pub struct Standardiser {
    /// μ of each column (1, d).
    pub mean: RowDVector<f64>,
    /// σ of each column (1, d); 1 for a constant column, never 0.
    pub deviation: RowDVector<f64>,
}

impl Standardiser {
    /// Learns mean and deviation of each column of the training rows.
    ///
    /// # Shapes
    ///
    /// `x` is (n, d), n ≥ 1.
    ///
    /// # Errors
    /// No rows or columns; NaN or infinity in `x`; numbers so large that a mean or deviation
    /// overflows.
    pub fn fit(x: &DMatrix<f64>) -> Result<Standardiser> {
        expect_some("rows and columns to standardise", x.len())?;
        expect_finite("features", x)?;

        let d = x.ncols();
        let mut mean = RowDVector::zeros(d);
        let mut deviation = RowDVector::zeros(d);
        for j in 0..d {
            (mean[j], deviation[j]) = mean_and_deviation(x.column(j).as_slice());
        }
        expect_finite("means of the features", &mean)?;
        expect_finite("deviations of the features", &deviation)?;
        Ok(Standardiser { mean, deviation })
    }

    /// Standardises rows, those of the fit or others.
    ///
    /// # Shapes
    ///
    /// (n, d) to (n, d), d as in the fit.
    ///
    /// # Errors
    /// Another d; NaN or infinity, in `x` or, from numbers near the largest there are, in the
    /// result.
    pub fn transform(&self, x: &DMatrix<f64>) -> Result<DMatrix<f64>> {
        expect_columns("rows to standardise", x, self.mean.len())?;
        expect_finite("features", x)?;
        let z = DMatrix::from_fn(x.nrows(), x.ncols(), |i, j| {
            (x[(i, j)] - self.mean[j]) / self.deviation[j]
        }); // (n, d)
        expect_finite("standardised features", &z)?;
        Ok(z)
    }
}

/// μ and σ of one column, in scikit-learn's order of operations.
fn mean_and_deviation(column: &[f64]) -> (f64, f64) {
    if column.iter().all(|&value| value == column[0]) {
        return (column[0], 1.0);
    }
    let n = column.len() as f64;
    let mean = pairwise_sum(column) / n;
    let residuals: Vec<f64> = column.iter().map(|value| value - mean).collect();
    let squares: Vec<f64> = residuals.iter().map(|r| r * r).collect();
    let correction = pairwise_sum(&residuals);
    let variance = (pairwise_sum(&squares) - correction * correction / n) / n;

    let mean_error = n * mean * f64::EPSILON;
    let rounding = n * f64::EPSILON * variance + mean_error * mean_error;
    // An overflow must not pass for a constant; it goes on to be refused.
    let constant = variance.is_finite() && variance <= rounding;
    let deviation = if constant { 1.0 } else { variance.sqrt() };
    (mean, deviation)
}
