use crate::Result;
use crate::activation::Activation;
use crate::descent::{Clearing, Schedule, Sgd};
use crate::error::expect_shape;
use crate::loss::Loss;
use crate::mlp::init::{draw_negative_slopes, manual_seed};
use crate::mlp::{Layer, Mlp};
use crate::oracle::check::Device;
use crate::oracle::torch::autograd::{activation, loss, negative_slope};
use crate::oracle::torch::device::matrix;
use nalgebra::{DMatrix, DVector};
use rand_mt::Mt;
use tch::Tensor;
use tch::nn::{self, OptimizerConfig};

/// A descent as torch follows it.
#[derive(Clone, Debug)]
pub struct Descent {
    /// J before each step.
    pub losses: Vec<f64>,
    /// The network after the last.
    pub mlp: Mlp,
}

/// Trains a network with autograd and `torch.optim.SGD`, as the notebook's loop does. The negative
/// slopes of RReLU are those that [`Training`](crate::mlp::Training) draws.
///
/// # Errors
/// A missing device, settings outside their range, or torch's own refusal.
pub fn descend(
    mlp: &Mlp,
    x: &DMatrix<f64>,
    t: &DMatrix<f64>,
    criterion: Loss,
    sgd: Sgd,
    schedule: &Schedule,
    device: Device,
) -> Result<Descent> {
    let mut trainer = Trainer::new(mlp, x, t, criterion, sgd, device)?;
    let mut losses = Vec::new();
    for _ in 0..schedule.epochs {
        trainer.clear_gradients();
        for _ in 0..schedule.steps_per_epoch {
            if schedule.clearing == Clearing::EveryStep {
                trainer.clear_gradients();
            }
            losses.push(trainer.step()?.f_double_value(&[])?);
        }
    }
    Ok(Descent { losses, mlp: trainer.mlp()? })
}

/// torch's counterpart of [`Training`](crate::mlp::Training): parameters, samples and targets lie
/// on the device from the start.
pub struct Trainer {
    x: Tensor,
    t: Tensor,
    criterion: Loss,
    parameters: Vec<Parameters>,
    optimizer: nn::Optimizer,
    device: Device,
    /// For the negative slopes of RReLU.
    rng: Mt,
}

/// Of a layer: W (out, in), b (out), and the negative slope of PReLU.
struct Parameters {
    w: Tensor,
    b: Tensor,
    negative_slope: Option<Tensor>,
    activation: Activation,
}

impl Trainer {
    pub fn new(
        mlp: &Mlp,
        x: &DMatrix<f64>,
        t: &DMatrix<f64>,
        criterion: Loss,
        sgd: Sgd,
        device: Device,
    ) -> Result<Trainer> {
        sgd.check()?;
        expect_shape("targets t", t.shape(), (x.nrows(), mlp.outputs()))?;
        let (x, t) = (device.tensor(x)?, device.tensor(t)?);
        let store = nn::VarStore::new(device.place());
        let mut parameters = Vec::new();
        for (l, &Layer { ref w, ref b, activation }) in mlp.layers().iter().enumerate() {
            let leaf = |name: &str, value| store.root().add(&format!("{name}{l}"), value, true);
            parameters.push(Parameters {
                w: leaf("w", device.tensor(&w.transpose())?),
                b: leaf("b", device.vector(b.as_slice())?),
                negative_slope: negative_slope(activation, device)?
                    .map(|negative_slope| leaf("negative_slope", negative_slope)),
                activation,
            });
        }
        // It keeps the store's parameters.
        let optimizer = nn::sgd(sgd.momentum, 0.0, 0.0, false).build(&store, sgd.learning_rate)?;
        let rng = manual_seed(0);
        Ok(Trainer { x, t, criterion, parameters, optimizer, device, rng })
    }

    /// torch's `optimizer.zero_grad()`.
    pub fn clear_gradients(&mut self) {
        self.optimizer.zero_grad();
    }

    /// Forward, backward and one update; returns J before the update, which need not be computed
    /// yet on a GPU.
    pub fn step(&mut self) -> Result<Tensor> {
        let mut y = self.x.shallow_clone();
        for Parameters { w, b, negative_slope, activation: f } in &self.parameters {
            let a = y.f_linear(w, Some(b))?;
            y = match *f {
                Activation::Rrelu { lower, upper } => {
                    let values = matrix(&a)?;
                    let mut drawn = DMatrix::zeros(values.nrows(), values.ncols());
                    draw_negative_slopes(&mut self.rng, lower, upper, &values, &mut drawn);
                    a.f_mul(&self.device.tensor(&drawn)?)?
                }
                f => activation(f, negative_slope.as_ref(), &a)?,
            };
        }
        let j = loss(self.criterion, &y, &self.t)?;
        j.f_backward()?;
        self.optimizer.step();
        Ok(j)
    }

    /// The network as trained so far.
    pub fn mlp(&self) -> Result<Mlp> {
        let layer = |Parameters { w, b, negative_slope, activation }: &Parameters| {
            let (w, b, mut activation) = (matrix(w)?.transpose(), matrix(b)?, *activation);
            if let Some(negative_slope) = negative_slope {
                activation.learned_mut().copy_from_slice(matrix(negative_slope)?.as_slice());
            }
            Ok(Layer { w, b: DVector::from_column_slice(b.as_slice()), activation })
        };
        Mlp::new(self.parameters.iter().map(layer).collect::<Result<_>>()?)
    }
}
