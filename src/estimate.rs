//! An estimate is data, as a derivation is: a chain of "=" and "≤" in which each is checked.
//!
//! The left-hand side is a number that is measured, such as an error. Each line is a formula, which
//! is evaluated, and a reason, as those of a [`derivation`](crate::derivation) are.
//! [`oracle`](crate::oracle) measures the left-hand side and goes down the chain.

use crate::Result;
use crate::derivation::{align, evaluate};
use crate::reason::Statement;
use ma6202_formula::{Language, Symbols, Words};

/// What an estimate is about.
pub trait Subject {
    /// What the letters of its formulas stand for here.
    ///
    /// # Errors
    /// None but a broken invariant: a symbol that is declared twice, or by one that is not.
    fn symbols(&self) -> ma6202_formula::Result<Symbols>;
}

/// How a line stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Equal,
    AtMost,
}

/// (left) = line 1 ≤ line 2 …
pub struct Estimate<P> {
    /// By which its checks are known.
    pub name: &'static str,
    /// What is estimated, for who reads the chain.
    pub title: Words,
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
    /// Why it is so. What stands between `$` is the same in both languages, and is evaluated too.
    pub reason: Words,
    /// The code that computes this line, if a model runs one.
    pub code: Option<fn(&P) -> f64>,
}

impl<P> Estimate<P> {
    /// The chain in LaTeX, as [`Derivation::latex`](crate::derivation::Derivation::latex)
    /// prints one.
    pub fn latex(&self, language: Language) -> String {
        let lines = self.lines.iter().map(|line| {
            let sign = match line.relation {
                Relation::Equal => "=",
                Relation::AtMost => r"\le",
            };
            (sign, line.formula, line.reason)
        });
        align(language, self.title, self.left, lines)
    }
}

impl<P: Subject> Estimate<P> {
    /// The left-hand side and the lines, each computed from its text, and what the reasons state.
    ///
    /// # Errors
    /// A text that is no formula of the problem's symbols, a value in a reason that is not finite.
    pub fn evaluate(&self, problem: &P) -> Result<(Vec<f64>, Vec<Statement>)> {
        let lines = self.lines.iter().map(|line| (line.formula, line.reason));
        let (values, stated) =
            evaluate(&problem.symbols()?, self.left, &lines.collect::<Vec<_>>())?;
        Ok((values.iter().map(|value| value[(0, 0)]).collect(), stated))
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
pub(crate) fn equal<P>(formula: &'static str, reason: Words) -> EstimateLine<P> {
    EstimateLine { relation: Relation::Equal, formula, reason, code: None }
}

/// A line that the one before it does not exceed.
pub(crate) fn at_most<P>(formula: &'static str, reason: Words) -> EstimateLine<P> {
    EstimateLine { relation: Relation::AtMost, formula, reason, code: None }
}

impl<P> EstimateLine<P> {
    /// The same, computed by this code as well.
    pub(crate) fn by(self, code: fn(&P) -> f64) -> EstimateLine<P> {
        EstimateLine { code: Some(code), ..self }
    }
}
