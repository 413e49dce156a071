//! A derivation is data: a chain of equalities in which every "=" is checked.
//!
//! The left-hand side is the derivative of a function. Each line gives a right-hand side three
//! times: as a formula for the notes, as a reason for the reader, and as a function that computes
//! that very line from a sample problem. [`oracle`](crate::oracle) supplies the left-hand side by
//! differentiating the function, and compares it with every line. The last line is the code that
//! the model runs.

use crate::number::{Entries, Number};
use nalgebra::{DMatrix, DVector};
use rand::{Rng, RngExt};

/// A function of several variables, at a point: what a derivation differentiates.
pub trait Problem {
    /// Names one of the variables.
    type Variable: Copy;

    /// The value of the variable at the point.
    fn at(&self, variable: Self::Variable) -> DMatrix<f64>;

    /// The function with the variable set to another value and everything before it forgotten,
    /// written for any kind of number: differences evaluate it, a tape records it.
    fn function<S: Number>(&self, variable: Self::Variable, value: &Entries<S>) -> S;

    /// The function of plain numbers. Each problem says it again, in one line, so that what
    /// differences ask thousands of times is compiled with the problem; a generic one, with who
    /// asks.
    fn value(&self, variable: Self::Variable, value: &DMatrix<f64>) -> f64;
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
    /// The chain as an `align*` environment of LaTeX's package amsmath, after a comment with its
    /// name: what is printed is what was checked.
    pub fn latex(&self) -> String {
        align(self.name, self.left, self.lines.iter().map(|line| ("=", line.formula, line.reason)))
    }
}

/// One "=" of a chain.
pub(crate) fn line<P>(
    formula: &'static str,
    reason: &'static str,
    value: fn(&P) -> DMatrix<f64>,
) -> Line<P> {
    Line { formula, reason, value }
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

/// Σ of a formula in i, from i = 0 to n - 1.
pub(crate) fn sum(n: usize, formula: impl Fn(usize) -> f64) -> f64 {
    (0..n).map(formula).sum()
}

/// ∂x_i/∂x_j: 1 if i = j, else 0.
pub(crate) fn kronecker(i: usize, j: usize) -> f64 {
    if i == j { 1.0 } else { 0.0 }
}

/// A vector (n) as a matrix (n, 1), for those who take any shape.
pub(crate) fn column(vector: &DVector<f64>) -> DMatrix<f64> {
    DMatrix::from_column_slice(vector.len(), 1, vector.as_slice())
}

/// A number between 0.2 and 1 or between -1 and -0.2, for problems in which nothing is 0.
pub(crate) fn away_from_zero(rng: &mut dyn Rng) -> f64 {
    let size = rng.random_range(0.2..1.0);
    if rng.random::<bool>() { size } else { -size }
}
