//! ∇J, the Hessian and the step of logistic regression as checked chains, for both readings.
//!
//! Indices: i a row, j, k and m weights. y_i = σ(a_i), a_i = wᵀx_i.

use super::{Logistic, Reading};
use crate::Result;
use crate::derivation::Derivation;
use crate::mlp::derivation::kronecker;
use crate::mlp::derivation::sample::away_from_zero;
use crate::neuron::{Definition, Point, Variable, line, update};
use nalgebra::{DMatrix, DVector};
use rand::{Rng, RngExt};

impl Definition for Logistic {
    fn definition(&self, w: &DVector<f64>) -> f64 {
        let loss = |i: usize| {
            let (y, t) = (self.y(w, i), self.t[i]);
            match self.reading {
                Reading::SquaredError => (y - t).powi(2),
                Reading::CrossEntropy => -(t * y.ln() + (1.0 - t) * (1.0 - y).ln()),
            }
        };
        let mean = (0..self.t.len()).map(loss).sum::<f64>() / self.t.len() as f64;
        mean + self.penalty / 2.0 * w.norm_squared()
    }

    fn slope(&self, w: &DVector<f64>, k: usize) -> f64 {
        let term = |i: usize| {
            let (y, t, x) = (self.y(w, i), self.t[i], self.x[(i, k)]);
            match self.reading {
                Reading::SquaredError => 2.0 * (y - t) * y * (1.0 - y) * x,
                Reading::CrossEntropy => (y - t) * x,
            }
        };
        let mean = (0..self.t.len()).map(term).sum::<f64>() / self.t.len() as f64;
        mean + self.penalty * w[k]
    }
}

impl Logistic {
    /// σ(wᵀx_i), as it is written.
    fn y(&self, w: &DVector<f64>, i: usize) -> f64 {
        let a: f64 = (0..w.len()).map(|j| w[j] * self.x[(i, j)]).sum();
        1.0 / (1.0 + (-a).exp())
    }
}

impl Point<Logistic> {
    fn y(&self, i: usize) -> f64 {
        self.neuron.y(&self.w, i)
    }

    fn t(&self, i: usize) -> f64 {
        self.neuron.t[i]
    }
}

/// A chain, and the problems that it is about.
pub struct Chain {
    pub derivation: Derivation<Point<Logistic>>,
    pub reading: Reading,
    /// Whether J has the term ½ p ‖w‖².
    pub penalised: bool,
}

/// The chains: for each reading ∇J, the Hessian and the step; then ∇J and the Hessian with a penalty.
pub fn chains() -> Vec<Chain> {
    use Reading::{CrossEntropy, SquaredError};
    let chain = |derivation, reading, penalised| Chain { derivation, reading, penalised };
    vec![
        chain(gradient_of_squares(), SquaredError, false),
        chain(hessian_of_squares(), SquaredError, false),
        chain(step("the step, squared error"), SquaredError, false),
        chain(gradient_of_entropy(), CrossEntropy, false),
        chain(hessian_of_entropy(), CrossEntropy, false),
        chain(step("the step, cross-entropy"), CrossEntropy, false),
        chain(penalised_gradient(), CrossEntropy, true),
        chain(penalised_hessian(), CrossEntropy, true),
    ]
}

impl Chain {
    /// Random problems, wide ones too, with labels of both kinds.
    ///
    /// # Errors
    /// None but a broken invariant of [`Logistic::new`].
    pub fn problems(&self, rng: &mut impl Rng) -> Result<Vec<Point<Logistic>>> {
        let mut problems = Vec::new();
        for (n, d) in [(2, 1), (9, 4), (3, 5), (20, 2)] {
            let x = DMatrix::from_fn(n, d, |_, _| away_from_zero(rng));
            let t = DVector::from_fn(n, |i, _| match i {
                0 | 1 => i as f64,
                _ => f64::from(rng.random::<bool>()),
            });
            let w = DVector::from_fn(d, |_, _| 2.0 * away_from_zero(rng));
            let penalty = if self.penalised { rng.random_range(0.1..1.0) } else { 0.0 };
            let neuron = Logistic::new(x, t, self.reading, penalty)?;
            problems.push(Point { neuron, w, k: rng.random_range(0..d) });
        }
        Ok(problems)
    }
}

/// ∂y/∂a of y = 1 / (1 + e^-a), by the quotient rule.
fn quotient_rule(a: f64) -> f64 {
    let e = (-a).exp();
    e / ((1.0 + e) * (1.0 + e))
}

