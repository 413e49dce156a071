//! Numbers of any kind that a formula can be evaluated with.
//!
//! A formula is written once. Evaluated with
//!
//! | numbers | it gives |
//! |---|---|
//! | `f64` | its value |
//! | [`Var`](crate::tape::Var) | its value, and a record from which every derivative follows: the reverse mode |
//! | [`Dual64`] | its value, and its derivative along one direction: the forward mode |

pub use ma6202_formula::{Dual64, Entries, Number};
pub(crate) use ma6202_formula::{bell, derivative_of_power, derivative_of_tanh};

use nalgebra::DMatrix;

/// The unit roundoff of f64: a rounding changes a number by this share of it at most.
pub(crate) const ROUNDOFF: f64 = f64::EPSILON / 2.0;

/// Numbers whose derivatives are 0.
pub fn constants<S: Number>(matrix: &DMatrix<f64>) -> Entries<S> {
    Entries::from_fn(matrix.nrows(), matrix.ncols(), |row, column| S::from(matrix[(row, column)]))
}

/// Plain numbers as nalgebra keeps them.
pub fn plain(entries: Entries<f64>) -> DMatrix<f64> {
    let (rows, columns) = entries.shape();
    DMatrix::from_vec(rows, columns, entries.into_vec())
}
