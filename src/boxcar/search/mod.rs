//! Does descent find the two neurons by itself? Often, and when it does not, one can see why.
//!
//! The network 1-2-1 is trained on samples of the lecture's box from many random starts. What the
//! two neurons end as says what happened: a neuron is a step at its centre c = -b/w, and it can
//! only move to an edge while some sample lies near enough to that centre.

mod found;

pub use found::{Found, FoundNeuron, SATURATED, SearchEnding};

use super::{Boxcar, ROUNDOFF};
use crate::Result;
use crate::activation::{Activation, Digits, logistic_derivative};
use crate::descent::{Schedule, Sgd};
use crate::error::{expect_positive, expect_setting};
use crate::kernel::elementary::exp;
use crate::loss::Loss;
use crate::mlp::init::{Draw, linear, manual_seed};
use crate::mlp::{Mlp, Training};
use nalgebra::DMatrix;
use rayon::prelude::*;

/// λ and μ.
pub const SGD: Sgd = Sgd { learning_rate: 0.5, momentum: 0.9 };
pub const STEPS: usize = 10_000;
/// Samples, evenly spaced from one width before the box to one width behind it.
pub const SAMPLES: usize = 61;

/// Of the best single step, or the best constant: no better than that.
pub const NO_BETTER: f64 = 0.9;

/// The box that is looked for, and how steep the first neurons are.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    boxcar: Boxcar,
    stretch: f64,
}

/// "on [0, 1), stretched 5 times".
impl std::fmt::Display for Search {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "on [{}, {}), ", self.boxcar.a(), self.boxcar.b())?;
        if self.stretch == 1.0 {
            f.write_str("torch's initial weights")
        } else {
            write!(f, "stretched {} times", self.stretch)
        }
    }
}

impl Search {
    /// Looks for a box with initial weights and biases of the hidden layer that are torch's
    /// times `stretch`.
    ///
    /// # Errors
    /// A stretch that is not positive and finite.
    pub fn new(boxcar: Boxcar, stretch: f64) -> Result<Search> {
        expect_positive("stretch of the initial weights", stretch)?;
        Ok(Search { boxcar, stretch })
    }

    /// x and t, (61, 1) each: points and the box's value there.
    pub fn samples(&self) -> (DMatrix<f64>, DMatrix<f64>) {
        let x = DMatrix::from_fn(SAMPLES, 1, |r, _| self.first() + self.gap() * r as f64);
        let t = x.map(|x| self.boxcar.value(x));
        (x, t)
    }

    /// The network as it is before training.
    ///
    /// # Errors
    /// None: the widths are at least 1.
    pub fn start(&self, seed: u32) -> Result<Mlp> {
        let mut rng = manual_seed(seed);
        let mut hidden = linear(&mut rng, 1, 2, Activation::Logistic, Draw::Double)?;
        hidden.w *= self.stretch;
        hidden.b *= self.stretch;
        Mlp::new(vec![hidden, linear(&mut rng, 2, 1, Activation::Identity, Draw::Double)?])
    }

    /// Descends from every seed, in the seeds' order whatever the number of threads.
    ///
    /// # Errors
    /// A descent that diverges.
    pub fn run(&self, seeds: &[u32]) -> Result<Vec<Found>> {
        seeds.par_iter().map(|&seed| self.found(self.descend(seed)?)).collect()
    }

    /// The network after [`STEPS`] steps from a seed's weights, to most digits: where it ends is
    /// measured exactly, on the way there no last digit is needed.
    ///
    /// # Errors
    /// A descent that diverges.
    pub fn descend(&self, seed: u32) -> Result<Mlp> {
        let (x, t) = self.samples();
        let mut training = Training::new(self.start(seed)?, &x, &t, Loss::MeanSquaredError, SGD)?
            .with_digits(Digits::Most);
        let schedule = Schedule { epochs: STEPS, ..Schedule::ONE_STEP };
        training.follow(&schedule, &mut |_, _, _| ())?;
        Ok(training.into_mlp())
    }

    /// What a network 1-2-1 is as an answer to the search.
    ///
    /// # Errors
    /// A network of another shape.
    pub fn found(&self, mlp: Mlp) -> Result<Found> {
        let shapes: Vec<_> = mlp.layers().iter().map(|layer| layer.w.shape()).collect();
        let is_one = shapes == [(1, 2), (2, 1)];
        expect_setting("shapes of W", "those of 1-2-1", format!("{shapes:?}"), is_one)?;
        let (hidden, output) = (&mlp.layers()[0], &mlp.layers()[1]);
        let (x, t) = self.samples();
        let (loss, cache, grads) = mlp.gradient(&x, &t, Loss::MeanSquaredError)?;
        let neuron = |j: usize| FoundNeuron {
            centre: -hidden.b[j] / hidden.w[(0, j)],
            steepness: hidden.w[(0, j)].abs(),
            height: output.w[(j, 0)].abs(),
            derivative: cache.a[0]
                .column(j)
                .iter()
                .map(|&a| logistic_derivative(a))
                .fold(0.0, f64::max),
            gradient: grads.w[0][(0, j)].abs(),
        };
        let neurons = [neuron(0), neuron(1)];
        Ok(Found { ending: self.ending(loss, neurons), loss, neurons, mlp })
    }

