//! ∇J and the Hessian.

use crate::derivation::{Derivation, kronecker, line, sum};
use crate::descent::derivation::{Definition, NeuronAt, NeuronVariable};
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
                |p| {
                    let error = |i: usize| 2.0 * (p.a(i) - p.neuron.t[i]);
                    p.means(|i, j| error(i) * inner(p, i, j))
                },
            ),
            line(
                r"\frac{2}{n} \sum_i (w^\top x_i - t_i) x_{ij}",
                r"$\partial w_m / \partial w_j$ is 1 for $m = j$, else 0",
                |p| p.each_weight(|j| p.neuron.partial_derivative(p.w.as_slice(), j)),
            ),
            line(
                r"\Bigl( \frac{2}{n} X^\top (X w - t) \Bigr)_j",
                "all weights at once; the code",
                NeuronAt::gradient,
            ),
        ],
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
                |p| 2.0 * p.means(|i, j| p.x(i, p.k) * inner(p, i, j)),
            ),
            line(
                r"\frac{2}{n} \sum_i x_{ik} x_{ij}",
                r"$\partial w_m / \partial w_j$ is 1 for $m = j$, else 0",
                |p| 2.0 * p.means(|i, j| p.x(i, p.k) * p.x(i, j)),
            ),
            line(
                r"\Bigl( \frac{2}{n} X^\top X \Bigr)_{kj}",
                "all pairs of weights at once: the same at every $w$; the code",
                NeuronAt::hessian_row,
            ),
        ],
    }
}

/// Σ_m x_im ∂w_m/∂w_j, of wᵀx_i = Σ_m w_m x_im.
fn inner(p: &NeuronAt<Linear>, i: usize, j: usize) -> f64 {
    sum(p.w.len(), |m| p.x(i, m) * kronecker(m, j))
}
