//! The function that the chains differentiate, and its intermediates, from scalars.

use crate::activation::definition::rectifier;
use crate::derivation::{Problem, column, sum};
use crate::descent::derivation::UPDATE;
use crate::loss::Loss;
use crate::mlp::{Layer, Mlp};
use crate::number::{Entries, Number};
use nalgebra::DMatrix;

/// A network, a batch, a loss, and the layer that is looked at.
///
/// # Panics
/// A chain does, on a problem whose shapes do not fit together or whose layer it does not speak of;
/// [`problems`](super::problems) makes none such.
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
pub enum BackpropVariable {
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
    NegativeSlope,
    /// W^l again, but of ½ ‖W^l‖² - λ J, whose derivative is the updated W^l.
    Update,
}

impl Problem for Backprop {
    type Variable = BackpropVariable;

    fn at(&self, variable: BackpropVariable) -> DMatrix<f64> {
        let layer = &self.mlp.layers[self.layer];
        match variable {
            BackpropVariable::Output(_) => self.y(self.last()),
            BackpropVariable::LastActivationValue | BackpropVariable::HiddenActivationValue => {
                self.a(self.layer)
            }
            BackpropVariable::Weights | BackpropVariable::Update => layer.w.clone(),
            BackpropVariable::Bias => column(&layer.b),
            BackpropVariable::NegativeSlope => {
                DMatrix::from_row_slice(1, 1, layer.activation.learned())
            }
        }
    }

    fn function<S: Number>(&self, variable: BackpropVariable, value: &Entries<S>) -> S {
        let is_looked_at = |l: usize| l == self.layer;
        let activate = |l: usize, a: S| match variable {
            BackpropVariable::NegativeSlope if is_looked_at(l) => rectifier(value[(0, 0)], a),
            _ => self.mlp.layers[l].activation.definition(a),
        };
        let (mut y, rest) = match variable {
            BackpropVariable::Output(_) => (value.clone(), self.mlp.layers.len()),
            BackpropVariable::LastActivationValue | BackpropVariable::HiddenActivationValue => {
                (value.map(|a| activate(self.layer, a)), self.layer + 1)
            }
            _ => (Entries::from(&self.x), 0),
        };
        for (l, layer) in self.mlp.layers.iter().enumerate().skip(rest) {
            let (mut w, mut b) = (Entries::from(&layer.w), Entries::from(&column(&layer.b)));
            match variable {
                BackpropVariable::Weights | BackpropVariable::Update if is_looked_at(l) => {
                    w = value.clone()
                }
                BackpropVariable::Bias if is_looked_at(l) => b = value.clone(),
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
            BackpropVariable::Update => {
                S::norm_squared(value.as_slice()) / 2.0 - loss * UPDATE.learning_rate
            }
            _ => loss,
        }
    }

    fn value(&self, variable: BackpropVariable, value: &DMatrix<f64>) -> f64 {
        self.function(variable, &Entries::from(value))
    }
}

impl Backprop {
    pub(super) fn last(&self) -> usize {
        self.mlp.layers.len() - 1
    }

    /// The input of layer l, y^(l-1).
    pub(super) fn input(&self, l: usize) -> DMatrix<f64> {
        if l == 0 { self.x.clone() } else { self.y(l - 1) }
    }

    /// a_j = Σ_i y_i w_ij + b_j.
    pub(super) fn a(&self, l: usize) -> DMatrix<f64> {
        let (y, Layer { w, b, .. }) = (self.input(l), &self.mlp.layers[l]);
        DMatrix::from_fn(y.nrows(), w.ncols(), |r, j| {
            sum(w.nrows(), |i| y[(r, i)] * w[(i, j)]) + b[j]
        })
    }

    /// y_j = f(a_j).
    pub(super) fn y(&self, l: usize) -> DMatrix<f64> {
        self.a(l).map(|a| self.mlp.layers[l].activation.value(a))
    }

    /// ∂y_j/∂a_j = f'(a_j).
    pub(super) fn derivative(&self, l: usize, a: f64) -> f64 {
        self.mlp.layers[l].activation.derivative(a)
    }

    /// A matrix of the outputs' shape from a formula in y, t, r and k.
    pub(super) fn each_output(
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
pub(super) fn softmax<S: Number>(y: &[S]) -> Vec<S> {
    let e: Vec<S> = y.iter().map(|y| y.exp()).collect();
    let z = S::sum(e.iter().copied());
    e.iter().map(|&e| e / z).collect()
}

/// A matrix of the same shape from a formula in row and column.
pub(super) fn each(like: &DMatrix<f64>, formula: impl Fn(usize, usize) -> f64) -> DMatrix<f64> {
    DMatrix::from_fn(like.nrows(), like.ncols(), formula)
}
