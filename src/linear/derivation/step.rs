//! The step, and what it does to the distance from a minimiser.

use crate::derivation::{Derivation, column, line};
use crate::descent::derivation::{ALL_WEIGHTS, NeuronAt, NeuronVariable, UPDATE, update};
use crate::linear::Linear;
use crate::reason::{no_words, the_code, words};
use nalgebra::DMatrix;

pub(super) fn step() -> Derivation<NeuronAt<Linear>> {
    let lines = vec![
        line(
            r"w_j - \lambda \frac{2}{n} \sum_i (w^\top x_i - t_i) x_{ij}",
            words("el gradiente", "the gradient"),
        ),
        line(r"\Bigl( w - \lambda \frac{2}{n} X^\top (X w - t) \Bigr)_j", ALL_WEIGHTS),
    ];
    update("the step", words("el paso", "the step"), lines)
}

pub(super) fn from_a_minimiser() -> Derivation<NeuronAt<Linear>> {
    Derivation {
        name: "the step, seen from a minimiser",
        title: words("el paso, visto desde un minimizador", "the step, seen from a minimiser"),
        variable: NeuronVariable::Update,
        left: r"w_j - \lambda \frac{\partial J}{\partial w_j}",
        lines: vec![
            line(
                r"w_j - \lambda \sum_k H_{jk} (w_k - w^*_k)",
                words(
                    r"$\nabla J = H (w - w^*)$, pues $X^\top X w^* = X^\top t$",
                    r"$\nabla J = H (w - w^*)$, since $X^\top X w^* = X^\top t$",
                ),
            ),
            line(
                r"w^*_j + \sum_k ([j = k] - \lambda H_{jk}) (w_k - w^*_k)",
                no_words("$w_j = w^*_j + (w_j - w^*_j)$"),
            ),
            line(
                r"w^*_j + \Bigl( \sum_k (1 - \lambda h_k) c_k v_k \Bigr)_j",
                the_code!(r"$H v_k = h_k v_k$, $w - w^* = \sum_k c_k v_k$"),
            ),
        ],
        code: |p| {
            let minimiser = column(&p.neuron.fit().expect("a sound problem").w);
            let curvature = p.neuron.curvature().expect("a sound problem");
            let mut c: DMatrix<f64> = curvature.v.tr_mul(&(column(&p.w) - &minimiser));
            for (k, mut c) in c.row_iter_mut().enumerate() {
                c *= curvature.factor(UPDATE.learning_rate, k);
            }
            minimiser + &curvature.v * c
        },
    }
}
