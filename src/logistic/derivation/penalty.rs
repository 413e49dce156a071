//! ∇J and the Hessian of the cross-entropy with a penalty.

use crate::derivation::{Derivation, kronecker, line, sum};
use crate::descent::derivation::{NeuronAt, NeuronVariable};
use crate::logistic::Logistic;

pub(super) fn gradient() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the gradient with a penalty",
        variable: NeuronVariable::Weights,
        left: r"\frac{\partial}{\partial w_j} \Bigl( J + \frac p2 \|w\|^2 \Bigr)",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i (y_i - t_i) x_{ij} + \frac p2 \sum_m 2 w_m \frac{\partial w_m}{\partial w_j}",
                "the gradient without, and the chain rule for each square",
                |p| {
                    p.each_weight(|j| {
                        let squares = sum(p.w.len(), |m| 2.0 * p.w[m] * kronecker(m, j));
                        p.mean(|i| (p.y(i) - p.t(i)) * p.x(i, j)) + p.neuron.penalty / 2.0 * squares
                    })
                },
            ),
            line(
                r"\Bigl( \frac{1}{n} X^\top (y - t) + p \, w \Bigr)_j",
                "all weights at once; the code",
                NeuronAt::gradient,
            ),
        ],
    }
}

pub(super) fn hessian() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the Hessian with a penalty",
        variable: NeuronVariable::PartialDerivative,
        left: r"\frac{\partial^2}{\partial w_k \partial w_j} \Bigl( J + \frac p2 \|w\|^2 \Bigr)",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i y_i (1 - y_i) \, x_{ik} x_{ij} + p \frac{\partial w_k}{\partial w_j}",
                "the Hessian without, and the penalty's gradient differentiated",
                |p| {
                    p.each_weight(|j| {
                        let without = p.mean(|i| p.y(i) * (1.0 - p.y(i)) * p.x(i, p.k) * p.x(i, j));
                        without + p.neuron.penalty * kronecker(p.k, j)
                    })
                },
            ),
            line(
                r"\Bigl( \frac{1}{n} X^\top \mathrm{diag} \bigl( y \odot (1 - y) \bigr) X + p I \Bigr)_{kj}",
                "all pairs of weights at once: every eigenvalue is $p$ at least, so there is one minimiser; the code",
                NeuronAt::hessian_row,
            ),
        ],
    }
}
