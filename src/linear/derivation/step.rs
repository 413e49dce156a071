//! The step, and what it does to the distance from a minimiser.

use crate::derivation::{Derivation, column, kronecker, line, sum};
use crate::descent::derivation::{NeuronAt, NeuronVariable, UPDATE, update};
use crate::linear::Linear;
use nalgebra::DMatrix;

pub(super) fn step() -> Derivation<NeuronAt<Linear>> {
    let gradient = r"w_j - \lambda \frac{2}{n} \sum_i (w^\top x_i - t_i) x_{ij}";
    let code = r"\Bigl( w - \lambda \frac{2}{n} X^\top (X w - t) \Bigr)_j";
    update("the step", [gradient, "the gradient"], code)
}

pub(super) fn from_a_minimiser() -> Derivation<NeuronAt<Linear>> {
    /// Any minimiser w*, and w - w*.
    fn from_minimiser(p: &NeuronAt<Linear>) -> (DMatrix<f64>, DMatrix<f64>) {
        let minimiser = p.neuron.fit().expect("a sound problem").w;
        (column(&minimiser), column(&(&p.w - minimiser)))
    }
    /// h_kj = (2/n) Σ_i x_ik x_ij.
    fn h(p: &NeuronAt<Linear>, k: usize, j: usize) -> f64 {
        2.0 * p.mean(|i| p.x(i, k) * p.x(i, j))
    }
    Derivation {
        name: "the step, seen from a minimiser",
        variable: NeuronVariable::Update,
        left: r"w_j - \lambda \frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"w_j - \lambda \sum_k h_{jk} (w_k - w^*_k)",
                r"$\nabla J(w) = \nabla J(w^*) + H (w - w^*)$, since $H$ is constant, and $\nabla J(w^*) = 0$",
                |p| {
                    let (_, distance) = from_minimiser(p);
                    let derivative = |j: usize| sum(p.w.len(), |k| h(p, j, k) * distance[k]);
                    p.each_weight(|j| p.w[j] - UPDATE.learning_rate * derivative(j))
                },
            ),
            line(
                r"w^*_j + \sum_k ([j = k] - \lambda h_{jk}) (w_k - w^*_k)",
                r"$w_j = w^*_j + (w_j - w^*_j)$",
                |p| {
                    let (minimiser, distance) = from_minimiser(p);
                    let factor =
                        |j: usize, k: usize| kronecker(j, k) - UPDATE.learning_rate * h(p, j, k);
                    let moved = |j: usize| sum(p.w.len(), |k| factor(j, k) * distance[k]);
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
