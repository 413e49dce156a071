//! An estimate is data, as a derivation is: a chain of "=" and "≤" in which each is checked.
//!
//! The left-hand side is a number that is measured, such as an error. Each line gives what it
//! equals or does not exceed three times, as those of a [`derivation`](crate::derivation) do.
//! [`oracle`](crate::oracle) measures the left-hand side and goes down the chain.

use crate::derivation::align;

/// How a line stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Equal,
    AtMost,
}

/// (left) = line 1 ≤ line 2 …
pub struct Estimate<P> {
    pub name: &'static str,
    /// What is measured, in LaTeX.
    pub left: &'static str,
    pub lines: Vec<EstimateLine<P>>,
    /// How far rounding may move the left-hand side and a line apart, derived as well: two numbers
    /// that differ by no more are equal.
    pub rounding: fn(&P) -> f64,
}

/// One "=" or "≤" and what stands to the right of it.
pub struct EstimateLine<P> {
    pub relation: Relation,
    /// The right-hand side, in LaTeX.
    pub formula: &'static str,
    /// Why it is so.
    pub reason: &'static str,
    /// This very line, computed.
    pub value: fn(&P) -> f64,
}

impl<P> Estimate<P> {
    /// The chain in LaTeX, as [`Derivation::latex`](crate::derivation::Derivation::latex)
    /// prints one.
    pub fn latex(&self) -> String {
        let lines = self.lines.iter().map(|line| {
            let sign = match line.relation {
                Relation::Equal => "=",
                Relation::AtMost => r"\le",
            };
            (sign, line.formula, line.reason)
        });
        align(self.name, self.left, lines)
    }
}

impl Relation {
    /// The sign between the lines.
    pub fn sign(self) -> &'static str {
        match self {
            Relation::Equal => "=",
            Relation::AtMost => "≤",
        }
    }
}

/// A line that equals the one before it.
pub(crate) fn equal<P>(
    formula: &'static str,
    reason: &'static str,
    value: fn(&P) -> f64,
) -> EstimateLine<P> {
    EstimateLine { relation: Relation::Equal, formula, reason, value }
}

/// A line that the one before it does not exceed.
pub(crate) fn at_most<P>(
    formula: &'static str,
    reason: &'static str,
    value: fn(&P) -> f64,
) -> EstimateLine<P> {
    EstimateLine { relation: Relation::AtMost, formula, reason, value }
}
