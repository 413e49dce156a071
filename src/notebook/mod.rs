//! The lecture's notebook from top to bottom: the wines, the network 13-5-5-5-3, its training.
//!
//! Twice: as the notebook has it, and without its two slips. The network ends in a softmax
//! although `CrossEntropyLoss` contains one, and the gradients are cleared once per epoch of 20
//! steps although each step asks for its own. Exercise 8 has them, and the others of the lecture,
//! in numbers. A third slip is in neither of the two: [`with_repeated_key`].
//!
//! # Source
//! The lecture's first example, run with `torch.manual_seed(seed)` and
//! `train_test_split(random_state=seed)`, and trained in `torch.float64`.

mod plane;

pub use plane::PrincipalPlane;

pub mod derivation;

use crate::Result;
use crate::activation::Activation;
use crate::descent::{Clearing, Schedule, Sgd};
use crate::loss::Loss;
use crate::metrics::ConfusionMatrix;
use crate::mlp::init::{Draw, linear, manual_seed};
use crate::mlp::{Layer, Mlp, Training};
use crate::wine::{CLASSES, FEATURES, Wine, one_hot};
use nalgebra::DMatrix;

/// The width of the input layer and of every hidden layer.
pub const WIDTH: usize = 5;
/// λ and μ.
pub const SGD: Sgd = Sgd { learning_rate: 0.05, momentum: 0.1 };
pub const EPOCHS: usize = 1000;
pub const STEPS_PER_EPOCH: usize = 20;

/// The wines, split and standardised, as the network sees them.
#[derive(Clone, Debug)]
pub struct Data {
    pub train: Part,
    pub test: Part,
}

/// One side of the split.
#[derive(Clone, Debug)]
pub struct Part {
    /// (n, 13), standardised with the mean and deviation of the training rows.
    pub x: DMatrix<f64>,
    /// (n, 3), one 1 in each row.
    pub t: DMatrix<f64>,
    /// From 0 to 2.
    pub class: Vec<usize>,
}

/// What is minimised, and when the gradients are cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    pub loss: Loss,
    pub clearing: Clearing,
}

/// How a training went.
#[derive(Clone, Debug)]
pub struct Run {
    /// J before each of the 20 000 steps.
    pub losses: Vec<f64>,
    /// The network after them.
    pub mlp: Mlp,
    /// How far all parameters together moved, step by step: Σ ‖Δw‖₂.
    pub path_length: f64,
    /// How far they got in the first epoch, ‖w - w₀‖₂.
    pub first_epoch: f64,
    /// How far they got in the end.
    pub displacement: f64,
}

impl Recipe {
    /// The notebook's: softmax before the cross-entropy, gradients cleared once per epoch.
    pub const LITERAL: Recipe =
        Recipe { loss: Loss::SoftmaxThenCrossEntropy, clearing: Clearing::EveryEpoch };
    /// The first slip alone.
    pub const SOFTMAX_TWICE: Recipe =
        Recipe { loss: Loss::SoftmaxThenCrossEntropy, clearing: Clearing::EveryStep };
    /// The second slip alone.
    pub const CLEARED_LATE: Recipe =
        Recipe { loss: Loss::CrossEntropy, clearing: Clearing::EveryEpoch };
    /// Cross-entropy on logits, gradients cleared before each step.
    pub const CORRECTED: Recipe =
        Recipe { loss: Loss::CrossEntropy, clearing: Clearing::EveryStep };

    /// The first `epochs` epochs of the notebook with this recipe.
    pub fn schedule(self, epochs: usize) -> Schedule {
        Schedule { epochs, steps_per_epoch: STEPS_PER_EPOCH, clearing: self.clearing }
    }
}

impl Run {
    /// J at the last step of every `epochs`-th epoch.
    pub fn losses_every(&self, epochs: usize) -> Vec<f64> {
        self.losses.chunks(epochs * STEPS_PER_EPOCH).map(|steps| steps[steps.len() - 1]).collect()
    }

    /// J at the very last step.
    pub fn last_loss(&self) -> f64 {
        self.losses[self.losses.len() - 1]
    }
}

impl Data {
    /// A fifth of the wines set aside for testing; both parts standardised.
    ///
    /// # Errors
    /// A table too small to split.
    pub fn prepare(wine: &Wine, seed: u32) -> Result<Data> {
        let (train, test, standardiser) = wine.divide(seed)?;
        let part = |wine: Wine| -> Result<Part> {
            Ok(Part {
                x: standardiser.transform(&wine.x)?,
                t: one_hot(&wine.class, CLASSES)?,
                class: wine.class,
            })
        };
        Ok(Data { train: part(train)?, test: part(test)? })
    }
}

impl Part {
    /// The network's answers against the truth.
    ///
    /// # Errors
    /// Those of [`Mlp::predict`].
    pub fn confusion(&self, mlp: &Mlp) -> Result<ConfusionMatrix> {
        ConfusionMatrix::new(&self.class, &mlp.predict(&self.x)?, CLASSES)
    }
}

