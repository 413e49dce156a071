use crate::Result;
use crate::error::expect_shape;
use crate::oracle::check::Device;
use crate::oracle::torch::device::matrix;
use nalgebra::{DMatrix, DVector};

/// The shortest w that minimises ‖t - Xw‖, by `torch.linalg.lstsq` with LAPACK's singular values
/// (gelsd) on the CPU.
///
/// Singular values below max(n, d) ε times the largest count as 0, as torch chooses by default.
///
/// # Errors
/// Another number of targets than of rows, or torch's own refusal.
pub fn least_squares(x: &DMatrix<f64>, t: &DVector<f64>) -> Result<DVector<f64>> {
    expect_shape("targets t", (t.len(), 1), (x.nrows(), 1))?;
    let (x, t) = (Device::CPU.tensor(x)?, Device::CPU.tensor(t)?);
    let (w, ..) = x.f_linalg_lstsq(&t, None, "gelsd")?;
    Ok(DVector::from_column_slice(matrix(&w)?.as_slice()))
}
