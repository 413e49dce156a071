//! ∇J and the Hessian of the cross-entropy.

use crate::derivation::{Derivation, line};
use crate::descent::derivation::{NeuronAt, NeuronVariable};
use crate::logistic::Logistic;

pub(super) fn gradient() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the gradient, cross-entropy",
        variable: NeuronVariable::Weights,
        left: r"\frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"-\frac{1}{n} \sum_i \Bigl( \frac{t_i}{y_i} - \frac{1 - t_i}{1 - y_i} \Bigr) \frac{\partial y_i}{\partial a_i} \frac{\partial a_i}{\partial w_j}",
                r"chain rule with $\ln'(y_i) = 1 / y_i$",
            ),
            line(
                r"-\frac{1}{n} \sum_i \bigl( t_i (1 - y_i) - (1 - t_i) y_i \bigr) x_{ij}",
                r"$\sigma'(a_i) = \sigma(a_i) (1 - \sigma(a_i))$ cancels both denominators",
            ),
            line(r"\frac{1}{n} \sum_i (y_i - t_i) x_{ij}", "$t_i y_i$ cancels"),
            line(r"\Bigl( \frac{1}{n} X^\top (y - t) \Bigr)_j", "all weights at once; the code"),
        ],
        code: NeuronAt::gradient,
    }
}

pub(super) fn hessian() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the Hessian, cross-entropy",
        variable: NeuronVariable::PartialDerivative,
        left: r"\frac{\partial^2 J}{\partial w_k \partial w_j}",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i x_{ik} \frac{\partial y_i}{\partial a_i} \frac{\partial a_i}{\partial w_j}",
                "the gradient's third line, chain rule",
            ),
            line(
                r"\frac{1}{n} \sum_i y_i (1 - y_i) \, x_{ik} x_{ij}",
                r"$\sigma'(a_i) = \sigma(a_i) (1 - \sigma(a_i))$",
            ),
            line(
                r"\Bigl( \frac{1}{n} X^\top \operatorname{diag} \bigl( y \odot (1 - y) \bigr) X \Bigr)_{kj}",
                r"all pairs of weights at once; $y_i (1 - y_i) \ge 0$, so $J$ is convex; the code",
            ),
        ],
        code: NeuronAt::hessian_row,
    }
}
