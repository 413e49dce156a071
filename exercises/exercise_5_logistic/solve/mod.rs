//! What exercise 5 computes.
//!
//! | file | holds |
//! |---|---|
//! | `gradient` | ∇J, the Hessian, the step in both readings, each "=" judged |
//! | `large_values` | the cross-entropy for activation values of any size |
//! | `convexity` | which of the two losses is convex, and which is flat where the answer is wrong |
//! | `likelihood` | the maximum-likelihood estimate, where there is one |
//! | `separable` | linearly separable labels: no minimiser, and what to do |
//! | `perceptron` | the same neuron with a step, and its bound |
//! | `xor` | what no single neuron can answer, and one hidden layer can |

mod convexity;
mod gradient;
mod large_values;
mod likelihood;
mod perceptron;
mod separable;
mod xor;

pub use likelihood::{FARTHEST, Likelihood, MaximumLikelihood, TWO};
pub use separable::Separable;
pub use xor::XorNetworks;

use crate::Result;
use crate::language::{Said, words};
use crate::program::{Work, random_states};
use ma6202::logistic::separation::Separation;
use ma6202::wine::Wine;
use serde::Serialize;

/// What was found.
#[derive(Debug, Serialize)]
pub struct Found {
    /// Of wines that are told from the rest.
    pub class: usize,
    #[serde(flatten)]
    pub large: large_values::Large,
    pub counterexample: convexity::Bump,
    /// Wrong answers, each more sure of itself than the one before.
    pub wrong_answers: Vec<convexity::WrongAnswer>,
    #[serde(flatten)]
    pub likelihood: Likelihood,
    #[serde(flatten)]
    pub separable: Separable,
    /// By class.
    pub perceptron: Vec<perceptron::Mistakes>,
    #[serde(flatten)]
    pub xor: XorNetworks,
}

/// Everything, with this class of wines told from the rest, and so many networks of each width.
pub fn solve(run: &mut Work, class: usize, seeds: u32) -> Result<Found> {
    let wine = Wine::embedded();
    gradient::judge(run, &wine, class)?;
    Ok(Found {
        class,
        large: large_values::solve(run)?,
        counterexample: convexity::solve(run)?,
        wrong_answers: convexity::plateau(run)?,
        likelihood: likelihood::solve(run, &wine, class)?,
        separable: separable::solve(run, &wine, class)?,
        perceptron: perceptron::solve(run, &wine)?,
        xor: xor::solve(run, &random_states(run.seed(), seeds))?,
    })
}

/// What the three cases of labels are called.
fn case(separation: &Separation) -> Said {
    let case = match separation {
        Separation::Complete { .. } => words("separación completa", "complete separation"),
        Separation::Quasi { .. } => words("separación casi completa", "quasi-complete separation"),
        Separation::Overlap { .. } => words("traslape", "overlap"),
    };
    case.into()
}
