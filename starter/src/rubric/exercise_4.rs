//! Exercise 4: linear regression.

use super::cases::{Matrix, Vector, at_weights};
use super::{Cases, Check, Lost, Text};
use crate::answers::Answers;

pub const CHECKS: &[Check] = &[
    Check {
        number: "4.1",
        points: 1,
        text: Text { es: "J, el error cuadrático medio", en: "J, the mean squared error" },
        hint: Text {
            es: "El promedio sobre las n filas, sin 1/2",
            en: "The mean over the n rows, without 1/2",
        },
        needs: &[],
        run: |cases, answers| cases.compare(at_weights(answers.squared_error)),
    },
    Check {
        number: "4.2",
        points: 2,
        text: Text { es: "∇J exacto", en: "∇J exactly" },
        hint: Text {
            es: "Derive una fila: 2 (wᵀx - t) x; después promedie",
            en: "Differentiate one row: 2 (wᵀx - t) x; then take the mean",
        },
        needs: &[],
        run: |cases, answers| cases.compare(at_weights(answers.squared_error_gradient)),
    },
    Check {
        number: "4.3",
        points: 2,
        text: Text {
            es: "Descenso de gradiente: λ y número de pasos",
            en: "Gradient descent: λ and the number of steps",
        },
        hint: Text {
            es: "w - λ ∇J(w), tantas veces como pasos",
            en: "w - λ ∇J(w), as many times as there are steps",
        },
        needs: &["4.2"],
        run: |cases, answers| {
            cases.compare(|(Matrix(x), Vector(t), Vector(start), rate, steps)| {
                (answers.descent)(&x, &t, &start, rate, steps)
            })
        },
    },
    Check {
        number: "4.4",
        points: 2,
        text: Text { es: "Descenso hasta un umbral de J", en: "Descent to a threshold of J" },
        hint: Text {
            es: "J se mide antes de cada paso; 0 pasos si ya es bajo",
            en: "J is measured before every step; 0 steps if it is low already",
        },
        needs: &["4.3"],
        run: |cases, answers| {
            cases.compare(|(Matrix(x), Vector(t), Vector(start), rate, threshold, limit)| {
                (answers.descent_to)(&x, &t, &start, rate, threshold, limit)
            })
        },
    },
    Check {
        number: "4.5",
        points: 1,
        text: Text { es: "El mínimo: cuadrados mínimos", en: "The minimiser: least squares" },
        hint: Text {
            es: "∇J(w) = 0 es un sistema lineal: XᵀX w = Xᵀt",
            en: "∇J(w) = 0 is a linear system: XᵀX w = Xᵀt",
        },
        needs: &[],
        run: least_squares,
    },
    Check {
        number: "4.6",
        points: 1,
        text: Text {
            es: "El mínimo con columnas casi dependientes",
            en: "The minimiser with nearly dependent columns",
        },
        hint: Text {
            es: "Formar XᵀX duplica los dígitos que se pierden: use QR o SVD",
            en: "To form XᵀX doubles the digits that are lost: use QR or SVD",
        },
        needs: &["4.5"],
        run: least_squares,
    },
    Check {
        number: "4.7",
        points: 2,
        text: Text {
            es: "El mayor λ con que el descenso converge",
            en: "The largest λ with which descent converges",
        },
        hint: Text {
            es: "Cada dirección propia del hessiano se multiplica por 1 - λh en cada paso",
            en: "Along an eigenvector of the Hessian each step multiplies by 1 - λh",
        },
        needs: &[],
        run: |cases, answers| cases.compare(|(Matrix(x),)| (answers.largest_rate)(&x)),
    },
    Check {
        number: "4.8",
        points: 2,
        text: Text { es: "Una época con mini-batches", en: "An epoch of mini-batches" },
        hint: Text {
            es: "Cada batch promedia sobre sus propias filas y parte donde terminó el anterior",
            en: "A batch takes the mean over its own rows, and starts where the last one ended",
        },
        needs: &["4.2"],
        run: |cases, answers| {
            cases.compare(
                |(Matrix(x), Vector(t), Vector(start), rate, batches): (_, _, _, _, Vec<_>)| {
                    (answers.epoch)(&x, &t, &start, rate, &batches)
                },
            )
        },
    },
];

fn least_squares(cases: &Cases, answers: &Answers) -> Option<Lost> {
    cases.compare(|(Matrix(x), Vector(t))| (answers.least_squares)(&x, &t))
}
