use crate::activation::Activation;
use crate::derivation::Problem;
use crate::descent::derivation::UPDATE;
use crate::error::expect_shape;
use crate::loss::Loss;
use crate::mlp::Mlp;
use crate::mlp::derivation::{Backprop, BackpropVariable};
use crate::oracle::check::Device;
use crate::oracle::torch::device::matrix;
use crate::{Error, Result};
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
    fn autograd(&self, variable: BackpropVariable, device: Device) -> Result<DMatrix<f64>> {
        let mut graph = Graph::record(&self.mlp, &self.x, &self.t, self.loss, device)?;
        let layer = &graph.layers[self.layer];
        if variable == BackpropVariable::Update {
            graph.loss = before_update(&layer.w, &graph.loss)?;
        }
        let by = match variable {
            BackpropVariable::Output(_) => graph.output(),
            BackpropVariable::LastActivationValue | BackpropVariable::HiddenActivationValue => {
                &layer.a
            }
            BackpropVariable::Bias => &layer.b,
            BackpropVariable::NegativeSlope => layer.negative_slope.as_ref().ok_or_else(|| {
                let expected = "prelu, which has a negative slope to differentiate by";
                let got = self.mlp.layers()[self.layer].activation;
                Error::setting("activation of the layer", expected, got)
            })?,
            BackpropVariable::Weights | BackpropVariable::Update => &layer.w,
        };
        let gradient = graph.gradients(&[by])?.swap_remove(0);
        // torch keeps W as (out, in).
        let transposed = matches!(variable, BackpropVariable::Weights | BackpropVariable::Update);
        Ok(if transposed { gradient.transpose() } else { gradient })
    }
}

/// ½ ‖w‖² - λ J, whose derivative by w is the updated w.
pub(crate) fn before_update(w: &Tensor, loss: &Tensor) -> Result<Tensor> {
    let norm_squared = w.f_square()?.f_sum(w.kind())?;
    let step = loss.f_mul_scalar(UPDATE.learning_rate)?;
    Ok(norm_squared.f_mul_scalar(0.5)?.f_sub(&step)?)
}

/// Every intermediate of a network at (x, t) as torch computes it: for each layer a, y, δ = ∂J/∂a,
/// ∂J/∂W and ∂J/∂b, and ∂J/∂α if it is one of PReLU.
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
    let by: Vec<_> = graph.layers.iter().flat_map(RecordedLayer::by).collect();
    let mut gradients = graph.gradients(&by)?;
    let mut all = Vec::new();
    for layer in &graph.layers {
        let others = gradients.split_off(layer.by().count());
        gradients[1] = gradients[1].transpose(); // torch keeps W as (out, in)
        all.extend([matrix(&layer.a)?, matrix(&layer.y)?]);
        all.append(&mut gradients);
        gradients = others;
    }
    Ok(all)
}

/// The outputs y of a network as torch computes them on a device.
///
/// # Shapes
/// x (n, d), y (n, k).
///
/// # Errors
/// A missing device, or torch's own refusal.
pub fn output(mlp: &Mlp, x: &DMatrix<f64>, device: Device) -> Result<DMatrix<f64>> {
    let t = DMatrix::zeros(x.nrows(), mlp.outputs());
    matrix(Graph::record(mlp, x, &t, Loss::MeanSquaredError, device)?.output())
}

/// What autograd recorded of one forward pass.
struct Graph {
    layers: Vec<RecordedLayer>,
    loss: Tensor,
}

/// The parameters are leaves.
struct RecordedLayer {
    /// (out, in) as torch keeps it.
    w: Tensor,
    /// (out).
    b: Tensor,
    /// (1), of PReLU.
    negative_slope: Option<Tensor>,
    a: Tensor,
    y: Tensor,
}

impl RecordedLayer {
    /// What J is differentiated by.
    fn by(&self) -> impl Iterator<Item = &Tensor> {
        [&self.a, &self.w, &self.b].into_iter().chain(&self.negative_slope)
    }
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
        let leaf = |tensor: Tensor| tensor.f_set_requires_grad(true);
        let (mut layers, mut input) = (Vec::new(), device.tensor(x)?);
        for layer in mlp.layers() {
            let w = leaf(device.tensor(&layer.w.transpose())?)?;
            let b = leaf(device.vector(layer.b.as_slice())?)?;
            let negative_slope = negative_slope(layer.activation, device)?.map(leaf).transpose()?;
            let a = input.f_linear(&w, Some(&b))?;
            let y = activation(layer.activation, negative_slope.as_ref(), &a)?;
            input = y.shallow_clone();
            layers.push(RecordedLayer { w, b, negative_slope, a, y });
        }
        let loss = self::loss(loss, &input, &device.tensor(t)?)?;
        Ok(Graph { layers, loss })
    }

    fn output(&self) -> &Tensor {
        &self.layers[self.layers.len() - 1].y
    }

    fn gradients(&self, by: &[&Tensor]) -> Result<Vec<DMatrix<f64>>> {
        Tensor::f_run_backward(&[&self.loss], by, true, false)?.iter().map(matrix).collect()
    }
}

