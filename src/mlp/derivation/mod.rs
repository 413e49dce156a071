//! The lecture's backpropagation as checked chains, from the chain rule to the matrices the code runs.
//!
//! Indices as in the lecture: i a neuron of a layer, j one of the next, k an output, r a row (sample).
//! Every line but the last of a chain is computed here from scalars, by loops that follow its formula.

mod layers;
mod losses;

use super::{Grads, Layer, Mlp};
use crate::activation::Activation;
use crate::derivation::{Derivation, Line, Problem};
use crate::error::expect_some;
use crate::loss::Loss;
use crate::{Error, Result};
use layers::{bias_gradient, hidden_delta, last_delta, weight_gradient};
use losses::output_gradient;
use nalgebra::{DMatrix, DVector};
use rand::{Rng, RngExt};

/// A network, a batch, a loss, and the layer that is looked at.
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
}

impl Problem for Backprop {
    type Variable = Variable;

    fn at(&self, variable: Variable) -> DMatrix<f64> {
        let layer = &self.mlp.layers[self.layer];
        match variable {
            Variable::Output(_) => self.y(self.last()),
            Variable::LastActivationValue | Variable::HiddenActivationValue => self.a(self.layer),
            Variable::Weights => layer.w.clone(),
            Variable::Bias => DMatrix::from_column_slice(layer.b.len(), 1, layer.b.as_slice()),
        }
    }

    fn function(&self, variable: Variable, value: &DMatrix<f64>) -> f64 {
        let mut layers = self.mlp.layers.clone();
        let (mut y, rest) = match variable {
            Variable::Output(_) => (value.clone(), layers.len()),
            Variable::LastActivationValue | Variable::HiddenActivationValue => {
                (value.map(|a| layers[self.layer].activation.value(a)), self.layer + 1)
            }
            Variable::Weights => {
                layers[self.layer].w.copy_from(value);
                (self.x.clone(), 0)
            }
            Variable::Bias => {
                layers[self.layer].b.copy_from_slice(value.as_slice());
                (self.x.clone(), 0)
            }
        };
        for layer in &layers[rest..] {
            let mut a = y * &layer.w;
            a.row_iter_mut().for_each(|mut row| row += layer.b.transpose());
            y = a.map(|a| layer.activation.value(a));
        }
        loss_by_definition(self.loss, &y, &self.t)
    }
}

/// The chains of the lecture, in its order: ∂J/∂y of the last layer for each loss, δ_j of the last layer,
/// δ_i of the layers before it, ∂J/∂w_ij, and ∂J/∂b_j, which the lecture leaves out.
pub fn chains() -> Vec<Derivation<Backprop>> {
    let outputs = Loss::ALL.iter().map(|&loss| output_gradient(loss));
    outputs.chain([last_delta(), hidden_delta(), weight_gradient(), bias_gradient()]).collect()
}

/// Random problems that a chain about a variable must hold on: every activation, every loss and every layer
/// it speaks of. All dimensions differ: 7 samples, 4 features, layers of 6, 5 and 3 neurons.
///
/// # Errors
/// None but a broken invariant of [`Backprop::random`].
pub fn problems(rng: &mut impl Rng, variable: Variable) -> Result<Vec<Backprop>> {
    const WIDTHS: [usize; 4] = [4, 6, 5, 3];
    let last = WIDTHS.len() - 2;
    let (losses, layers) = match &variable {
        Variable::Output(loss) => (std::slice::from_ref(loss), last..=last),
        Variable::LastActivationValue => (Loss::ALL, last..=last),
        Variable::HiddenActivationValue => (Loss::ALL, 0..=last - 1),
        Variable::Weights | Variable::Bias => (Loss::ALL, 0..=last),
    };
    let mut problems = Vec::new();
    for &loss in losses {
        for &activation in Activation::ALL {
            for layer in layers.clone() {
                problems.push(Backprop::random(rng, 7, &WIDTHS, activation, loss, layer)?);
            }
        }
    }
    Ok(problems)
}

/// The last line of every chain: the code that trains the wine model.
mod code {
    use super::*;

    pub fn output_gradient(p: &Backprop) -> DMatrix<f64> {
        p.loss.value_and_derivative(&p.y(p.last()), &p.t).expect("a sound problem").1
    }

    pub fn grads(p: &Backprop) -> Grads {
        p.mlp.gradient(&p.x, &p.t, p.loss).expect("a sound problem").2
    }
}