/// The network 13-5-…-5-3 as it is before training, with torch's weights for the seed; the
/// notebook's activation is ReLU.
///
/// The notebook shows what a hidden layer looks like by making a `Linear(5, 5)` that it throws
/// away, after the input layer and before the hidden ones. The generator has moved on by then, so
/// it is drawn here too.
///
/// # Errors
/// An invalid activation.
pub fn untrained(
    seed: u32,
    hidden_layers: usize,
    activation: Activation,
    draw: Draw,
) -> Result<Mlp> {
    let mut rng = manual_seed(seed);
    let mut layers = vec![linear(&mut rng, FEATURES.len(), WIDTH, activation, draw)?];
    linear(&mut rng, WIDTH, WIDTH, activation, draw)?;
    for _ in 0..hidden_layers {
        layers.push(linear(&mut rng, WIDTH, WIDTH, activation, draw)?);
    }
    layers.push(linear(&mut rng, WIDTH, CLASSES, Activation::Identity, draw)?);
    Mlp::new(layers)
}

/// The network that the notebook's `OrderedDict` holds. All of its activations have the key `relu`,
/// and a dictionary keeps a key once, in its first place: the one after the input layer stays, and
/// the hidden layers are linear.
///
/// # Errors
/// None, for a network that is one.
pub fn with_repeated_key(described: &Mlp) -> Result<Mlp> {
    let mut layers = described.layers().to_vec();
    layers.iter_mut().skip(1).for_each(|layer| layer.activation = Activation::Identity);
    Mlp::new(layers)
}

/// Trains for the notebook's 1000 epochs; `after_epoch` is given the network after each. RReLU
/// draws its negative slopes from `manual_seed(seed)`, nothing else is drawn.
///
/// # Errors
/// [`Error::Diverged`](crate::Error::Diverged); those of [`Training::new`] for a network or data of
/// other shapes.
pub fn train(
    start: &Mlp,
    part: &Part,
    recipe: Recipe,
    seed: u32,
    after_epoch: &mut dyn FnMut(&Mlp),
) -> Result<Run> {
    let mut training = Training::new(start.clone(), &part.x, &part.t, recipe.loss, SGD)?
        .drawing_from(manual_seed(seed));
    let origin: Vec<f64> = parameters(start).collect();
    let (mut before, mut after) = (origin.clone(), origin.clone());
    let (mut losses, mut path_length, mut first_epoch) =
        (Vec::with_capacity(EPOCHS * STEPS_PER_EPOCH), 0.0, 0.0);
    training.follow(&recipe.schedule(EPOCHS), &mut |step, loss, mlp| {
        losses.push(loss);
        after.clear();
        after.extend(parameters(mlp));
        path_length += apart(&before, &after);
        std::mem::swap(&mut before, &mut after);
        if step == STEPS_PER_EPOCH {
            first_epoch = apart(&origin, &before);
        }
        if step % STEPS_PER_EPOCH == 0 {
            after_epoch(mlp);
        }
    })?;
    let displacement = apart(&origin, &before);
    Ok(Run { losses, mlp: training.into_mlp(), path_length, first_epoch, displacement })
}

/// The floor of the literal loss, ln(e + 2) - 1: the logits are probabilities, and at best 1
/// against 0 and 0.
pub fn floor() -> f64 {
    libm::log(std::f64::consts::E + 2.0) - 1.0
}

/// How many times farther an epoch moves when its gradients are summed, if the gradient
/// were constant.
pub fn constant_gradient_ratio() -> f64 {
    let distance = |clearing: Clearing| {
        let (mut w, mut velocity, mut gradient) = ([0.0], [0.0], [0.0]);
        for _ in 0..STEPS_PER_EPOCH {
            gradient[0] = if clearing == Clearing::EveryStep { 1.0 } else { gradient[0] + 1.0 };
            SGD.update(&mut w, &gradient, &mut velocity);
        }
        w[0]
    };
    distance(Clearing::EveryEpoch) / distance(Clearing::EveryStep)
}

/// The root mean square of δ^l for each layer l, over samples and neurons.
///
/// # Errors
/// Those of [`Mlp::gradient`].
pub fn delta_sizes(mlp: &Mlp, part: &Part, loss: Loss) -> Result<Vec<f64>> {
    let (_, _, grads) = mlp.gradient(&part.x, &part.t, loss)?;
    Ok(grads.delta.iter().map(|delta| (delta.norm_squared() / delta.len() as f64).sqrt()).collect())
}

/// How far all parameters together are from those of another network of the same shapes, ‖w - w₀‖₂.
pub fn distance(from: &Mlp, to: &Mlp) -> f64 {
    let [from, to] = [from, to].map(|mlp| parameters(mlp).collect::<Vec<_>>());
    apart(&from, &to)
}

/// All parameters, one after another.
fn parameters(mlp: &Mlp) -> impl Iterator<Item = f64> {
    mlp.layers().iter().flat_map(|Layer { w, b, activation }| {
        w.iter().chain(b).chain(activation.learned()).copied()
    })
}

fn apart(from: &[f64], to: &[f64]) -> f64 {
    from.iter().zip(to).map(|(from, to)| (to - from) * (to - from)).sum::<f64>().sqrt()
}
