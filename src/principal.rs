//! Principal components: the plane in which a table of rows spreads most, to draw it.

use nalgebra::{DMatrix, DVector, RowDVector, SymmetricEigen};

use crate::Result;
use crate::error::{expect_columns, expect_finite, expect_setting, expect_some};
use crate::kernel::pairwise::pairwise_sum;

/// The k directions of greatest variance of a table, with its mean as origin.
///
/// # Formula
///
/// The axes are the eigenvectors of the covariance
///
/// ```math
/// C = \frac{1}{n - 1} (X - \mathbf{1}_n \mu^\top)^\top (X - \mathbf{1}_n \mu^\top)
/// ```
///
/// (μ the mean of the rows, 1_n a column of n ones) with the k largest eigenvalues; those
/// eigenvalues are the variances along the axes.
///
/// # Numerics
///
/// An axis and its opposite serve equally; here the entry of largest absolute value is positive,
/// the first one if several tie, as scikit-learn decides. Axes of equal variance are not unique.
///
/// # Source
///
/// scikit-learn 1.9.1, `sklearn.decomposition.PCA`, compared to 10⁻¹² in `tests/principal.rs`.
#[derive(Debug, Clone, PartialEq)]
pub struct PrincipalComponents {
    /// μ, the mean of the rows (1, d).
    pub mean: RowDVector<f64>,
    /// An axis a column, of length 1, most variance first (d, k).
    pub axes: DMatrix<f64>,
    /// The variance along each axis (k), divided by n - 1.
    pub variances: DVector<f64>,
    /// Each variance as a part of the variance of all d features (k). All 0 if the rows are equal.
    pub explained: DVector<f64>,
}

impl PrincipalComponents {
    /// Finds the k axes.
    ///
    /// # Shapes
    ///
    /// `x` is (n, d), n ≥ 2, and k from 1 to the smaller of n and d.
    ///
    /// # Errors
    /// No rows or columns; a single row, a k out of range; NaN or infinity in `x`, or numbers so
    /// large that the covariance overflows.
    pub fn fit(x: &DMatrix<f64>, k: usize) -> Result<PrincipalComponents> {
        let (n, d) = x.shape();
        expect_some("rows and columns for principal components", x.len())?;
        expect_setting("rows for principal components", "at least 2", n, n >= 2)?;
        let most = n.min(d);
        let range = format!("from 1 to {most}");
        expect_setting("number of principal components", &range, k, (1..=most).contains(&k))?;
        expect_finite("features", x)?;

        let mean = x.column_iter().map(|column| pairwise_sum(column.as_slice()) / n as f64);
        let mean = RowDVector::from_iterator(d, mean);
        let centred = DMatrix::from_fn(n, d, |i, j| x[(i, j)] - mean[j]); // (n, d)
        let covariance = centred.tr_mul(&centred) / (n - 1) as f64; // (d, d)
        expect_finite("covariance of the features", &covariance)?;

        let eigen = SymmetricEigen::new(covariance);
        let mut order: Vec<usize> = (0..d).collect();
        order.sort_by(|&i, &j| eigen.eigenvalues[j].total_cmp(&eigen.eigenvalues[i]));

        let mut axes = eigen.eigenvectors.select_columns(&order[..k]); // (d, k)
        for mut axis in axes.column_iter_mut() {
            if axis[axis.iamax()] < 0.0 {
                axis.neg_mut();
            }
        }
        // Rounding can push a variance of 0 below 0.
        let all = DVector::from_iterator(d, order.iter().map(|&i| eigen.eigenvalues[i].max(0.0)));
        let total = all.sum();
        let variances = all.rows(0, k).into_owned();
        let explained = if total > 0.0 { &variances / total } else { DVector::zeros(k) };
        Ok(PrincipalComponents { mean, axes, variances, explained })
    }

    /// Coordinates along the axes: (x - μ) A.
    ///
    /// # Shapes
    ///
    /// (n, d) to (n, k).
    ///
    /// # Errors
    /// Another d; NaN or infinity in `x`.
    pub fn project(&self, x: &DMatrix<f64>) -> Result<DMatrix<f64>> {
        expect_columns("rows to project", x, self.axes.nrows())?;
        expect_finite("rows to project", x)?;
        let centred = DMatrix::from_fn(x.nrows(), x.ncols(), |i, j| x[(i, j)] - self.mean[j]);
        Ok(centred * &self.axes) // (n, k)
    }

    /// The point of feature space at given coordinates: z Aᵀ + μ. The inverse of
    /// [`PrincipalComponents::project`] within the plane of the axes.
    ///
    /// # Shapes
    ///
    /// (n, k) to (n, d).
    ///
    /// # Errors
    /// Another k; NaN or infinity in `z`.
    pub fn back(&self, z: &DMatrix<f64>) -> Result<DMatrix<f64>> {
        expect_columns("coordinates to take back", z, self.axes.ncols())?;
        expect_finite("coordinates to take back", z)?;
        let mut x = z * self.axes.transpose(); // (n, d)
        for mut row in x.row_iter_mut() {
            row += &self.mean;
        }
        Ok(x)
    }
}
