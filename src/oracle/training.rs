use super::autograd::{activation, bias, loss};
use super::device::{Device, matrix};
use crate::Result;
use crate::descent::{Clearing, Schedule, Sgd};
use crate::error::expect_shape;
use crate::loss::Loss;
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

/// Trains a network with autograd and `torch.optim.SGD`, as the notebook's loop does.
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
        parameters.push((w, b, layer.activation));
    }
    let mut optimizer = nn::sgd(sgd.momentum, 0.0, 0.0, false).build(&store, sgd.learning_rate)?;
    let mut losses = Vec::new();
    for _ in 0..schedule.epochs {
        optimizer.zero_grad();
        for _ in 0..schedule.steps_per_epoch {
            if schedule.clearing == Clearing::EveryStep {
                optimizer.zero_grad();
            }
            let mut y = x.shallow_clone();
            for (w, b, f) in &parameters {
                y = activation(*f, &y.f_linear(w, Some(b))?)?;
            }
            let j = loss(criterion, &y, &t)?;
            j.f_backward()?;
            optimizer.step();
            losses.push(j.f_double_value(&[])?);
        }
    }
    let layers = parameters
        .iter()
        .map(|(w, b, f)| {
            let b = matrix(b)?;
            Ok(Layer {
                w: matrix(w)?.transpose(),
                b: DVector::from_column_slice(b.as_slice()),
                activation: *f,
            })
        })
        .collect::<Result<_>>()?;
    Ok(Descent { losses, mlp: Mlp::new(layers)? })
}
