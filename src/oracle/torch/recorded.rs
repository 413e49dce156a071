use crate::Result;
use crate::error::expect_shape;
use crate::jacobian::{self, unit};
use crate::number::Number;
use crate::oracle::check::{Check, Device, Referee, at_most, compare_beside};
use crate::oracle::torch::device::matrix;
use crate::tape::{Expression, Step, Tape, Var};
use nalgebra::{DMatrix, DVector};
use tch::Tensor;

/// Of the numbers and slopes of a random expression, of which a derivative may be what is left.
const SIZE: f64 = 1.0;

/// An expression as torch evaluates it.
struct Recorded {
    /// n scalars, leaves.
    x: Vec<Tensor>,
    /// Every scalar made, the inputs first.
    trace: Vec<Tensor>,
    /// (m).
    y: Tensor,
}

impl Recorded {
    fn new(f: &Expression, x: &DVector<f64>, device: Device) -> Result<Recorded> {
        expect_shape("inputs of the expression", x.shape(), (f.inputs(), 1))?;
        let x = device.vector(x.as_slice())?.f_unbind(0)?;
        let leaf = |x: Tensor| x.f_detach()?.f_set_requires_grad(true);
        let x = x.into_iter().map(leaf).collect::<std::result::Result<Vec<_>, _>>()?;
        let mut trace: Vec<Tensor> = x.iter().map(Tensor::shallow_clone).collect();
        for &step in f.steps() {
            let next = match step {
                Step::Add(i, j) => trace[i].f_add(&trace[j]),
                Step::Sub(i, j) => trace[i].f_sub(&trace[j]),
                Step::Mul(i, j) => trace[i].f_mul(&trace[j]),
                Step::Div(i, j) => trace[i].f_div(&trace[j]),
                Step::Neg(i) => trace[i].f_neg(),
                Step::Exp(i) => trace[i].f_exp(),
                Step::Ln(i) => trace[i].f_log(),
                Step::Sin(i) => trace[i].f_sin(),
                Step::Tanh(i) => trace[i].f_tanh(),
                Step::Power(i, n) => trace[i].f_pow_tensor_scalar(i64::from(n)),
                Step::Normal(i) => trace[i].f_special_ndtr(),
                Step::Scale(i, c) => trace[i].f_mul_scalar(c),
                Step::Shift(i, c) => trace[i].f_add_scalar(c),
            };
            trace.push(next?);
        }
        let y = Tensor::f_stack(&trace[trace.len() - f.outputs()..], 0)?;
        Ok(Recorded { x, trace, y })
    }

    fn products(
        &self,
        u: &DVector<f64>,
        v: &DVector<f64>,
        device: Device,
    ) -> Result<[DMatrix<f64>; 2]> {
        let results = self.y.size()[0] as usize;
        expect_shape("upstream gradient u", u.shape(), (results, 1))?;
        expect_shape("direction v", v.shape(), (self.x.len(), 1))?;
        let u = device.vector(u.as_slice())?.f_set_requires_grad(true)?;
        let uj = self.uj(&u)?;
        // u takes part even where J is 0 and torch's uᵀJ does not name it.
        let none = u.f_sum(None)?.f_mul_scalar(0.0)?;
        let along_v = uj.f_mul(&device.vector(v.as_slice())?)?.f_sum(None)?.f_add(&none)?;
        let jv = Tensor::f_run_backward(&[along_v], &[&u], true, false)?;
        Ok([matrix(&uj)?, matrix(&jv[0])?])
    }

    /// Jᵀu (n), recorded in turn. torch has no gradient of what an input does not reach: it is 0.
    fn uj(&self, u: &Tensor) -> Result<Tensor> {
        let l = self.y.f_mul(u)?.f_sum(None)?;
        // Every input takes part, with a share of 0.
        let none = Tensor::f_stack(&self.x, 0)?.f_sum(None)?.f_mul_scalar(0.0)?;
        let gradients = Tensor::f_run_backward(&[l.f_add(&none)?], &self.x, true, true)?;
        Ok(Tensor::f_stack(&gradients, 0)?)
    }
}

