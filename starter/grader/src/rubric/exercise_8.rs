//! Exercise 8: autograd.

use super::Check;
use crate::judge::Judge;
use crate::text::text;
use crate::value::Tolerance;

pub const CHECKS: &[Check] = &[
    Check {
        number: "8.1",
        answer: "cube_gradient",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("El gradiente de un escalar", "The gradient of a scalar"),
        nudge: text(
            "¿Con qué gradiente externo parte backward en un escalar?",
            "With which upstream gradient does backward start at a scalar?",
        ),
        formula: text("3x²", "3x²"),
    },
    Check {
        number: "8.2",
        answer: "cube_gradient",
        points: 1,
        needs: &["8.1"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("backward varias veces, o ninguna", "backward several times, or never"),
        nudge: text(
            "¿Qué hace cada backward con lo que ya hay en .grad?",
            "What does each backward do with what is in .grad?",
        ),
        formula: text(".grad acumula: calls · 3x²", ".grad adds up: calls · 3x²"),
    },
    Check {
        number: "8.3",
        answer: "product_gradients",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("El gradiente de un producto", "The gradient of a product"),
        nudge: text("¿Qué recibe cada factor?", "What does each factor get?"),
        formula: text("v ⊙ y para x, v ⊙ x para y", "v ⊙ y for x, v ⊙ x for y"),
    },
    Check {
        number: "8.4",
        answer: "vector_jacobian",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("vᵀJ", "vᵀJ"),
        nudge: text(
            "¿Cuántas entradas tiene v, y cuántas el resultado?",
            "How many entries has v, and how many the result?",
        ),
        formula: text("Jᵀv: la entrada j es Σ_i v_i J_ij", "Jᵀv: entry j is Σ_i v_i J_ij"),
    },
    Check {
        number: "8.5",
        answer: "values",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("Los valores de un registro", "The values of a record"),
        nudge: text(
            "¿Cuál es la siguiente entrada cuando aparece un Input?",
            "Which is the next input where an Input comes?",
        ),
        formula: text(
            "De la primera operación a la última; el k-ésimo Input es la entrada k",
            "From the first operation to the last; the k-th Input is input k",
        ),
    },
    Check {
        number: "8.6",
        answer: "reverse_gradient",
        points: 2,
        needs: &["8.5"],
        judge: Judge::Derived,
        text: text(
            "El gradiente de un registro, hacia atrás",
            "The gradient of a record, backwards",
        ),
        nudge: text(
            "¿Qué le pasa cada operación a cada operando?",
            "What does each operation pass to each operand?",
        ),
        formula: text(
            "De la última a la primera: grad[operando] += grad · derivada",
            "From the last to the first: grad[operand] += grad · derivative",
        ),
    },
    Check {
        number: "8.7",
        answer: "reverse_gradient",
        points: 2,
        needs: &["8.5", "8.6"],
        judge: Judge::Derived,
        text: text("Un valor que se usa varias veces", "A value that is used several times"),
        nudge: text(
            "¿Qué se hace con los gradientes de dos usos? ¿Cuántas veces se pasa por cada operación?",
            "What is done with the gradients of two uses? How often is each operation passed?",
        ),
        formula: text(
            "Se suman, antes de pasar por la operación, una sola vez",
            "They are added up before the operation is passed, once",
        ),
    },
    Check {
        number: "8.8",
        answer: "reverse_gradient",
        points: 1,
        needs: &["8.5", "8.6", "8.7"],
        judge: Judge::Derived,
        text: text(".detach()", ".detach()"),
        nudge: text("¿Qué fluye hacia atrás por detach?", "What flows back through detach?"),
        formula: text(
            "Nada: su operando no recibe gradiente",
            "Nothing: its operand gets no gradient",
        ),
    },
    Check {
        number: "8.9",
        answer: "forward_derivative",
        points: 2,
        needs: &["8.5"],
        judge: Judge::Derived,
        text: text(
            "La derivada de un registro, hacia adelante",
            "The derivative of a record, forwards",
        ),
        nudge: text("¿Qué lleva consigo cada valor?", "What does each value carry with it?"),
        formula: text(
            "Cada valor lleva su derivada en la dirección v; el k-ésimo Input, v_k",
            "Each value carries its derivative along v; the k-th Input, v_k",
        ),
    },
    Check {
        number: "8.10",
        answer: "forward_derivative",
        points: 1,
        needs: &["8.5", "8.9"],
        judge: Judge::Derived,
        text: text(".detach() hacia adelante", ".detach() forwards"),
        nudge: text(
            "¿De qué depende lo que sale de detach?",
            "On what does that depend which leaves detach?",
        ),
        formula: text("De nada: su derivada es 0", "On nothing: its derivative is 0"),
    },
];