    /// B, which |∂J/∂w| of a neuron does not exceed.
    ///
    /// # Formula
    /// ```math
    /// B = 2 \, |v| \, \Bigl( \max_r |x_r| \Bigr) \Bigl( \max_r \sigma'(a_r) \Bigr) \sqrt{J}
    /// ```
    ///
    /// # Derivation
    /// ∂J/∂w = (2/n) Σ_r (y_r - t_r) v σ'(a_r) x_r, and Σ_r |y_r - t_r| / n ≤ √J by Cauchy and
    /// Schwarz. A sum of n products is rounded by a share of a few n u of the sum of their sizes.
    pub fn gradient_bound(&self, neuron: &FoundNeuron, loss: f64) -> f64 {
        let rounding = 1.0 + ROUNDOFF * 8.0 * SAMPLES as f64;
        let size = neuron.height * self.farthest() * neuron.derivative;
        2.0 * size * loss.sqrt() * rounding + f64::MIN_POSITIVE
    }

    /// What σ' of a neuron does not exceed at any sample.
    ///
    /// # Formula
    /// ```math
    /// \sigma'(a) \le e^{-|a|}
    /// ```
    ///
    /// and |a| = |w| |x - c| is least at the sample nearest to the centre: e^0 = 1 if that is
    /// among them.
    ///
    /// # Numerics
    /// c is rounded, and so are the distance and a, each by a share u = 2⁻⁵³ of |w| (|x| + |c|) at
    /// most, which changes e^-|a| by as large a share of itself; the rest are a few roundings.
    pub fn derivative_bound(&self, neuron: &FoundNeuron) -> f64 {
        let FoundNeuron { centre, steepness, .. } = *neuron;
        let distance = (self.first() - centre).max(centre - self.last()).max(0.0);
        let size = steepness * (self.farthest() + centre.abs());
        if distance == 0.0 || !size.is_finite() {
            return 1.0;
        }
        exp(-steepness * distance) * (1.0 + ROUNDOFF * (4.0 * size + 8.0)) + f64::MIN_POSITIVE
    }

    /// J of the best constant: the variance of t.
    pub fn flat_loss(&self) -> f64 {
        spread(self.samples().1.as_slice()) / SAMPLES as f64
    }

    /// J of the best single step, which no network of one logistic neuron goes below.
    ///
    /// # Derivation
    /// One neuron's answer rises or falls all along. The best rising answer to a box is 0 before it
    /// and the mean of all that follows from a on, the best falling one its mirror image: both are
    /// among the ways to cut the samples in two and answer each part with its mean.
    ///
    /// # Source
    /// R. E. Barlow, D. J. Bartholomew, J. M. Bremner and H. D. Brunk, *Statistical Inference under
    /// Order Restrictions*, 1972: the best monotone answer pools adjacent violators.
    pub fn step_loss(&self) -> f64 {
        let (_, t) = self.samples();
        let cut = |at: usize| {
            let (left, right) = t.as_slice().split_at(at);
            spread(left) + spread(right)
        };
        (1..SAMPLES).map(cut).fold(f64::INFINITY, f64::min) / SAMPLES as f64
    }

    /// Both steps lie on one side of the box's middle, and none at the other edge.
    pub fn is_one_sided(&self, found: &Found) -> bool {
        let middle = self.boxcar.a().midpoint(self.boxcar.b());
        let left = found.neurons.map(|neuron| neuron.centre < middle);
        left[0] == left[1]
    }

    fn ending(&self, loss: f64, neurons: [FoundNeuron; 2]) -> SearchEnding {
        let mut centres = neurons.map(|neuron| neuron.centre);
        centres.sort_by(f64::total_cmp);
        let edges = [self.boxcar.a(), self.boxcar.b()];
        if centres.iter().zip(edges).all(|(centre, edge)| (centre - edge).abs() <= self.gap()) {
            SearchEnding::Box
        } else if loss >= NO_BETTER * self.flat_loss() {
            SearchEnding::Flat
        } else if loss >= NO_BETTER * self.step_loss() {
            SearchEnding::Step
        } else {
            SearchEnding::Hill
        }
    }

    /// The first sample.
    fn first(&self) -> f64 {
        2.0 * self.boxcar.a() - self.boxcar.b()
    }

    /// The last sample.
    fn last(&self) -> f64 {
        self.first() + self.gap() * (SAMPLES - 1) as f64
    }

    /// The greatest |x|.
    fn farthest(&self) -> f64 {
        self.first().abs().max(self.last().abs())
    }

    /// Between two samples.
    fn gap(&self) -> f64 {
        3.0 * (self.boxcar.b() - self.boxcar.a()) / (SAMPLES - 1) as f64
    }
}

/// Σ (t - mean)².
fn spread(t: &[f64]) -> f64 {
    let mean = t.iter().sum::<f64>() / t.len() as f64;
    t.iter().map(|t| (t - mean) * (t - mean)).sum()
}
