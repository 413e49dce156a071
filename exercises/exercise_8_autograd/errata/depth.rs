//! What happens with ten hidden layers: the same training from many initial weights.

use ma6202::Result;
use ma6202::activation::Activation;
use ma6202::error::expect_some;
use ma6202::mlp::init::Draw;
use ma6202::notebook::{Data, Recipe, train, untrained};
use ma6202::wine::{CLASSES, Wine};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// How a training ended.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepthOutcome {
    pub seed: u32,
    /// How many of the three classes it answers to some training wine.
    pub classes: usize,
    /// Share of the training wines that it gets right.
    pub accuracy: f64,
    /// J at the last step.
    pub loss: f64,
}

impl DepthOutcome {
    /// It tells all three varieties apart, and nine wines of ten.
    pub fn has_learned(&self) -> bool {
        self.classes == CLASSES && self.accuracy > 0.9
    }

    /// It gives every wine the same answer.
    pub fn is_stuck(&self) -> bool {
        self.classes == 1
    }
}

/// Trains the wine network with so many hidden layers once for each random state, which decides the
/// split and the initial weights.
///
/// # Errors
/// No random states; a descent that diverges.
pub fn outcomes(seeds: &[u32], hidden_layers: usize, recipe: Recipe) -> Result<Vec<DepthOutcome>> {
    expect_some("random states", seeds.len())?;
    let of = |&seed: &u32| {
        let data = Data::prepare(&Wine::embedded(), seed)?.train;
        let start = untrained(seed, hidden_layers, Activation::Relu, Draw::Double)?;
        let run = train(&start, &data, recipe, seed, &mut |_| ())?;
        let confusion = data.confusion(&run.mlp)?;
        let answered = |class: &usize| confusion.rows().iter().any(|row| row[*class] > 0);
        let classes = (0..CLASSES).filter(answered).count();
        Ok(DepthOutcome { seed, classes, accuracy: confusion.accuracy(), loss: run.last_loss() })
    };
    seeds.par_iter().map(of).collect()
}
