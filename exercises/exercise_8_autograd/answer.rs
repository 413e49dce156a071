//! The lecture's questions, answered.

use super::errata::depth::DepthOutcome;
use crate::program::Report;

pub fn say(report: &Report, [two, ten]: &[Vec<DepthOutcome>; 2]) {
    report.say("\nWhat does torch do when it says backward?\n");
    report.paragraph(
        "It has recorded, while the expression ran, which operation made each number and from \
         what. backward() goes through that record from its end: each number's gradient, complete \
         by then, is multiplied by the derivative of the operation and added to what it was made from. \
         One pass gives the derivative of one result by everything. It is backpropagation, for any \
         expression.",
    );
    report.paragraph(
        "What do operations in place have in common? Their name ends in an underscore: add_, \
         zero_, requires_grad_. They change the tensor itself. For a leaf whose gradient is asked \
         for torch refuses arithmetic in place, except within no_grad(): it would become the \
         result of an operation, and no leaf. And if a number that backward needs was changed, \
         backward refuses.",
    );
    report.paragraph(
        "What does detach() do? It gives the same numbers without their record: what is computed \
         from them does not lead back. no_grad() does that to all that is computed within it.",
    );
    report.paragraph(
        "What is a Function? One kind of node of the record: forward computes and keeps what \
         backward will need (ctx.save_for_backward), and backward turns the gradient of the result \
         into those of the operands. On our tape it is a line of src/tape/operators.rs, the value \
         and the derivatives; ours computes the derivatives at once, torch's keeps what it needs and \
         computes them in backward.",
    );
    let learned = |all: &[DepthOutcome]| all.iter().filter(|outcome| outcome.has_learned()).count();
    report.paragraph(format_args!(
        "And ten hidden layers? {} of {} trainings learn the wines with ten, {} with two.",
        learned(ten),
        ten.len(),
        learned(two),
    ));
}
