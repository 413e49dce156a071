//! A derivation is data: a chain of equalities in which every "=" is checked.
//!
//! The left-hand side is the derivative of a function. Each line gives a right-hand side three times: as a
//! formula for the notes, as a reason for the reader, and as a function that computes that very line from a
//! sample problem. [`oracle`](crate::oracle) supplies the left-hand side by differentiating the function,
//! and compares it with every line. The last line is the code that the model runs.

use nalgebra::DMatrix;

/// A function of several variables, at a point: what a derivation differentiates.
pub trait Problem {
    /// Names one of the variables.
    type Variable: Copy;

    /// The value of the variable at the point.
    fn at(&self, variable: Self::Variable) -> DMatrix<f64>;

    /// The function with the variable set to another value and everything before it forgotten.
    fn function(&self, variable: Self::Variable, value: &DMatrix<f64>) -> f64;
}

/// ∂(function)/∂(variable) = line 1 = line 2 = …
pub struct Derivation<P: Problem> {
    pub name: &'static str,
    /// What is differentiated.
    pub variable: P::Variable,
    /// The derivative, in LaTeX.
    pub left: &'static str,
    pub lines: Vec<Line<P>>,
}

/// One "=" and what stands to the right of it.
pub struct Line<P> {
    /// The right-hand side, in LaTeX.
    pub formula: &'static str,
    /// Why it equals the line before.
    pub reason: &'static str,
    /// This very line, computed: of the variable's shape.
    pub value: fn(&P) -> DMatrix<f64>,
}

impl<P: Problem> Derivation<P> {
    /// The chain as an `align*` environment of LaTeX's package amsmath, after a comment with its name: what is
    /// printed is what was checked.
    pub fn latex(&self) -> String {
        align(self.name, self.left, self.lines.iter().map(|line| ("=", line.formula, line.reason)))
    }
}

/// A chain of signs, formulas and reasons in LaTeX.
pub(crate) fn align<'a>(
    name: &str,
    left: &str,
    lines: impl Iterator<Item = (&'a str, &'a str, &'a str)>,
) -> String {
    let line = |(sign, formula, reason)| format!("    &{sign} {formula} && \\text{{{reason}}}");
    // A line break after the last line would make an empty one.
    let lines = lines.map(line).collect::<Vec<_>>().join(" \\\\\n");
    format!("% {name}\n\\begin{{align*}}\n  {left}\n{lines}\n\\end{{align*}}\n")
}
