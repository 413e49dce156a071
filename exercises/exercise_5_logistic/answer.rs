//! The lecture's question, answered from the numbers just computed.

use super::hidden::Hidden;
use super::maximum_likelihood::Likely;
use super::separable::{ITERATIONS, PENALTY, Separable};
use crate::program::Report;
use ma6202::logistic::convexity::Counterexample;
use ma6202::logistic::derivation::Novikoff;

pub fn say(
    report: &Report,
    bump: &Counterexample,
    likely: &Likely,
    separable: &Separable,
    perceptron: &Novikoff,
    hidden: &Hidden,
) {
    report.say("\nWhat is the descent of logistic regression?\n");
    report.paragraph(
        "With the lecture's J, the squared error of y = σ(Xw): w → w - λ (2/n) Xᵀ[(y - t) ⊙ y ⊙ (1 \
         - y)]. With the cross-entropy: w → w - λ (1/n) Xᵀ(y - t). The factor y (1 - y), which σ' \
         brought in, is gone: that is the difference.",
    );
    report.paragraph(format_args!(
        "With the factor J is not convex (uᵀHu = {:.3} at the place found above) and hardly moves \
         where the answer is wrong and sure of itself. Without it J is convex, and an answer pulls \
         the more the more wrong it is. So the second reading is the one to use.",
        bump.curvature
    ));
    let [descent, newton] = likely.cars.iterations;
    report.paragraph(format_args!(
        "It has one minimiser, the maximum-likelihood estimate, if the labels are not linearly separable and the \
         columns of X are independent: the cars' is ({:.9}, {:.9}), after {descent} iterations of \
         descent or {newton} steps of Newton's method.",
        likely.cars.w[0], likely.cars.w[1]
    ));
    report.paragraph(format_args!(
        "If a plane does, J falls to 0 and ‖w‖ grows for ever: for class {} of the wines by {:.2} \
         whenever the iterations are multiplied by e, near the {:.2} of theory, after {ITERATIONS} \
         of them. That is not convergence, and is not reported as such. A penalty (p = {PENALTY}) \
         makes it one.",
        likely.class,
        separable.growth.rate(ITERATIONS),
        1.0 / separable.growth.margin,
    ));
    let found = hidden.learned.iter();
    let found = found.map(|(width, learned)| format!("{learned} with {width} hidden neurons"));
    report.paragraph(format_args!(
        "The perceptron needs such a plane: then it ends after (R/γ)² mistakes at most ({} of {:.0} \
         here), and on XOR it never does. A network with one hidden layer answers XOR; of {} starts \
         descent found it from {}.",
        perceptron.run.count(),
        perceptron.bound(),
        hidden.starts,
        found.collect::<Vec<_>>().join(", ")
    ));
}
