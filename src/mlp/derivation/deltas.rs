//! δ of the last layer and of a hidden one.

use super::backprop::{Backprop, BackpropVariable, each};
use super::code;
use super::losses::output_gradient;
use crate::derivation::{Derivation, kronecker, line, sum};
use nalgebra::DMatrix;

pub(super) fn last_delta() -> Derivation<Backprop> {
    Derivation {
        name: "delta of the last layer",
        variable: BackpropVariable::LastActivationValue,
        left: r"\delta_j = \frac{\partial J}{\partial a_j}",
        lines: vec![
            line(
                r"\sum_k \frac{\partial J}{\partial y_k} \frac{\partial y_k}{\partial a_j}",
                "chain rule: $J$ depends on $a_j$ through the outputs",
                |p| {
                    let (a, dj_dy) = (p.a(p.layer), p.dj_dy(p.layer));
                    each(&a, |r, j| {
                        sum(a.ncols(), |k| {
                            dj_dy[(r, k)] * kronecker(k, j) * p.derivative(p.layer, a[(r, k)])
                        })
                    })
                },
            ),
            line(
                r"\frac{\partial J}{\partial y_j} \frac{\partial y_j}{\partial a_j}",
                "$y_k = f(a_k)$ depends on $a_j$ for $k = j$ only",
                |p| p.delta(p.layer),
            ),
            line(
                r"\Bigl( \frac{\partial J}{\partial Y} \odot f'(A) \Bigr)_j",
                "all neurons and samples at once; the code",
                |p| code::grads(p).delta.swap_remove(p.layer),
            ),
        ],
    }
}

pub(super) fn hidden_delta() -> Derivation<Backprop> {
    Derivation {
        name: "delta of a hidden layer",
        variable: BackpropVariable::HiddenActivationValue,
        left: r"\delta_i = \frac{\partial J}{\partial a_i}",
        lines: vec![
            line(
                r"\sum_j \frac{\partial J}{\partial y_j} \frac{\partial y_j}{\partial y_i} \frac{\partial y_i}{\partial a_i}",
                "chain rule: $y_i$ reaches $J$ through every $y_j$ of the next layer",
                |p| {
                    let (next, a, dj_dy) = (p.layer + 1, p.a(p.layer), p.dj_dy(p.layer + 1));
                    let (a_next, w) = (p.a(next), &p.mlp.layers[next].w);
                    each(&a, |r, i| {
                        let dy = |j: usize| p.derivative(next, a_next[(r, j)]) * w[(i, j)];
                        sum(w.ncols(), |j| dj_dy[(r, j)] * dy(j) * p.derivative(p.layer, a[(r, i)]))
                    })
                },
            ),
            line(
                r"\sum_j \frac{\partial J}{\partial y_j} \frac{\partial y_j}{\partial a_j} \frac{\partial a_j}{\partial y_i} \frac{\partial y_i}{\partial a_i}",
                "chain rule: $y_j$ depends on $y_i$ through $a_j$",
                |p| {
                    let (next, a, dj_dy) = (p.layer + 1, p.a(p.layer), p.dj_dy(p.layer + 1));
                    let (a_next, w) = (p.a(next), &p.mlp.layers[next].w);
                    each(&a, |r, i| {
                        let dy_da = |j: usize| p.derivative(next, a_next[(r, j)]);
                        let da_dy = |j: usize| w[(i, j)];
                        sum(w.ncols(), |j| {
                            (dj_dy[(r, j)] * dy_da(j))
                                * (da_dy(j) * p.derivative(p.layer, a[(r, i)]))
                        })
                    })
                },
            ),
            line(
                r"\Bigl( \sum_j \delta_j w_{ij} \Bigr) \frac{\partial y_i}{\partial a_i}",
                r"definition of $\delta_j$; $\partial a_j / \partial y_i = w_{ij}$",
                |p| {
                    let (a, delta, w) =
                        (p.a(p.layer), p.delta(p.layer + 1), &p.mlp.layers[p.layer + 1].w);
                    each(&a, |r, i| {
                        sum(w.ncols(), |j| delta[(r, j)] * w[(i, j)])
                            * p.derivative(p.layer, a[(r, i)])
                    })
                },
            ),
            line(
                r"\bigl( \Delta^{l+1} (W^{l+1})^\top \odot f'(A^l) \bigr)_i",
                "all neurons and samples at once; the code",
                |p| code::grads(p).delta.swap_remove(p.layer),
            ),
        ],
    }
}

/// What the chains of the layers before start from.
impl Backprop {
    /// ∂J/∂y_i = Σ_j ∂J/∂y_j ∂y_j/∂a_j ∂a_j/∂y_i, from the last layer's backwards.
    pub(super) fn dj_dy(&self, l: usize) -> DMatrix<f64> {
        if l == self.last() {
            // The second line of the chain: the formula in scalars, one before the code.
            return (output_gradient(self.loss).lines[1].value)(self);
        }
        let (delta, w) = (self.delta(l + 1), &self.mlp.layers[l + 1].w);
        DMatrix::from_fn(delta.nrows(), w.nrows(), |r, i| {
            sum(w.ncols(), |j| delta[(r, j)] * w[(i, j)])
        })
    }

    /// δ_j = ∂J/∂y_j ∂y_j/∂a_j.
    pub(super) fn delta(&self, l: usize) -> DMatrix<f64> {
        let (a, dj_dy) = (self.a(l), self.dj_dy(l));
        each(&a, |r, j| dj_dy[(r, j)] * self.derivative(l, a[(r, j)]))
    }
}