impl Backprop {
    /// A random problem, away from kinks, where no parameter is 0.
    ///
    /// `widths` are d, the layers' outputs, and k last; the last layer is the identity.
    ///
    /// # Errors
    /// Fewer than two widths, a width or a number of rows of 0, a layer that is not there.
    pub fn random(
        rng: &mut impl Rng,
        rows: usize,
        widths: &[usize],
        activation: Activation,
        loss: Loss,
        layer: usize,
    ) -> Result<Backprop> {
        expect_some("rows", rows)?;
        expect_some("widths after the first", widths.len().saturating_sub(1))?;
        let last = widths.len() - 2;
        if layer > last {
            return Err(Error::Setting {
                name: "layer".into(),
                expected: format!("0 to {last}"),
                got: layer.to_string(),
            });
        }
        for &width in widths {
            expect_some("width", width)?;
        }
        for _ in 0..100 {
            let mlp = random_network(rng, widths, activation)?;
            if let Some(x) = samples_away_from_kinks(rng, &mlp, rows)? {
                let mut t =
                    DMatrix::from_fn(rows, mlp.outputs(), |_, _| rng.random_range(0.1..1.0));
                t.row_iter_mut().for_each(|mut row| row /= row.sum());
                return Ok(Backprop { mlp, x, t, loss, layer });
            }
        }
        Err(Error::Setting {
            name: "widths".into(),
            expected: "some hundred neurons at most: more are never all away from their kinks"
                .into(),
            got: format!("{widths:?}"),
        })
    }

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

/// Weights and biases that keep activation values near 1; the last layer is the identity.
fn random_network(rng: &mut impl Rng, widths: &[usize], activation: Activation) -> Result<Mlp> {
    let last = widths.len() - 2;
    let layers = widths.windows(2).enumerate().map(|(l, pair)| {
        let scale = 1.5 / (pair[0] as f64).sqrt();
        Layer {
            w: DMatrix::from_fn(pair[0], pair[1], |_, _| scale * away_from_zero(rng)),
            b: DVector::from_fn(pair[1], |_, _| away_from_zero(rng)),
            activation: if l == last { Activation::Identity } else { activation },
        }
    });
    Mlp::new(layers.collect())
}

/// Samples whose activation values are all so far from 0 that no difference crosses a kink there. Each is
/// drawn until it is; `None` if the network's parameters hardly let any be.
fn samples_away_from_kinks(
    rng: &mut impl Rng,
    mlp: &Mlp,
    rows: usize,
) -> Result<Option<DMatrix<f64>>> {
    let mut x = DMatrix::zeros(rows, mlp.inputs());
    for r in 0..rows {
        let mut tries = 0;
        loop {
            let sample = DMatrix::from_fn(1, mlp.inputs(), |_, _| away_from_zero(rng));
            if mlp.forward(&sample)?.a.iter().flatten().all(|a| a.abs() > 0.05) {
                x.row_mut(r).copy_from(&sample.row(0));
                break;
            }
            tries += 1;
            if tries == 1000 {
                return Ok(None);
            }
        }
    }
    Ok(Some(x))
}

/// J as the lecture writes it, by no other means than its definition.
fn loss_by_definition(loss: Loss, y: &DMatrix<f64>, t: &DMatrix<f64>) -> f64 {
    let cross_entropy = |row: usize, s: &[f64]| -> f64 {
        -(0..s.len()).map(|c| t[(row, c)] * s[c].ln()).sum::<f64>()
    };
    let of_row = |row: usize| match loss {
        Loss::MeanSquaredError => (0..y.ncols()).map(|k| (y[(row, k)] - t[(row, k)]).powi(2)).sum(),
        Loss::CrossEntropy => cross_entropy(row, &softmax(y, row)),
        Loss::SoftmaxThenCrossEntropy => {
            let p = softmax(y, row);
            cross_entropy(row, &softmax(&DMatrix::from_row_slice(1, p.len(), &p), 0))
        }
    };
    (0..y.nrows()).map(of_row).sum::<f64>() / y.nrows() as f64
}

/// s_c = e^(y_c) / Σ e^(y_c') of one row.
fn softmax(y: &DMatrix<f64>, row: usize) -> Vec<f64> {
    let e: Vec<f64> = y.row(row).iter().map(|y| y.exp()).collect();
    let z: f64 = e.iter().sum();
    e.iter().map(|e| e / z).collect()
}

/// ∂x_i/∂x_j: 1 if i = j, else 0.
fn kronecker(i: usize, j: usize) -> f64 {
    if i == j { 1.0 } else { 0.0 }
}

/// A matrix of the same shape from a formula in row and column.
fn each(like: &DMatrix<f64>, formula: impl Fn(usize, usize) -> f64) -> DMatrix<f64> {
    DMatrix::from_fn(like.nrows(), like.ncols(), formula)
}

/// A number between 0.2 and 1 or between -1 and -0.2.
fn away_from_zero(rng: &mut impl Rng) -> f64 {
    let size = rng.random_range(0.2..1.0);
    if rng.random::<bool>() { size } else { -size }
}

/// One "=" of a chain about backpropagation.
fn line(
    formula: &'static str,
    reason: &'static str,
    value: fn(&Backprop) -> DMatrix<f64>,
) -> Line<Backprop> {
    Line { formula, reason, value }
}
