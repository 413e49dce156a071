//! Which activation trains the wine network best? An experiment with many random starts.
//!
//! Each seed splits the wines and draws the first weights, the same for every activation, so that two
//! activations can be compared seed by seed: what one split makes easy, it makes easy for both.

use super::Activation;
use crate::Result;
use crate::error::{expect_setting, expect_some};
use crate::mlp::init::{Draw, manual_seed};
use crate::mlp::{Layer, Mlp, Training};
use crate::notebook::{Data, Recipe, SGD, STEPS_PER_EPOCH, delta_sizes, untrained};
use crate::wine::Wine;
use rayon::prelude::*;
use std::ops::Range;

/// How long each network is trained.
pub const EPOCHS: usize = 50;
/// A training has arrived when its loss falls below this: a third of ln 3, that of a network that knows nothing.
pub const THRESHOLD: f64 = 1.0 / 3.0;

/// What the networks of a comparison have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    pub hidden_layers: usize,
    pub start: Start,
}

/// The first weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// torch's default, w_ij and b_j uniform between -1/√in and 1/√in.
    Torch,
    /// w_ij uniform between -√(6/in) and √(6/in), the same draws stretched, and b_j = 0: with ReLU the
    /// activation values then keep their size from layer to layer.
    ///
    /// K. He, X. Zhang, S. Ren and J. Sun, *Delving deep into rectifiers*, 2015.
    He,
}

/// What became of one training.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The share of the test wines that the trained network gets right.
    pub accuracy: f64,
    /// Epochs until the training loss fell below [`THRESHOLD`]; [`EPOCHS`] if it did not.
    pub epochs: f64,
    /// The share of hidden neurons whose f' is 0 for every training wine, after training.
    pub dead: f64,
    /// The root mean square of δ^l before training, first layer first.
    pub delta: Vec<f64>,
}

/// Trains every activation from every seed; row by row the activations, column by column the seeds.
/// `after_each` is called after each training, from several threads.
///
/// # Errors
/// No activations, no seeds, a training that diverges.
pub fn run(
    wine: &Wine,
    setting: Setting,
    activations: &[Activation],
    seeds: Range<u32>,
    after_each: impl Fn() + Sync,
) -> Result<Vec<Vec<Outcome>>> {
    expect_some("activations", activations.len())?;
    expect_some("seeds", seeds.len())?;
    let trainings: Vec<_> =
        activations.iter().flat_map(|&f| seeds.clone().map(move |seed| (f, seed))).collect();
    // In order whatever the number of threads.
    let outcomes = trainings.into_par_iter().map(|(f, seed)| {
        let outcome = train(wine, setting, f, seed);
        after_each();
        outcome
    });
    let outcomes = outcomes.collect::<Result<Vec<_>>>()?;
    Ok(outcomes.chunks(seeds.len()).map(<[Outcome]>::to_vec).collect())
}

fn train(wine: &Wine, setting: Setting, f: Activation, seed: u32) -> Result<Outcome> {
    let data = Data::prepare(wine, seed)?;
    let start = setting.network(f, seed)?;
    let recipe = Recipe::CORRECTED;
    let delta = delta_sizes(&start, &data.train, recipe.loss)?;
    let mut training = Training::new(start, &data.train.x, &data.train.t, recipe.loss, SGD)?
        .drawing_from(manual_seed(seed));
    let mut epochs = EPOCHS as f64;
    training.follow(&recipe.schedule(EPOCHS), |step, loss, _| {
        if loss < THRESHOLD {
            epochs = epochs.min(step as f64 / STEPS_PER_EPOCH as f64);
        }
    })?;
    let mlp = training.into_mlp();
    let accuracy = data.test.confusion(&mlp)?.accuracy();
    let dead = dead_share(&mlp, &data)?;
    Ok(Outcome { accuracy, epochs, dead, delta })
}

impl Setting {
    /// The untrained network.
    ///
    /// # Errors
    /// An activation that is none.
    pub fn network(self, f: Activation, seed: u32) -> Result<Mlp> {
        let mlp = untrained(seed, self.hidden_layers, f, Draw::Double)?;
        match self.start {
            Start::Torch => Ok(mlp),
            Start::He => {
                let stretch = |layer: &Layer| Layer {
                    w: &layer.w * 6f64.sqrt(),
                    b: &layer.b * 0.0,
                    activation: layer.activation,
                };
                Mlp::new(mlp.layers().iter().map(stretch).collect())
            }
        }
    }
}

/// The share of hidden neurons that no training wine teaches anything: f'(a) = 0 for all of them.
fn dead_share(mlp: &Mlp, data: &Data) -> Result<f64> {
    let cache = mlp.forward(&data.train.x)?;
    let hidden = &mlp.layers()[..mlp.layers().len() - 1];
    let (mut dead, mut neurons) = (0, 0);
    for (layer, a) in hidden.iter().zip(&cache.a) {
        neurons += a.ncols();
        dead += a
            .column_iter()
            .filter(|column| column.iter().all(|&a| layer.activation.derivative(a) == 0.0))
            .count();
    }
    Ok(dead as f64 / neurons as f64)
}

/// The mean of `ours - theirs`, seed by seed, with an interval that holds it with the given confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    pub mean: f64,
    pub low: f64,
    pub high: f64,
}
