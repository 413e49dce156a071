//! XOR, which no single neuron answers, and one hidden layer, which does: but does descent find it?
//!
//! The four points overlap: with a column of ones, Σ α_i s_i x_i = 0 for α_i = ¼
//! ([`separation`](super::separation)), so the perceptron never ends and the best logistic
//! regression answers ½ four times. A network 2-h-1 of logistic neurons with the lecture's
//! J = (1/n) Σ (y - t)² is trained here from many random starts: the same neuron and the same loss
//! as in the rest of the exercise, so that the hidden layer is all that is new.
//!
//! # Source
//! M. Minsky and S. Papert, *Perceptrons*, 1969. D. E. Rumelhart, G. E. Hinton and R. J. Williams,
//! *Learning internal representations by error propagation*, 1986, trained this network, and met
//! starts that do not learn it. L. G. C. Hamey, *XOR has no local minima*, Neural Networks 11
//! (1998): with two hidden neurons those are on plateaus, or on their way to infinity.

use crate::activation::Activation;
use crate::descent::Sgd;
use crate::loss::Loss;
use crate::mlp::init::{Draw, linear, manual_seed};
use crate::mlp::{Mlp, Training};
use crate::{Error, Result};
use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;

/// λ, and no momentum.
pub const SGD: Sgd = Sgd { learning_rate: 2.0, momentum: 0.0 };
/// Updates at most: who has not learned it by then sits on a plateau, with J = 1/8 or 1/6, and
/// stays there for a million more.
pub const STEPS: usize = 10_000;
/// Below it all four answers are right: J < 1/16 is Σ (y - t)² < ¼, so every |y - t| < ½.
pub const LEARNT: f64 = 1.0 / 16.0;

/// What one descent ended with.
#[derive(Clone, Debug, PartialEq)]
pub struct Trained {
    /// The updates after which J was below [`LEARNT`], as it was before the last of them; none if
    /// [`STEPS`] were too few.
    pub steps: Option<usize>,
    pub mlp: Mlp,
    /// Its J.
    pub loss: f64,
}

/// The four points and their labels: x (4, 2), t (4).
pub fn points() -> (DMatrix<f64>, DVector<f64>) {
    let x = DMatrix::from_row_slice(4, 2, &[0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0]);
    (x, DVector::from_column_slice(&[0.0, 1.0, 1.0, 0.0]))
}

/// The network 2-h-1 before training, with torch's initial weights.
///
/// # Errors
/// No hidden neurons.
pub fn start(width: usize, seed: u32) -> Result<Mlp> {
    let mut rng = manual_seed(seed);
    let hidden = linear(&mut rng, 2, width, Activation::Logistic, Draw::Double)?;
    Mlp::new(vec![hidden, linear(&mut rng, width, 1, Activation::Logistic, Draw::Double)?])
}

/// Descends from every seed, in the seeds' order whatever the number of threads.
///
/// # Errors
/// No hidden neurons, a descent that diverges.
pub fn run(width: usize, seeds: &[u32]) -> Result<Vec<Trained>> {
    seeds.par_iter().map(|&seed| train(start(width, seed)?)).collect()
}

fn train(start: Mlp) -> Result<Trained> {
    let (x, t) = points();
    let t = DMatrix::from_columns(&[t]);
    let mut training = Training::new(start, &x, &t, Loss::MeanSquaredError, SGD)?;
    let loss_of =
        |mlp: &Mlp| -> Result<f64> { Ok(mlp.gradient(&x, &t, Loss::MeanSquaredError)?.0) };
    let mut steps = None;
    for step in 1..=STEPS {
        training.clear_gradients();
        let before = training.step();
        if !before.is_finite() {
            return Err(Error::Diverged { step, loss: before });
        }
        if before < LEARNT && loss_of(training.mlp())? < LEARNT {
            steps = Some(step);
            break;
        }
    }
    let mlp = training.into_mlp();
    Ok(Trained { steps, loss: loss_of(&mlp)?, mlp })
}
