use crate::Result;
use crate::derivation::{Function, Problem, column};
use crate::descent::derivation::{Definition, NeuronAt, NeuronVariable};
use crate::descent::{Sgd, Stop, descend};
use crate::error::{expect_setting, expect_shape};
use crate::linear::Linear;
use crate::logistic::{Logistic, Reading};
use crate::neuron::Neuron;
use crate::oracle::check::{Check, Device, Referee, compare};
use crate::oracle::torch::autograd::{Autograd, before_update};
use crate::oracle::torch::derivative::{derivative, of_function};
use crate::oracle::torch::device::matrix;
use nalgebra::{DMatrix, DVector, Vector1};
use tch::nn::{self, OptimizerConfig};
use tch::{Reduction, Tensor};

/// A neuron whose loss torch knows.
pub trait Judged: Definition {
    /// torch's own loss of activation values and targets (n, 1), the mean over rows.
    #[doc(hidden)]
    fn torch_loss(&self, a: &Tensor, t: &Tensor) -> Result<Tensor>;
}

impl Judged for Linear {
    fn torch_loss(&self, a: &Tensor, t: &Tensor) -> Result<Tensor> {
        Ok(a.f_mse_loss(t, Reduction::Mean)?)
    }
}

impl Judged for Logistic {
    fn torch_loss(&self, a: &Tensor, t: &Tensor) -> Result<Tensor> {
        match self.reading() {
            Reading::SquaredError => Ok(a.f_sigmoid()?.f_mse_loss(t, Reduction::Mean)?),
            Reading::CrossEntropy => with_logits(a, t, Reduction::Mean),
        }
    }
}

fn with_logits(a: &Tensor, t: &Tensor, reduction: Reduction) -> Result<Tensor> {
    Ok(a.f_binary_cross_entropy_with_logits::<Tensor>(t, None, None, reduction)?)
}

impl<N: Judged> Autograd for NeuronAt<N> {
    fn autograd(&self, variable: NeuronVariable, device: Device) -> Result<DMatrix<f64>> {
        let graph = Graph::new(&self.neuron, device)?;
        let w = device.tensor(&self.w)?.f_set_requires_grad(true)?;
        let loss = graph.loss(&self.neuron, &w)?;
        let differentiated = match variable {
            NeuronVariable::Weights => loss,
            NeuronVariable::PartialDerivative => {
                let gradient = Tensor::f_run_backward(&[&loss], &[&w], true, true)?.swap_remove(0);
                gradient.f_select(0, self.k as i64)?.f_sum(device.kind())?
            }
            NeuronVariable::Update => before_update(&w, &loss)?,
        };
        matrix(&Tensor::f_run_backward(&[&differentiated], &[&w], false, false)?[0])
    }
}

/// The rows of a neuron on a device.
struct Graph {
    /// (n, d).
    x: Tensor,
    /// (n, 1).
    t: Tensor,
}

impl Graph {
    fn new(neuron: &impl Neuron, device: Device) -> Result<Graph> {
        Ok(Graph { x: device.tensor(neuron.x())?, t: device.tensor(neuron.t())? })
    }

    /// J as torch computes it.
    fn loss(&self, neuron: &impl Judged, w: &Tensor) -> Result<Tensor> {
        let loss = neuron.torch_loss(&self.x.f_matmul(w)?, &self.t)?;
        match neuron.penalty() {
            0.0 => Ok(loss),
            penalty => {
                let norm_squared = w.f_square()?.f_sum(None)?;
                Ok(loss.f_add(&norm_squared.f_mul_scalar(penalty / 2.0)?)?)
            }
        }
    }
}

/// Compares J, ∇J and the whole Hessian at w with each referee of derivatives: J with autograd
/// only, which computes it.
///
/// # Errors
/// Weights that do not fit, a missing device, or torch's own refusal.
pub fn check_neuron<N: Judged + Clone>(
    what: &str,
    neuron: &N,
    w: &DVector<f64>,
    referees: &[Referee],
) -> Result<Vec<Check>> {
    let (loss, gradient) = neuron.loss_and_gradient(w)?;
    let hessian = neuron.hessian(w)?;
    let at = NeuronAt { neuron: neuron.clone(), w: w.clone(), k: 0 };
    let mut checks = Vec::new();
    for &referee in referees {
        if let Referee::Autograd(device) = referee {
            let theirs = losses(neuron, &column(w), device)?;
            checks.push(compare(format!("J, {what}"), referee, &Vector1::new(loss), &theirs)?);
        }
        let theirs = derivative(&at, NeuronVariable::Weights, referee)?;
        checks.push(compare(format!("∇J, {what}"), referee, &gradient, &theirs)?);
        let theirs = self::hessian(neuron, w, referee)?;
        checks.push(compare(format!("H, {what}"), referee, &hessian, &theirs)?);
    }
    Ok(checks)
}

