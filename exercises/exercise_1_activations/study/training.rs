//! One training of the wine network: where it starts, and what becomes of it.

use crate::language::{Said, words};
use ma6202::activation::{Activation, Digits};
use ma6202::mlp::init::{Draw, manual_seed};
use ma6202::mlp::{Layer, Mlp, Training};
use ma6202::notebook::{Data, Part, Recipe, SGD, STEPS_PER_EPOCH, delta_sizes, untrained};
use ma6202::wine::Wine;
use ma6202::{Error, Result};
use ma6202_formula::Words;
use nalgebra::{DMatrix, DVector};
use serde::{Deserialize, Serialize};

/// How long each network is trained.
pub const EPOCHS: usize = 30;
/// A training has arrived when its loss falls below this; that of a network that knows nothing is
/// ln 3 ≈ 1.1.
pub const THRESHOLD: f64 = 1.0 / 3.0;

/// What the networks of a comparison have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    pub hidden_layers: usize,
    pub start: Start,
}

/// The initial weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Start {
    /// torch's default, w_ij and b_j uniform between -1/√in and 1/√in.
    Torch,
    /// w_ij uniform between -√(6/in) and √(6/in), the same draws stretched, and b_j = 0: with ReLU
    /// the activation values then keep their size from layer to layer.
    ///
    /// K. He, X. Zhang, S. Ren and J. Sun, *Delving deep into rectifiers*, 2015.
    He,
}

/// What became of one training.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingOutcome {
    /// The share of the test wines that the trained network gets right; 0 if training diverged, for
    /// it then answers nothing.
    pub accuracy: f64,
    /// Epochs until the training loss fell below [`THRESHOLD`]; [`EPOCHS`] if it did not.
    pub epochs: f64,
    /// The share of hidden neurons whose f' is 0 for every training wine, after training; before,
    /// if it diverged.
    pub dead: f64,
    /// J before the last step; none if training diverged.
    pub loss: Option<f64>,
    /// The root mean square of δ^l before training, first layer first.
    pub delta: Vec<f64>,
}

impl Start {
    /// The name that results have.
    pub fn name(self) -> &'static str {
        self.told().en
    }

    /// What they are called.
    pub fn told(self) -> Words {
        match self {
            Start::Torch => words("pesos iniciales de torch", "torch's initial weights"),
            Start::He => words("pesos iniciales de He", "He's initial weights"),
        }
    }
}

impl Setting {
    /// The settings of the exercise.
    pub const ALL: [Setting; 3] = [
        Setting { hidden_layers: 2, start: Start::Torch },
        Setting { hidden_layers: 10, start: Start::Torch },
        Setting { hidden_layers: 10, start: Start::He },
    ];

    /// What it is called.
    pub fn said(self) -> Said {
        let Setting { hidden_layers, start } = self;
        let es = format!("{hidden_layers} capas ocultas, {}", start.told().es);
        Said::new(es, self.to_string())
    }

    /// The untrained network.
    ///
    /// # Errors
    /// An invalid activation.
    pub fn network(self, f: Activation, seed: u32) -> Result<Mlp> {
        let mlp = untrained(seed, self.hidden_layers, f, Draw::Double)?;
        match self.start {
            Start::Torch => Ok(mlp),
            Start::He => {
                let stretched = |layer: &Layer| Layer {
                    w: &layer.w * 6f64.sqrt(),
                    b: DVector::zeros(layer.b.len()),
                    activation: layer.activation,
                };
                Mlp::new(mlp.layers().iter().map(stretched).collect())
            }
        }
    }

    /// The size of δ^l before training, first layer first.
    ///
    /// # Errors
    /// An invalid activation.
    pub fn delta(self, data: &Data, f: Activation, seed: u32) -> Result<Vec<f64>> {
        delta_sizes(&self.network(f, seed)?, &data.train, Recipe::CORRECTED.loss)
    }

    /// Trains a network with this activation from this random state, to most digits: one training
    /// may then end elsewhere, but the study tells of many, and to them all rounding is alike.
    ///
    /// # Errors
    /// An invalid activation, wines too few to split.
    pub fn train(self, wine: &Wine, f: Activation, seed: u32) -> Result<TrainingOutcome> {
        let data = Data::prepare(wine, seed)?;
        let (start, recipe) = (self.network(f, seed)?, Recipe::CORRECTED);
        let delta = delta_sizes(&start, &data.train, recipe.loss)?;
        let Part { x, t, .. } = &data.train;
        let mut training = Training::new(start.clone(), x, t, recipe.loss, SGD)?
            .with_digits(Digits::Most)
            .drawing_from(manual_seed(seed));
        let (mut epochs, mut last) = (EPOCHS as f64, None);
        let went = training.follow(&recipe.schedule(EPOCHS), &mut |step, loss, _| {
            last = Some(loss);
            if loss < THRESHOLD {
                // J is that before the step.
                epochs = epochs.min((step - 1) as f64 / STEPS_PER_EPOCH as f64);
            }
        });
        let (mlp, accuracy, loss) = match went {
            Ok(()) => {
                let mlp = training.into_mlp();
                let accuracy = data.test.confusion(&mlp)?.accuracy();
                (mlp, accuracy, last)
            }
            Err(Error::Diverged { .. }) => (start, 0.0, None),
            Err(error) => return Err(error),
        };
        Ok(TrainingOutcome { accuracy, epochs, dead: dead_share(&mlp, x)?, loss, delta })
    }
}

/// The name that results have: "2 hidden layers, torch's initial weights".
impl std::fmt::Display for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} hidden layers, {}", self.hidden_layers, self.start.name())
    }
}

/// The share of hidden neurons to which no sample passes a gradient: f'(a) = 0 for all of them.
fn dead_share(mlp: &Mlp, x: &DMatrix<f64>) -> Result<f64> {
    let cache = mlp.forward(x)?;
    let hidden = mlp.layers().len() - 1;
    let mut neurons = Vec::new();
    for (layer, a) in mlp.layers().iter().zip(&cache.a).take(hidden) {
        let is_flat = |a: &f64| layer.activation.derivative(*a) == 0.0;
        neurons.extend(a.column_iter().map(|column| column.iter().all(is_flat)));
    }
    let dead = neurons.iter().filter(|&&is_dead| is_dead).count();
    Ok(dead as f64 / neurons.len() as f64)
}
