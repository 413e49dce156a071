//! Exercise 8: autograd.

use serde::Deserialize;

use super::cases::{Matrix, Vector};
use super::{Cases, Check, Lost, Text};
use crate::answers::Answers;
use crate::answers::exercise_8::Operation;

pub const CHECKS: &[Check] = &[
    Check {
        number: "8.1",
        points: 1,
        text: Text { es: "El gradiente de un escalar", en: "The gradient of a scalar" },
        hint: Text {
            es: "El gradiente externo de un escalar es 1",
            en: "The upstream gradient of a scalar is 1",
        },
        needs: &[],
        run: |cases, answers| cases.compare(|(x, calls)| (answers.cube_gradient)(x, calls)),
    },
    Check {
        number: "8.2",
        points: 1,
        text: Text { es: "backward varias veces", en: "backward several times" },
        hint: Text { es: ".grad acumula: nadie lo borra", en: ".grad adds up: nobody clears it" },
        needs: &["8.1"],
        run: |cases, answers| cases.compare(|(x, calls)| (answers.cube_gradient)(x, calls)),
    },
    Check {
        number: "8.3",
        points: 1,
        text: Text { es: "El gradiente de un producto", en: "The gradient of a product" },
        hint: Text {
            es: "Cada factor recibe el otro, por el gradiente externo",
            en: "Each factor gets the other one, times the upstream gradient",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare(|(Vector(x), Vector(y), Vector(v))| {
                (answers.product_gradients)(&x, &y, &v)
            })
        },
    },
    Check {
        number: "8.4",
        points: 1,
        text: Text { es: "vᵀJ", en: "vᵀJ" },
        hint: Text {
            es: "v tiene una entrada por salida; el resultado, una por entrada",
            en: "v has an entry per output, the result one per input",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare(|(Vector(v), Matrix(jacobian))| (answers.vector_jacobian)(&v, &jacobian))
        },
    },
    Check {
        number: "8.5",
        points: 1,
        text: Text { es: "Los valores de un registro", en: "The values of a record" },
        hint: Text {
            es: "De la primera operación a la última",
            en: "From the first operation to the last",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare(|(record, inputs): (Vec<_>, Vec<_>)| {
                (answers.values)(&operations(record), &inputs)
            })
        },
    },
    Check {
        number: "8.6",
        points: 2,
        text: Text {
            es: "El gradiente de un registro, hacia atrás",
            en: "The gradient of a record, backwards",
        },
        hint: Text {
            es: "Cada operación pasa a sus operandos su gradiente por su derivada",
            en: "Every operation passes to its operands its gradient times its derivative",
        },
        needs: &["8.5"],
        run: reverse_gradient,
    },
    Check {
        number: "8.7",
        points: 2,
        text: Text {
            es: "Un valor que se usa varias veces",
            en: "A value that is used several times",
        },
        hint: Text {
            es: "Los gradientes de todos sus usos se suman",
            en: "The gradients of all its uses add up",
        },
        needs: &["8.6"],
        run: reverse_gradient,
    },
    Check {
        number: "8.8",
        points: 1,
        text: Text { es: ".detach()", en: ".detach()" },
        hint: Text {
            es: "Nada fluye hacia atrás por detach",
            en: "Nothing flows back through detach",
        },
        needs: &["8.7"],
        run: reverse_gradient,
    },
    Check {
        number: "8.9",
        points: 2,
        text: Text {
            es: "La derivada de un registro, hacia adelante",
            en: "The derivative of a record, forwards",
        },
        hint: Text {
            es: "Cada valor lleva consigo su derivada en la dirección v",
            en: "Every value carries its derivative along v",
        },
        needs: &["8.5"],
        run: forward_derivative,
    },
    Check {
        number: "8.10",
        points: 1,
        text: Text { es: ".detach() hacia adelante", en: ".detach() forwards" },
        hint: Text {
            es: "Lo que sale de detach no depende de nada",
            en: "What leaves detach depends on nothing",
        },
        needs: &["8.9"],
        run: forward_derivative,
    },
];

/// An operation among the inputs of a case: `["Mul", 0, 1]`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Recorded {
    Binary(String, usize, usize),
    Unary(String, usize),
    Nullary([String; 1]),
}

fn operations(record: Vec<Recorded>) -> Vec<Operation> {
    let operation = |recorded: &Recorded| match recorded {
        Recorded::Nullary([name]) if name == "Input" => Operation::Input,
        Recorded::Unary(name, i) if name == "Exp" => Operation::Exp(*i),
        Recorded::Unary(name, i) if name == "Sin" => Operation::Sin(*i),
        Recorded::Unary(name, i) if name == "Detach" => Operation::Detach(*i),
        Recorded::Binary(name, i, j) if name == "Add" => Operation::Add(*i, *j),
        Recorded::Binary(name, i, j) if name == "Sub" => Operation::Sub(*i, *j),
        Recorded::Binary(name, i, j) if name == "Mul" => Operation::Mul(*i, *j),
        _ => panic!("a golden file records an operation that does not exist"),
    };
    record.iter().map(operation).collect()
}

fn reverse_gradient(cases: &Cases, answers: &Answers) -> Option<Lost> {
    cases.compare(|(record, inputs): (Vec<_>, Vec<_>)| {
        (answers.reverse_gradient)(&operations(record), &inputs)
    })
}

fn forward_derivative(cases: &Cases, answers: &Answers) -> Option<Lost> {
    cases.compare(|(record, inputs, v): (Vec<_>, Vec<_>, Vec<_>)| {
        (answers.forward_derivative)(&operations(record), &inputs, &v)
    })
}
