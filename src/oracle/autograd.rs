use super::device::{Device, matrix};
use crate::Result;
use crate::activation::Activation;
use crate::derivation::Problem;
use crate::error::expect_shape;
use crate::loss::Loss;
use crate::mlp::derivation::{Backprop, UPDATE, Variable};
use crate::mlp::{Mlp, column};
use nalgebra::DMatrix;
use tch::{Reduction, Tensor};

/// A problem that torch can differentiate as well.
pub trait Autograd: Problem {
    /// The derivative of the function by the variable, by torch's autograd on a device.
    ///
    /// # Errors
    /// A missing device, or torch's own refusal.
    fn autograd(&self, variable: Self::Variable, device: Device) -> Result<DMatrix<f64>>;
}

impl Autograd for Backprop {
    fn autograd(&self, variable: Variable, device: Device) -> Result<DMatrix<f64>> {
        let mut graph = Graph::record(&self.mlp, &self.x, &self.t, self.loss, device)?;
        let (l, last) = (self.layer, graph.y.len() - 1);
        if variable == Variable::Update {
            let w = &graph.w[l];
            let norm_squared = w.f_square()?.f_sum(device.kind())?;
            let step = graph.loss.f_mul_scalar(UPDATE.learning_rate)?;
            graph.loss = norm_squared.f_mul_scalar(0.5)?.f_sub(&step)?;
        }
        let by = match variable {
            Variable::Output(_) => &graph.y[last],
            Variable::LastActivationValue | Variable::HiddenActivationValue => &graph.a[l],
            Variable::Bias => &graph.b[l],
            Variable::Weights | Variable::Update => &graph.w[l],
        };
        let gradient = graph.gradients(&[by])?.swap_remove(0);
        // torch keeps W as (out, in).
        let transposed = matches!(variable, Variable::Weights | Variable::Update);
        Ok(if transposed { gradient.transpose() } else { gradient })
    }
}

/// Every intermediate of a network at (x, t) as torch computes it: for each layer a, y, δ = ∂J/∂a, ∂J/∂W
/// and ∂J/∂b.
///
/// # Errors
/// A missing device, or torch's own refusal.
pub fn intermediates(
    mlp: &Mlp,
    x: &DMatrix<f64>,
    t: &DMatrix<f64>,
    loss: Loss,
    device: Device,
) -> Result<Vec<DMatrix<f64>>> {
    let graph = Graph::record(mlp, x, t, loss, device)?;
    let values = |tensors: &[Tensor]| tensors.iter().map(matrix).collect::<Result<Vec<_>>>();
    let by: Vec<&Tensor> = graph.a.iter().chain(&graph.w).chain(&graph.b).collect();
    let gradients = graph.gradients(&by)?;
    let layers = graph.a.len();
    let (delta, parameters) = gradients.split_at(layers);
    let (w, b) = parameters.split_at(layers);
    let (a, y) = (values(&graph.a)?, values(&graph.y)?);
    Ok((0..layers)
        .flat_map(|l| {
            [a[l].clone(), y[l].clone(), delta[l].clone(), w[l].transpose(), b[l].clone()]
        })
        .collect())
}

/// What autograd recorded of one forward pass.
struct Graph {
    /// Leaves, (out, in) as torch keeps them.
    w: Vec<Tensor>,
    /// Leaves, (out).
    b: Vec<Tensor>,
    a: Vec<Tensor>,
    y: Vec<Tensor>,
    loss: Tensor,
}

impl Graph {
    fn record(
        mlp: &Mlp,
        x: &DMatrix<f64>,
        t: &DMatrix<f64>,
        loss: Loss,
        device: Device,
    ) -> Result<Graph> {
        // torch would stretch a single row of targets over all samples.
        expect_shape("targets t", t.shape(), (x.nrows(), mlp.outputs()))?;
        let (mut w, mut b) = (Vec::new(), Vec::new());
        for layer in mlp.layers() {
            w.push(device.tensor(&layer.w.transpose())?.f_set_requires_grad(true)?);
            b.push(bias(&layer.b, device)?.f_set_requires_grad(true)?);
        }
        let (mut a, mut y) = (Vec::new(), Vec::new());
        let mut input = device.tensor(x)?;
        for (l, layer) in mlp.layers().iter().enumerate() {
            a.push(input.f_linear(&w[l], Some(&b[l]))?);
            y.push(activation(layer.activation, &a[l])?);
            input = y[l].shallow_clone();
        }
        let loss = self::loss(loss, &input, &device.tensor(t)?)?;
        Ok(Graph { w, b, a, y, loss })
    }

    fn gradients(&self, by: &[&Tensor]) -> Result<Vec<DMatrix<f64>>> {
        Tensor::f_run_backward(&[&self.loss], by, true, false)?.iter().map(matrix).collect()
    }
}

/// A bias as torch keeps it, (out).
pub(super) fn bias(b: &nalgebra::DVector<f64>, device: Device) -> Result<Tensor> {
    Ok(device.tensor(&column(b))?.f_reshape([-1])?)
}

/// torch's own operation for each activation.
pub(super) fn activation(activation: Activation, a: &Tensor) -> Result<Tensor> {
    Ok(match activation {
        // A new node of the graph, as the others are: autograd then tells y from a.
        Activation::Identity => a.f_mul_scalar(1.0)?,
        Activation::Logistic => a.f_sigmoid()?,
        // torch has none; of its sigmoid, stretched from (0, 1) to (-1, 1).
        Activation::BipolarLogistic => a.f_sigmoid()?.f_mul_scalar(2.0)?.f_sub_scalar(1.0)?,
        Activation::Tanh => a.f_tanh()?,
        Activation::Relu => a.f_relu()?,
    })
}

/// torch's own loss; the mean over rows.
pub(super) fn loss(loss: Loss, y: &Tensor, t: &Tensor) -> Result<Tensor> {
    let cross_entropy =
        |y: &Tensor| y.f_cross_entropy_loss::<Tensor>(t, None, Reduction::Mean, -100, 0.0);
    Ok(match loss {
        // torch's own mean is over rows and outputs.
        Loss::MeanSquaredError => {
            y.f_mse_loss(t, Reduction::Mean)?.f_mul_scalar(t.size()[1] as f64)?
        }
        Loss::CrossEntropy => cross_entropy(y)?,
        Loss::SoftmaxThenCrossEntropy => cross_entropy(&y.f_softmax(1, None)?)?,
    })
}
