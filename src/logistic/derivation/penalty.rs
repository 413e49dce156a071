//! ∇J and the Hessian of the cross-entropy E with a penalty.

use crate::derivation::{Derivation, line};
use crate::descent::derivation::{ALL_WEIGHTS, NeuronAt, NeuronVariable};
use crate::logistic::Logistic;
use crate::reason::words;

pub(super) fn gradient() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the gradient with a penalty",
        title: words("el gradiente con penalización", "the gradient with a penalty"),
        variable: NeuronVariable::Weights,
        left: r"\frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i (y_i - t_i) x_{ij} + \frac p2 \sum_m 2 w_m \frac{\partial w_m}{\partial w_j}",
                words(
                    r"$J = E + \frac p2 \|w\|^2$: el gradiente de $E$, y la regla de la cadena en cada cuadrado",
                    r"$J = E + \frac p2 \|w\|^2$: the gradient of $E$, and the chain rule for each square",
                ),
            ),
            line(r"\Bigl( \frac{1}{n} X^\top (y - t) + p \, w \Bigr)_j", ALL_WEIGHTS),
        ],
        code: NeuronAt::gradient,
    }
}

pub(super) fn hessian() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the Hessian with a penalty",
        title: words("el hessiano con penalización", "the Hessian with a penalty"),
        variable: NeuronVariable::PartialDerivative,
        left: r"\frac{\partial^2 J}{\partial w_k \partial w_j}",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i y_i (1 - y_i) \, x_{ik} x_{ij} + p \frac{\partial w_k}{\partial w_j}",
                words(
                    "el hessiano de $E$, y el gradiente de la penalización, derivado",
                    "the Hessian of $E$, and the penalty's gradient differentiated",
                ),
            ),
            line(
                r"\Bigl( \frac{1}{n} X^\top \operatorname{diag} \bigl( y \odot (1 - y) \bigr) X + p I \Bigr)_{kj}",
                words(
                    "todos los pares de pesos a la vez: todo valor propio es al menos $p$, así que hay un único minimizador; el código",
                    "all pairs of weights at once: every eigenvalue is $p$ at least, so there is one minimiser; the code",
                ),
            ),
        ],
        code: NeuronAt::hessian_row,
    }
}
