//! δ of the last layer and of a hidden one.

use super::backprop::{Backprop, BackpropVariable};
use super::{ALL_NEURONS, code};
use crate::derivation::{Derivation, line};
use crate::reason::words;

pub(super) fn last_delta() -> Derivation<Backprop> {
    Derivation {
        name: "delta of the last layer",
        title: words("delta de la última capa", "delta of the last layer"),
        variable: BackpropVariable::LastActivationValue,
        left: r"\delta_j = \frac{\partial J}{\partial a_j}",
        lines: vec![
            line(
                r"\sum_k \frac{\partial J}{\partial y_k} \frac{\partial y_k}{\partial a_j}",
                words(
                    "regla de la cadena: $J$ depende de $a_j$ a través de las salidas",
                    "chain rule: $J$ depends on $a_j$ through the outputs",
                ),
            ),
            line(
                r"\frac{\partial J}{\partial y_j} \frac{\partial y_j}{\partial a_j}",
                words(
                    r"$y_k = f(a_k)$, así que $\partial y_k / \partial a_j = [k = j] f'(a_j)$",
                    r"$y_k = f(a_k)$, so $\partial y_k / \partial a_j = [k = j] f'(a_j)$",
                ),
            ),
            line(r"\Bigl( \frac{\partial J}{\partial Y} \odot f'(A) \Bigr)_{rj}", ALL_NEURONS),
        ],
        code: |p| code::grads(p).delta.swap_remove(p.layer),
    }
}

pub(super) fn hidden_delta() -> Derivation<Backprop> {
    Derivation {
        name: "delta of a hidden layer",
        title: words("delta de una capa oculta", "delta of a hidden layer"),
        variable: BackpropVariable::HiddenActivationValue,
        left: r"\delta_i = \frac{\partial J}{\partial a_i}",
        lines: vec![
            line(
                r"\sum_j \frac{\partial J}{\partial y_j} \frac{\partial y_j}{\partial y_i} \frac{\partial y_i}{\partial a_i}",
                words(
                    "regla de la cadena: $y_i$ llega a $J$ a través de cada $y_j$ de la capa siguiente",
                    "chain rule: $y_i$ reaches $J$ through every $y_j$ of the next layer",
                ),
            ),
            line(
                r"\sum_j \frac{\partial J}{\partial y_j} \frac{\partial y_j}{\partial a_j} \frac{\partial a_j}{\partial y_i} \frac{\partial y_i}{\partial a_i}",
                words(
                    "regla de la cadena: $y_j$ depende de $y_i$ a través de $a_j$",
                    "chain rule: $y_j$ depends on $y_i$ through $a_j$",
                ),
            ),
            line(
                r"\Bigl( \sum_j \delta_j w_{ij} \Bigr) \frac{\partial y_i}{\partial a_i}",
                words(
                    r"definición de $\delta_j$; $\partial a_j / \partial y_i = w_{ij}$",
                    r"definition of $\delta_j$; $\partial a_j / \partial y_i = w_{ij}$",
                ),
            ),
            line(r"\bigl( \Delta^{l+1} (W^{l+1})^\top \odot f'(A^l) \bigr)_{ri}", ALL_NEURONS),
        ],
        code: |p| code::grads(p).delta.swap_remove(p.layer),
    }
}
