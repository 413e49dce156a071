//! Exercise 5: logistic regression.

use super::cases::{Matrix, Vector, at_points, at_weights, sigmoid};
use super::{Cases, Check, Lost, Said, Text, Tolerance, Value};
use crate::answers::Answers;

pub const CHECKS: &[Check] = &[
    Check {
        number: "5.1",
        points: 1,
        text: Text { es: "La función logística", en: "The logistic function" },
        hint: Text { es: "1 / (1 + e⁻ᵃ)", en: "1 / (1 + e⁻ᵃ)" },
        needs: &[],
        run: |cases, answers| cases.compare(at_points(answers.logistic)),
    },
    Check {
        number: "5.2",
        points: 1,
        text: Text {
            es: "La función logística lejos de 0",
            en: "The logistic function far from 0",
        },
        hint: Text {
            es: "eᵃ / (1 + eᵃ) es ∞/∞ cuando a es grande",
            en: "eᵃ / (1 + eᵃ) is ∞/∞ where a is large",
        },
        needs: &["5.1"],
        run: |cases, answers| cases.compare_within(Tolerance::OfEach, at_points(answers.logistic)),
    },
    Check {
        number: "5.3",
        points: 1,
        text: Text { es: "Su derivada en a", en: "Its derivative at a" },
        hint: Text {
            es: "y (1 - y) con y = f(a), no con a",
            en: "y (1 - y) with y = f(a), not with a",
        },
        needs: &[],
        run: |cases, answers| cases.compare(at_points(answers.logistic_derivative)),
    },
    Check {
        number: "5.4",
        points: 1,
        text: Text { es: "La entropía cruzada", en: "The cross-entropy" },
        hint: Text {
            es: "Los dos términos, con signo menos, promediados sobre las filas",
            en: "Both terms, with a minus sign, averaged over the rows",
        },
        needs: &[],
        run: |cases, answers| cases.compare(at_weights(answers.cross_entropy)),
    },
    Check {
        number: "5.5",
        points: 2,
        text: Text {
            es: "La entropía cruzada cuando y se redondea a 0 o 1",
            en: "The cross-entropy where y is rounded to 0 or 1",
        },
        hint: Text {
            es: "-ln f(a) = ln(1 + e⁻ᵃ), que se puede calcular para todo a",
            en: "-ln f(a) = ln(1 + e⁻ᵃ), which can be computed for every a",
        },
        needs: &["5.4"],
        run: |cases, answers| {
            cases.compare_within(Tolerance::OfEach, at_weights(answers.cross_entropy))
        },
    },
    Check {
        number: "5.6",
        points: 2,
        text: Text {
            es: "El gradiente de la entropía cruzada",
            en: "The gradient of the cross-entropy",
        },
        hint: Text {
            es: "La derivada de f se cancela: queda (y - t)",
            en: "The derivative of f cancels: (y - t) is left",
        },
        needs: &[],
        run: |cases, answers| cases.compare(at_weights(answers.cross_entropy_gradient)),
    },
    Check {
        number: "5.7",
        points: 2,
        text: Text {
            es: "El gradiente del error cuadrático",
            en: "The gradient of the squared error",
        },
        hint: Text {
            es: "Aquí la derivada de f no se cancela",
            en: "Here the derivative of f does not cancel",
        },
        needs: &[],
        run: |cases, answers| cases.compare(at_weights(answers.logistic_squared_error_gradient)),
    },
    Check {
        number: "5.8",
        points: 1,
        text: Text { es: "El descenso", en: "The descent" },
        hint: Text {
            es: "El mismo descenso de la regresión lineal, con otro gradiente",
            en: "The same descent as for linear regression, with another gradient",
        },
        needs: &["5.6"],
        run: |cases, answers| {
            cases.compare(|(Matrix(x), Vector(t), Vector(start), rate, steps)| {
                (answers.logistic_descent)(&x, &t, &start, rate, steps)
            })
        },
    },
    Check {
        number: "5.9",
        points: 1,
        text: Text {
            es: "El perceptrón separa lo separable",
            en: "The perceptron separates what can be",
        },
        hint: Text {
            es: "Una fila mal clasificada se suma si t = 1 y se resta si t = 0",
            en: "A row on the wrong side is added if t = 1, subtracted if t = 0",
        },
        needs: &[],
        run: separates,
    },
    Check {
        number: "5.10",
        points: 2,
        text: Text { es: "Pesos para XOR", en: "Weights for XOR" },
        hint: Text {
            es: "Una neurona dice «alguna», la otra «ambas»; y hay que escalar para pasar de 0.9",
            en: "One neuron says “any”, the other “both”; then scale to get past 0.9",
        },
        needs: &[],
        run: xor,
    },
];

/// Nothing is lost if the weights have every row on its side: there are many such weights.
fn separates(cases: &Cases, answers: &Answers) -> Option<Lost> {
    cases.judge(|(Matrix(x), Vector(t), max_passes), _| {
        let w = (answers.perceptron)(&x, &t, max_passes);
        let side = |i: usize| f64::from(x.row(i).transpose().dot(&w) > 0.0);
        if w.len() == x.ncols() && (0..x.nrows()).all(|i| side(i) == t[i]) {
            return None;
        }
        let expected = Text {
            es: "pesos con todas las filas de su lado",
            en: "weights with every row on its side",
        };
        Some((expected.into(), Said::plain(Value::from(w.clone()).to_string()), w.into()))
    })
}

/// Nothing is lost if the network gives XOR on all four inputs.
fn xor(_: &Cases, answers: &Answers) -> Option<Lost> {
    let net = (answers.xor)();
    let y = |x: [f64; 2]| {
        let hidden = |j: usize| sigmoid(x[0] * net.w[0][j] + x[1] * net.w[1][j] + net.b[j]);
        sigmoid(net.c + net.v[0] * hidden(0) + net.v[1] * hidden(1))
    };
    let corners = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
    let obtained = corners.map(y);
    let right = |(x, y): (&[f64; 2], &f64)| if x[0] != x[1] { *y > 0.9 } else { *y < 0.1 };
    if corners.iter().zip(&obtained).all(right) {
        return None;
    }
    let value = Value::from(obtained.to_vec());
    Some(Lost {
        case: 0,
        expected: Said::plain("[< 0.1, > 0.9, > 0.9, < 0.1]"),
        obtained: Said::plain(value.to_string()),
        value,
    })
}