fn gradient_of_squares() -> Derivation<Point<Logistic>> {
    Derivation {
        name: "the gradient, squared error",
        variable: Variable::Weights,
        left: r"\frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i 2 (y_i - t_i) \frac{\partial y_i}{\partial a_i} \frac{\partial a_i}{\partial w_j}",
                r"chain rule: $J$ depends on $w_j$ through every $y_i = \sigma(a_i)$",
                |p| {
                    p.each_weight(|j| {
                        p.mean(|i| 2.0 * (p.y(i) - p.t(i)) * quotient_rule(p.a(i)) * p.x(i, j))
                    })
                },
            ),
            line(
                r"\frac{2}{n} \sum_i (y_i - t_i) y_i (1 - y_i) x_{ij}",
                r"$\sigma' = e^{-a} / (1 + e^{-a})^2 = \sigma (1 - \sigma)$; $\partial a_i / \partial w_j = x_{ij}$",
                |p| p.each_weight(|j| p.neuron.slope(&p.w, j)),
            ),
            line(
                r"\Bigl( \frac{2}{n} X^\top \bigl[ (y - t) \odot y \odot (1 - y) \bigr] \Bigr)_j",
                "all weights at once; the code",
                Point::gradient,
            ),
        ],
    }
}

fn gradient_of_entropy() -> Derivation<Point<Logistic>> {
    Derivation {
        name: "the gradient, cross-entropy",
        variable: Variable::Weights,
        left: r"\frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"-\frac{1}{n} \sum_i \Bigl( \frac{t_i}{y_i} - \frac{1 - t_i}{1 - y_i} \Bigr) \frac{\partial y_i}{\partial a_i} \frac{\partial a_i}{\partial w_j}",
                r"chain rule with $\ln' y = 1/y$",
                |p| {
                    p.each_weight(|j| {
                        let by_y = |i: usize| p.t(i) / p.y(i) - (1.0 - p.t(i)) / (1.0 - p.y(i));
                        -p.mean(|i| by_y(i) * quotient_rule(p.a(i)) * p.x(i, j))
                    })
                },
            ),
            line(
                r"-\frac{1}{n} \sum_i \bigl( t_i (1 - y_i) - (1 - t_i) y_i \bigr) x_{ij}",
                r"$\sigma' = \sigma (1 - \sigma)$ cancels both denominators",
                |p| {
                    p.each_weight(|j| {
                        let by_a = |i: usize| p.t(i) * (1.0 - p.y(i)) - (1.0 - p.t(i)) * p.y(i);
                        -p.mean(|i| by_a(i) * p.x(i, j))
                    })
                },
            ),
            line(r"\frac{1}{n} \sum_i (y_i - t_i) x_{ij}", "$t_i y_i$ cancels", |p| {
                p.each_weight(|j| p.neuron.slope(&p.w, j))
            }),
            line(
                r"\Bigl( \frac{1}{n} X^\top (y - t) \Bigr)_j",
                "all weights at once; the code",
                Point::gradient,
            ),
        ],
    }
}

fn hessian_of_squares() -> Derivation<Point<Logistic>> {
    Derivation {
        name: "the Hessian, squared error",
        variable: Variable::Slope,
        left: r"\frac{\partial^2 J}{\partial w_k \partial w_j}",
        lines: vec![
            line(
                r"\frac{2}{n} \sum_i x_{ik} \frac{\partial}{\partial y_i} \bigl[ (y_i - t_i) (y_i - y_i^2) \bigr] \frac{\partial y_i}{\partial a_i} x_{ij}",
                "the gradient's second line, chain rule",
                // A cubic in y, term by term: y² - y³ - t y + t y².
                |p| {
                    p.each_weight(|j| {
                        let by_y = |y: f64, t: f64| 2.0 * y - 3.0 * y * y - t + 2.0 * t * y;
                        let term = |i: usize| {
                            p.x(i, p.k) * by_y(p.y(i), p.t(i)) * quotient_rule(p.a(i)) * p.x(i, j)
                        };
                        2.0 * p.mean(term)
                    })
                },
            ),
            line(
                r"\frac{2}{n} \sum_i \bigl[ y_i (1 - y_i) + (y_i - t_i) (1 - 2 y_i) \bigr] y_i (1 - y_i) x_{ik} x_{ij}",
                r"product rule; $\sigma' = \sigma (1 - \sigma)$",
                |p| {
                    p.each_weight(|j| {
                        let term = |i: usize| {
                            let (y, t) = (p.y(i), p.t(i));
                            let bracket = y * (1.0 - y) + (y - t) * (1.0 - 2.0 * y);
                            bracket * y * (1.0 - y) * p.x(i, p.k) * p.x(i, j)
                        };
                        2.0 * p.mean(term)
                    })
                },
            ),
            line(
                r"\frac{2}{n} \sum_i r_i^2 (1 - r_i) (2 - 3 r_i) \, x_{ik} x_{ij}, \quad r_i = |y_i - t_i|",
                "$t_i$ is 0 or 1: then $r_i$ is $y_i$ or $1 - y_i$, and both brackets have the factor $r_i$",
                |p| {
                    p.each_weight(|j| {
                        let term = |i: usize| {
                            let r = (p.y(i) - p.t(i)).abs();
                            r * r * (1.0 - r) * (2.0 - 3.0 * r) * p.x(i, p.k) * p.x(i, j)
                        };
                        2.0 * p.mean(term)
                    })
                },
            ),
            line(
                r"\Bigl( \frac{2}{n} X^\top \mathrm{diag} \bigl( r^2 \odot (1 - r) \odot (2 - 3r) \bigr) X \Bigr)_{kj}",
                "all pairs of weights at once; negative where an answer is wrong by more than 2/3; the code",
                Point::hessian_row,
            ),
        ],
    }
}

