//! The gradients by weights, biases and negative slopes.

use super::backprop::{Backprop, BackpropVariable};
use super::{ALL_NEURONS, DELTA_AND_INPUT, code};
use crate::derivation::{Derivation, column, line};
use crate::descent::derivation::ALL_WEIGHTS;
use crate::reason::{no_words, words};

pub(super) fn weight_gradient() -> Derivation<Backprop> {
    Derivation {
        name: "the loss by a weight",
        title: words(
            "la derivada de la pérdida respecto de un peso",
            "the derivative of the loss with respect to a weight",
        ),
        variable: BackpropVariable::Weights,
        left: r"\frac{\partial J}{\partial w_{ij}}",
        lines: vec![
            line(
                r"\sum_r \frac{\partial J}{\partial y_{rj}} \frac{\partial y_{rj}}{\partial a_{rj}} \frac{\partial a_{rj}}{\partial w_{ij}}",
                words(
                    "regla de la cadena: $J$ depende de $w_{ij}$ a través de $a_{rj}$ de cada muestra",
                    "chain rule: $J$ depends on $w_{ij}$ through $a_{rj}$ of every sample",
                ),
            ),
            line(r"\sum_r \delta_{rj} y_{ri}", DELTA_AND_INPUT),
            line(r"\bigl( (Y^{l-1})^\top \Delta^l \bigr)_{ij}", ALL_WEIGHTS),
        ],
        code: |p| code::grads(p).w.swap_remove(p.layer),
    }
}

pub(super) fn bias_gradient() -> Derivation<Backprop> {
    Derivation {
        name: "the loss by a bias",
        title: words(
            "la derivada de la pérdida respecto de un sesgo",
            "the derivative of the loss with respect to a bias",
        ),
        variable: BackpropVariable::Bias,
        left: r"\frac{\partial J}{\partial b_j}",
        lines: vec![
            line(
                r"\sum_r \frac{\partial J}{\partial y_{rj}} \frac{\partial y_{rj}}{\partial a_{rj}} \frac{\partial a_{rj}}{\partial b_j}",
                words("regla de la cadena, como para los pesos", "chain rule, as for the weights"),
            ),
            line(r"\sum_r \delta_{rj}", no_words(r"$\partial a_{rj} / \partial b_j = 1$")),
            line(
                r"\bigl( (\Delta^l)^\top \mathbf{1}_n \bigr)_j",
                words("todos los sesgos a la vez; el código", "all biases at once; the code"),
            ),
        ],
        code: |p| column(&code::grads(p).b[p.layer]),
    }
}

pub(super) fn negative_slope_gradient() -> Derivation<Backprop> {
    Derivation {
        name: "the loss by a negative slope of PReLU",
        title: words(
            "la derivada de la pérdida respecto de una pendiente negativa de PReLU",
            "the derivative of the loss with respect to a negative slope of PReLU",
        ),
        variable: BackpropVariable::NegativeSlope,
        left: r"\frac{\partial J}{\partial \alpha}",
        lines: vec![
            line(
                r"\sum_r \sum_j \frac{\partial J}{\partial y_{rj}} \frac{\partial y_{rj}}{\partial \alpha}",
                words(
                    r"regla de la cadena: $J$ depende de $\alpha$ a través de cada salida de la capa",
                    r"chain rule: $J$ depends on $\alpha$ through every output of the layer",
                ),
            ),
            line(
                r"\sum_r \sum_j \frac{\partial J}{\partial y_{rj}} \min(0, a_{rj})",
                no_words(r"$y_{rj} = \max(0, a_{rj}) + \alpha \min(0, a_{rj})$"),
            ),
            line(
                r"\mathbf{1}_n^\top \Bigl( \frac{\partial J}{\partial Y} \odot \min(0, A) \Bigr) \mathbf{1}_{n_l}",
                ALL_NEURONS,
            ),
        ],
        code: |p| column(&code::grads(p).negative_slope[p.layer]),
    }
}
