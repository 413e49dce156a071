//! Exercise 8 over the wire.

use nalgebra::{DMatrix, DVector};
use serde::Deserialize;
use serde_json::Value;

use super::super::answers::exercise_8 as answers;
use super::{Matrix, Vector, answers, give};

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
        => |(record, inputs): (Vec<_>, Vec<_>)| values(&operations(record), &inputs),
    reverse_gradient: fn(&[answers::Operation], &[f64]) -> Vec<f64>
        => |(record, inputs): (Vec<_>, Vec<_>)| reverse_gradient(&operations(record), &inputs),
    forward_derivative: fn(&[answers::Operation], &[f64], &[f64]) -> f64
        => |(record, inputs, v): (Vec<_>, Vec<_>, Vec<_>)| {
            forward_derivative(&operations(record), &inputs, &v)
        },
}

/// An operation among the inputs: `["Mul", 0, 1]`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Recorded {
    Binary(String, usize, usize),
    Unary(String, usize),
    Nullary([String; 1]),
}

fn operations(record: Vec<Recorded>) -> Vec<answers::Operation> {
    use answers::Operation;

    let operation = |recorded: &Recorded| match recorded {
        Recorded::Nullary([name]) if name == "Input" => Operation::Input,
        Recorded::Unary(name, i) if name == "Exp" => Operation::Exp(*i),
        Recorded::Unary(name, i) if name == "Sin" => Operation::Sin(*i),
        Recorded::Unary(name, i) if name == "Detach" => Operation::Detach(*i),
        Recorded::Binary(name, i, j) if name == "Add" => Operation::Add(*i, *j),
        Recorded::Binary(name, i, j) if name == "Sub" => Operation::Sub(*i, *j),
        Recorded::Binary(name, i, j) if name == "Mul" => Operation::Mul(*i, *j),
        _ => panic!("there is no such operation"),
    };
    record.iter().map(operation).collect()
}