/// The Hessian (d, d) at w, one row after another: each is the derivative of an element of ∇J.
///
/// # Errors
/// Weights that do not fit, or those of [`derivative`].
pub fn hessian<N: Judged + Clone>(
    neuron: &N,
    w: &DVector<f64>,
    referee: Referee,
) -> Result<DMatrix<f64>> {
    neuron.check_weights(w)?;
    let at = |k| NeuronAt { neuron: neuron.clone(), w: w.clone(), k };
    let variable = NeuronVariable::PartialDerivative;
    // (d, 1) each.
    let rows = match referee {
        Referee::Autograd(device) => {
            (0..w.len()).map(|k| at(k).autograd(variable, device)).collect::<Result<Vec<_>>>()?
        }
        // All elements of ∇J at once.
        other => of_function(&Function::new(["g", "w"], &at(0).symbols(variable)?)?, other)?,
    };
    Ok(DMatrix::from_fn(rows.len(), rows.len(), |k, j| rows[k][j]))
}

/// J as torch computes it at several w, one column each (d, m): (1, m).
///
/// # Errors
/// Weights that do not fit, a missing device, or torch's own refusal.
pub fn losses(neuron: &impl Judged, w: &DMatrix<f64>, device: Device) -> Result<DMatrix<f64>> {
    expect_shape("weights w", w.shape(), (neuron.x().ncols(), w.ncols()))?;
    let graph = Graph::new(neuron, device)?;
    let mut losses = DMatrix::zeros(1, w.ncols());
    for (w, loss) in w.column_iter().zip(losses.iter_mut()) {
        let w = DMatrix::from_column_slice(w.len(), 1, w.into_owned().as_slice());
        *loss = matrix(&graph.loss(neuron, &device.tensor(&w)?)?)?[0];
    }
    Ok(losses)
}

/// w as `torch.optim.SGD` moves it along autograd's gradient: (d, iterations + 1), the first column
/// where it starts.
///
/// # Errors
/// Weights that do not fit, settings outside their range, a missing device, or torch's own refusal.
pub fn descend_neuron(
    neuron: &impl Judged,
    start: &DVector<f64>,
    sgd: Sgd,
    iterations: usize,
    device: Device,
) -> Result<DMatrix<f64>> {
    sgd.check()?;
    neuron.check_weights(start)?;
    let graph = Graph::new(neuron, device)?;
    let store = nn::VarStore::new(device.place());
    let w = store.root().add("w", device.tensor(start)?, true);
    let mut optimizer = nn::sgd(sgd.momentum, 0.0, 0.0, false).build(&store, sgd.learning_rate)?;
    let mut columns = vec![start.clone()];
    for _ in 0..iterations {
        optimizer.zero_grad();
        graph.loss(neuron, &w)?.f_backward()?;
        optimizer.step();
        columns.push(matrix(&w)?.column(0).into_owned());
    }
    Ok(DMatrix::from_columns(&columns))
}

/// Compares w after each of the first iterations of our descent with `torch.optim.SGD`'s on a
/// device.
///
/// # Errors
/// Those of [`descend`] and [`descend_neuron`]; a descent that diverges before it is done.
pub fn check_descent(
    what: &str,
    neuron: &impl Judged,
    start: &DVector<f64>,
    sgd: Sgd,
    iterations: usize,
    device: Device,
) -> Result<Check> {
    let ours = descend(neuron, start, sgd, &Stop::after(iterations))?;
    let expected = format!("{iterations} iterations without divergence");
    let done = ours.losses.len() == iterations + 1;
    expect_setting("descent to compare", &expected, format!("{:?}", ours.ending), done)?;
    let theirs = descend_neuron(neuron, start, sgd, iterations, device)?;
    let what = format!("w of the first {iterations} steps, {what}");
    compare(what, Referee::Descent(device), &ours.w, &theirs)
}

/// The cross-entropy of single activation values and labels, and its derivative, by torch's form
/// for logits.
///
/// # Errors
/// Another number of labels, a missing device, or torch's own refusal.
pub fn cross_entropy_with_logits(
    a: &[f64],
    t: &[f64],
    device: Device,
) -> Result<(Vec<f64>, Vec<f64>)> {
    expect_shape("labels t", (t.len(), 1), (a.len(), 1))?;
    let (a, t) = (device.vector(a)?.f_set_requires_grad(true)?, device.vector(t)?);
    let losses = with_logits(&a, &t, Reduction::None)?;
    let slopes = Tensor::f_run_backward(&[losses.f_sum(device.kind())?], &[&a], false, false)?;
    Ok((matrix(&losses)?.as_slice().to_vec(), matrix(&slopes[0])?.as_slice().to_vec()))
}
