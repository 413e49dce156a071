use super::autograd::{Autograd, activation};
use super::device::matrix;
use crate::Result;
use crate::dag::derivation::RecurrenceVariable;
use crate::dag::recurrence::Recurrence;
use crate::oracle::check::Device;
use nalgebra::DMatrix;
use tch::Tensor;

impl Autograd for Recurrence {
    /// By torch's way through the cycle, unrolled until it stands still.
    fn autograd(&self, variable: RecurrenceVariable, device: Device) -> Result<DMatrix<f64>> {
        const TURNS: usize = 250;
        let leaf = |value: f64| -> Result<Tensor> {
            Ok(device.vector(&[value])?.f_set_requires_grad(true)?)
        };
        let (w, x, mut y) = (leaf(self.w())?, leaf(self.x())?, leaf(0.0)?);
        for _ in 0..TURNS {
            y = activation(self.activation(), None, &w.f_mul(&y)?.f_add(&x)?)?;
        }
        let by = match variable {
            RecurrenceVariable::X => &x,
            RecurrenceVariable::W => &w,
        };
        matrix(&Tensor::f_run_backward(&[&y], &[by], false, false)?[0])
    }
}
