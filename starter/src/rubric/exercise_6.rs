//! Exercise 6: backpropagation.

use serde::Deserialize;

use super::cases::{Matrix, Vector};
use super::{Check, Text, Value};
use crate::answers::exercise_6::{Gradient, Layer};

pub const CHECKS: &[Check] = &[
    Check {
        number: "6.1",
        points: 2,
        text: Text { es: "La pasada hacia adelante", en: "The forward pass" },
        hint: Text {
            es: "A = Y W + b en cada fila, y después f",
            en: "A = Y W + b in every row, and then f",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare(|(layers, Matrix(x))| {
                let pass = (answers.forward)(&network(layers), &x);
                (pass.a, pass.y)
            })
        },
    },
    Check {
        number: "6.2",
        points: 1,
        text: Text { es: "∂J/∂y en la última capa", en: "∂J/∂y of the last layer" },
        hint: Text {
            es: "J promedia sobre las filas, no sobre las salidas",
            en: "J is a mean over the rows, not over the outputs",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare(|(Matrix(y), Matrix(t))| (answers.loss_derivative)(&y, &t))
        },
    },
    Check {
        number: "6.3",
        points: 1,
        text: Text { es: "δ de la última capa", en: "δ of the last layer" },
        hint: Text {
            es: "δ = ∂J/∂y f'(a), entrada por entrada",
            en: "δ = ∂J/∂y f'(a), entry by entry",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare(|(Matrix(dj_dy), Matrix(a), f): (_, _, String)| {
                (answers.output_delta)(&dj_dy, &a, activation(&f).1)
            })
        },
    },
    Check {
        number: "6.4",
        points: 2,
        text: Text { es: "δ de una capa oculta", en: "δ of a hidden layer" },
        hint: Text {
            es: "δ_i = (Σ_j δ_j w_ij) f'(a_i): la suma es sobre la capa siguiente",
            en: "δ_i = (Σ_j δ_j w_ij) f'(a_i): the sum is over the next layer",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare(|(Matrix(delta), Matrix(w), Matrix(a), f): (_, _, _, String)| {
                (answers.hidden_delta)(&delta, &w, &a, activation(&f).1)
            })
        },
    },
    Check {
        number: "6.5",
        points: 2,
        text: Text { es: "∂J/∂W", en: "∂J/∂W" },
        hint: Text {
            es: "∂J/∂w_ij = Σ y_i δ_j, sumado sobre las filas",
            en: "∂J/∂w_ij = Σ y_i δ_j, summed over the rows",
        },
        needs: &[],
        run: |cases, answers| {
            cases
                .compare(|(Matrix(input), Matrix(delta))| (answers.weight_gradient)(&input, &delta))
        },
    },
    Check {
        number: "6.6",
        points: 1,
        text: Text { es: "∂J/∂b", en: "∂J/∂b" },
        hint: Text { es: "El sesgo entra en todas las filas", en: "The bias enters in every row" },
        needs: &[],
        run: |cases, answers| cases.compare(|(Matrix(delta),)| (answers.bias_gradient)(&delta)),
    },
    Check {
        number: "6.7",
        points: 3,
        text: Text { es: "El gradiente de toda la red", en: "The gradient of the whole network" },
        hint: Text {
            es: "Cada capa con su propia f' y con W de la capa siguiente",
            en: "Each layer with its own f', and with W of the layer after it",
        },
        needs: &["6.1"],
        run: |cases, answers| {
            cases.compare(|(layers, Matrix(x), Matrix(t))| {
                let gradients = (answers.backward)(&network(layers), &x, &t);
                parameters(gradients.into_iter().map(|Gradient { w, b }| (w, b)))
            })
        },
    },
    Check {
        number: "6.8",
        points: 2,
        text: Text { es: "Un paso de descenso", en: "A step of descent" },
        hint: Text {
            es: "w - λ ∂J/∂w, con todos los gradientes en los pesos de antes",
            en: "w - λ ∂J/∂w, with every gradient taken at the weights before the step",
        },
        needs: &["6.7"],
        run: |cases, answers| {
            cases.compare(|(layers, Matrix(x), Matrix(t), rate)| {
                let layers = (answers.step)(&network(layers), &x, &t, rate);
                parameters(layers.into_iter().map(|Layer { w, b, .. }| (w, b)))
            })
        },
    },
];

/// A layer among the inputs of a case.
#[derive(Deserialize)]
struct Given {
    w: Matrix,
    b: Vector,
    f: String,
}

fn network(layers: Vec<Given>) -> Vec<Layer> {
    let layer = |Given { w: Matrix(w), b: Vector(b), f }| {
        let (f, f_derivative) = activation(&f);
        Layer { w, b, f, f_derivative }
    };
    layers.into_iter().map(layer).collect()
}

type Function = fn(f64) -> f64;

/// An activation function and its derivative.
fn activation(name: &str) -> (Function, Function) {
    match name {
        "identity" => (|a| a, |_| 1.0),
        "softsign" => (|a| a / (1.0 + a.abs()), |a| (1.0 + a.abs()).powi(-2)),
        "tanh" => (f64::tanh, |a| a.cosh().powi(-2)),
        _ => panic!("no activation function is called {name}"),
    }
}

fn parameters<W: Into<Value>, B: Into<Value>>(layers: impl Iterator<Item = (W, B)>) -> Value {
    layers.map(Value::from).collect::<Vec<Value>>().into()
}
