//! Exercise 2: why acyclic.

use super::Check;
use crate::judge::Judge;
use crate::text::text;
use crate::value::Tolerance;

pub const CHECKS: &[Check] = &[
    Check {
        number: "2.1",
        answer: "order_or_cycle",
        points: 2,
        needs: &[],
        judge: Judge::OrderOrCycle,
        text: text("El orden de un grafo acíclico", "The order of an acyclic graph"),
        nudge: text(
            "¿Cuándo puede ir una neurona en el orden? ¿Están todas, una vez?",
            "When may a neuron come in the order? Are they all there, once?",
        ),
        formula: text(
            "Cada neurona una vez, después de todas las que tienen una arista hacia ella",
            "Every neuron once, after all those with an edge to it",
        ),
    },
    Check {
        number: "2.2",
        answer: "order_or_cycle",
        points: 2,
        needs: &["2.1"],
        judge: Judge::OrderOrCycle,
        text: text(
            "El ciclo de un grafo que no tiene orden",
            "The cycle of a graph that has no order",
        ),
        nudge: text(
            "¿Está en un ciclo toda neurona que queda sin orden?",
            "Is every neuron that is left without a place in a cycle?",
        ),
        formula: text(
            "Hacia atrás desde una que queda, solo por las que quedan, hasta que una se repite",
            "Backwards from one that is left, only by those that are left, until one comes again",
        ),
    },
    Check {
        number: "2.3",
        answer: "outputs",
        points: 2,
        needs: &["2.1"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("Los valores de una red acíclica", "The outputs of an acyclic network"),
        nudge: text(
            "¿En qué orden se calculan, y qué aristas entran en cada suma?",
            "In which order are they computed, and which edges enter each sum?",
        ),
        formula: text(
            "y_j = tanh(Σ w_ij y_i) sobre todas las aristas hacia j; las entradas quedan como están",
            "y_j = tanh(Σ w_ij y_i) over all edges to j; the inputs stay as they are",
        ),
    },
    Check {
        number: "2.4",
        answer: "sum_over_paths",
        points: 2,
        needs: &["2.1"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("La derivada como suma sobre caminos", "The derivative as a sum over paths"),
        nudge: text("¿Qué se multiplica, y qué se suma?", "What is multiplied, and what is added?"),
        formula: text(
            "Los pesos se multiplican a lo largo de un camino y los caminos se suman; el vacío vale 1",
            "Weights multiply along a path, and paths add up; the empty one is 1",
        ),
    },
];