/// The negative slope of PReLU as torch keeps it, (1).
pub(crate) fn negative_slope(activation: Activation, device: Device) -> Result<Option<Tensor>> {
    match activation.learned() {
        [] => Ok(None),
        learned => device.vector(learned).map(Some),
    }
}

/// torch's own operation for each activation; PReLU's negative slope may be a leaf of the graph.
pub(crate) fn activation(
    activation: Activation,
    negative_slope: Option<&Tensor>,
    a: &Tensor,
) -> Result<Tensor> {
    Ok(match (activation, negative_slope) {
        // A new node of the graph, as the others are: autograd then tells y from a.
        (Activation::Identity, _) => a.f_mul_scalar(1.0)?,
        // torch has a step, but not its derivative, which is that of its sign, 0:
        // H = (s(s(a) + ½) + 1) / 2.
        (Activation::Threshold, _) => {
            let sign = a.f_sign()?.f_add_scalar(0.5)?.f_sign()?;
            sign.f_add_scalar(1.0)?.f_mul_scalar(0.5)?
        }
        (Activation::Logistic, _) => a.f_sigmoid()?,
        // torch has none; of its sigmoid, stretched from (0, 1) to (-1, 1).
        (Activation::BipolarLogistic, _) => a.f_sigmoid()?.f_mul_scalar(2.0)?.f_sub_scalar(1.0)?,
        (Activation::Tanh, _) => a.f_tanh()?,
        (Activation::Relu, _) => a.f_relu()?,
        // tch knows these with their usual parameters only; others are scaled from them.
        (Activation::LeakyRelu { negative_slope: 0.01 }, _) => a.f_leaky_relu()?,
        (Activation::Prelu { .. }, Some(negative_slope)) => a.f_prelu(negative_slope)?,
        (Activation::LeakyRelu { negative_slope } | Activation::Prelu { negative_slope }, _) => {
            a.f_prelu(&constant(negative_slope, a)?)?
        }
        // tch 0.24 hands its only argument, whether to train, to torch as the lower bound.
        (Activation::Rrelu { lower, upper }, _) => {
            a.f_prelu(&constant((lower + upper) / 2.0, a)?)?
        }
        (Activation::Elu { alpha }, _) => {
            let elu = a.f_elu()?;
            elu.f_mul_scalar(alpha)?.f_where_self(&a.f_le(0.0)?, &elu)?
        }
        (Activation::Celu { alpha }, _) => {
            a.f_mul_scalar(alpha.recip())?.f_celu()?.f_mul_scalar(alpha)?
        }
        (Activation::Selu, _) => a.f_selu()?,
        (Activation::Gelu, _) => a.f_gelu("none")?,
        (Activation::GeluTanh, _) => a.f_gelu("tanh")?,
        (Activation::Silu, _) => a.f_silu()?,
        (Activation::Mish, _) => a.f_mish()?,
        (Activation::Softplus { beta }, _) => {
            a.f_mul_scalar(beta)?.f_softplus()?.f_mul_scalar(beta.recip())?
        }
        (Activation::Relu6, _) => a.f_relu6()?,
        // On a GPU torch's own multiplies by 1.0f / 6.0f, a sixth of single precision, in f64 too:
        // hardswish_kernel in aten/src/ATen/native/cuda/ActivationHardswishKernel.cu. Written out
        // it is right in f64, and so is what autograd makes of it.
        (Activation::HardSwish, _) if a.device().is_cuda() => {
            a.f_mul(&a.f_add_scalar(3.0)?.f_relu6()?)?.f_div_scalar(6.0)?
        }
        (Activation::HardSwish, _) => a.f_hardswish()?,
    })
}

/// One number as a tensor (1) beside another tensor.
fn constant(value: f64, beside: &Tensor) -> Result<Tensor> {
    Ok(Tensor::f_from_slice(&[value])?.f_to_device(beside.device())?.f_to_kind(beside.kind())?)
}

/// torch's own loss; the mean over rows.
pub(crate) fn loss(loss: Loss, y: &Tensor, t: &Tensor) -> Result<Tensor> {
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
