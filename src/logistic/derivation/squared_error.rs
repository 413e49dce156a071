//! ∇J and the Hessian of the squared error.

use crate::derivation::{Derivation, line};
use crate::descent::derivation::{ALL_WEIGHTS, NeuronAt, NeuronVariable};
use crate::logistic::Logistic;
use crate::reason::{no_words, words};

pub(super) fn gradient() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the gradient, squared error",
        title: words("el gradiente del error cuadrático", "the gradient of the squared error"),
        variable: NeuronVariable::Weights,
        left: r"\frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i 2 (y_i - t_i) \frac{\partial y_i}{\partial a_i} \frac{\partial a_i}{\partial w_j}",
                words(
                    r"regla de la cadena: $J$ depende de $w_j$ a través de cada $y_i = \sigma(a_i)$",
                    r"chain rule: $J$ depends on $w_j$ through every $y_i = \sigma(a_i)$",
                ),
            ),
            line(
                r"\frac{2}{n} \sum_i (y_i - t_i) y_i (1 - y_i) x_{ij}",
                no_words(
                    r"$\sigma'(a_i) = e^{-a_i} / (1 + e^{-a_i})^2 = \sigma(a_i) (1 - \sigma(a_i))$; $\partial a_i / \partial w_j = x_{ij}$",
                ),
            ),
            line(
                r"\Bigl( \frac{2}{n} X^\top \bigl[ (y - t) \odot y \odot (1 - y) \bigr] \Bigr)_j",
                ALL_WEIGHTS,
            ),
        ],
        code: NeuronAt::gradient,
    }
}

pub(super) fn hessian() -> Derivation<NeuronAt<Logistic>> {
    Derivation {
        name: "the Hessian, squared error",
        title: words("el hessiano del error cuadrático", "the Hessian of the squared error"),
        variable: NeuronVariable::PartialDerivative,
        left: r"\frac{\partial^2 J}{\partial w_k \partial w_j}",
        lines: vec![
            line(
                r"\frac{2}{n} \sum_i x_{ik} \frac{\partial}{\partial y_i} \bigl[ (y_i - t_i) (y_i - y_i^2) \bigr] \frac{\partial y_i}{\partial a_i} x_{ij}",
                words(
                    "regla de la cadena en la segunda igualdad del gradiente",
                    "the gradient's second equality, chain rule",
                ),
            ),
            line(
                r"\frac{2}{n} \sum_i \bigl[ y_i (1 - y_i) + (y_i - t_i) (1 - 2 y_i) \bigr] y_i (1 - y_i) x_{ik} x_{ij}",
                words(
                    r"regla del producto; $\sigma'(a_i) = \sigma(a_i) (1 - \sigma(a_i))$",
                    r"product rule; $\sigma'(a_i) = \sigma(a_i) (1 - \sigma(a_i))$",
                ),
            ),
            line(
                r"\frac{2}{n} \sum_i r_i^2 (1 - r_i) (2 - 3 r_i) \, x_{ik} x_{ij}, \quad r_i = |y_i - t_i|",
                words(
                    "$r_i = [t_i = 0] y_i + [t_i = 1] (1 - y_i)$, pues $t_i$ es 0 o 1; así, la suma de la línea anterior que está entre corchetes es $r_i (2 - 3 r_i)$",
                    "$r_i = [t_i = 0] y_i + [t_i = 1] (1 - y_i)$, as $t_i$ is 0 or 1; so the sum between brackets in the line before is $r_i (2 - 3 r_i)$",
                ),
            ),
            line(
                r"\Bigl( \frac{2}{n} X^\top \operatorname{diag} \bigl( r \odot r \odot (1 - r) \odot (2 - 3r) \bigr) X \Bigr)_{kj}, \quad r = |y - t|",
                words(
                    "todos los pares de pesos a la vez; un término es negativo si su respuesta yerra en más de 2/3; el código",
                    "all pairs of weights at once; a term is negative where its answer is wrong by more than 2/3; the code",
                ),
            ),
        ],
        code: NeuronAt::hessian_row,
    }
}
