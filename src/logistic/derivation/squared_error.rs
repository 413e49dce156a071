//! ∇J and the Hessian of the squared error.

use super::quotient_rule;
use crate::derivation::{Derivation, line};
use crate::descent::derivation::{Definition, NeuronAt, NeuronVariable};
use crate::logistic::Logistic;

pub(super) fn gradient() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the gradient, squared error",
        variable: NeuronVariable::Weights,
        left: r"\frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i 2 (y_i - t_i) \frac{\partial y_i}{\partial a_i} \frac{\partial a_i}{\partial w_j}",
                r"chain rule: $J$ depends on $w_j$ through every $y_i = \sigma(a_i)$",
                |p| p.means(|i, j| 2.0 * (p.y(i) - p.t(i)) * quotient_rule(p.a(i)) * p.x(i, j)),
            ),
            line(
                r"\frac{2}{n} \sum_i (y_i - t_i) y_i (1 - y_i) x_{ij}",
                r"$\sigma' = e^{-a} / (1 + e^{-a})^2 = \sigma (1 - \sigma)$; $\partial a_i / \partial w_j = x_{ij}$",
                |p| p.each_weight(|j| p.neuron.partial_derivative(p.w.as_slice(), j)),
            ),
            line(
                r"\Bigl( \frac{2}{n} X^\top \bigl[ (y - t) \odot y \odot (1 - y) \bigr] \Bigr)_j",
                "all weights at once; the code",
                NeuronAt::gradient,
            ),
        ],
    }
}

pub(super) fn hessian() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the Hessian, squared error",
        variable: NeuronVariable::PartialDerivative,
        left: r"\frac{\partial^2 J}{\partial w_k \partial w_j}",
        lines: vec![
            line(
                r"\frac{2}{n} \sum_i x_{ik} \frac{\partial}{\partial y_i} \bigl[ (y_i - t_i) (y_i - y_i^2) \bigr] \frac{\partial y_i}{\partial a_i} x_{ij}",
                "the gradient's second line, chain rule",
                // A cubic in y, term by term: y² - y³ - t y + t y².
                |p| {
                    let by_y = |y: f64, t: f64| 2.0 * y - 3.0 * y * y - t + 2.0 * t * y;
                    2.0 * p.means(|i, j| {
                        p.x(i, p.k) * by_y(p.y(i), p.t(i)) * quotient_rule(p.a(i)) * p.x(i, j)
                    })
                },
            ),
            line(
                r"\frac{2}{n} \sum_i \bigl[ y_i (1 - y_i) + (y_i - t_i) (1 - 2 y_i) \bigr] y_i (1 - y_i) x_{ik} x_{ij}",
                r"product rule; $\sigma' = \sigma (1 - \sigma)$",
                |p| {
                    2.0 * p.means(|i, j| {
                        let (y, t) = (p.y(i), p.t(i));
                        let bracket = y * (1.0 - y) + (y - t) * (1.0 - 2.0 * y);
                        bracket * y * (1.0 - y) * p.x(i, p.k) * p.x(i, j)
                    })
                },
            ),
            line(
                r"\frac{2}{n} \sum_i r_i^2 (1 - r_i) (2 - 3 r_i) \, x_{ik} x_{ij}, \quad r_i = |y_i - t_i|",
                "$t_i$ is 0 or 1: then $r_i$ is $y_i$ or $1 - y_i$, and the bracket is $r_i (2 - 3 r_i)$",
                |p| {
                    2.0 * p.means(|i, j| {
                        let r = (p.y(i) - p.t(i)).abs();
                        r * r * (1.0 - r) * (2.0 - 3.0 * r) * p.x(i, p.k) * p.x(i, j)
                    })
                },
            ),
            line(
                r"\Bigl( \frac{2}{n} X^\top \mathrm{diag} \bigl( r^2 \odot (1 - r) \odot (2 - 3r) \bigr) X \Bigr)_{kj}",
                "all pairs of weights at once; negative where an answer is wrong by more than 2/3; the code",
                NeuronAt::hessian_row,
            ),
        ],
    }
}
