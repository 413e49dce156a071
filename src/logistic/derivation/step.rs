//! The step, for both readings.

use crate::derivation::Derivation;
use crate::descent::derivation::{NeuronAt, update};
use crate::logistic::Logistic;

pub(super) fn step(name: &'static str) -> Derivation<NeuronAt<Logistic>> {
    let gradient = r"w_j - \lambda \sum_i \delta_i x_{ij}";
    let reason = r"the gradient, with $\delta_i = \partial J / \partial a_i$";
    update(name, [gradient, reason], r"\bigl( w - \lambda X^\top \delta \bigr)_j")
}
