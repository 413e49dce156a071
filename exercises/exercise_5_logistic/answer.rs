//! The lecture's question, answered from the numbers just computed.

use crate::likely::Likely;
use crate::neurons::Neurons;
use crate::separable::{PENALTY, Separable};
use ma6202::logistic::convexity::Counterexample;
use ma6202::program::Report;

pub fn say(
    report: &Report,
    hollow: &Counterexample,
    likely: &Likely,
    separable: &Separable,
    neurons: &Neurons,
) {
    report.say("\nWhat is the descent of logistic regression?\n");
    report.say(
        "With the lecture's J, the squared error of y = σ(Xw): w → w - λ (2/n) Xᵀ[(y - t) ⊙ y ⊙ (1 - y)]. With the cross-entropy: \
         w → w - λ (1/n) Xᵀ(y - t). The factor y (1 - y), which σ' brought in, is gone: that is the difference.",
    );
    report.say(format_args!(
        "With the factor J is not convex (it bends downwards by {:.3} at the place found above) and hardly moves where the answer is wrong and sure of itself. \
         Without it J is convex, and a wrong answer is felt the more the more wrong it is. So the second reading is the one to use.",
        hollow.curvature
    ));
    let [descent, newton] = likely.iterations;
    report.say(format_args!(
        "It has one minimiser, the most likely w, if no plane tells the labels apart: the cars' is ({:.9}, {:.9}), after {descent} iterations of \
         descent or {newton} steps of Newton's method.",
        likely.cars.w[0], likely.cars.w[1]
    ));
    report.say(format_args!(
        "If a plane does, J falls to 0 and ‖w‖ grows for ever, like ln k / γ: {:.1} after {} iterations for class {} of the wines. That is not convergence, and is not \
         reported as such. A penalty (p = {PENALTY}) makes it one.",
        separable.growth.path.last().norm(),
        separable.growth.path.iterations[separable.growth.path.iterations.len() - 1],
        likely.class,
    ));
    let (mistakes, bound) = neurons.mistakes;
    report.say(format_args!(
        "The perceptron needs such a plane: then it ends after (R/γ)² mistakes at most ({mistakes} of {bound:.0} here), and on XOR it never does. One hidden layer \
         answers XOR; descent found it from {}.",
        neurons
            .learned
            .iter()
            .map(|(width, learned, starts)| format!("{learned} of {starts} starts with {width} hidden neurons"))
            .collect::<Vec<_>>()
            .join(", ")
    ));
}
