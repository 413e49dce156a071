//! ∂J/∂y of the last layer, for each loss.

use super::backprop::{Backprop, BackpropVariable, softmax};
use super::code;
use crate::derivation::{Derivation, Line, kronecker, line, sum};
use crate::loss::Loss;
use nalgebra::DMatrix;

pub(super) fn output_gradient(loss: Loss) -> Derivation<Backprop> {
    let lines: Vec<Line<Backprop>> = match loss {
        Loss::MeanSquaredError => vec![
            line(
                r"\frac{1}{n} \sum_{r'} \sum_{k'} 2 (y_{r'k'} - t_{r'k'}) \frac{\partial y_{r'k'}}{\partial y_{rk}}",
                "chain rule for each square",
                |p| {
                    p.each_output(|y, t, r, k| {
                        let term = |other_r: usize, other_k: usize| {
                            let same = kronecker(other_r, r) * kronecker(other_k, k);
                            2.0 * (y[(other_r, other_k)] - t[(other_r, other_k)]) * same
                        };
                        let of_row = |other_r| sum(y.ncols(), |other_k| term(other_r, other_k));
                        sum(y.nrows(), of_row) / y.nrows() as f64
                    })
                },
            ),
            line(
                r"\frac{2}{n} (y_{rk} - t_{rk})",
                "only one of the squares contains $y_{rk}$",
                |p| p.each_output(|y, t, r, k| 2.0 / y.nrows() as f64 * (y[(r, k)] - t[(r, k)])),
            ),
            line(r"\frac{2}{n} (Y - T)", "all outputs at once; the code", code::output_gradient),
        ],
        Loss::CrossEntropy => vec![
            line(
                r"-\frac{1}{n} \sum_c \frac{t_{rc}}{s_{rc}} \frac{\partial s_{rc}}{\partial y_{rk}}",
                r"chain rule with $s = \operatorname{softmax}(y)$ and $\ln' s = 1/s$",
                |p| {
                    p.each_output(|y, t, r, k| {
                        let s = softmax(&row(y, r));
                        let term = |c: usize| t[(r, c)] / s[c] * quotient_rule(y, r, c, k);
                        -sum(y.ncols(), term) / y.nrows() as f64
                    })
                },
            ),
            line(
                r"-\frac{1}{n} \sum_c \frac{t_{rc}}{s_{rc}} s_{rc} ([c = k] - s_{rk})",
                "derivative of the softmax",
                |p| {
                    p.each_output(|y, t, r, k| {
                        let s = softmax(&row(y, r));
                        let term = |c: usize| t[(r, c)] / s[c] * s[c] * (kronecker(c, k) - s[k]);
                        -sum(y.ncols(), term) / y.nrows() as f64
                    })
                },
            ),
            line(
                r"\frac{1}{n} \Bigl( s_{rk} \sum_c t_{rc} - t_{rk} \Bigr)",
                "the factors $s_{rc}$ cancel",
                |p| {
                    p.each_output(|y, t, r, k| {
                        (softmax(&row(y, r))[k] * t.row(r).sum() - t[(r, k)]) / y.nrows() as f64
                    })
                },
            ),
            line(r"\frac{1}{n} (S - T)", r"$\sum_c t_{rc} = 1$; the code", code::output_gradient),
        ],
        Loss::SoftmaxThenCrossEntropy => vec![
            line(
                r"\sum_c \frac{\partial J}{\partial p_{rc}} \frac{\partial p_{rc}}{\partial y_{rk}}",
                r"chain rule with $p = \operatorname{softmax}(y)$",
                |p| {
                    p.each_output(|y, t, r, k| {
                        let dp = |c: usize| quotient_rule(y, r, c, k);
                        sum(y.ncols(), |c| gradient_by_p(y, t, r, c) * dp(c))
                    })
                },
            ),
            line(
                r"\sum_c g_{rc} p_{rc} ([c = k] - p_{rk}), \quad g = \tfrac{1}{n} (\operatorname{softmax}(p) - t)",
                "the cross-entropy's derivative and the softmax's",
                |p| {
                    p.each_output(|y, t, r, k| {
                        let s = softmax(&row(y, r));
                        sum(y.ncols(), |c| {
                            gradient_by_p(y, t, r, c) * s[c] * (kronecker(c, k) - s[k])
                        })
                    })
                },
            ),
            line(
                r"p_{rk} \Bigl( g_{rk} - \sum_c g_{rc} p_{rc} \Bigr)",
                "one term has $c = k$; the code",
                code::output_gradient,
            ),
        ],
    };
    Derivation {
        name: match loss {
            Loss::MeanSquaredError => "mean squared error by an output",
            Loss::CrossEntropy => "cross-entropy by an output",
            Loss::SoftmaxThenCrossEntropy => "softmax, then cross-entropy, by an output",
        },
        variable: BackpropVariable::Output(loss),
        left: r"\frac{\partial J}{\partial y_{rk}}",
        lines,
    }
}

/// ∂s_c/∂y_k of s_c = e^(y_c) / z with z = Σ e^(y_c'), by the quotient rule.
fn quotient_rule(y: &DMatrix<f64>, r: usize, c: usize, k: usize) -> f64 {
    let e = |c: usize| y[(r, c)].exp();
    let z = sum(y.ncols(), e);
    (kronecker(c, k) * e(c) * z - e(c) * e(k)) / (z * z)
}

/// g_c = (q_c - t_c) / n with q = softmax(p), p = softmax(y): the cross-entropy's derivative at p.
fn gradient_by_p(y: &DMatrix<f64>, t: &DMatrix<f64>, r: usize, c: usize) -> f64 {
    let p = softmax(&row(y, r));
    let q = softmax(&p);
    (q[c] - t[(r, c)]) / y.nrows() as f64
}

/// One row of a matrix.
fn row(matrix: &DMatrix<f64>, r: usize) -> Vec<f64> {
    matrix.row(r).iter().copied().collect()
}
