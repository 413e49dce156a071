//! The gradients by weights, biases and negative slopes.

use super::backprop::{Backprop, BackpropVariable};
use super::code;
use crate::derivation::{Derivation, column, line};

pub(super) fn weight_gradient() -> Derivation<Backprop> {
    Derivation {
        name: "the loss by a weight",
        variable: BackpropVariable::Weights,
        left: r"\frac{\partial J}{\partial w_{ij}}",
        lines: vec![
            line(
                r"\sum_r \frac{\partial J}{\partial y_{rj}} \frac{\partial y_{rj}}{\partial a_{rj}} \frac{\partial a_{rj}}{\partial w_{ij}}",
                "chain rule: $J$ depends on $w_{ij}$ through $a_{rj}$ of every sample",
            ),
            line(
                r"\sum_r \delta_{rj} y_{ri}",
                r"definition of $\delta_{rj}$; $\partial a_{rj} / \partial w_{ij} = y_{ri}$",
            ),
            line(r"\bigl( (Y^{l-1})^\top \Delta^l \bigr)_{ij}", "all weights at once; the code"),
        ],
        code: |p| code::grads(p).w.swap_remove(p.layer),
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
            ),
            line(r"\sum_r \delta_{rj}", r"$\partial a_{rj} / \partial b_j = 1$"),
            line(r"\bigl( (\Delta^l)^\top \mathbf{1}_n \bigr)_j", "all biases at once; the code"),
        ],
        code: |p| column(&code::grads(p).b[p.layer]),
    }
}

pub(super) fn negative_slope_gradient() -> Derivation<Backprop> {
    Derivation {
        name: "the loss by a negative slope of PReLU",
        variable: BackpropVariable::NegativeSlope,
        left: r"\frac{\partial J}{\partial \alpha}",
        lines: vec![
            line(
                r"\sum_r \sum_j \frac{\partial J}{\partial y_{rj}} \frac{\partial y_{rj}}{\partial \alpha}",
                r"chain rule: $J$ depends on $\alpha$ through every output of the layer",
            ),
            line(
                r"\sum_r \sum_j \frac{\partial J}{\partial y_{rj}} \min(0, a_{rj})",
                r"$y_{rj} = \max(0, a_{rj}) + \alpha \min(0, a_{rj})$",
            ),
            line(
                r"\mathbf{1}_n^\top \Bigl( \frac{\partial J}{\partial Y} \odot \min(0, A) \Bigr) \mathbf{1}_l",
                "all neurons and samples at once; the code",
            ),
        ],
        code: |p| column(&code::grads(p).negative_slope[p.layer]),
    }
}