fn hessian_of_entropy() -> Derivation<Point<Logistic>> {
    Derivation {
        name: "the Hessian, cross-entropy",
        variable: Variable::Slope,
        left: r"\frac{\partial^2 J}{\partial w_k \partial w_j}",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i x_{ik} \frac{\partial y_i}{\partial a_i} \frac{\partial a_i}{\partial w_j}",
                "the gradient's third line, chain rule",
                |p| p.each_weight(|j| p.mean(|i| p.x(i, p.k) * quotient_rule(p.a(i)) * p.x(i, j))),
            ),
            line(
                r"\frac{1}{n} \sum_i y_i (1 - y_i) \, x_{ik} x_{ij}",
                r"$\sigma' = \sigma (1 - \sigma)$",
                |p| {
                    p.each_weight(|j| p.mean(|i| p.y(i) * (1.0 - p.y(i)) * p.x(i, p.k) * p.x(i, j)))
                },
            ),
            line(
                r"\Bigl( \frac{1}{n} X^\top \mathrm{diag} \bigl( y \odot (1 - y) \bigr) X \Bigr)_{kj}",
                "all pairs of weights at once; never negative, so $J$ is convex; the code",
                Point::hessian_row,
            ),
        ],
    }
}

fn step(name: &'static str) -> Derivation<Point<Logistic>> {
    let gradient = r"w_j - \lambda \sum_i \delta_i x_{ij}";
    let reason = r"the gradient, with $\delta_i = \partial J / \partial a_i$";
    update(name, [gradient, reason], r"\bigl( w - \lambda X^\top \delta \bigr)_j")
}

fn penalised_gradient() -> Derivation<Point<Logistic>> {
    Derivation {
        name: "the gradient with a penalty",
        variable: Variable::Weights,
        left: r"\frac{\partial}{\partial w_j} \Bigl( J + \frac p2 \|w\|^2 \Bigr)",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i (y_i - t_i) x_{ij} + \frac p2 \sum_m 2 w_m \frac{\partial w_m}{\partial w_j}",
                "the gradient without, and the chain rule for each square",
                |p| {
                    p.each_weight(|j| {
                        let squares: f64 =
                            (0..p.w.len()).map(|m| 2.0 * p.w[m] * kronecker(m, j)).sum();
                        p.mean(|i| (p.y(i) - p.t(i)) * p.x(i, j)) + p.neuron.penalty / 2.0 * squares
                    })
                },
            ),
            line(
                r"\Bigl( \frac{1}{n} X^\top (y - t) + p \, w \Bigr)_j",
                "all weights at once; the code",
                Point::gradient,
            ),
        ],
    }
}

fn penalised_hessian() -> Derivation<Point<Logistic>> {
    Derivation {
        name: "the Hessian with a penalty",
        variable: Variable::Slope,
        left: r"\frac{\partial^2}{\partial w_k \partial w_j} \Bigl( J + \frac p2 \|w\|^2 \Bigr)",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i y_i (1 - y_i) \, x_{ik} x_{ij} + p \frac{\partial w_k}{\partial w_j}",
                "the Hessian without, and the penalty's gradient differentiated",
                |p| {
                    p.each_weight(|j| {
                        let without = p.mean(|i| p.y(i) * (1.0 - p.y(i)) * p.x(i, p.k) * p.x(i, j));
                        without + p.neuron.penalty * kronecker(p.k, j)
                    })
                },
            ),
            line(
                r"\Bigl( \frac{1}{n} X^\top \mathrm{diag} \bigl( y \odot (1 - y) \bigr) X + p I \Bigr)_{kj}",
                "all pairs of weights at once: every eigenvalue is $p$ at least, so there is one minimiser; the code",
                Point::hessian_row,
            ),
        ],
    }
}
