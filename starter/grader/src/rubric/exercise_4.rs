//! Exercise 4: linear regression.

use super::Check;
use crate::judge::Judge;
use crate::text::text;
use crate::value::Tolerance;

pub const CHECKS: &[Check] = &[
    Check {
        number: "4.1",
        answer: "squared_error",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("J, el error cuadrático medio", "J, the mean squared error"),
        nudge: text("¿Qué se promedia, y entre cuántos?", "What is averaged, and over how many?"),
        formula: text("(1/n) Σ (wᵀx_i - t_i)², sin 1/2", "(1/n) Σ (wᵀx_i - t_i)², without 1/2"),
    },
    Check {
        number: "4.2",
        answer: "squared_error_gradient",
        points: 2,
        needs: &["4.1"],
        judge: Judge::Derived,
        text: text("∇J exacto", "∇J exactly"),
        nudge: text(
            "¿Qué da derivar el cuadrado de una sola fila?",
            "What does the square of one row give when it is differentiated?",
        ),
        formula: text("(2/n) Xᵀ(Xw - t)", "(2/n) Xᵀ(Xw - t)"),
    },
    Check {
        number: "4.3",
        answer: "descent",
        points: 2,
        needs: &["4.2"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text(
            "Descenso de gradiente: λ y número de pasos",
            "Gradient descent: λ and the number of steps",
        ),
        nudge: text(
            "¿Cuántos pasos son, hacia dónde, y desde dónde se toma cada gradiente?",
            "How many steps, which way, and where is each gradient taken?",
        ),
        formula: text(
            "w - λ ∇J(w), tantas veces como pasos",
            "w - λ ∇J(w), as many times as there are steps",
        ),
    },
    Check {
        number: "4.4",
        answer: "descent_to",
        points: 2,
        needs: &["4.1", "4.2", "4.3"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("Descenso hasta un umbral de J", "Descent to a threshold of J"),
        nudge: text(
            "¿Cuándo se mira J? ¿Y si ya es bajo, o nunca lo es?",
            "When is J looked at? And if it is low already, or never?",
        ),
        formula: text(
            "Mientras J > umbral y pasos < max_steps: un paso",
            "While J > threshold and steps < max_steps: a step",
        ),
    },
    Check {
        number: "4.5",
        answer: "least_squares",
        points: 1,
        needs: &["4.2"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("El mínimo: mínimos cuadrados", "The minimiser: least squares"),
        nudge: text("¿Qué sistema lineal es ∇J(w) = 0?", "Which linear system is ∇J(w) = 0?"),
        formula: text("XᵀX w = Xᵀt", "XᵀX w = Xᵀt"),
    },
    Check {
        number: "4.6",
        answer: "least_squares",
        points: 1,
        needs: &["4.5"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text(
            "El mínimo con columnas casi dependientes, con todos sus dígitos",
            "The minimiser with nearly dependent columns, with all its digits",
        ),
        nudge: text(
            "¿Qué le pasa al número de condición de X cuando se forma XᵀX?",
            "What becomes of the condition number of X where XᵀX is formed?",
        ),
        formula: text(
            "QR o SVD de X: R w = Qᵀt, sin formar XᵀX",
            "QR or SVD of X: R w = Qᵀt, without forming XᵀX",
        ),
    },
    Check {
        number: "4.7",
        answer: "largest_rate",
        points: 2,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text(
            "El mayor λ con que el descenso converge",
            "The largest λ with which descent converges",
        ),
        nudge: text(
            "¿Por cuánto multiplica cada paso a lo largo de un vector propio del hessiano?",
            "By how much does a step multiply along an eigenvector of the Hessian?",
        ),
        formula: text(
            "2 / h con h el mayor valor propio de (2/n) XᵀX",
            "2 / h with h the largest eigenvalue of (2/n) XᵀX",
        ),
    },
    Check {
        number: "4.8",
        answer: "epoch",
        points: 2,
        needs: &["4.2", "4.3"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("Una época con mini-batches", "An epoch of mini-batches"),
        nudge: text(
            "¿Sobre cuántas filas promedia cada batch, y desde qué w parte?",
            "Over how many rows does each batch average, and from which w does it start?",
        ),
        formula: text(
            "w - λ ∇J del batch, que promedia sobre sus filas y parte donde terminó el anterior",
            "w - λ ∇J of the batch, which averages over its rows and starts where the last one ended",
        ),
    },
];
