//! Exercise 6: backpropagation.

use super::Check;
use crate::judge::Judge;
use crate::text::text;
use crate::value::Tolerance;

pub const CHECKS: &[Check] = &[
    Check {
        number: "6.1",
        answer: "forward",
        points: 2,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("La pasada hacia adelante", "The forward pass"),
        nudge: text(
            "¿Qué entra en cada capa, y qué f tiene cada una?",
            "What enters each layer, and which f has each?",
        ),
        formula: text(
            "A = Y W + 1bᵀ en cada fila, después la f de la capa",
            "A = Y W + 1bᵀ in every row, then the layer's f",
        ),
    },
    Check {
        number: "6.2",
        answer: "loss_derivative",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("∂J/∂y en la última capa", "∂J/∂y of the last layer"),
        nudge: text(
            "¿Promedia J sobre las filas o también sobre las salidas?",
            "Is J a mean over the rows, or over the outputs too?",
        ),
        formula: text("(2/n) (Y - T)", "(2/n) (Y - T)"),
    },
    Check {
        number: "6.3",
        answer: "output_delta",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("δ de la última capa", "δ of the last layer"),
        nudge: text("¿En qué punto se evalúa f'?", "At which point is f' taken?"),
        formula: text("δ = ∂J/∂y f'(a), entrada por entrada", "δ = ∂J/∂y f'(a), entry by entry"),
    },
    Check {
        number: "6.4",
        answer: "hidden_delta",
        points: 2,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("δ de una capa oculta", "δ of a hidden layer"),
        nudge: text(
            "¿Sobre qué capa es la suma, y qué índice de W recorre?",
            "Over which layer is the sum, and which index of W does it run through?",
        ),
        formula: text(
            "δ_i = (Σ_j δ_j w_ij) f'(a_i): (δ Wᵀ), entrada por entrada con f'(A)",
            "δ_i = (Σ_j δ_j w_ij) f'(a_i): (δ Wᵀ), entry by entry with f'(A)",
        ),
    },
    Check {
        number: "6.5",
        answer: "weight_gradient",
        points: 2,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("∂J/∂W", "∂J/∂W"),
        nudge: text(
            "¿Qué se suma sobre las filas? ¿Está ya el 1/n en δ?",
            "What is summed over the rows? Is 1/n in δ already?",
        ),
        formula: text(
            "∂J/∂w_ij = Σ y_i δ_j sobre las filas: Yᵀδ",
            "∂J/∂w_ij = Σ y_i δ_j over the rows: Yᵀδ",
        ),
    },
    Check {
        number: "6.6",
        answer: "bias_gradient",
        points: 1,
        needs: &[],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("∂J/∂b", "∂J/∂b"),
        nudge: text(
            "¿En cuántas filas entra el mismo sesgo?",
            "In how many rows does the same bias enter?",
        ),
        formula: text("∂J/∂b_j = Σ δ_j sobre las filas", "∂J/∂b_j = Σ δ_j over the rows"),
    },
    Check {
        number: "6.7",
        answer: "backward",
        points: 3,
        needs: &["6.1", "6.2", "6.3", "6.4", "6.5", "6.6"],
        judge: Judge::Derived,
        text: text("El gradiente de toda la red", "The gradient of the whole network"),
        nudge: text(
            "¿Qué f', qué W y qué entrada le tocan a cada capa?",
            "Which f', which W and which input belong to each layer?",
        ),
        formula: text(
            "De la última a la primera: su propia f', la W de la capa siguiente, la salida de la anterior",
            "From the last to the first: its own f', W of the layer after, the output of the one before",
        ),
    },
    Check {
        number: "6.8",
        answer: "step",
        points: 2,
        needs: &["6.1", "6.2", "6.3", "6.4", "6.5", "6.6", "6.7"],
        judge: Judge::Agree(Tolerance::OfLargest),
        text: text("Un paso de descenso", "A step of descent"),
        nudge: text(
            "¿En qué pesos se toman los gradientes? ¿Cambian todos los parámetros?",
            "At which weights are the gradients taken? Does every parameter change?",
        ),
        formula: text(
            "W - λ ∂J/∂W y b - λ ∂J/∂b, con todos los gradientes en los pesos de antes",
            "W - λ ∂J/∂W and b - λ ∂J/∂b, with every gradient at the weights before",
        ),
    },
];
