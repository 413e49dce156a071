//! Exercise 5: logistic regression.

use super::Check;
use crate::judge::Judge;
use crate::text::text;
use crate::value::Tolerance;

pub const CHECKS: &[Check] = &[
    Check {
        number: "5.1",
        answer: "logistic",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("La función logística", "The logistic function"),
        nudge: text(
            "¿Qué signo lleva el exponente, y cuánto vale en 0?",
            "Which sign has the exponent, and what is it at 0?",
        ),
        formula: text("1 / (1 + e⁻ᵃ)", "1 / (1 + e⁻ᵃ)"),
    },
    Check {
        number: "5.2",
        answer: "logistic",
        points: 1,
        needs: &["5.1"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("La función logística lejos de 0", "The logistic function far from 0"),
        nudge: text("¿Qué es ∞/∞?", "What is ∞/∞?"),
        formula: text(
            "1 / (1 + e⁻ᵃ) sirve para todo a; eᵃ / (1 + eᵃ) no",
            "1 / (1 + e⁻ᵃ) serves for every a; eᵃ / (1 + eᵃ) does not",
        ),
    },
    Check {
        number: "5.3",
        answer: "logistic_derivative",
        points: 1,
        needs: &["5.1"],
        judge: Judge::Derived,
        text: text("Su derivada en a", "Its derivative at a"),
        nudge: text("¿Se deriva en a o en y = f(a)?", "Is it taken at a or at y = f(a)?"),
        formula: text("y (1 - y) con y = f(a)", "y (1 - y) with y = f(a)"),
    },
    Check {
        number: "5.4",
        answer: "cross_entropy",
        points: 1,
        needs: &["5.1"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("La entropía cruzada", "The cross-entropy"),
        nudge: text(
            "¿Están los dos términos, el signo y el promedio?",
            "Are both terms there, the sign and the mean?",
        ),
        formula: text(
            "-(1/n) Σ (t ln y + (1 - t) ln(1 - y))",
            "-(1/n) Σ (t ln y + (1 - t) ln(1 - y))",
        ),
    },
    Check {
        number: "5.5",
        answer: "cross_entropy",
        points: 2,
        needs: &["5.4"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text(
            "La entropía cruzada cuando y se redondea a 0 o 1",
            "The cross-entropy where y is rounded to 0 or 1",
        ),
        nudge: text(
            "¿Cuánto es ln(1 - y) cuando y se redondea a 1?",
            "What is ln(1 - y) where y is rounded to 1?",
        ),
        formula: text(
            "-ln f(a) = max(-a, 0) + ln(1 + e⁻ˡᵃˡ), que se puede calcular para todo a",
            "-ln f(a) = max(-a, 0) + ln(1 + e⁻ˡᵃˡ), which can be computed for every a",
        ),
    },
    Check {
        number: "5.6",
        answer: "cross_entropy_gradient",
        points: 2,
        needs: &["5.1", "5.3"],
        judge: Judge::Derived,
        text: text("El gradiente de la entropía cruzada", "The gradient of the cross-entropy"),
        nudge: text(
            "¿Qué queda de la derivada de f al aplicar la regla de la cadena?",
            "What is left of the derivative of f after the chain rule?",
        ),
        formula: text("(1/n) Xᵀ(y - t)", "(1/n) Xᵀ(y - t)"),
    },
    Check {
        number: "5.7",
        answer: "logistic_squared_error_gradient",
        points: 2,
        needs: &["5.1", "5.3"],
        judge: Judge::Derived,
        text: text("El gradiente del error cuadrático", "The gradient of the squared error"),
        nudge: text(
            "Aquí la derivada de f no se cancela: ¿está? ¿Y el 2?",
            "Here the derivative of f does not cancel: is it there? And the 2?",
        ),
        formula: text("(2/n) Xᵀ((y - t) f'(a))", "(2/n) Xᵀ((y - t) f'(a))"),
    },
    Check {
        number: "5.8",
        answer: "logistic_descent",
        points: 1,
        needs: &["5.6"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("El descenso", "The descent"),
        nudge: text(
            "¿Es el mismo descenso de la regresión lineal, con otro gradiente?",
            "Is it the same descent as for linear regression, with another gradient?",
        ),
        formula: text(
            "w - λ ∇J(w), tantas veces como pasos",
            "w - λ ∇J(w), as many times as there are steps",
        ),
    },
    Check {
        number: "5.9",
        answer: "perceptron",
        points: 1,
        needs: &[],
        judge: Judge::Separates,
        text: text("El perceptrón separa lo separable", "The perceptron separates what can be"),
        nudge: text(
            "¿Qué se hace con una fila mal clasificada? ¿De qué lado está wᵀx = 0?",
            "What is done with a row on the wrong side? On which side is wᵀx = 0?",
        ),
        formula: text(
            "Se suma si t = 1 y wᵀx ≤ 0; se resta si t = 0 y wᵀx > 0; hasta max_passes veces",
            "It is added if t = 1 and wᵀx ≤ 0, subtracted if t = 0 and wᵀx > 0; up to max_passes times",
        ),
    },
    Check {
        number: "5.10",
        answer: "xor",
        points: 2,
        needs: &[],
        judge: Judge::Xor,
        text: text("Pesos para XOR", "Weights for XOR"),
        nudge: text(
            "¿Qué pregunta puede responder cada neurona oculta?",
            "Which question can each hidden neuron answer?",
        ),
        formula: text(
            "Una dice «alguna», la otra «ambas»; «alguna y no ambas», y se escala para pasar de 0.9",
            "One says “any”, the other “both”; “any and not both”, scaled to get past 0.9",
        ),
    },
];
