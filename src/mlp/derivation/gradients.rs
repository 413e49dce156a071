//! The gradients by weights, biases and negative slopes.

use super::backprop::{Backprop, BackpropVariable, each};
use super::code;
use crate::activation::Activation;
use crate::derivation::{Derivation, column, kronecker, line, sum};
use nalgebra::DMatrix;

pub(super) fn weight_gradient() -> Derivation<Backprop> {
    Derivation {
        name: "the loss by a weight",
        variable: BackpropVariable::Weights,
        left: r"\frac{\partial J}{\partial w_{ij}}",
        lines: vec![
            line(
                r"\sum_r \frac{\partial J}{\partial y_{rj}} \frac{\partial y_{rj}}{\partial a_{rj}} \frac{\partial a_{rj}}{\partial w_{ij}}",
                "chain rule: $J$ depends on $w_{ij}$ through $a_{rj}$ of every sample $r$",
                |p| {
                    let (a, dj_dy, y) = (p.a(p.layer), p.dj_dy(p.layer), p.input(p.layer));
                    each(&p.mlp.layers[p.layer].w, |i, j| {
                        // a_j = Σ_i' y_i' w_i'j + b_j
                        let da_dw =
                            |r: usize| sum(y.ncols(), |other| y[(r, other)] * kronecker(other, i));
                        sum(a.nrows(), |r| {
                            dj_dy[(r, j)] * p.derivative(p.layer, a[(r, j)]) * da_dw(r)
                        })
                    })
                },
            ),
            line(
                r"\sum_r \delta_{rj} y_{ri}",
                r"definition of $\delta$; $\partial a_{rj} / \partial w_{ij} = y_{ri}$",
                |p| {
                    let (delta, y) = (p.delta(p.layer), p.input(p.layer));
                    each(&p.mlp.layers[p.layer].w, |i, j| {
                        sum(y.nrows(), |r| delta[(r, j)] * y[(r, i)])
                    })
                },
            ),
            line(
                r"\bigl( (Y^{l-1})^\top \Delta^l \bigr)_{ij}",
                "all weights at once; the code",
                |p| code::grads(p).w.swap_remove(p.layer),
            ),
        ],
    }
}

pub(super) fn bias_gradient() -> Derivation<Backprop> {
    Derivation {
        name: "the loss by a bias",
        variable: BackpropVariable::Bias,
        left: r"\frac{\partial J}{\partial b_j}",
        lines: vec![
            line(
                r"\sum_r \frac{\partial J}{\partial y_{rj}} \frac{\partial y_{rj}}{\partial a_{rj}} \frac{\partial a_{rj}}{\partial b_j}",
                "chain rule, as for the weights",
                |p| {
                    let (a, dj_dy) = (p.a(p.layer), p.dj_dy(p.layer));
                    let da_db = 1.0;
                    DMatrix::from_fn(a.ncols(), 1, |j, _| {
                        sum(a.nrows(), |r| dj_dy[(r, j)] * p.derivative(p.layer, a[(r, j)]) * da_db)
                    })
                },
            ),
            line(r"\sum_r \delta_{rj}", r"$\partial a_{rj} / \partial b_j = 1$", |p| {
                let delta = p.delta(p.layer);
                DMatrix::from_fn(delta.ncols(), 1, |j, _| sum(delta.nrows(), |r| delta[(r, j)]))
            }),
            line(r"\bigl( (\Delta^l)^\top 1 \bigr)_j", "all biases at once; the code", |p| {
                column(&code::grads(p).b[p.layer])
            }),
        ],
    }
}

pub(super) fn negative_slope_gradient() -> Derivation<Backprop> {
    /// Σ over samples and neurons of ∂J/∂y and a function of a.
    fn sum_of(p: &Backprop, dy_dslope: fn(f64) -> f64) -> DMatrix<f64> {
        let (a, dj_dy) = (p.a(p.layer), p.dj_dy(p.layer));
        DMatrix::from_element(1, 1, dj_dy.zip_map(&a, |dj_dy, a| dj_dy * dy_dslope(a)).sum())
    }
    Derivation {
        name: "the loss by a negative slope of PReLU",
        variable: BackpropVariable::NegativeSlope,
        left: r"\frac{\partial J}{\partial \alpha}",
        lines: vec![
            line(
                r"\sum_r \sum_j \frac{\partial J}{\partial y_{rj}} \frac{\partial y_{rj}}{\partial \alpha}",
                r"chain rule: $J$ depends on $\alpha$ through every output of the layer",
                // y is linear in α: it is f with negative slope 1, less f with negative slope 0.
                |p| {
                    sum_of(p, |a| {
                        let y = |negative_slope: f64| Activation::Prelu { negative_slope }.value(a);
                        y(1.0) - y(0.0)
                    })
                },
            ),
            line(
                r"\sum_r \sum_j \frac{\partial J}{\partial y_{rj}} \min(0, a_{rj})",
                r"$y = \max(0, a) + \alpha \min(0, a)$",
                |p| sum_of(p, |a| a.min(0.0)),
            ),
            line(
                r"1^\top \Bigl( \frac{\partial J}{\partial Y} \odot \min(0, A) \Bigr) 1",
                "all neurons and samples at once; the code",
                |p| column(&code::grads(p).negative_slope[p.layer]),
            ),
        ],
    }
}
