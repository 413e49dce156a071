//! From an approximate answer to one that is true of the numbers returned.

use super::{Separation, TOLERANCE};
use nalgebra::{DMatrix, DVector};

/// The share that rounding may have in a sum of 0, and the least share of the largest α: a row off
/// the plane by 1e-8 of its size would show.
const ROUNDING: f64 = 16.0 * f64::EPSILON;
const LEAST_SHARE: f64 = 2e-7;

/// z with columns and rows scaled by powers of two, so that the largest entry of each is near 1.
pub(super) struct Scaled<'a> {
    /// As it came (n, d).
    original: &'a DMatrix<f64>,
    pub z: DMatrix<f64>,
    /// What each column and each row was divided by.
    columns: DVector<f64>,
    rows: DVector<f64>,
}

impl<'a> Scaled<'a> {
    pub fn new(original: &'a DMatrix<f64>) -> Self {
        let (n, d) = original.shape();
        let columns = DVector::from_fn(d, |j, _| power_of_two(original.column(j).amax()));
        let mut z = DMatrix::from_fn(n, d, |i, j| original[(i, j)] / columns[j]);
        let rows = DVector::from_fn(n, |i, _| power_of_two(z.row(i).amax()));
        z.row_iter_mut().zip(rows.iter()).for_each(|(mut row, &size)| row /= size);
        Scaled { original, z, columns, rows }
    }

    /// w for the columns as they came.
    pub fn direction(&self, w: &DVector<f64>) -> DVector<f64> {
        w.component_div(&self.columns)
    }

    pub fn overlap(&self, alpha: &DVector<f64>) -> Option<Separation> {
        let every: Vec<usize> = (0..self.z.nrows()).collect();
        let alpha = self.cancelling(alpha, &every)?;
        Some(Separation::Overlap { alpha })
    }

    /// The same for an α whose sum is 0 but for rounding, and of which no share is so small that
    /// rounding may have made it: no row on the right side of a plane on which the others lie.
    pub fn overlap_as_it_is(&self, alpha: &DVector<f64>) -> Option<Separation> {
        let every: Vec<usize> = (0..self.z.nrows()).collect();
        let clear = alpha.min() > LEAST_SHARE * alpha.max();
        let alpha = self.verified(alpha, &every, ROUNDING).filter(|_| clear)?;
        Some(Separation::Overlap { alpha })
    }

    pub fn quasi(
        &self,
        w: &DVector<f64>,
        on_plane: Vec<usize>,
        alpha: &DVector<f64>,
    ) -> Option<Separation> {
        let alpha = self.cancelling(alpha, &on_plane)?;
        // Into the null space of the rows on the plane; the second time takes away the rounding of
        // the first.
        let right = basis(&self.z.select_rows(&on_plane).transpose()); // (d, rank)
        let mut w = w.clone();
        for _ in 0..2 {
            w -= &right * (right.tr_mul(&w));
        }
        w /= w.amax();
        let w = self.direction(&w);
        let (columns, rows) = sizes(self.original);
        let length = columns.dot(&w.abs());
        let as_claimed = |i: usize| {
            let (side, near) = (self.original.row(i).tr_dot(&w), TOLERANCE * rows[i] * length);
            if on_plane.binary_search(&i).is_ok() { side.abs() <= near } else { side > near }
        };
        let true_of_it = length.is_finite() && (0..self.z.nrows()).all(as_claimed);
        true_of_it.then_some(Separation::Quasi { w, on_plane, alpha })
    }

    /// α with Σ α_i z_i = 0, positive on these rows and 0 on all others, of sum 1.
    fn cancelling(&self, alpha: &DVector<f64>, rows: &[usize]) -> Option<DVector<f64>> {
        let left = basis(&self.z.select_rows(rows)); // (rows, rank)
        let mut some = alpha.select_rows(rows);
        for _ in 0..2 {
            some -= &left * (left.tr_mul(&some));
        }
        self.verified(&some, rows, TOLERANCE)
    }

    /// α in the units of the rows as they came, of sum 1, if it is positive and Σ α_i z_i no more
    /// than a share of its terms.
    fn verified(
        &self,
        some: &DVector<f64>,
        rows: &[usize],
        tolerance: f64,
    ) -> Option<DVector<f64>> {
        let mut alpha = DVector::zeros(self.z.nrows());
        for (&i, some) in rows.iter().zip(some) {
            alpha[i] = some / self.rows[i];
        }
        alpha /= alpha.sum();
        let (column_sizes, row_sizes) = sizes(self.original);
        let total = alpha.dot(&row_sizes);
        let cancels = |j: usize| {
            let sum = self.original.column(j).dot(&alpha);
            sum.abs() <= tolerance * column_sizes[j] * total
        };
        let positive = rows.iter().all(|&i| alpha[i] > 0.0);
        (positive && (0..self.z.ncols()).all(cancels)).then_some(alpha)
    }
}

/// c_j = max_i |x_ij|, and r_i = max_j |x_ij| / c_j.
fn sizes(x: &DMatrix<f64>) -> (DVector<f64>, DVector<f64>) {
    let columns = DVector::from_fn(x.ncols(), |j, _| x.column(j).amax());
    let share =
        |i: usize, j: usize| if columns[j] == 0.0 { 0.0 } else { x[(i, j)].abs() / columns[j] };
    let rows =
        DVector::from_fn(x.nrows(), |i, _| (0..x.ncols()).map(|j| share(i, j)).fold(0.0, f64::max));
    (columns, rows)
}

/// An orthonormal basis of what the columns of a matrix span.
fn basis(matrix: &DMatrix<f64>) -> DMatrix<f64> {
    let (rows, columns) = matrix.shape();
    let svd = matrix.clone().svd(true, false);
    let least = svd.singular_values.max() * f64::EPSILON * rows.max(columns) as f64;
    let span: Vec<usize> =
        (0..svd.singular_values.len()).filter(|&k| svd.singular_values[k] > least).collect();
    svd.u.expect("the left factor was asked for").select_columns(&span)
}

/// The power of two nearest below a size; 1 for 0.
pub(super) fn power_of_two(size: f64) -> f64 {
    if size == 0.0 { 1.0 } else { libm::exp2(f64::from(libm::ilogb(size))) }
}
