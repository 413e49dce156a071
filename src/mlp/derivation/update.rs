//! The update of a weight.

use super::backprop::{Backprop, BackpropVariable};
use super::{DELTA_AND_INPUT, code};
use crate::derivation::{Derivation, line};
use crate::descent::derivation::ALL_WEIGHTS;
use crate::reason::words;

/// The step w_ij → w_ij - λ ∂J/∂w_ij, which is the derivative of ½ ‖W‖² - λ J by w_ij: so it can be
/// judged like the others.
pub(super) fn update() -> Derivation<Backprop> {
    Derivation {
        name: "the update of a weight",
        title: words("la actualización de un peso", "the update of a weight"),
        variable: BackpropVariable::Update,
        left: r"w_{ij} - \lambda \frac{\partial J}{\partial w_{ij}}",
        lines: vec![
            line(
                r"w_{ij} - \lambda \sum_r \frac{\partial J}{\partial y_{rj}} \frac{\partial y_{rj}}{\partial a_{rj}} \frac{\partial a_{rj}}{\partial w_{ij}}",
                words(
                    "regla de la cadena, como en la derivada respecto de un peso",
                    "chain rule, as in the derivative with respect to a weight",
                ),
            ),
            line(r"w_{ij} - \lambda \sum_r \delta_{rj} y_{ri}", DELTA_AND_INPUT),
            line(r"\bigl( W^l - \lambda (Y^{l-1})^\top \Delta^l \bigr)_{ij}", ALL_WEIGHTS),
        ],
        code: code::updated_weights,
    }
}
