use crate::Result;
use crate::mlp::init::Draw;
use crate::mlp::{Layer, Mlp};
use crate::notebook::WIDTH;
use crate::oracle::check::{Check, Referee};
use crate::oracle::torch::check_parameters;
use crate::oracle::torch::device::matrix;
use nalgebra::{DMatrix, DVector};
use std::sync::Mutex;
use tch::{Kind, Tensor};

/// The weights (in, out) and biases (out, 1) of linear layers of the given (inputs, outputs),
/// drawn one after another by torch's own generator after `torch.manual_seed(seed)`, with
/// `nn.Linear`'s bounds.
///
/// # Errors
/// torch's own refusal.
pub fn linear(
    seed: u32,
    layers: &[(usize, usize)],
    draw: Draw,
) -> Result<Vec<(DMatrix<f64>, DMatrix<f64>)>> {
    // torch's generator is one for the whole process: two tests drawing at once would mix
    // their draws.
    static GENERATOR: Mutex<()> = Mutex::new(());
    let _alone = GENERATOR.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    tch::manual_seed(i64::from(seed));
    let kind = match draw {
        Draw::Double => Kind::Double,
        Draw::Single => Kind::Float,
    };
    let uniform = |shape: &[i64], bound: f64| -> Result<Tensor> {
        Ok(Tensor::f_empty(shape, (kind, tch::Device::Cpu))?.f_uniform_(-bound, bound)?)
    };
    layers
        .iter()
        .map(|&(inputs, outputs)| {
            let root = (inputs as f64).sqrt();
            // kaiming_uniform_(a=√5) as torch/nn/init.py computes it.
            let deviation = (2.0 / (1.0 + 5f64.sqrt().powi(2))).sqrt() / root;
            let w = uniform(&[outputs as i64, inputs as i64], 3f64.sqrt() * deviation)?;
            let b = uniform(&[outputs as i64], 1.0 / root)?;
            Ok((matrix(&w)?.transpose(), matrix(&b)?))
        })
        .collect()
}

/// Compares the notebook's untrained network with the weights torch draws for it, which must be the
/// same to the last bit.
///
/// # Errors
/// torch's own refusal.
pub fn check_untrained(ours: &Mlp, seed: u32, draw: Draw) -> Result<Vec<Check>> {
    let mut shapes: Vec<_> = ours.layers().iter().map(|layer| layer.w.shape()).collect();
    // The layer that the notebook makes and throws away.
    shapes.insert(1, (WIDTH, WIDTH));
    let mut drawn = linear(seed, &shapes, draw)?;
    drawn.remove(1);
    let layers = drawn.into_iter().zip(ours.layers()).map(|((w, b), ours)| Layer {
        w,
        b: DVector::from_column_slice(b.as_slice()),
        activation: ours.activation,
    });
    check_parameters(ours, &Mlp::new(layers.collect())?, Referee::Generator)
}
