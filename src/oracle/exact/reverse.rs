use crate::derivation::Problem;
use crate::number::{Entries, Number};
use crate::tape::Tape;
use nalgebra::DMatrix;

/// The derivative of a problem's function by a variable, by this crate's own tape: one backward
/// pass over the function as it is defined.
///
/// It knows no torch, no difference and none of our derivations: +, ×, eˣ and their slopes only.
pub(crate) fn by_tape<P: Problem>(problem: &P, variable: P::Variable) -> DMatrix<f64> {
    let (tape, at) = (Tape::new(), problem.at(variable));
    let leaves = Entries::from_fn(at.nrows(), at.ncols(), |i, j| tape.leaf(at[(i, j)]));
    let gradients = problem.function(variable, &leaves).backward();
    DMatrix::from_fn(at.nrows(), at.ncols(), |i, j| gradients.of(leaves[(i, j)]))
}

/// A function of one number and its derivative at each of some points, by the tape.
pub(crate) fn pointwise_by_tape(
    function: impl for<'t> Fn(crate::tape::Var<'t>) -> crate::tape::Var<'t>,
    points: &[f64],
) -> (Vec<f64>, Vec<f64>) {
    let at = |&point: &f64| {
        let tape = Tape::new();
        let x = tape.leaf(point);
        let y = function(x);
        (y.value(), y.backward().of(x))
    };
    points.iter().map(at).unzip()
}
