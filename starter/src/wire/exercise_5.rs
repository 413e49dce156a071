//! Cómo se pregunta por el ejercicio 5.
//!
//! **EN** Exercise 5 over the wire.

use nalgebra::{DMatrix, DVector};
use serde_json::Value;

use super::super::answers::exercise_5 as answers;
use super::{Give, Matrix, Vector, answers, at_points, at_weights, give};

answers! {
    logistic: fn(f64) -> f64 => at_points(logistic),
    logistic_derivative: fn(f64) -> f64 => at_points(logistic_derivative),
    cross_entropy: fn(&DMatrix<f64>, &DVector<f64>, &DVector<f64>) -> f64
        => at_weights(cross_entropy),
    cross_entropy_gradient: fn(&DMatrix<f64>, &DVector<f64>, &DVector<f64>) -> DVector<f64>
        => at_weights(cross_entropy_gradient),
    logistic_squared_error_gradient: fn(
        &DMatrix<f64>,
        &DVector<f64>,
        &DVector<f64>,
    ) -> DVector<f64> => at_weights(logistic_squared_error_gradient),
    logistic_descent: fn(&DMatrix<f64>, &DVector<f64>, &DVector<f64>, f64, usize) -> DVector<f64>
        => |(Matrix(x), Vector(t), Vector(start), rate, steps)| {
            logistic_descent(&x, &t, &start, rate, steps)
        },
    perceptron: fn(&DMatrix<f64>, &DVector<f64>, usize) -> DVector<f64>
        => |(Matrix(x), Vector(t), max_passes)| perceptron(&x, &t, max_passes),
    xor: fn() -> answers::Xor => |(): ()| xor(),
}

/// w, b, v and c.
impl Give for answers::Xor {
    fn give(self) -> Value {
        let answers::Xor { w, b, v, c } = self;
        let w: Vec<Vec<f64>> =
            (0..2).map(|i| vec![w[i][0], w[i][1]]).collect();
        vec![
            w.give(),
            vec![b[0], b[1]].give(),
            vec![v[0], v[1]].give(),
            c.give(),
        ]
        .into()
    }
}
