//! ∂J/∂y of the last layer, for each loss.

use super::backprop::{Backprop, BackpropVariable};
use super::code;
use crate::derivation::{Derivation, line};
use crate::loss::Loss;
use crate::reason::{the_code, words};

pub(super) fn output_gradient(loss: Loss) -> Derivation<Backprop> {
    let lines = match loss {
        Loss::MeanSquaredError => vec![
            line(
                r"\frac{1}{n} \sum_v \sum_m 2 (y_{vm} - t_{vm}) \frac{\partial y_{vm}}{\partial y_{rk}}",
                words("regla de la cadena en cada cuadrado", "chain rule for each square"),
            ),
            line(
                r"\frac{2}{n} (y_{rk} - t_{rk})",
                words(
                    r"$\partial y_{vm} / \partial y_{rk} = [v = r, m = k]$: solo uno de los cuadrados contiene $y_{rk}$",
                    r"$\partial y_{vm} / \partial y_{rk} = [v = r, m = k]$: only one of the squares contains $y_{rk}$",
                ),
            ),
            line(
                r"\Bigl( \frac{2}{n} (Y - T) \Bigr)_{rk}",
                words("todas las salidas a la vez; el código", "all outputs at once; the code"),
            ),
        ],
        Loss::CrossEntropy => vec![
            line(
                r"-\frac{1}{n} \sum_m \frac{t_{rm}}{s_{rm}} \frac{\partial s_{rm}}{\partial y_{rk}}",
                words(
                    r"regla de la cadena, con $S = \operatorname{softmax}(Y)$ y $\ln'(s_{rm}) = 1 / s_{rm}$",
                    r"chain rule with $S = \operatorname{softmax}(Y)$ and $\ln'(s_{rm}) = 1 / s_{rm}$",
                ),
            ),
            line(
                r"-\frac{1}{n} \sum_m \frac{t_{rm}}{s_{rm}} s_{rm} ([m = k] - s_{rk})",
                words(
                    r"$\partial s_{rm} / \partial y_{rk} = s_{rm} ([m = k] - s_{rk})$, la derivada del softmax",
                    r"$\partial s_{rm} / \partial y_{rk} = s_{rm} ([m = k] - s_{rk})$, the derivative of the softmax",
                ),
            ),
            line(
                r"\frac{1}{n} \Bigl( s_{rk} \sum_m t_{rm} - t_{rk} \Bigr)",
                words("los factores $s_{rm}$ se simplifican", "the factors $s_{rm}$ cancel"),
            ),
            line(r"\Bigl( \frac{1}{n} (S - T) \Bigr)_{rk}", the_code!(r"$\sum_m t_{rm} = 1$")),
        ],
        Loss::SoftmaxThenCrossEntropy => vec![
            line(
                r"\sum_m \frac{\partial J}{\partial p_{rm}} \frac{\partial p_{rm}}{\partial y_{rk}}",
                words(
                    r"regla de la cadena, con $P = \operatorname{softmax}(Y)$",
                    r"chain rule with $P = \operatorname{softmax}(Y)$",
                ),
            ),
            line(
                r"\sum_m g_{rm} p_{rm} ([m = k] - p_{rk}), \quad g_{rm} = \tfrac{1}{n} (s_{rm} - t_{rm})",
                words(
                    r"la derivada de la entropía cruzada, con $S = \operatorname{softmax}(P)$, y la del softmax",
                    r"the cross-entropy's derivative with $S = \operatorname{softmax}(P)$, and the softmax's",
                ),
            ),
            line(
                r"p_{rk} \Bigl( g_{rk} - \sum_m g_{rm} p_{rm} \Bigr), \quad g_{rm} = \tfrac{1}{n} (s_{rm} - t_{rm})",
                the_code!(r"$\sum_m g_{rm} p_{rm} [m = k] = g_{rk} p_{rk}$"),
            ),
        ],
    };
    let (name, title) = match loss {
        Loss::MeanSquaredError => (
            "mean squared error by an output",
            words(
                "la derivada del error cuadrático medio respecto de una salida",
                "the derivative of the mean squared error with respect to an output",
            ),
        ),
        Loss::CrossEntropy => (
            "cross-entropy by an output",
            words(
                "la derivada de la entropía cruzada respecto de una salida",
                "the derivative of the cross-entropy with respect to an output",
            ),
        ),
        Loss::SoftmaxThenCrossEntropy => (
            "softmax, then cross-entropy, by an output",
            words(
                "la derivada del softmax seguido de la entropía cruzada, respecto de una salida",
                "the derivative of softmax, then cross-entropy, with respect to an output",
            ),
        ),
    };
    Derivation {
        name,
        title,
        variable: BackpropVariable::Output(loss),
        left: r"\frac{\partial J}{\partial y_{rk}}",
        lines,
        code: code::output_gradient,
    }
}
