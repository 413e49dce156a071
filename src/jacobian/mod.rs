//! The Jacobian of a function from n numbers to m, from either side.
//!
//! # Formula
//! J (m, n) has J_kj = ∂y_k/∂x_j: a row for each result. For a scalar l of y with u = ∂l/∂y,
//! g = ∂l/∂x is
//!
//! ```math
//! g = J^\top u
//! ```
//!
//! in one backward pass, whatever n: the reverse mode, what torch leaves in x.grad;
//! τ = dy/ds at x + s v is
//!
//! ```math
//! \tau = J v
//! ```
//!
//! in one forward pass, whatever m: the forward mode; and
//!
//! ```math
//! u^\top \tau = u^\top (J v) = (J^\top u)^\top v = g^\top v
//! ```
//!
//! So J comes row by row from m backward passes, or column by column from n forward ones.
//!
//! # Source
//! The lecture's paragraph on the Jacobian; R. E. Wengert, *A simple automatic derivative
//! evaluation program*, CACM 7 (1964), for the forward mode.

pub mod derivation;

use crate::Result;
use crate::error::expect_shape;
use crate::number::Dual64;
use crate::tape::{Expression, Tape, Var};
use nalgebra::{DMatrix, DVector};

/// J v (m) at x (n), by dual numbers x + v ε: what ε is multiplied by in the results.
///
/// # Errors
/// Another number of entries than the function has inputs.
pub fn jv(f: &Expression, x: &DVector<f64>, v: &DVector<f64>) -> Result<DVector<f64>> {
    expect_shape("direction v", v.shape(), (f.inputs(), 1))?;
    expect_shape("point x", x.shape(), (f.inputs(), 1))?;
    let x: Vec<Dual64> = x.iter().zip(v).map(|(&x, &v)| Dual64::new(x, v)).collect();
    Ok(DVector::from_vec(f.value(&x)?.into_iter().map(|y| y.eps).collect()))
}

/// uᵀJ, as the column Jᵀu (n), at x (n), by a tape: recorded once, read backwards once.
///
/// # Errors
/// Another number of entries than the function has inputs, or results.
pub fn uj(f: &Expression, x: &DVector<f64>, u: &DVector<f64>) -> Result<DVector<f64>> {
    expect_shape("upstream gradient u", u.shape(), (f.outputs(), 1))?;
    let tape = Tape::new();
    let x: Vec<Var> = x.iter().map(|&x| tape.leaf(x)).collect();
    let upstream: Vec<_> = f.value(&x)?.into_iter().zip(u.iter().copied()).collect();
    let gradients = tape.backward(&upstream);
    Ok(DVector::from_vec(x.into_iter().map(|x| gradients.of(x)).collect()))
}

/// J (m, n), each row by a backward pass.
///
/// # Errors
/// Another number of entries than the function has inputs.
pub fn by_rows(f: &Expression, x: &DVector<f64>) -> Result<DMatrix<f64>> {
    let row = |k: usize| Ok(uj(f, x, &unit(f.outputs(), k))?.transpose());
    Ok(DMatrix::from_rows(&(0..f.outputs()).map(row).collect::<Result<Vec<_>>>()?))
}

/// J (m, n), each column by a forward pass.
///
/// # Errors
/// Another number of entries than the function has inputs.
pub fn by_columns(f: &Expression, x: &DVector<f64>) -> Result<DMatrix<f64>> {
    let column = |j: usize| jv(f, x, &unit(f.inputs(), j));
    Ok(DMatrix::from_columns(&(0..f.inputs()).map(column).collect::<Result<Vec<_>>>()?))
}

/// e_i of so many entries.
pub(crate) fn unit(entries: usize, i: usize) -> DVector<f64> {
    DVector::from_fn(entries, |j, _| if i == j { 1.0 } else { 0.0 })
}
