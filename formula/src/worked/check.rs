//! Whether a formula of numbers has the value of the formula that they were put into.

use super::Unshown;
use super::put::{Put, Style};
use crate::entries::Entries;
use crate::formula::Formula;
use crate::syntax::Node;
use crate::term::{Term, What};
use crate::value::Meaning;

/// So many digits more are tried, where rounding takes too much.
const MORE: usize = 4;

/// More digits than these are lost in evaluating.
const MOST_EXACT: usize = 10;

/// Whether there is anything to see beside the value.
pub(super) fn is_seen(side: &Term) -> bool {
    !matches!(
        side.what,
        What::Whole(_)
            | What::Entry(..)
            | What::Row(..)
            | What::Column(..)
            | What::Size(_)
            | What::Index(..)
            | What::Mean(..)
            | What::Variance(..)
            | What::Covariance(..)
            | What::Derivative { .. }
    )
}

/// With how many digits the numbers come to the value as it is shown. What cannot be evaluated as
/// it is written, as a sum without an end, has as many as were asked for.
pub(super) fn enough_digits<'p, 'm: 'p>(
    meaning: &Meaning,
    put: &dyn Fn(Style) -> Put<'p, 'm>,
    side: &Term,
    value: &Entries<f64>,
    digits: usize,
) -> Result<usize, Unshown> {
    let mut found = String::new();
    for more in 0..=MORE {
        let mut put = put(Style::whole(digits + more));
        let tree = put.shown(side)?;
        let Some(shown) = evaluated(meaning, &tree)?.filter(|_| put.is_whole) else {
            return Ok(digits);
        };
        if is_near(&shown, value, digits) {
            return Ok(digits + more);
        }
        found = format!("{:?}", shown.as_slice());
    }
    Err(Unshown::Otherwise(found, format!("{:?}", value.as_slice())))
}

/// What it is read as; `None` if it cannot be read as a formula.
fn evaluated(meaning: &Meaning, tree: &Node) -> Result<Option<Entries<f64>>, Unshown> {
    let Ok(formula) = Formula::parse(&tree.to_string()) else { return Ok(None) };
    if formula.tree() != tree {
        let why = "it would be read in another way";
        return Err(Unshown::Part(formula.latex().into(), why.into()));
    }
    let value = formula.read(&meaning.symbols).and_then(|meaning| meaning.evaluate());
    Ok(value.ok())
}

/// Whether both are shown alike: what a reader computes from the numbers is what stands beside
/// them. Of a matrix, an entry that is far below the largest counts by the largest's digits.
fn is_near(shown: &Entries<f64>, value: &Entries<f64>, digits: usize) -> bool {
    let digits = digits.min(MOST_EXACT);
    let size = value.as_slice().iter().fold(0.0, |size: f64, entry| size.max(entry.abs()));
    let power = if size == 0.0 { 0.0 } else { libm::floor(libm::log10(size)) };
    let unit = libm::exp10(power + 1.0 - digits as f64);
    let written = |x: f64| format!("{x:.*e}", digits.saturating_sub(1));
    let is_near = |(&x, &y): (&f64, &f64)| {
        // On the border between two roundings more digits come near, and may be on either side.
        let is_close = (x - y).abs() <= unit / 200.0 || y.abs() < unit && x.abs() < unit;
        is_close || written(x) == written(y)
    };
    shown.shape() == value.shape() && shown.as_slice().iter().zip(value.as_slice()).all(is_near)
}
