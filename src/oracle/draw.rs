use super::device::matrix;
use crate::Result;
use crate::mlp::init::Draw;
use nalgebra::DMatrix;
use std::sync::Mutex;
use tch::{Kind, Tensor};

/// The weights (in, out) and biases (out, 1) of linear layers of the given (inputs, outputs), drawn one
/// after another by torch's own generator after `torch.manual_seed(seed)`, with `nn.Linear`'s bounds.
///
/// # Errors
/// torch's own refusal.
pub fn linear(
    seed: u32,
    layers: &[(usize, usize)],
    draw: Draw,
) -> Result<Vec<(DMatrix<f64>, DMatrix<f64>)>> {
    // torch's generator is one for the whole process: two tests drawing at once would mix their draws.
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
            let bound = 1.0 / (inputs as f64).sqrt();
            let w = uniform(&[outputs as i64, inputs as i64], bound)?;
            let b = uniform(&[outputs as i64], bound)?;
            Ok((matrix(&w)?.transpose(), matrix(&b)?))
        })
        .collect()
}
