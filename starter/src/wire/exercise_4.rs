//! Cómo se pregunta por el ejercicio 4.
//!
//! **EN** Exercise 4 over the wire.

use nalgebra::{DMatrix, DVector};
use serde_json::Value;

use super::super::answers::exercise_4 as answers;
use super::{Matrix, Vector, answers, at_weights, give};

answers! {
    squared_error: fn(&DMatrix<f64>, &DVector<f64>, &DVector<f64>) -> f64
        => at_weights(squared_error),
    squared_error_gradient: fn(&DMatrix<f64>, &DVector<f64>, &DVector<f64>) -> DVector<f64>
        => at_weights(squared_error_gradient),
    descent: fn(&DMatrix<f64>, &DVector<f64>, &DVector<f64>, f64, usize) -> DVector<f64>
        => |(Matrix(x), Vector(t), Vector(start), rate, steps)| descent(&x, &t, &start, rate, steps),
    descent_to: fn(
        &DMatrix<f64>,
        &DVector<f64>,
        &DVector<f64>,
        f64,
        f64,
        usize,
    ) -> (DVector<f64>, usize)
        => |(Matrix(x), Vector(t), Vector(start), rate, threshold, max_steps)| {
            descent_to(&x, &t, &start, rate, threshold, max_steps)
        },
    least_squares: fn(&DMatrix<f64>, &DVector<f64>) -> DVector<f64>
        => |(Matrix(x), Vector(t))| least_squares(&x, &t),
    largest_rate: fn(&DMatrix<f64>) -> f64 => |(Matrix(x),)| largest_rate(&x),
    epoch: fn(&DMatrix<f64>, &DVector<f64>, &DVector<f64>, f64, &[Vec<usize>]) -> DVector<f64>
        => |(Matrix(x), Vector(t), Vector(start), rate, batches): (_, _, _, _, Vec<_>)| {
            epoch(&x, &t, &start, rate, &batches)
        },
}
