//! ∇J and the Hessian.

use crate::derivation::{Derivation, line};
use crate::descent::derivation::{NeuronAt, NeuronVariable};
use crate::linear::Linear;

pub(super) fn gradient() -> Derivation<NeuronAt<Linear>> {
    Derivation {
        name: "the gradient",
        variable: NeuronVariable::Weights,
        left: r"\frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i 2 (w^\top x_i - t_i) \sum_m x_{im} \frac{\partial w_m}{\partial w_j}",
                r"chain rule for each square; $w^\top x_i = \sum_m w_m x_{im}$",
            ),
            line(
                r"\frac{2}{n} \sum_i (w^\top x_i - t_i) x_{ij}",
                r"$\partial w_m / \partial w_j = [m = j]$",
            ),
            line(r"\Bigl( \frac{2}{n} X^\top (X w - t) \Bigr)_j", "all weights at once; the code"),
        ],
        code: NeuronAt::gradient,
    }
}

pub(super) fn hessian() -> Derivation<NeuronAt<Linear>> {
    Derivation {
        name: "the Hessian",
        variable: NeuronVariable::PartialDerivative,
        left: r"\frac{\partial^2 J}{\partial w_k \partial w_j}",
        lines: vec![
            line(
                r"\frac{2}{n} \sum_i x_{ik} \sum_m x_{im} \frac{\partial w_m}{\partial w_j}",
                "the gradient's second line, differentiated: $t_i$ does not depend on $w$",
            ),
            line(r"\frac{2}{n} \sum_i x_{ik} x_{ij}", r"$\partial w_m / \partial w_j = [m = j]$"),
            line(
                r"\Bigl( \frac{2}{n} X^\top X \Bigr)_{kj}",
                "all pairs of weights at once: the same at every $w$; the code",
            ),
        ],
        code: NeuronAt::hessian_row,
    }
}
