//! Cómo se pregunta por el ejercicio 6.
//!
//! **EN** Exercise 6 over the wire.

use nalgebra::{DMatrix, DVector};
use serde_json::Value;

use super::super::answers::exercise_6 as answers;
use super::{Give, Matrix, Vector, answers, give, read};

answers! {
    forward: fn(&[answers::Layer], &DMatrix<f64>) -> answers::Pass
        => |(layers, Matrix(x))| forward(&network(layers), &x),
    loss_derivative: fn(&DMatrix<f64>, &DMatrix<f64>) -> DMatrix<f64>
        => |(Matrix(y), Matrix(t))| loss_derivative(&y, &t),
    output_delta: fn(&DMatrix<f64>, &DMatrix<f64>, fn(f64) -> f64) -> DMatrix<f64>
        => |(Matrix(dj_dy), Matrix(a), f): (_, _, String)| {
            output_delta(&dj_dy, &a, activation(&f).1)
        },
    hidden_delta: fn(&DMatrix<f64>, &DMatrix<f64>, &DMatrix<f64>, fn(f64) -> f64) -> DMatrix<f64>
        => |(Matrix(delta), Matrix(w), Matrix(a), f): (_, _, _, String)| {
            hidden_delta(&delta, &w, &a, activation(&f).1)
        },
    weight_gradient: fn(&DMatrix<f64>, &DMatrix<f64>) -> DMatrix<f64>
        => |(Matrix(input), Matrix(delta))| weight_gradient(&input, &delta),
    bias_gradient: fn(&DMatrix<f64>) -> DVector<f64> => |(Matrix(delta),)| bias_gradient(&delta),
    backward: fn(&[answers::Layer], &DMatrix<f64>, &DMatrix<f64>) -> Vec<answers::Gradient>
        => |(layers, Matrix(x), Matrix(t))| backward(&network(layers), &x, &t),
    step: fn(&[answers::Layer], &DMatrix<f64>, &DMatrix<f64>, f64) -> Vec<answers::Layer>
        => |(layers, Matrix(x), Matrix(t), rate)| step(&network(layers), &x, &t, rate),
}

/// The layers among the inputs, each with its w, b and the name of its f.
fn network(layers: Vec<Value>) -> Vec<answers::Layer> {
    let layer = |layer: &Value| {
        let (Matrix(w), Vector(b)) = (read(&layer["w"]), read(&layer["b"]));
        let (f, f_derivative) = activation(&read::<String>(&layer["f"]));
        answers::Layer { w, b, f, f_derivative }
    };
    layers.iter().map(layer).collect()
}

type Function = fn(f64) -> f64;

/// An activation function and its derivative.
fn activation(name: &str) -> (Function, Function) {
    match name {
        "identity" => (|a| a, |_| 1.0),
        "softsign" => {
            (|a| a / (1.0 + a.abs()), |a| (1.0 + a.abs()).powi(-2))
        }
        "tanh" => (f64::tanh, |a| a.cosh().powi(-2)),
        _ => panic!("no activation function is called {name}"),
    }
}

/// a and y.
impl Give for answers::Pass {
    fn give(self) -> Value {
        (self.a, self.y).give()
    }
}

/// ∂J/∂W and ∂J/∂b.
impl Give for answers::Gradient {
    fn give(self) -> Value {
        (self.w, self.b).give()
    }
}

/// W and b, and by their values at some point f and f'.
impl Give for answers::Layer {
    fn give(self) -> Value {
        let functions = vec![(self.f)(0.7), (self.f_derivative)(0.7)];
        vec![self.w.give(), self.b.give(), functions.give()].into()
    }
}
