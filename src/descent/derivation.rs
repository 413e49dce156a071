//! A neuron at some weights, which the chains of linear and logistic regression are about, and the
//! chain that both have, about the step.

use super::{Sgd, Stop, descend};
use crate::derivation::{Derivation, Line, Problem, column};
use crate::neuron::Neuron;
use crate::reason::words;
use ma6202_formula::{Result, Symbols, Words};
use nalgebra::{DMatrix, DVector};

/// The update that is derived: without momentum, λ as in the notebook.
pub const UPDATE: Sgd = Sgd { learning_rate: 0.05, momentum: 0.0 };

/// J and what else the chains of a neuron speak of, beside what every neuron has.
pub trait Definition: Neuron {
    /// What t is.
    const T: Words = words("los objetivos", "the targets");

    /// Declares J, g_k = ∂J/∂w_k as it was derived, and all that the chains need, at weights w.
    ///
    /// # Errors
    /// None but a broken invariant, as [`Problem::symbols`] has.
    fn declare(&self, w: &DVector<f64>, symbols: &mut Symbols) -> Result<()>;
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

/// What a neuron's g is.
pub(crate) const PARTIAL: Words = words(
    r"$\partial J / \partial w_j$, como se derivó",
    r"$\partial J / \partial w_j$, as it was derived",
);

/// Why the last line of most chains about weights follows.
pub(crate) const ALL_WEIGHTS: Words =
    words("todos los pesos a la vez; el código", "all weights at once; the code");

/// What is differentiated, by w (d, 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeuronVariable {
    /// J: the gradient.
    Weights,
    /// g_k = ∂J/∂w_k, as the gradient's chain has it: row k of the Hessian.
    PartialDerivative,
    /// ½ ‖w‖² - λ J: the updated w.
    Update,
}

impl<N: Definition> Problem for NeuronAt<N> {
    type Variable = NeuronVariable;

    fn function(variable: NeuronVariable) -> [&'static str; 2] {
        let function = match variable {
            NeuronVariable::Weights => "J",
            NeuronVariable::PartialDerivative => "g_k",
            NeuronVariable::Update => r"\frac{1}{2} \|w\|^2 - \lambda J",
        };
        [function, "w"]
    }

    fn symbols(&self, _: NeuronVariable) -> Result<Symbols> {
        let mut s = Symbols::new();
        let t = self.neuron.t();
        declare_rows(self.neuron.x(), &mut s)?
            .index(&["j", "m"], "d")?
            .fixed_index("k", "d", self.k)?
            .tell("k", words("uno de los pesos", "one of the weights"))
            .vector("t", "n", t.as_slice(), N::T)?
            .vector("w", "d", self.w.as_slice(), words("los pesos", "the weights"))?
            .number(
                r"\lambda",
                UPDATE.learning_rate,
                words("la tasa de aprendizaje", "the learning rate"),
            )?;
        self.neuron.declare(&self.w, &mut s)?;
        Ok(s)
    }
}

/// Declares X, its sizes, and i for one of its rows.
///
/// # Errors
/// Names that are taken.
pub(crate) fn declare_rows<'s>(x: &DMatrix<f64>, s: &'s mut Symbols) -> Result<&'s mut Symbols> {
    s.size("n", x.nrows(), words("el número de filas", "the number of rows"))?
        .size("d", x.ncols(), words("el número de pesos", "the number of weights"))?
        .index(&["i"], "n")?
        .matrix(
            ["X", "x"],
            ["n", "d"],
            x.as_slice(),
            words("las filas $x_i$, una por muestra", "the rows $x_i$, one per sample"),
        )
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
}

/// The chain about the step of descent.
pub(crate) fn update<N: Definition>(
    name: &'static str,
    title: Words,
    lines: Vec<Line>,
) -> Derivation<NeuronAt<N>> {
    Derivation {
        name,
        title,
        variable: NeuronVariable::Update,
        left: r"w_j - \lambda \frac{\partial J}{\partial w_j}",
        lines,
        code: NeuronAt::updated,
    }
}
