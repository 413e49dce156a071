use super::autograd::Autograd;
use super::device::matrix;
use super::pointwise::activation_values;
use crate::Result;
use crate::activation::derivation::{ActivationAt, ActivationValue};
use crate::jacobian::derivation::{ModeVariable, TwoModes};
use crate::oracle::check::Device;
use nalgebra::DMatrix;
use tch::Tensor;

impl Autograd for ActivationAt {
    fn autograd(&self, _: ActivationValue, device: Device) -> Result<DMatrix<f64>> {
        let (_, derivatives) = activation_values(self.f, &[self.a], device)?;
        Ok(DMatrix::from_vec(1, 1, derivatives))
    }
}

impl Autograd for TwoModes {
    fn autograd(&self, variable: ModeVariable, device: Device) -> Result<DMatrix<f64>> {
        let leaf = |value: f64| -> Result<Tensor> {
            Ok(device.vector(&[value])?.f_set_requires_grad(true)?)
        };
        let (x, y, step) = (leaf(self.at[0])?, leaf(self.at[1])?, leaf(0.0)?);
        let moved = |x: &Tensor, v: f64| x.f_add(&step.f_mul_scalar(v)?);
        let (x_moved, y_moved) = (moved(&x, self.direction[0])?, moved(&y, self.direction[1])?);
        let (z, q) = (x_moved.f_pow_tensor_scalar(3)?, x_moved.f_mul(&y_moved)?);
        let upstream = |z: &Tensor, q: &Tensor| {
            z.f_mul_scalar(self.upstream[0])?.f_add(&q.f_mul_scalar(self.upstream[1])?)
        };
        let (of, by) = match variable {
            ModeVariable::X => (upstream(&z, &q)?, &x),
            ModeVariable::Y => (upstream(&z, &q)?, &y),
            ModeVariable::FirstAlong => (z, &step),
            ModeVariable::SecondAlong => (q, &step),
        };
        matrix(&Tensor::f_run_backward(&[&of], &[by], false, false)?[0])
    }
}
