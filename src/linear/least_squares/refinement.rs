use super::qr::Qr;
use crate::elementary::DoubleDouble;
use nalgebra::{DMatrix, DVector};

/// A correction of this share of a number in twice the precision is lost in its rounding.
const ROUNDOFF: f64 = f64::EPSILON * f64::EPSILON / 4.0;

/// A minimiser in twice the precision.
pub(super) struct Refined {
    pub(super) w: Vec<DoubleDouble>,
    pub(super) residual: Vec<DoubleDouble>,
    /// w before its first refinement.
    pub(super) plain: DVector<f64>,
    pub(super) refinements: usize,
    /// The last correction, which was left out, relative to w.
    pub(super) correction: f64,
}

/// Minimises ‖t - Xw‖ for an X of independent columns and its factors.
///
/// # Formula
/// The minimiser and its residual solve r + Xw = t, Xᵀr = 0. Of approximations r, w the defects f = t - r - Xw and
/// g = -Xᵀr are computed in twice the precision; the factors solve δr + X δw = f, Xᵀδr = g well enough to make
/// r + δr, w + δw better. From r = 0, w = 0 the first correction is the plain solution.
///
/// Each correction is smaller than the last by about ε cond(X), without the square of the condition number that the
/// plain solution suffers from where the residual is large.
pub(super) fn refine(x: &DMatrix<f64>, qr: &Qr, t: &DVector<f64>) -> Refined {
    let zero = DoubleDouble::from(0.0);
    let (mut r, mut w) = (vec![zero; x.nrows()], vec![zero; x.ncols()]);
    let mut plain = None;
    let (mut corrections, mut before) = (0, f64::INFINITY);
    loop {
        let mut f: Vec<DoubleDouble> = r.iter().zip(t).map(|(&r, &t)| -r + t).collect();
        for (column, &w) in x.column_iter().zip(&w) {
            f.iter_mut().zip(column.iter()).for_each(|(f, &x)| *f = *f + -(w * x));
        }
        let f = DVector::from_iterator(f.len(), f.iter().map(|f| f.round())); // (n)
        let g = x
            .column_iter()
            .map(|column| -column.iter().zip(&r).fold(zero, |sum, (&x, &r)| sum + r * x).round());
        let g = DVector::from_iterator(x.ncols(), g); // (d)

        let (r_change, w_change) = qr.solve(&f, &g);
        let size = libm::hypot(r_change.norm(), w_change.norm());
        if corrections > 0
            && (size <= ROUNDOFF * libm::hypot(length(&r), length(&w)) || size >= before / 2.0)
        {
            let lost = w_change.norm();
            let correction = if lost == 0.0 { 0.0 } else { lost / length(&w) };
            let (plain, refinements) = (plain.expect("the first correction"), corrections - 1);
            return Refined { w, residual: r, plain, refinements, correction };
        }
        r.iter_mut().zip(&r_change).for_each(|(r, &change)| *r = *r + change);
        w.iter_mut().zip(&w_change).for_each(|(w, &change)| *w = *w + change);
        plain.get_or_insert(w_change);
        (corrections, before) = (corrections + 1, size);
    }
}

fn length(numbers: &[DoubleDouble]) -> f64 {
    numbers.iter().map(|x| x.head * x.head).sum::<f64>().sqrt()
}
