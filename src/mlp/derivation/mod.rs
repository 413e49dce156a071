//! The lecture's backpropagation as checked chains, from the chain rule to the matrices the code runs.
//!
//! Indices as in the lecture: i a neuron of a layer, j one of the next, k or c an output, r a row (sample),
//! which is left out where a formula speaks of one sample.
//! Every line but the last of a chain is computed here from scalars, by loops that follow its formula.

mod layers;
mod losses;
pub(crate) mod sample;

pub use sample::problems;

use super::{Grads, Layer, Mlp, Training};
use crate::activation::definition::rectifier;
use crate::derivation::{Derivation, Line, Problem, column};
use crate::descent::{Schedule, Sgd};
use crate::loss::Loss;
use crate::number::{Entries, Number};
use layers::{bias_gradient, hidden_delta, last_delta, slope_gradient, update, weight_gradient};
use losses::output_gradient;
use nalgebra::DMatrix;

/// The update that is derived: without momentum, λ as in the notebook.
pub const UPDATE: Sgd = Sgd { learning_rate: 0.05, momentum: 0.0 };

/// A network, a batch, a loss, and the layer that is looked at.
///
/// # Panics
/// A chain does, on a problem whose shapes do not fit together or whose layer it does not speak of;
/// [`problems`] makes none such.
#[derive(Clone, Debug)]
pub struct Backprop {
    pub mlp: Mlp,
    /// (n, d).
    pub x: DMatrix<f64>,
    /// (n, k).
    pub t: DMatrix<f64>,
    pub loss: Loss,
    /// From 0 to L - 1.
    pub layer: usize,
}

/// What J is differentiated by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variable {
    /// y^L (n, k), the outputs of the last layer, for one loss.
    Output(Loss),
    /// a^L (n, k), the activation values of the last layer.
    LastActivationValue,
    /// a^l (n, out), the activation values of a layer before it.
    HiddenActivationValue,
    /// W^l (in, out), of any layer.
    Weights,
    /// b^l (out, 1), of any layer.
    Bias,
    /// α^l (1, 1), of any layer of PReLU.
    Slope,
    /// W^l again, but of ½ ‖W^l‖² - λ J, whose derivative is the updated W^l.
    Update,
}

impl Problem for Backprop {
    type Variable = Variable;

    fn at(&self, variable: Variable) -> DMatrix<f64> {
        let layer = &self.mlp.layers[self.layer];
        match variable {
            Variable::Output(_) => self.y(self.last()),
            Variable::LastActivationValue | Variable::HiddenActivationValue => self.a(self.layer),
            Variable::Weights | Variable::Update => layer.w.clone(),
            Variable::Bias => column(&layer.b),
            Variable::Slope => DMatrix::from_row_slice(1, 1, layer.activation.learned()),
        }
    }

    fn function<S: Number>(&self, variable: Variable, value: &Entries<S>) -> S {
        let is_looked_at = |l: usize| l == self.layer;
        let activate = |l: usize, a: S| match variable {
            Variable::Slope if is_looked_at(l) => rectifier(value[(0, 0)], a),
            _ => self.mlp.layers[l].activation.definition(a),
        };
        let (mut y, rest) = match variable {
            Variable::Output(_) => (value.clone(), self.mlp.layers.len()),
            Variable::LastActivationValue | Variable::HiddenActivationValue => {
                (value.map(|a| activate(self.layer, a)), self.layer + 1)
            }
            _ => (Entries::from(&self.x), 0),
        };
        for (l, layer) in self.mlp.layers.iter().enumerate().skip(rest) {
            let (mut w, mut b) = (Entries::from(&layer.w), Entries::from(&column(&layer.b)));
            match variable {
                Variable::Weights | Variable::Update if is_looked_at(l) => w = value.clone(),
                Variable::Bias if is_looked_at(l) => b = value.clone(),
                _ => {}
            }
            // y_j = f(Σ_i y_i w_ij + b_j)
            y = Entries::from_fn(y.nrows(), w.ncols(), |r, j| {
                let terms = (0..w.nrows()).map(|i| y[(r, i)] * w[(i, j)]);
                activate(l, S::sum(terms) + b[(j, 0)])
            });
        }
        let loss = loss_by_definition(self.loss, &y, &self.t);
        match variable {
            Variable::Update => {
                S::norm_squared(value.as_slice()) / 2.0 - loss * UPDATE.learning_rate
            }
            _ => loss,
        }
    }
}

/// The chains of the lecture, in its order: ∂J/∂y of the last layer for each loss, δ_j of the last layer,
/// δ_i of the layers before it, ∂J/∂w_ij, ∂J/∂b_j, which the lecture leaves out, and the update; ∂J/∂α of PReLU
/// after them.
pub fn chains() -> Vec<Derivation<Backprop>> {
    let outputs = Loss::ALL.iter().map(|&loss| output_gradient(loss));
    outputs
        .chain([
            last_delta(),
            hidden_delta(),
            weight_gradient(),
            bias_gradient(),
            update(),
            slope_gradient(),
        ])
        .collect()
}

