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

pub use likelihood::{FARTHEST, MaximumLikelihood, TWO};
pub use separable::{DOUBLINGS, ITERATIONS, STRIP, Separable, SeparablePair, TWO_OF_PAIR};
pub use xor::XorNetworks;

use crate::language::{Said, said, words};
use crate::program::{Work, random_states};
use crate::solved::Results;
use crate::{Result, results};
use ma6202::logistic::separation::Separation;
use ma6202::wine::Wine;
use serde::Serialize;

/// What was found, and what figures need.
#[derive(Debug, Serialize)]
pub struct Found {
    /// Of wines that are told from the rest.
    pub class: usize,
    #[serde(flatten)]
    told: Results,
    pub estimates: [MaximumLikelihood; 2],
    #[serde(skip)]
    pub separable: Separable,
    #[serde(skip)]
    pub pair: SeparablePair,
    #[serde(skip)]
    pub xor: XorNetworks,
}

/// Everything, with this class of wines told from the rest, and so many networks of each width.
pub fn solve(run: &mut Work, class: usize, seeds: u32) -> Result<Found> {
    let wine = Wine::embedded();
    gradient::judge(run, &wine, class)?;
    let told = large_values::solve(run)?.and(results! {
        counterexample => convexity::solve(run)?,
        // Each more sure of itself than the one before.
        wrong_answers => convexity::plateau(run)?,
        flat_gradient => likelihood::FLAT, known_digits => likelihood::CARS_DIGITS,
    });
    let estimates = likelihood::solve(run, &wine, class)?;
    let (told_separable, separable) = separable::solve(run, &wine, class)?;
    let (told_pair, pair) = separable::pair(run, &wine)?;
    let by_class = perceptron::solve(run, &wine)?;
    let (told_xor, xor) = xor::solve(run, &random_states(run.seed(), seeds))?;
    let told = told.with("perceptron", &by_class).and(told_separable).and(told_pair).and(told_xor);
    Ok(Found { class, told, estimates, separable, pair, xor })
}

/// What the three cases of labels are called.
fn case(separation: &Separation) -> Said {
    let case = match separation {
        Separation::Complete { .. } => words("separación completa", "complete separation"),
        Separation::Quasi { .. } => words("separación casi completa", "quasi-complete separation"),
        Separation::Overlap { .. } => words("traslape", "overlap"),
    };
    said(case)
}
