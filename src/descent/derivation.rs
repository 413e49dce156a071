//! A neuron at some weights, which the chains of linear and logistic regression are about, and the
//! chain that both have, about the step.

use super::{Sgd, Stop, descend};
use crate::derivation::{Derivation, Problem, column, line, sum};
use crate::neuron::Neuron;
use crate::number::{Entries, Number};
use nalgebra::{DMatrix, DVector};

/// The update that is derived: without momentum, λ as in the notebook.
pub const UPDATE: Sgd = Sgd { learning_rate: 0.05, momentum: 0.0 };

/// J and its first derivatives as they are written, by loops over rows: what a derivation starts
/// from.
pub trait Definition: Neuron {
    /// J(w).
    fn definition<S: Number>(&self, w: &[S]) -> S;

    /// ∂J/∂w_k.
    fn partial_derivative<S: Number>(&self, w: &[S], k: usize) -> S;
}

/// A neuron, its weights, and the weight by which J is differentiated first where it is done twice.
///
/// # Panics
/// A chain does, on weights that do not fit the neuron, or a `k` that is none of them.
#[derive(Clone, Debug)]
pub struct NeuronAt<N> {
    pub neuron: N,
    /// (d).
    pub w: DVector<f64>,
    /// From 0 to d - 1.
    pub k: usize,
}

/// What is differentiated, by w (d, 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeuronVariable {
    /// J: the gradient.
    Weights,
    /// ∂J/∂w_k: row k of the Hessian.
    PartialDerivative,
    /// ½ ‖w‖² - λ J: the updated w.
    Update,
}

impl<N: Definition> Problem for NeuronAt<N> {
    type Variable = NeuronVariable;

    fn at(&self, _: NeuronVariable) -> DMatrix<f64> {
        column(&self.w)
    }

    fn function<S: Number>(&self, variable: NeuronVariable, value: &Entries<S>) -> S {
        let w = value.as_slice();
        match variable {
            NeuronVariable::Weights => self.neuron.definition(w),
            NeuronVariable::PartialDerivative => self.neuron.partial_derivative(w, self.k),
            NeuronVariable::Update => {
                S::norm_squared(w) / 2.0 - self.neuron.definition(w) * UPDATE.learning_rate
            }
        }
    }

    fn value(&self, variable: NeuronVariable, value: &DMatrix<f64>) -> f64 {
        self.function(variable, &Entries::from(value))
    }
}

/// The last line of every chain: the code that descends.
impl<N: Neuron> NeuronAt<N> {
    pub(crate) fn gradient(&self) -> DMatrix<f64> {
        column(&self.neuron.loss_and_gradient(&self.w).expect("a sound problem").1)
    }

    pub(crate) fn hessian_row(&self) -> DMatrix<f64> {
        column(&self.neuron.hessian(&self.w).expect("a sound problem").row(self.k).transpose())
    }

    pub(crate) fn updated(&self) -> DMatrix<f64> {
        let path = descend(&self.neuron, &self.w, UPDATE, &Stop::after(1));
        column(&path.expect("a sound problem").last())
    }

    /// A column from a formula in j.
    pub(crate) fn each_weight(&self, formula: impl Fn(usize) -> f64) -> DMatrix<f64> {
        DMatrix::from_fn(self.w.len(), 1, |j, _| formula(j))
    }

    /// Σ over the rows i of a formula, by n.
    pub(crate) fn mean(&self, formula: impl Fn(usize) -> f64) -> f64 {
        let n = self.neuron.t().len();
        sum(n, formula) / n as f64
    }

    /// A column from a formula in i and j, which is averaged over the rows i.
    pub(crate) fn means(&self, formula: impl Fn(usize, usize) -> f64) -> DMatrix<f64> {
        self.each_weight(|j| self.mean(|i| formula(i, j)))
    }

    /// x_ij.
    pub(crate) fn x(&self, i: usize, j: usize) -> f64 {
        self.neuron.x()[(i, j)]
    }

    /// wᵀx_i, term by term.
    pub(crate) fn a(&self, i: usize) -> f64 {
        sum(self.w.len(), |j| self.w[j] * self.x(i, j))
    }
}

/// The chain about the step of descent: its first line the derived gradient, as `gradient` and
/// `reason` say; its last `code`.
pub(crate) fn update<N: Definition>(
    name: &'static str,
    [gradient, reason]: [&'static str; 2],
    code: &'static str,
) -> Derivation<NeuronAt<N>> {
    Derivation {
        name,
        variable: NeuronVariable::Update,
        left: r"w_j - \lambda \frac{\partial J}{\partial w_j}",
        lines: vec![
            line(gradient, reason, |p: &NeuronAt<N>| {
                let derivative = |j: usize| p.neuron.partial_derivative(p.w.as_slice(), j);
                p.each_weight(|j| p.w[j] - UPDATE.learning_rate * derivative(j))
            }),
            line(code, "all weights at once; the code", NeuronAt::updated),
        ],
    }
}
