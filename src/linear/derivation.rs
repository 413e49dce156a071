//! ∇J, the Hessian and the step of linear regression as checked chains.
//!
//! Indices: i a row, j, k and m weights.

use super::Linear;
use super::attribute::Attribute;
use crate::Result;
use crate::derivation::{Derivation, away_from_zero, column, kronecker};
use crate::descent::derivation::{Definition, Point, UPDATE, Variable, line, update};
use crate::number::Number;
use crate::wine::Wine;
use nalgebra::{DMatrix, DVector};
use rand::{Rng, RngExt};

impl Definition for Linear {
    fn definition<S: Number>(&self, w: &[S]) -> S {
        let n = self.t.len();
        S::sum((0..n).map(|i| self.residual(w, i).powi(2))) / n as f64
    }

    fn slope<S: Number>(&self, w: &[S], k: usize) -> S {
        let n = self.t.len();
        S::sum((0..n).map(|i| self.residual(w, i) * self.x[(i, k)])) * 2.0 / n as f64
    }
}

impl Linear {
    /// wᵀx_i - t_i.
    fn residual<S: Number>(&self, w: &[S], i: usize) -> S {
        S::sum((0..w.len()).map(|j| w[j] * self.x[(i, j)])) - self.t[i]
    }
}

/// The chains: ∇J, the Hessian, the step, and what the step does to the distance from a minimiser
/// w*.
pub fn chains() -> Vec<Derivation<Point<Linear>>> {
    vec![gradient(), hessian(), step(), distance()]
}

/// Random problems, wide ones and rank-deficient ones too, and one of wines.
///
/// # Errors
/// None but a broken invariant of the embedded wines.
pub fn problems(rng: &mut impl Rng) -> Result<Vec<Point<Linear>>> {
    let mut problems = Vec::new();
    for (n, d) in [(1, 1), (9, 4), (3, 5), (20, 2)] {
        let x = DMatrix::from_fn(n, d, |_, _| away_from_zero(rng));
        problems.push(at_random(rng, x)?);
    }
    let mut dependent = DMatrix::from_fn(8, 4, |_, _| away_from_zero(rng));
    let sum = dependent.column(0) + 2.0 * dependent.column(2);
    dependent.set_column(3, &sum);
    problems.push(at_random(rng, dependent)?);
    let wines = Attribute::prepare(&Wine::embedded(), 0, 6202)?.train;
    let w = DVector::from_fn(wines.x.ncols(), |_, _| away_from_zero(rng));
    problems.push(Point { k: rng.random_range(0..w.len()), neuron: wines, w });
    Ok(problems)
}

fn at_random(rng: &mut impl Rng, x: DMatrix<f64>) -> Result<Point<Linear>> {
    let t = DVector::from_fn(x.nrows(), |_, _| away_from_zero(rng));
    let w = DVector::from_fn(x.ncols(), |_, _| away_from_zero(rng));
    Ok(Point { k: rng.random_range(0..w.len()), neuron: Linear::new(x, t)?, w })
}

fn gradient() -> Derivation<Point<Linear>> {
    Derivation {
        name: "the gradient",
        variable: Variable::Weights,
        left: r"\frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"\frac{1}{n} \sum_i 2 (w^\top x_i - t_i) \sum_m x_{im} \frac{\partial w_m}{\partial w_j}",
                r"chain rule for each square; $w^\top x_i = \sum_m w_m x_{im}$",
                |p| {
                    p.each_weight(|j| {
                        let inner = |i: usize| -> f64 {
                            (0..p.w.len()).map(|m| p.x(i, m) * kronecker(m, j)).sum()
                        };
                        p.mean(|i| 2.0 * (p.a(i) - p.neuron.t[i]) * inner(i))
                    })
                },
            ),
            line(
                r"\frac{2}{n} \sum_i (w^\top x_i - t_i) x_{ij}",
                r"$\partial w_m / \partial w_j$ is 1 for $m = j$, else 0",
                |p| p.each_weight(|j| p.neuron.slope(p.w.as_slice(), j)),
            ),
            line(
                r"\Bigl( \frac{2}{n} X^\top (X w - t) \Bigr)_j",
                "all weights at once; the code",
                Point::gradient,
            ),
        ],
    }
}

