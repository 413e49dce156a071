//! Exercise 1: variants of ReLU.

use super::Check;
use crate::judge::Judge;
use crate::text::text;
use crate::value::Tolerance;

pub const CHECKS: &[Check] = &[
    Check {
        number: "1.1",
        answer: "relu",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("ReLU", "ReLU"),
        nudge: text(
            "¿Qué deja pasar ReLU, y qué anula?",
            "What does ReLU let through, and what does it make 0?",
        ),
        formula: text("max(0, a)", "max(0, a)"),
    },
    Check {
        number: "1.2",
        answer: "relu_derivative",
        points: 1,
        needs: &["1.1"],
        judge: Judge::Derived,
        text: text("Derivada de ReLU, también en 0", "Derivative of ReLU, at 0 too"),
        nudge: text(
            "¿Qué pendiente tiene ReLU a cada lado de 0, y cuál elige torch en 0?",
            "What is ReLU's slope on either side of 0, and which does torch take at 0?",
        ),
        formula: text(
            "1 si a > 0, si no 0: en 0 vale la de la izquierda",
            "1 if a > 0, else 0: at 0 it is the one from the left",
        ),
    },
    Check {
        number: "1.3",
        answer: "leaky_relu",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("Leaky ReLU", "Leaky ReLU"),
        nudge: text(
            "¿Qué pendiente tiene a la izquierda de 0, sea cual sea?",
            "What is its slope to the left of 0, whatever it is?",
        ),
        formula: text(
            "a si a > 0, si no slope · a; también con slope > 1",
            "a if a > 0, else slope · a; with slope > 1 too",
        ),
    },
    Check {
        number: "1.4",
        answer: "leaky_relu_derivative",
        points: 1,
        needs: &["1.3"],
        judge: Judge::Derived,
        text: text("Derivada de leaky ReLU, también en 0", "Derivative of leaky ReLU, at 0 too"),
        nudge: text(
            "¿Cuánto crece leaky ReLU por unidad de a, a cada lado y en 0?",
            "How much does leaky ReLU grow per unit of a, on either side and at 0?",
        ),
        formula: text("1 si a > 0, si no slope", "1 if a > 0, else slope"),
    },
    Check {
        number: "1.5",
        answer: "elu",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("ELU", "ELU"),
        nudge: text(
            "¿A qué valor tiende muy a la izquierda de 0?",
            "To which value does it tend far to the left of 0?",
        ),
        formula: text("α (eᵃ - 1) si a ≤ 0: tiende a -α", "α (eᵃ - 1) if a ≤ 0: it tends to -α"),
    },
    Check {
        number: "1.6",
        answer: "elu_derivative",
        points: 1,
        needs: &["1.5"],
        judge: Judge::Derived,
        text: text("Derivada de ELU, también en 0", "Derivative of ELU, at 0 too"),
        nudge: text(
            "¿Qué queda al derivar α (eᵃ - 1)? ¿Y en 0?",
            "What is left when α (eᵃ - 1) is differentiated? And at 0?",
        ),
        formula: text("α eᵃ si a ≤ 0, si no 1", "α eᵃ if a ≤ 0, else 1"),
    },
    Check {
        number: "1.7",
        answer: "softplus",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("Softplus", "Softplus"),
        nudge: text("¿Qué logaritmo es, y de qué?", "Which logarithm is it, and of what?"),
        formula: text(
            "ln(1 + eᵃ), con logaritmo natural",
            "ln(1 + eᵃ), with the natural logarithm",
        ),
    },
    Check {
        number: "1.8",
        answer: "softplus",
        points: 2,
        needs: &["1.7"],
        judge: Judge::Agree(Tolerance::OfEach),
        text: text(
            "Softplus lejos de 0, con todos sus dígitos",
            "Softplus far from 0, with all its digits",
        ),
        nudge: text(
            "¿Qué es eᵃ en un f64 cuando a = 1000? ¿Y 1 + eᵃ cuando a = -40?",
            "What is eᵃ as an f64 where a = 1000? And 1 + eᵃ where a = -40?",
        ),
        formula: text(
            "max(a, 0) + ln(1 + e⁻ˡᵃˡ), con ln_1p",
            "max(a, 0) + ln(1 + e⁻ˡᵃˡ), with ln_1p",
        ),
    },
    Check {
        number: "1.9",
        answer: "softplus_derivative",
        points: 1,
        needs: &["1.7"],
        judge: Judge::Derived,
        text: text("Derivada de softplus", "Derivative of softplus"),
        nudge: text(
            "¿Qué función conocida es, y se puede calcular para todo a?",
            "Which well-known function is it, and can it be computed for every a?",
        ),
        formula: text("1 / (1 + e⁻ᵃ)", "1 / (1 + e⁻ᵃ)"),
    },
    Check {
        number: "1.10",
        answer: "silu",
        points: 1,
        needs: &["1.9"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("SiLU", "SiLU"),
        nudge: text("¿Por qué función se multiplica a?", "By which function is a multiplied?"),
        formula: text("a / (1 + e⁻ᵃ)", "a / (1 + e⁻ᵃ)"),
    },
    Check {
        number: "1.11",
        answer: "silu_derivative",
        points: 2,
        needs: &["1.9", "1.10"],
        judge: Judge::Derived,
        text: text("Derivada de SiLU", "Derivative of SiLU"),
        nudge: text(
            "Es un producto: ¿cuántos términos da la regla del producto?",
            "It is a product: how many terms does the product rule give?",
        ),
        formula: text(
            "s + a s (1 - s), con s = 1 / (1 + e⁻ᵃ)",
            "s + a s (1 - s), with s = 1 / (1 + e⁻ᵃ)",
        ),
    },
    Check {
        number: "1.12",
        answer: "gelu",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("GELU", "GELU"),
        nudge: text("¿Cómo se escribe Φ con erf?", "How is Φ written with erf?"),
        formula: text(
            "a Φ(a), con Φ(a) = (1 + erf(a/√2)) / 2",
            "a Φ(a), with Φ(a) = (1 + erf(a/√2)) / 2",
        ),
    },
    Check {
        number: "1.13",
        answer: "gelu_derivative",
        points: 1,
        needs: &["1.12"],
        judge: Judge::Derived,
        text: text("Derivada de GELU", "Derivative of GELU"),
        nudge: text(
            "¿Cuál es la derivada de Φ? ¿Y cuántos términos hay?",
            "What is the derivative of Φ? And how many terms are there?",
        ),
        formula: text(
            "Φ(a) + a φ(a), con φ(a) = e^(-a²/2) / √(2π)",
            "Φ(a) + a φ(a), with φ(a) = e^(-a²/2) / √(2π)",
        ),
    },
    Check {
        number: "1.14",
        answer: "dead",
        points: 1,
        needs: &["1.1", "1.2"],
        judge: Judge::Agree(Tolerance::Exact),
        text: text("¿Cuándo está muerta una neurona ReLU?", "When is a ReLU neuron dead?"),
        nudge: text(
            "¿En qué filas es 0 la derivada? ¿Cuenta el sesgo? ¿Basta una fila?",
            "In which rows is the derivative 0? Does the bias count? Is one row enough?",
        ),
        formula: text(
            "Está muerta si wᵀx + b ≤ 0 en todas las filas",
            "It is dead if wᵀx + b ≤ 0 in every row",
        ),
    },
];
