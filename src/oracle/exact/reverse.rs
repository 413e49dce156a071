use crate::Result;
use crate::derivation::Function;
use crate::number::{Entries, Number, constants};
use crate::oracle::exact::differences::each_by_differences;
use crate::tape::{Tape, Var};
use nalgebra::DMatrix;
use std::cell::RefCell;

/// The derivative of a function by its variable, by this crate's own tape: one backward pass over
/// the function as it is defined.
///
/// It knows no torch, no difference and none of our derivations: +, ×, eˣ and their slopes only.
///
/// Of a function with several values there is one for each.
pub(crate) fn by_tape(function: &Function) -> Result<Vec<DMatrix<f64>>> {
    let (tape, at) = (Tape::new(), function.at());
    let leaves = Entries::from_fn(at.nrows(), at.ncols(), |i, j| tape.leaf(at[(i, j)]));
    let values = function.of_numbers()?.value(&leaves)?.into_vec();
    let gradient = |value: Var| {
        let gradients = value.backward();
        DMatrix::from_fn(at.nrows(), at.ncols(), |i, j| gradients.of(leaves[(i, j)]))
    };
    Ok(values.into_iter().map(gradient).collect())
}

/// The derivatives of a function by its variable, by differences of its values.
pub(crate) fn by_differences(function: &Function) -> Result<Vec<DMatrix<f64>>> {
    let (of_plain, failed) = (function.of_numbers::<f64>()?, RefCell::new(None));
    let outputs = of_plain.value(&constants(function.at()))?.into_vec().len();
    let values = |at: &DMatrix<f64>| match of_plain.value(&constants(at)) {
        Ok(values) => values.into_vec(),
        Err(error) => {
            failed.replace(Some(error));
            vec![f64::NAN; outputs]
        }
    };
    let found = each_by_differences(values, function.at());
    failed.into_inner().map_or(Ok(found), |error| Err(error.into()))
}

/// A function of one number and its derivative at each of some points, by the tape.
pub(crate) fn pointwise_by_tape(
    function: impl for<'t> Fn(Var<'t>) -> Var<'t>,
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
