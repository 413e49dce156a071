//! Which activation trains the wine network best? An experiment with many random starts.
//!
//! Each seed splits the wines and draws the first weights, the same for every activation, so that
//! two activations can be compared seed by seed: what one split makes easy, it makes easy for both.

use ma6202::activation::Activation;
use ma6202::error::expect_some;
use ma6202::metrics::{Average, Bootstrap, Interval};
use ma6202::mlp::init::{Draw, manual_seed};
use ma6202::mlp::{Layer, Mlp, Training};
use ma6202::notebook::{Data, Part, Recipe, SGD, STEPS_PER_EPOCH, delta_sizes, untrained};
use ma6202::wine::Wine;
use ma6202::{Error, Result};
use nalgebra::{DMatrix, DVector};
use rand::Rng;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// How long each network is trained.
pub const EPOCHS: usize = 30;
/// A training has arrived when its loss falls below this; that of a network that knows nothing is
/// ln 3 ≈ 1.1.
pub const THRESHOLD: f64 = 1.0 / 3.0;

/// Of the bootstrap.
const RESAMPLES: usize = 20_000;

/// What the networks of a comparison have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    pub hidden_layers: usize,
    pub start: Start,
}

/// The first weights.
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

/// What two activations are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// [`TrainingOutcome::accuracy`].
    Accuracy,
    /// [`TrainingOutcome::epochs`].
    Epochs,
    /// [`TrainingOutcome::dead`].
    Dead,
    /// How many powers of ten δ loses from the last layer to the first, log₁₀ δ¹/δᴸ; -16 where it
    /// loses more.
    Delta,
}

/// One activation beside the first one of its study.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    pub activation: Activation,
    pub measure: Measure,
    /// The average of its values over the seeds.
    pub average: f64,
    /// The average of its value less that of the first, seed by seed.
    pub to_first: Interval,
}

/// The outcomes of every activation from every seed.
#[derive(Clone, Debug)]
pub struct Study {
    pub setting: Setting,
    pub activations: Vec<Activation>,
    /// For each activation, by seed.
    pub outcomes: Vec<Vec<TrainingOutcome>>,
}

impl Study {
    /// Trains every activation from every seed; `after_each` is called after each training, from
    /// several threads.
    ///
    /// # Errors
    /// No activations, no seeds, wines too few to split.
    pub fn run(
        wine: &Wine,
        setting: Setting,
        activations: &[Activation],
        seeds: &[u32],
        after_each: impl Fn() + Sync,
    ) -> Result<Study> {
        expect_some("activations", activations.len())?;
        expect_some("seeds", seeds.len())?;
        let outcomes = of_each(activations, seeds, |f, seed| {
            let outcome = setting.train(wine, f, seed);
            after_each();
            outcome
        });
        Ok(Study { setting, activations: activations.to_vec(), outcomes: outcomes? })
    }

    /// Every activation compared with the first one, by every measure. The intervals hold
    /// together with those of all `studies` of this size with a confidence of 95 %, by
    /// Bonferroni's correction.
    ///
    /// # Errors
    /// No studies.
    pub fn compare(&self, rng: &mut impl Rng, studies: usize) -> Result<Vec<Comparison>> {
        expect_some("studies", studies)?;
        let together = studies * Measure::ALL.len() * (self.activations.len() - 1).max(1);
        let confidence = 1.0 - 0.05 / together as f64;
        // The same for all, as the seeds are.
        let resamples = Bootstrap::draw(rng, self.outcomes[0].len(), RESAMPLES)?;
        let mut comparisons = Vec::new();
        for measure in Measure::ALL {
            let (first, average) = (self.values(0, measure), measure.average());
            for (index, &activation) in self.activations.iter().enumerate() {
                let mut values = self.values(index, measure);
                let pairs = values.iter().zip(&first);
                let differences: Vec<f64> = pairs.map(|(value, first)| value - first).collect();
                let to_first = resamples.interval(&differences, average, confidence)?;
                let average = average.of(&mut values);
                comparisons.push(Comparison { activation, measure, average, to_first });
            }
        }
        Ok(comparisons)
    }

    /// One measure of one activation, by seed.
    pub fn values(&self, activation: usize, measure: Measure) -> Vec<f64> {
        self.outcomes[activation].iter().map(|outcome| measure.of(outcome)).collect()
    }

    /// The median over the seeds of the size of δ^l before training, first layer first.
    pub fn median_delta(&self, activation: usize) -> Vec<f64> {
        let outcomes = &self.outcomes[activation];
        let median = |layer: usize| {
            let mut sizes: Vec<f64> = outcomes.iter().map(|outcome| outcome.delta[layer]).collect();
            Average::Median.of(&mut sizes)
        };
        (0..outcomes[0].delta.len()).map(median).collect()
    }
}

impl Measure {
    pub const ALL: [Measure; 4] =
        [Measure::Accuracy, Measure::Epochs, Measure::Dead, Measure::Delta];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Accuracy => "test accuracy",
            Measure::Epochs => "epochs",
            Measure::Dead => "dead",
            Measure::Delta => "log δ¹/δᴸ",
        }
    }

    /// How many decimals say something.
    pub fn decimals(self) -> usize {
        match self {
            Measure::Accuracy => 3,
            Measure::Epochs | Measure::Delta => 1,
            Measure::Dead => 2,
        }
    }

    /// The mean, but of δ the median: of what is lost altogether one cannot say how much it is.
    pub fn average(self) -> Average {
        match self {
            Measure::Delta => Average::Median,
            _ => Average::Mean,
        }
    }

    /// The measure of one outcome.
    pub fn of(self, outcome: &TrainingOutcome) -> f64 {
        match self {
            Measure::Accuracy => outcome.accuracy,
            Measure::Epochs => outcome.epochs,
            Measure::Dead => outcome.dead,
            Measure::Delta => {
                let (first, last) = (outcome.delta[0], outcome.delta[outcome.delta.len() - 1]);
                libm::log10(first / last).max(-16.0)
            }
        }
    }
}

impl Start {
    /// The name used in titles.
    pub fn name(self) -> &'static str {
        match self {
            Start::Torch => "torch's first weights",
            Start::He => "He's first weights",
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

    /// Trains a network with this activation from this random state.
    ///
    /// # Errors
    /// An invalid activation, wines too few to split.
    pub fn train(self, wine: &Wine, f: Activation, seed: u32) -> Result<TrainingOutcome> {
        let data = Data::prepare(wine, seed)?;
        let (start, recipe) = (self.network(f, seed)?, Recipe::CORRECTED);
        let delta = delta_sizes(&start, &data.train, recipe.loss)?;
        let Part { x, t, .. } = &data.train;
        let mut training =
            Training::new(start.clone(), x, t, recipe.loss, SGD)?.drawing_from(manual_seed(seed));
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

/// "2 hidden layers, torch's weights".
impl std::fmt::Display for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} hidden layers, {}", self.hidden_layers, self.start.name())
    }
}

/// A function of each activation and random state, in this order whatever the number of threads.
pub fn of_each<T: Send + Clone>(
    activations: &[Activation],
    seeds: &[u32],
    function: impl Fn(Activation, u32) -> Result<T> + Sync,
) -> Result<Vec<Vec<T>>> {
    let each = |&f: &Activation| seeds.iter().map(move |&seed| (f, seed));
    let all: Vec<_> = activations.iter().flat_map(each).collect();
    let values = all.into_par_iter().map(|(f, seed)| function(f, seed));
    let values = values.collect::<Result<Vec<_>>>()?;
    Ok(values.chunks(seeds.len()).map(<[T]>::to_vec).collect())
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