/// uᵀJ (n) and J v (m) by torch on a device, which has backward passes only: uᵀJ is linear in u,
/// and the derivative of (uᵀJ) v by u is J v.
///
/// # Errors
/// Another number of inputs, a missing device, or torch's own refusal.
pub fn jacobian_products(
    f: &Expression,
    x: &DVector<f64>,
    u: &DVector<f64>,
    v: &DVector<f64>,
    device: Device,
) -> Result<[DMatrix<f64>; 2]> {
    Recorded::new(f, x, device)?.products(u, v, device)
}

/// Compares every number that an expression makes, and the gradient of its last by each input, on
/// our tape with torch's on a device.
///
/// # Errors
/// Another number of inputs, a missing device, or torch's own refusal.
pub fn check_expression(
    what: &str,
    f: &Expression,
    x: &DVector<f64>,
    device: Device,
) -> Result<Vec<Check>> {
    let tape = Tape::new();
    let leaves: Vec<Var> = x.iter().map(|&x| tape.leaf(x)).collect();
    let trace = f.trace(&leaves)?;
    let ours = DVector::from_iterator(trace.len(), trace.iter().map(|v| v.value()));
    let last = trace[trace.len() - 1].backward();
    let gradient = DVector::from_iterator(x.len(), leaves.iter().map(|&x| last.of(x)));

    let torch = Recorded::new(f, x, device)?;
    let theirs = matrix(&Tensor::f_stack(&torch.trace, 0)?)?;
    let u = device.vector(unit(f.outputs(), f.outputs() - 1).as_slice())?;
    let by = Referee::Autograd(device);
    let of_last = format!("gradient of the last, {what}");
    Ok(vec![
        compare_beside(format!("every number, {what}"), by, &ours, &theirs, SIZE)?,
        compare_beside(of_last, by, &gradient, &matrix(&torch.uj(&u)?)?, SIZE)?,
    ])
}

/// Compares uᵀJ, J v and the whole of J, row by row and column by column, with torch's on a device,
/// and the two sides of uᵀ(J v) = (Jᵀu)ᵀ v with each other.
///
/// # Errors
/// Another number of entries than the function has inputs, or results; a missing device, or torch's
/// own refusal.
pub fn check_jacobian(
    what: &str,
    f: &Expression,
    x: &DVector<f64>,
    u: &DVector<f64>,
    v: &DVector<f64>,
    device: Device,
) -> Result<Vec<Check>> {
    let torch = Recorded::new(f, x, device)?;
    let [uj, jv] = torch.products(u, v, device)?;
    let mut j = DMatrix::zeros(f.outputs(), f.inputs());
    for k in 0..f.outputs() {
        let row = torch.uj(&device.vector(unit(f.outputs(), k).as_slice())?)?;
        j.set_row(k, &matrix(&row)?.column(0).transpose());
    }
    let (our_uj, our_jv) = (jacobian::uj(f, x, u)?, jacobian::jv(f, x, v)?);
    let by = Referee::Autograd(device);
    let (our_j, by_columns) = (jacobian::by_rows(f, x)?, jacobian::by_columns(f, x)?);
    // Either side is a sum of these, which may cancel, as the terms of an entry of J may.
    let terms = (our_j.abs().add_scalar(SIZE) * v.abs()).dot(&u.abs());
    let apart = (u.dot(&our_jv) - our_uj.dot(v)).abs();
    Ok(vec![
        compare_beside(format!("uᵀJ, {what}"), by, &our_uj, &uj, SIZE)?,
        compare_beside(format!("J v, {what}"), by, &our_jv, &jv, SIZE)?,
        compare_beside(format!("J by rows, {what}"), by, &our_j, &j, SIZE)?,
        compare_beside(format!("J by columns, {what}"), by, &by_columns, &j, SIZE)?,
        at_most(format!("uᵀ(J v) = (Jᵀu)ᵀv, {what}"), &[apart], &[1e-13 * terms])?,
    ])
}
