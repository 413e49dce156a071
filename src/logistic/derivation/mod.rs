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
use crate::activation::definition::declare_sigma;
use crate::derivation::{Derivation, away_from_zero, line};
use crate::descent::derivation::{ALL_WEIGHTS, Definition, NeuronAt, PARTIAL, update};
use crate::reason::words;
use ma6202_formula::{Symbols, Words};
use nalgebra::{DMatrix, DVector, dmatrix, dvector};
use rand::{Rng, RngExt};

impl Definition for Logistic {
    const T: Words = words("las etiquetas", "the labels");

    fn declare(&self, w: &DVector<f64>, s: &mut Symbols) -> ma6202_formula::Result<()> {
        let (loss, told) = match self.reading {
            Reading::SquaredError => (
                r"\frac{1}{n} \sum_i (y_i - t_i)^2",
                words("el error cuadrático medio", "the mean squared error"),
            ),
            Reading::CrossEntropy => (
                r"-\frac{1}{n} \sum_i \bigl( t_i \ln y_i + (1 - t_i) \ln(1 - y_i) \bigr)",
                words("la entropía cruzada media", "the mean cross-entropy"),
            ),
        };
        s.define_shown(
            r"a_i = w^\top x_i",
            words("los valores de activación", "the activation values"),
        )?;
        declare_sigma(s)?
            .define_shown(r"y_i = \sigma(a_i)", words("las salidas", "the outputs"))?;
        if self.penalty == 0.0 {
            s.define_shown(&format!("J = {loss}"), told)?;
        } else {
            let identity = DMatrix::<f64>::identity(w.len(), w.len());
            s.number(
                "p",
                self.penalty,
                words("el factor de la penalización", "the penalty's factor"),
            )?
            .define_shown(&format!("E = {loss}"), told)?
            .define_shown(
                r"J = E + \frac p2 \|w\|^2",
                words("$E$ con la penalización L2", "$E$ with the L2 penalty"),
            )?
            .matrix(
                ["I", "I"],
                ["d", "d"],
                identity.as_slice(),
                words("la matriz identidad", "the identity matrix"),
            )?;
        }
        let partial = match self.reading {
            Reading::SquaredError => r"\frac{2}{n} \sum_i (y_i - t_i) y_i (1 - y_i) x_{ij}",
            Reading::CrossEntropy => r"\frac{1}{n} \sum_i (y_i - t_i) x_{ij}",
        };
        let penalty = if self.penalty == 0.0 { "" } else { " + p w_j" };
        s.define(&format!("g_j = {partial}{penalty}"), PARTIAL)?;
        s.define_shown(
            r"\delta_i = \frac{\partial J}{\partial a_i}",
            words("las deltas", "the deltas"),
        )?;
        Ok(())
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
        chain(
            step(
                "the step, squared error",
                words("el paso con el error cuadrático", "the step with the squared error"),
            ),
            SquaredError,
            false,
        ),
        chain(cross_entropy::gradient(), CrossEntropy, false),
        chain(cross_entropy::hessian(), CrossEntropy, false),
        chain(
            step(
                "the step, cross-entropy",
                words("el paso con la entropía cruzada", "the step with the cross-entropy"),
            ),
            CrossEntropy,
            false,
        ),
        chain(penalty::gradient(), CrossEntropy, true),
        chain(penalty::hessian(), CrossEntropy, true),
    ]
}

fn step(name: &'static str, title: Words) -> Derivation<NeuronAt<Logistic>> {
    let lines = vec![
        line(
            r"w_j - \lambda \sum_i \delta_i x_{ij}",
            words(
                r"el gradiente, con $\delta_i = \partial J / \partial a_i$",
                r"the gradient, with $\delta_i = \partial J / \partial a_i$",
            ),
        ),
        line(r"\bigl( w - \lambda X^\top \delta \bigr)_j", ALL_WEIGHTS),
    ];
    update(name, title, lines)
}

impl Chain {
    /// The one that is shown with numbers; random problems, wide ones too, with labels of both
    /// kinds.
    ///
    /// # Errors
    /// None but a broken invariant of [`Logistic::new`].
    pub fn problems(&self, rng: &mut dyn Rng) -> Result<Vec<NeuronAt<Logistic>>> {
        let mut problems = vec![self.example()?];
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

    /// Small, with short numbers; the first answer is wrong.
    fn example(&self) -> Result<NeuronAt<Logistic>> {
        let x = dmatrix![1.0, 2.0; -1.0, 3.0; 2.0, -1.0];
        let penalty = if self.penalised { 0.2 } else { 0.0 };
        let neuron = Logistic::new(x, dvector![0.0, 1.0, 1.0], self.reading, penalty)?;
        Ok(NeuronAt { neuron, w: dvector![1.0, 0.5], k: 1 })
    }
}
