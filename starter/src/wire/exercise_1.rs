//! Cómo se pregunta por el ejercicio 1.
//!
//! **EN** Exercise 1 over the wire.

use nalgebra::{DMatrix, DVector};
use serde_json::Value;

use super::super::answers::exercise_1 as answers;
use super::{Matrix, Vector, answers, at_points, give};

answers! {
    relu: fn(f64) -> f64 => at_points(relu),
    relu_derivative: fn(f64) -> f64 => at_points(relu_derivative),
    leaky_relu: fn(f64, f64) -> f64 => with_parameter(leaky_relu),
    leaky_relu_derivative: fn(f64, f64) -> f64 => with_parameter(leaky_relu_derivative),
    elu: fn(f64, f64) -> f64 => with_parameter(elu),
    elu_derivative: fn(f64, f64) -> f64 => with_parameter(elu_derivative),
    softplus: fn(f64) -> f64 => at_points(softplus),
    softplus_derivative: fn(f64) -> f64 => at_points(softplus_derivative),
    silu: fn(f64) -> f64 => at_points(silu),
    silu_derivative: fn(f64) -> f64 => at_points(silu_derivative),
    gelu: fn(f64) -> f64 => at_points(gelu),
    gelu_derivative: fn(f64) -> f64 => at_points(gelu_derivative),
    dead: fn(&DMatrix<f64>, &DVector<f64>, f64) -> bool => |(Matrix(x), Vector(w), b)| dead(&x, &w, b),
}

/// The values at some points, with one parameter.
fn with_parameter(
    f: fn(f64, f64) -> f64,
) -> impl Fn((Vec<f64>, f64)) -> Vec<f64> {
    move |(points, parameter)| {
        points.into_iter().map(|a| f(a, parameter)).collect()
    }
}