fn hessian() -> Derivation<Point<Linear>> {
    Derivation {
        name: "the Hessian",
        variable: Variable::Slope,
        left: r"\frac{\partial^2 J}{\partial w_k \partial w_j}",
        lines: vec![
            line(
                r"\frac{2}{n} \sum_i x_{ik} \sum_m x_{im} \frac{\partial w_m}{\partial w_j}",
                "the gradient's second line, differentiated: $t_i$ does not depend on $w$",
                |p| {
                    p.each_weight(|j| {
                        let inner = |i: usize| -> f64 {
                            (0..p.w.len()).map(|m| p.x(i, m) * kronecker(m, j)).sum()
                        };
                        2.0 * p.mean(|i| p.x(i, p.k) * inner(i))
                    })
                },
            ),
            line(
                r"\frac{2}{n} \sum_i x_{ik} x_{ij}",
                r"$\partial w_m / \partial w_j$ is 1 for $m = j$, else 0",
                |p| p.each_weight(|j| 2.0 * p.mean(|i| p.x(i, p.k) * p.x(i, j))),
            ),
            line(
                r"\Bigl( \frac{2}{n} X^\top X \Bigr)_{kj}",
                "all pairs of weights at once: the same at every $w$; the code",
                Point::hessian_row,
            ),
        ],
    }
}

fn step() -> Derivation<Point<Linear>> {
    let gradient = r"w_j - \lambda \frac{2}{n} \sum_i (w^\top x_i - t_i) x_{ij}";
    let code = r"\Bigl( w - \lambda \frac{2}{n} X^\top (X w - t) \Bigr)_j";
    update("the step", [gradient, "the gradient"], code)
}

fn distance() -> Derivation<Point<Linear>> {
    /// Any minimiser w*, and w - w*.
    fn from_minimiser(p: &Point<Linear>) -> (DMatrix<f64>, DMatrix<f64>) {
        let minimiser = p.neuron.fit().expect("a sound problem").w;
        (column(&minimiser), column(&(&p.w - minimiser)))
    }
    /// h_kj = (2/n) Σ_i x_ik x_ij.
    fn h(p: &Point<Linear>, k: usize, j: usize) -> f64 {
        2.0 * p.mean(|i| p.x(i, k) * p.x(i, j))
    }
    Derivation {
        name: "the step, seen from a minimiser",
        variable: Variable::Update,
        left: r"w_j - \lambda \frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"w_j - \lambda \sum_k h_{jk} (w_k - w^*_k)",
                r"$\nabla J(w) = \nabla J(w^*) + H (w - w^*)$, since $H$ is constant, and $\nabla J(w^*) = 0$",
                |p| {
                    let (_, distance) = from_minimiser(p);
                    p.each_weight(|j| {
                        let slope: f64 = (0..p.w.len()).map(|k| h(p, j, k) * distance[k]).sum();
                        p.w[j] - UPDATE.learning_rate * slope
                    })
                },
            ),
            line(
                r"w^*_j + \sum_k ([j = k] - \lambda h_{jk}) (w_k - w^*_k)",
                r"$w_j = w^*_j + (w_j - w^*_j)$",
                |p| {
                    let (minimiser, distance) = from_minimiser(p);
                    let factor =
                        |j: usize, k: usize| kronecker(j, k) - UPDATE.learning_rate * h(p, j, k);
                    let moved =
                        |j: usize| (0..p.w.len()).map(|k| factor(j, k) * distance[k]).sum::<f64>();
                    p.each_weight(|j| minimiser[j] + moved(j))
                },
            ),
            line(
                r"w^*_j + \Bigl( \sum_k (1 - \lambda h_k) c_k v_k \Bigr)_j",
                r"$H v_k = h_k v_k$, $w - w^* = \sum_k c_k v_k$; the code",
                |p| {
                    let (minimiser, distance) = from_minimiser(p);
                    let curvature = p.neuron.curvature().expect("a sound problem");
                    let mut c = curvature.v.tr_mul(&distance);
                    for (k, mut c) in c.row_iter_mut().enumerate() {
                        c *= curvature.factor(UPDATE.learning_rate, k);
                    }
                    minimiser + &curvature.v * c
                },
            ),
        ],
    }
}
