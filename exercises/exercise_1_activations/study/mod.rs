//! Which activation trains the wine network best? An experiment with many random starts.
//!
//! Each seed splits the wines and draws the initial weights, the same for every activation, so that
//! two activations can be compared seed by seed: what one split makes easy, it makes easy for both.

mod training;

pub use training::{EPOCHS, Setting, Start, THRESHOLD, TrainingOutcome};

use ma6202::Result;
use ma6202::activation::Activation;
use ma6202::error::expect_some;
use ma6202::metrics::{Average, Bootstrap, Interval};
use ma6202::wine::Wine;
use rand::Rng;
use rayon::prelude::*;

/// Of the bootstrap.
pub const RESAMPLES: usize = 20_000;
/// How often one of all intervals may miss what it is for.
pub const MISSES: f64 = 0.05;

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
        let confidence = 1.0 - MISSES / together as f64;
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

    /// The name that results have.
    pub fn name(self) -> &'static str {
        match self {
            Measure::Accuracy => "test accuracy",
            Measure::Epochs => "epochs",
            Measure::Dead => "dead",
            Measure::Delta => "log δ¹/δᴸ",
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
