//! Every chain of logistic regression and of the perceptron, checked line by line.
//!
//! | file | chains |
//! |---|---|
//! | `squared_error` | the gradient; the Hessian |
//! | `cross_entropy` | the gradient; the Hessian |
//! | `penalty` | the gradient and the Hessian of the cross-entropy with a penalty |
//! | `plateau` | the derivative of the squared error: how flat it is where the answer is wrong |
//! | `novikoff` | the mistakes of the perceptron |
//!
//! The step, for each reading, is the chain of [every neuron](crate::descent::derivation).
//!
//! Indices: i a row, j, k and m weights. y_i = σ(a_i), a_i = wᵀx_i.

mod cross_entropy;
mod novikoff;
mod penalty;
mod plateau;
mod squared_error;

pub use novikoff::{Novikoff, novikoff};
pub use plateau::{Answer, plateau};

use super::{Logistic, Reading};
use crate::Result;
use crate::derivation::{Derivation, away_from_zero};
use crate::descent::derivation::{Definition, NeuronAt, update};
use crate::number::Number;
use nalgebra::{DMatrix, DVector};
use rand::{Rng, RngExt};

impl Definition for Logistic {
    fn definition<S: Number>(&self, w: &[S]) -> S {
        let one = S::from(1.0);
        let loss = |i: usize| {
            let (y, t) = (self.y(w, i), self.t[i]);
            match self.reading {
                Reading::SquaredError => (y - t).powi(2),
                Reading::CrossEntropy => -(y.ln() * t + (one - y).ln() * (1.0 - t)),
            }
        };
        let n = self.t.len();
        S::sum((0..n).map(loss)) / n as f64 + S::norm_squared(w) * (self.penalty / 2.0)
    }

    fn partial_derivative<S: Number>(&self, w: &[S], k: usize) -> S {
        let one = S::from(1.0);
        let term = |i: usize| {
            let (y, t, x) = (self.y(w, i), self.t[i], self.x[(i, k)]);
            match self.reading {
                Reading::SquaredError => (y - t) * y * (one - y) * (2.0 * x),
                Reading::CrossEntropy => (y - t) * x,
            }
        };
        let n = self.t.len();
        S::sum((0..n).map(term)) / n as f64 + w[k] * self.penalty
    }
}

impl Logistic {
    /// σ(wᵀx_i), as it is written.
    fn y<S: Number>(&self, w: &[S], i: usize) -> S {
        let a = S::sum((0..w.len()).map(|j| w[j] * self.x[(i, j)]));
        S::from(1.0) / ((-a).exp() + 1.0)
    }
}

impl NeuronAt<Logistic> {
    fn y(&self, i: usize) -> f64 {
        self.neuron.y(self.w.as_slice(), i)
    }

    fn t(&self, i: usize) -> f64 {
        self.neuron.t[i]
    }
}

/// A chain, and the problems that it is about.
pub struct Chain {
    pub derivation: Derivation<NeuronAt<Logistic>>,
    pub reading: Reading,
    /// Whether J has the term ½ p ‖w‖².
    pub penalised: bool,
}

/// The chains of "=": for each reading ∇J, the Hessian and the step; then ∇J and the Hessian with a
/// penalty. The estimates are [`plateau`](plateau()) and [`novikoff`](novikoff()).
pub fn chains() -> Vec<Chain> {
    use Reading::{CrossEntropy, SquaredError};
    let chain = |derivation, reading, penalised| Chain { derivation, reading, penalised };
    vec![
        chain(squared_error::gradient(), SquaredError, false),
        chain(squared_error::hessian(), SquaredError, false),
        chain(step("the step, squared error"), SquaredError, false),
        chain(cross_entropy::gradient(), CrossEntropy, false),
        chain(cross_entropy::hessian(), CrossEntropy, false),
        chain(step("the step, cross-entropy"), CrossEntropy, false),
        chain(penalty::gradient(), CrossEntropy, true),
        chain(penalty::hessian(), CrossEntropy, true),
    ]
}

fn step(name: &'static str) -> Derivation<NeuronAt<Logistic>> {
    let gradient = r"w_j - \lambda \sum_i \delta_i x_{ij}";
    let reason = r"the gradient, with $\delta_i = \partial J / \partial a_i$";
    update(name, [gradient, reason], r"\bigl( w - \lambda X^\top \delta \bigr)_j")
}

impl Chain {
    /// Random problems, wide ones too, with labels of both kinds.
    ///
    /// # Errors
    /// None but a broken invariant of [`Logistic::new`].
    pub fn problems(&self, rng: &mut dyn Rng) -> Result<Vec<NeuronAt<Logistic>>> {
        let mut problems = Vec::new();
        for (n, d) in [(2, 1), (9, 4), (3, 5), (20, 2)] {
            let x = DMatrix::from_fn(n, d, |_, _| away_from_zero(rng));
            let t = DVector::from_fn(n, |i, _| match i {
                0 | 1 => i as f64,
                _ => f64::from(rng.random::<bool>()),
            });
            let w = DVector::from_fn(d, |_, _| 2.0 * away_from_zero(rng));
            let penalty = if self.penalised { rng.random_range(0.1..1.0) } else { 0.0 };
            let neuron = Logistic::new(x, t, self.reading, penalty)?;
            problems.push(NeuronAt { neuron, w, k: rng.random_range(0..d) });
        }
        Ok(problems)
    }
}

/// ∂y/∂a of y = 1 / (1 + e^-a), by the quotient rule.
fn quotient_rule(a: f64) -> f64 {
    let e = (-a).exp();
    e / ((1.0 + e) * (1.0 + e))
}
