//! The lecture's backpropagation as checked chains, from the chain rule to the matrices the
//! code runs.
//!
//! | file | chains |
//! |---|---|
//! | `losses` | ∂J/∂y of the last layer, for each loss |
//! | `deltas` | δ of the last layer; δ of a hidden layer |
//! | `gradients` | the loss by a weight; by a bias; by a negative slope of PReLU |
//! | `update` | the update of a weight |
//!
//! `backprop` is the function that they differentiate, `sample` the problems on which they
//! are judged.
//!
//! Indices as in the lecture: i a neuron of a layer, j one of the next, k or m an output, r or v a
//! row (sample), which is left out where a formula speaks of one sample.

mod backprop;
mod deltas;
mod gradients;
mod losses;
pub(crate) mod sample;
mod update;

pub use backprop::{Backprop, BackpropVariable};
pub use sample::problems;

use super::{Grads, Training};
use crate::derivation::Derivation;
use crate::descent::Schedule;
use crate::descent::derivation::UPDATE;
use crate::loss::Loss;
use crate::reason::words;
use deltas::{hidden_delta, last_delta};
use gradients::{bias_gradient, negative_slope_gradient, weight_gradient};
use losses::output_gradient;
use ma6202_formula::Words;
use nalgebra::DMatrix;
use update::update;

/// The chains of the lecture, in its order: ∂J/∂y of the last layer for each loss, δ_j of the last
/// layer, δ_i of the layers before it, ∂J/∂w_ij, ∂J/∂b_j, which the lecture leaves out, and the
/// update; ∂J/∂α of PReLU after them.
pub fn chains() -> Vec<Derivation<Backprop>> {
    let outputs = Loss::ALL.iter().map(|&loss| output_gradient(loss));
    outputs
        .chain([
            last_delta(),
            hidden_delta(),
            weight_gradient(),
            bias_gradient(),
            update(),
            negative_slope_gradient(),
        ])
        .collect()
}

const ALL_NEURONS: Words = words(
    "todas las neuronas y muestras a la vez; el código",
    "all neurons and samples at once; the code",
);

const DELTA_AND_INPUT: Words = words(
    r"definición de $\delta_{rj}$; $\partial a_{rj} / \partial w_{ij} = y_{ri}$",
    r"definition of $\delta_{rj}$; $\partial a_{rj} / \partial w_{ij} = y_{ri}$",
);

/// The last line of every chain: the code that trains the wine model.
mod code {
    use super::*;

    pub fn output_gradient(p: &Backprop) -> DMatrix<f64> {
        let y = p.mlp.forward(&p.x).expect("a sound problem").y.pop().expect("a layer at least");
        p.loss.value_and_derivative(&y, &p.t).expect("a sound problem").1
    }

    pub fn updated_weights(p: &Backprop) -> DMatrix<f64> {
        let training = Training::new(p.mlp.clone(), &p.x, &p.t, p.loss, UPDATE);
        let mut training = training.expect("a sound problem");
        training.follow(&Schedule::ONE_STEP, &mut |_, _, _| ()).expect("a finite loss");
        training.into_mlp().layers.swap_remove(p.layer).w
    }

    pub fn grads(p: &Backprop) -> Grads {
        p.mlp.gradient(&p.x, &p.t, p.loss).expect("a sound problem").2
    }
}
