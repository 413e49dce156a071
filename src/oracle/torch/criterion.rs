use crate::Result;
use crate::descent::{Clearing, Sgd};
use crate::error::expect_shape;
use crate::linear::Linear;
use crate::loss::Loss;
use crate::neuron::Neuron;
use crate::oracle::check::Device;
use crate::oracle::torch::autograd::loss;
use crate::oracle::torch::device::matrix;
use nalgebra::{DMatrix, DVector};
use tch::nn::{self, OptimizerConfig};
use tch::{Reduction, Tensor};

/// J and ∂J/∂y of outputs y and targets t (n, k) by torch's own loss on a device.
///
/// # Errors
/// Different shapes, a missing device, or torch's own refusal.
pub fn criterion(
    criterion: Loss,
    y: &DMatrix<f64>,
    t: &DMatrix<f64>,
    device: Device,
) -> Result<(f64, DMatrix<f64>)> {
    expect_shape("targets t", t.shape(), y.shape())?;
    let y = device.tensor(y)?.f_set_requires_grad(true)?;
    let j = loss(criterion, &y, &device.tensor(t)?)?;
    let gradient = Tensor::f_run_backward(&[&j], &[&y], false, false)?;
    Ok((matrix(&j)?[0], matrix(&gradient[0])?))
}

/// The cross-entropy of logits y (n, k) in bits: torch's softmax and its logarithm to base 2; NaN
/// for logits so far apart that a probability is rounded to 0.
///
/// # Errors
/// Those of [`criterion`].
pub fn criterion_in_bits(y: &DMatrix<f64>, t: &DMatrix<f64>, device: Device) -> Result<f64> {
    expect_shape("targets t", t.shape(), y.shape())?;
    let bits = device.tensor(y)?.f_softmax(1, None)?.f_log2()?.f_mul(&device.tensor(t)?)?;
    Ok(-matrix(&bits.f_sum(None)?)?[0] / y.nrows() as f64)
}

/// The steps a > 0 and a ≥ 0 at a = 0, as torch compares.
///
/// # Errors
/// A missing device, or torch's own refusal.
pub fn steps_at_zero(device: Device) -> Result<[f64; 2]> {
    let zero = device.scalar(0.0)?;
    Ok([matrix(&zero.f_gt(0.0)?)?[0], matrix(&zero.f_ge(0.0)?)?[0]])
}

/// Σ (wᵀx_i - t_i)² over the rows of a linear regression, by torch's own sum.
///
/// # Errors
/// Weights that do not fit, a missing device, or torch's own refusal.
pub fn sum_of_squares(linear: &Linear, w: &DVector<f64>, device: Device) -> Result<f64> {
    linear.check_weights(w)?;
    let a = device.tensor(linear.x())?.f_matmul(&device.tensor(w)?)?;
    Ok(matrix(&a.f_mse_loss(&device.tensor(linear.t())?, Reduction::Sum)?)?[0])
}

/// w after so many steps of `torch.optim.SGD` from 0 on J = w, whose gradient is 1 everywhere.
///
/// # Errors
/// Settings outside their range, a missing device, or torch's own refusal.
pub fn slide(sgd: Sgd, steps: usize, clearing: Clearing, device: Device) -> Result<f64> {
    sgd.check()?;
    let store = nn::VarStore::new(device.place());
    let w = store.root().add("w", device.tensor(&DMatrix::zeros(1, 1))?, true);
    let mut optimizer = nn::sgd(sgd.momentum, 0.0, 0.0, false).build(&store, sgd.learning_rate)?;
    for _ in 0..steps {
        if clearing == Clearing::EveryStep {
            optimizer.zero_grad();
        }
        w.f_sum(None)?.f_backward()?;
        optimizer.step();
    }
    Ok(matrix(&w)?[0])
}
