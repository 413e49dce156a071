use super::autograd::{activation, bias, loss, slope};
use super::device::{Device, matrix};
use crate::Result;
use crate::activation::Activation;
use crate::descent::{Clearing, Schedule, Sgd};
use crate::error::expect_shape;
use crate::loss::Loss;
use crate::mlp::init::{draw_slopes, manual_seed};
use crate::mlp::{Layer, Mlp};
use nalgebra::{DMatrix, DVector};
use tch::nn::{self, OptimizerConfig};

/// A descent as torch follows it.
#[derive(Clone, Debug)]
pub struct Descent {
    /// J before each step.
    pub losses: Vec<f64>,
    /// The network after the last.
    pub mlp: Mlp,
}

/// Trains a network with autograd and `torch.optim.SGD`, as the notebook's loop does. The slopes of RReLU are
/// those that [`Training`](crate::mlp::Training) draws.
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
    sgd.check()?;
    expect_shape("targets t", t.shape(), (x.nrows(), mlp.outputs()))?;
    let (x, t) = (device.tensor(x)?, device.tensor(t)?);
    let store = nn::VarStore::new(device.place());
    let mut parameters = Vec::new();
    for (l, layer) in mlp.layers().iter().enumerate() {
        let w = store.root().add(&format!("w{l}"), device.tensor(&layer.w.transpose())?, true);
        let b = store.root().add(&format!("b{l}"), bias(&layer.b, device)?, true);
        let slope = slope(layer.activation, device)?;
        let slope = slope.map(|slope| store.root().add(&format!("slope{l}"), slope, true));
        parameters.push((w, b, slope, layer.activation));
    }
    let mut optimizer = nn::sgd(sgd.momentum, 0.0, 0.0, false).build(&store, sgd.learning_rate)?;
    let mut rng = manual_seed(0);
    let mut losses = Vec::new();
    for _ in 0..schedule.epochs {
        optimizer.zero_grad();
        for _ in 0..schedule.steps_per_epoch {
            if schedule.clearing == Clearing::EveryStep {
                optimizer.zero_grad();
            }
            let mut y = x.shallow_clone();
            for (w, b, slope, f) in &parameters {
                let a = y.f_linear(w, Some(b))?;
                y = match *f {
                    Activation::Rrelu { lower, upper } => {
                        let values = matrix(&a)?;
                        let mut drawn = DMatrix::zeros(values.nrows(), values.ncols());
                        draw_slopes(&mut rng, lower, upper, &values, &mut drawn);
                        a.f_mul(&device.tensor(&drawn)?)?
                    }
                    f => activation(f, slope.as_ref(), &a)?,
                };
            }
            let j = loss(criterion, &y, &t)?;
            j.f_backward()?;
            optimizer.step();
            losses.push(j.f_double_value(&[])?);
        }
    }
    let layers = parameters
        .iter()
        .map(|(w, b, slope, f)| {
            let b = matrix(b)?;
            let mut activation = *f;
            if let Some(slope) = slope {
                activation.learned_mut().copy_from_slice(matrix(slope)?.as_slice());
            }
            Ok(Layer {
                w: matrix(w)?.transpose(),
                b: DVector::from_column_slice(b.as_slice()),
                activation,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Descent { losses, mlp: Mlp::new(layers)? })
}
