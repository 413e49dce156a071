use super::autograd::loss;
use super::device::{Device, matrix};
use crate::Result;
use crate::descent::{Clearing, Sgd};
use crate::error::expect_shape;
use crate::loss::Loss;
use nalgebra::DMatrix;
use tch::Tensor;
use tch::nn::{self, OptimizerConfig};

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

/// The cross-entropy of logits y (n, k) in bits: torch's softmax and its logarithm to base 2.
///
/// # Errors
/// Those of [`criterion`].
pub fn criterion_in_bits(y: &DMatrix<f64>, t: &DMatrix<f64>, device: Device) -> Result<f64> {
    expect_shape("targets t", t.shape(), y.shape())?;
    let bits = device.tensor(y)?.f_softmax(1, None)?.f_log2()?.f_mul(&device.tensor(t)?)?;
    Ok(-matrix(&bits.f_sum(None)?)?[0] / y.nrows() as f64)
}

/// `torch.heaviside(0, at_zero)`: torch asks what the step is at 0.
///
/// # Errors
/// A missing device, or torch's own refusal.
pub fn heaviside(at_zero: f64, device: Device) -> Result<f64> {
    let number = |value| device.tensor(&DMatrix::from_element(1, 1, value));
    Ok(matrix(&number(0.0)?.f_heaviside(&number(at_zero)?)?)?[0])
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
