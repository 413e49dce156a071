//! Exercise 1: variants of ReLU.

use super::cases::{Matrix, Vector, at_points};
use super::{Cases, Check, Lost, Text, Tolerance};

pub const CHECKS: &[Check] = &[
    Check {
        number: "1.1",
        points: 1,
        text: Text { es: "ReLU", en: "ReLU" },
        hint: Text {
            es: "ReLU deja pasar lo positivo y anula el resto",
            en: "ReLU lets through what is positive, and makes the rest 0",
        },
        needs: &[],
        run: |cases, answers| cases.compare(at_points(answers.relu)),
    },
    Check {
        number: "1.2",
        points: 1,
        text: Text { es: "Derivada de ReLU, también en 0", en: "Derivative of ReLU, at 0 too" },
        hint: Text {
            es: "En 0 la derivada es la que torch elige: la de la izquierda",
            en: "At 0 the derivative is the one torch takes: from the left",
        },
        needs: &[],
        run: |cases, answers| cases.compare(at_points(answers.relu_derivative)),
    },
    Check {
        number: "1.3",
        points: 1,
        text: Text { es: "Leaky ReLU", en: "Leaky ReLU" },
        hint: Text {
            es: "¿Qué pendiente tiene a la izquierda de 0?",
            en: "What is its slope to the left of 0?",
        },
        needs: &[],
        run: |cases, answers| with_parameter(cases, answers.leaky_relu),
    },
    Check {
        number: "1.4",
        points: 1,
        text: Text {
            es: "Derivada de leaky ReLU, también en 0",
            en: "Derivative of leaky ReLU, at 0 too",
        },
        hint: Text {
            es: "En 0 vale la pendiente de la izquierda",
            en: "At 0 it is the slope on the left",
        },
        needs: &[],
        run: |cases, answers| with_parameter(cases, answers.leaky_relu_derivative),
    },
    Check {
        number: "1.5",
        points: 1,
        text: Text { es: "ELU", en: "ELU" },
        hint: Text {
            es: "A la izquierda de 0 tiende a -α", en: "To the left of 0 it tends to -α"
        },
        needs: &[],
        run: |cases, answers| with_parameter(cases, answers.elu),
    },
    Check {
        number: "1.6",
        points: 1,
        text: Text { es: "Derivada de ELU, también en 0", en: "Derivative of ELU, at 0 too" },
        hint: Text {
            es: "A la izquierda es α eᵃ, también en 0",
            en: "To the left it is α eᵃ, at 0 too",
        },
        needs: &[],
        run: |cases, answers| with_parameter(cases, answers.elu_derivative),
    },
    Check {
        number: "1.7",
        points: 1,
        text: Text { es: "Softplus", en: "Softplus" },
        hint: Text {
            es: "ln(1 + eᵃ), con logaritmo natural",
            en: "ln(1 + eᵃ), with the natural logarithm",
        },
        needs: &[],
        run: |cases, answers| cases.compare(at_points(answers.softplus)),
    },
    Check {
        number: "1.8",
        points: 2,
        text: Text {
            es: "Softplus lejos de 0, con todos sus dígitos",
            en: "Softplus far from 0, with all its digits",
        },
        hint: Text {
            es: "Cuando a es grande, eᵃ no cabe en un f64; cuando es muy negativo, 1 + eᵃ es 1",
            en: "Where a is large eᵃ is no f64; where it is very negative 1 + eᵃ is 1",
        },
        needs: &["1.7"],
        run: |cases, answers| cases.compare_within(Tolerance::OfEach, at_points(answers.softplus)),
    },
    Check {
        number: "1.9",
        points: 1,
        text: Text { es: "Derivada de softplus", en: "Derivative of softplus" },
        hint: Text {
            es: "¿Qué función conocida es la derivada de softplus?",
            en: "Which well-known function is the derivative of softplus?",
        },
        needs: &[],
        run: |cases, answers| cases.compare(at_points(answers.softplus_derivative)),
    },
    Check {
        number: "1.10",
        points: 1,
        text: Text { es: "SiLU", en: "SiLU" },
        hint: Text {
            es: "a por la función logística de a",
            en: "a times the logistic function of a",
        },
        needs: &[],
        run: |cases, answers| cases.compare(at_points(answers.silu)),
    },
    Check {
        number: "1.11",
        points: 2,
        text: Text { es: "Derivada de SiLU", en: "Derivative of SiLU" },
        hint: Text {
            es: "Es un producto: la regla del producto da dos términos",
            en: "It is a product: the product rule gives two terms",
        },
        needs: &[],
        run: |cases, answers| cases.compare(at_points(answers.silu_derivative)),
    },
    Check {
        number: "1.12",
        points: 1,
        text: Text { es: "GELU", en: "GELU" },
        hint: Text { es: "Φ(a) = (1 + erf(a/√2)) / 2", en: "Φ(a) = (1 + erf(a/√2)) / 2" },
        needs: &[],
        run: |cases, answers| cases.compare(at_points(answers.gelu)),
    },
    Check {
        number: "1.13",
        points: 1,
        text: Text { es: "Derivada de GELU", en: "Derivative of GELU" },
        hint: Text {
            es: "Regla del producto: la derivada de Φ es la densidad normal",
            en: "The product rule: the derivative of Φ is the normal density",
        },
        needs: &[],
        run: |cases, answers| cases.compare(at_points(answers.gelu_derivative)),
    },
    Check {
        number: "1.14",
        points: 1,
        text: Text {
            es: "¿Cuándo está muerta una neurona ReLU?",
            en: "When is a ReLU neuron dead?",
        },
        hint: Text {
            es: "Está muerta si la derivada es 0 en todas las filas, contando el sesgo",
            en: "It is dead if the derivative is 0 in every row, with the bias counted",
        },
        needs: &[],
        run: |cases, answers| {
            cases.compare_within(Tolerance::Exact, |(Matrix(x), Vector(w), b)| {
                usize::from((answers.dead)(&x, &w, b))
            })
        },
    },
];

/// A function with a parameter, at some points.
fn with_parameter(cases: &Cases, f: fn(f64, f64) -> f64) -> Option<Lost> {
    cases.compare(|(points, parameter): (Vec<f64>, f64)| -> Vec<f64> {
        points.iter().map(|&a| f(a, parameter)).collect()
    })
}
