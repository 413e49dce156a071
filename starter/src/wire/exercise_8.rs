//! Cómo se pregunta por el ejercicio 8.
//!
//! **EN** Exercise 8 over the wire.

use nalgebra::{DMatrix, DVector};
use serde_json::Value;

use super::super::answers::exercise_8 as answers;
use super::{Matrix, Vector, answers, give, read};

answers! {
    cube_gradient: fn(f64, usize) -> f64 => |(x, calls)| cube_gradient(x, calls),
    product_gradients: fn(
        &DVector<f64>,
        &DVector<f64>,
        &DVector<f64>,
    ) -> (DVector<f64>, DVector<f64>)
        => |(Vector(x), Vector(y), Vector(v))| product_gradients(&x, &y, &v),
    vector_jacobian: fn(&DVector<f64>, &DMatrix<f64>) -> DVector<f64>
        => |(Vector(v), Matrix(jacobian))| vector_jacobian(&v, &jacobian),
    values: fn(&[answers::Operation], &[f64]) -> Vec<f64>
        => |(record, inputs): (_, Vec<_>)| values(&operations(record), &inputs),
    reverse_gradient: fn(&[answers::Operation], &[f64]) -> Vec<f64>
        => |(record, inputs): (_, Vec<_>)| reverse_gradient(&operations(record), &inputs),
    forward_derivative: fn(&[answers::Operation], &[f64], &[f64]) -> f64
        => |(record, inputs, v): (_, Vec<_>, Vec<_>)| {
            forward_derivative(&operations(record), &inputs, &v)
        },
}

/// The operations among the inputs: `["Mul", 0, 1]` each.
fn operations(record: Vec<Vec<Value>>) -> Vec<answers::Operation> {
    use answers::Operation;

    let operation = |parts: &Vec<Value>| {
        let at = |k: usize| read(&parts[k]);
        match &*read::<String>(&parts[0]) {
            "Input" => Operation::Input,
            "Exp" => Operation::Exp(at(1)),
            "Sin" => Operation::Sin(at(1)),
            "Detach" => Operation::Detach(at(1)),
            "Add" => Operation::Add(at(1), at(2)),
            "Sub" => Operation::Sub(at(1), at(2)),
            "Mul" => Operation::Mul(at(1), at(2)),
            name => panic!("no operation is called {name}"),
        }
    };
    record.iter().map(operation).collect()
}