/// The last line of every chain: the code that trains the wine model.
mod code {
    use super::*;

    pub fn output_gradient(p: &Backprop) -> DMatrix<f64> {
        p.loss.value_and_derivative(&p.y(p.last()), &p.t).expect("a sound problem").1
    }

    pub fn updated_weights(p: &Backprop) -> DMatrix<f64> {
        let training = Training::new(p.mlp.clone(), &p.x, &p.t, p.loss, UPDATE);
        let mut training = training.expect("a sound problem");
        training.follow(&Schedule::ONE_STEP, |_, _, _| ()).expect("a finite loss");
        training.into_mlp().layers.swap_remove(p.layer).w
    }

    pub fn grads(p: &Backprop) -> Grads {
        p.mlp.gradient(&p.x, &p.t, p.loss).expect("a sound problem").2
    }
}

impl Backprop {
    fn last(&self) -> usize {
        self.mlp.layers.len() - 1
    }

    /// The input of layer l, y^(l-1).
    fn input(&self, l: usize) -> DMatrix<f64> {
        if l == 0 { self.x.clone() } else { self.y(l - 1) }
    }

    /// a_j = Σ_i y_i w_ij + b_j.
    fn a(&self, l: usize) -> DMatrix<f64> {
        let (y, Layer { w, b, .. }) = (self.input(l), &self.mlp.layers[l]);
        DMatrix::from_fn(y.nrows(), w.ncols(), |r, j| {
            (0..w.nrows()).map(|i| y[(r, i)] * w[(i, j)]).sum::<f64>() + b[j]
        })
    }

    /// y_j = f(a_j).
    fn y(&self, l: usize) -> DMatrix<f64> {
        self.a(l).map(|a| self.mlp.layers[l].activation.value(a))
    }

    /// ∂y_j/∂a_j = f'(a_j).
    fn derivative(&self, l: usize, a: f64) -> f64 {
        self.mlp.layers[l].activation.derivative(a)
    }

    /// ∂J/∂y_i = Σ_j ∂J/∂y_j ∂y_j/∂a_j ∂a_j/∂y_i, from the last layer's backwards.
    fn dj_dy(&self, l: usize) -> DMatrix<f64> {
        if l == self.last() {
            // The second line of the chain: the formula in scalars, one before the code.
            return (output_gradient(self.loss).lines[1].value)(self);
        }
        let (delta, w) = (self.delta(l + 1), &self.mlp.layers[l + 1].w);
        DMatrix::from_fn(delta.nrows(), w.nrows(), |r, i| {
            (0..w.ncols()).map(|j| delta[(r, j)] * w[(i, j)]).sum()
        })
    }

    /// δ_j = ∂J/∂y_j ∂y_j/∂a_j.
    fn delta(&self, l: usize) -> DMatrix<f64> {
        let (a, dj_dy) = (self.a(l), self.dj_dy(l));
        each(&a, |r, j| dj_dy[(r, j)] * self.derivative(l, a[(r, j)]))
    }

    /// A matrix of the outputs' shape from a formula in y, t, r and k.
    fn each_output(
        &self,
        formula: impl Fn(&DMatrix<f64>, &DMatrix<f64>, usize, usize) -> f64,
    ) -> DMatrix<f64> {
        let y = self.y(self.last());
        each(&y, |r, k| formula(&y, &self.t, r, k))
    }
}

/// J as the lecture writes it, by no other means than its definition.
fn loss_by_definition<S: Number>(loss: Loss, y: &Entries<S>, t: &DMatrix<f64>) -> S {
    let k = y.ncols();
    let cross_entropy = |r: usize, s: &[S]| -S::sum((0..k).map(|c| s[c].ln() * t[(r, c)]));
    let of_row = |r: usize| {
        let y: Vec<S> = (0..k).map(|c| y[(r, c)]).collect();
        match loss {
            Loss::MeanSquaredError => S::sum((0..k).map(|c| (y[c] - t[(r, c)]).powi(2))),
            Loss::CrossEntropy => cross_entropy(r, &softmax(&y)),
            Loss::SoftmaxThenCrossEntropy => cross_entropy(r, &softmax(&softmax(&y))),
        }
    };
    S::sum((0..y.nrows()).map(of_row)) / y.nrows() as f64
}

/// s_c = e^(y_c) / Σ e^(y_c') of one row.
fn softmax<S: Number>(y: &[S]) -> Vec<S> {
    let e: Vec<S> = y.iter().map(|y| y.exp()).collect();
    let z = S::sum(e.iter().copied());
    e.iter().map(|&e| e / z).collect()
}

/// A matrix of the same shape from a formula in row and column.
fn each(like: &DMatrix<f64>, formula: impl Fn(usize, usize) -> f64) -> DMatrix<f64> {
    DMatrix::from_fn(like.nrows(), like.ncols(), formula)
}

/// One "=" of a chain about backpropagation.
fn line(
    formula: &'static str,
    reason: &'static str,
    value: fn(&Backprop) -> DMatrix<f64>,
) -> Line<Backprop> {
    Line { formula, reason, value }
}
