//! ∇J and the Hessian of the cross-entropy.

use crate::derivation::{Derivation, line};
use crate::descent::derivation::{ALL_WEIGHTS, NeuronAt, NeuronVariable};
use crate::logistic::Logistic;
use crate::reason::{no_words, words};

pub(super) fn gradient() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the gradient, cross-entropy",
        title: words("el gradiente de la entropía cruzada", "the gradient of the cross-entropy"),
        variable: NeuronVariable::Weights,
        left: r"\frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"-\frac{1}{n} \sum_i \Bigl( \frac{t_i}{y_i} - \frac{1 - t_i}{1 - y_i} \Bigr) \frac{\partial y_i}{\partial a_i} \frac{\partial a_i}{\partial w_j}",
                words(
                    r"regla de la cadena, con $\ln'(y_i) = 1 / y_i$",
                    r"chain rule with $\ln'(y_i) = 1 / y_i$",
                ),
            ),
            line(
                r"-\frac{1}{n} \sum_i \bigl( t_i (1 - y_i) - (1 - t_i) y_i \bigr) x_{ij}",
                words(
                    r"$\sigma'(a_i) = \sigma(a_i) (1 - \sigma(a_i))$ simplifica ambos denominadores",
                    r"$\sigma'(a_i) = \sigma(a_i) (1 - \sigma(a_i))$ cancels both denominators",
                ),
            ),
            line(
                r"\frac{1}{n} \sum_i (y_i - t_i) x_{ij}",
                words("$t_i y_i$ se cancela", "$t_i y_i$ cancels"),
            ),
            line(r"\Bigl( \frac{1}{n} X^\top (y - t) \Bigr)_j", ALL_WEIGHTS),
        ],
        code: NeuronAt::gradient,
    }
}

pub(super) fn hessian() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the Hessian, cross-entropy",
        title: words("el hessiano de la entropía cruzada", "the Hessian of the cross-entropy"),
        variable: NeuronVariable::PartialDerivative,
        left: r"\frac{\partial^2 J}{\partial w_k \partial w_j}",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i x_{ik} \frac{\partial y_i}{\partial a_i} \frac{\partial a_i}{\partial w_j}",
                words(
                    "regla de la cadena en la tercera igualdad del gradiente",
                    "the gradient's third equality, chain rule",
                ),
            ),
            line(
                r"\frac{1}{n} \sum_i y_i (1 - y_i) \, x_{ik} x_{ij}",
                no_words(r"$\sigma'(a_i) = \sigma(a_i) (1 - \sigma(a_i))$"),
            ),
            line(
                r"\Bigl( \frac{1}{n} X^\top \operatorname{diag} \bigl( y \odot (1 - y) \bigr) X \Bigr)_{kj}",
                words(
                    r"todos los pares de pesos a la vez; $y_i (1 - y_i) \ge 0$, así que $J$ es convexa; el código",
                    r"all pairs of weights at once; $y_i (1 - y_i) \ge 0$, so $J$ is convex; the code",
                ),
            ),
        ],
        code: NeuronAt::hessian_row,
    }
}
