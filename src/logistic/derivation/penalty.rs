//! ∇J and the Hessian of the cross-entropy E with a penalty.

use crate::derivation::{Derivation, line};
use crate::descent::derivation::{NeuronAt, NeuronVariable};
use crate::logistic::Logistic;

pub(super) fn gradient() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the gradient with a penalty",
        variable: NeuronVariable::Weights,
        left: r"\frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i (y_i - t_i) x_{ij} + \frac p2 \sum_m 2 w_m \frac{\partial w_m}{\partial w_j}",
                r"$J = E + \frac p2 \|w\|^2$: the gradient of $E$, and the chain rule for each square",
            ),
            line(
                r"\Bigl( \frac{1}{n} X^\top (y - t) + p \, w \Bigr)_j",
                "all weights at once; the code",
            ),
        ],
        code: NeuronAt::gradient,
    }
}

pub(super) fn hessian() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the Hessian with a penalty",
        variable: NeuronVariable::PartialDerivative,
        left: r"\frac{\partial^2 J}{\partial w_k \partial w_j}",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i y_i (1 - y_i) \, x_{ik} x_{ij} + p \frac{\partial w_k}{\partial w_j}",
                "the Hessian of $E$, and the penalty's gradient differentiated",
            ),
            line(
                r"\Bigl( \frac{1}{n} X^\top \operatorname{diag} \bigl( y \odot (1 - y) \bigr) X + p I \Bigr)_{kj}",
                "all pairs of weights at once: every eigenvalue is $p$ at least, so there is one minimiser; the code",
            ),
        ],
        code: NeuronAt::hessian_row,
    }
}
