//! ∇J and the Hessian.

use crate::derivation::{Derivation, line};
use crate::descent::derivation::{ALL_WEIGHTS, NeuronAt, NeuronVariable};
use crate::linear::Linear;
use crate::reason::{no_words, words};
use ma6202_formula::Words;

pub(super) fn gradient() -> Derivation<NeuronAt<Linear>> {
    Derivation {
        name: "the gradient",
        title: words("el gradiente", "the gradient"),
        variable: NeuronVariable::Weights,
        left: r"\frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i 2 (w^\top x_i - t_i) \sum_m x_{im} \frac{\partial w_m}{\partial w_j}",
                words(
                    r"regla de la cadena en cada cuadrado; $w^\top x_i = \sum_m w_m x_{im}$",
                    r"chain rule for each square; $w^\top x_i = \sum_m w_m x_{im}$",
                ),
            ),
            line(r"\frac{2}{n} \sum_i (w^\top x_i - t_i) x_{ij}", WEIGHT_BY_WEIGHT),
            line(r"\Bigl( \frac{2}{n} X^\top (X w - t) \Bigr)_j", ALL_WEIGHTS),
        ],
        code: NeuronAt::gradient,
    }
}

pub(super) fn hessian() -> Derivation<NeuronAt<Linear>> {
    Derivation {
        name: "the Hessian",
        title: words("el hessiano", "the Hessian"),
        variable: NeuronVariable::PartialDerivative,
        left: r"\frac{\partial^2 J}{\partial w_k \partial w_j}",
        lines: vec![
            line(
                r"\frac{2}{n} \sum_i x_{ik} \sum_m x_{im} \frac{\partial w_m}{\partial w_j}",
                words(
                    "la segunda igualdad del gradiente, escrita para $w_k$ y derivada respecto de $w_j$; $t_i$ no depende de $w$",
                    "the gradient's second equality, written for $w_k$ and differentiated with respect to $w_j$; $t_i$ does not depend on $w$",
                ),
            ),
            line(r"\frac{2}{n} \sum_i x_{ik} x_{ij}", WEIGHT_BY_WEIGHT),
            line(
                r"\Bigl( \frac{2}{n} X^\top X \Bigr)_{kj}",
                words(
                    "todos los pares de pesos a la vez: no depende de $w$; el código",
                    "all pairs of weights at once: the same at every $w$; the code",
                ),
            ),
        ],
        code: NeuronAt::hessian_row,
    }
}

const WEIGHT_BY_WEIGHT: Words = no_words(r"$\partial w_m / \partial w_j = [m = j]$");
