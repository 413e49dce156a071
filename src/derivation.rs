//! A derivation is data: a chain of equalities in which every "=" is checked.
//!
//! The left-hand side is the derivative of a function. Each line is a formula in LaTeX and a reason
//! for it, in Spanish and in English; that text is what is printed, and what is evaluated with the
//! symbols of a sample problem ([`ma6202_formula`]). [`oracle`](crate::oracle) supplies the
//! left-hand side by differentiating the function, and compares it with every line, and with the
//! code that the model runs.

use crate::Result;
use crate::number::{Number, plain};
use crate::reason::{Statement, statements};
use ma6202_formula::{Formula, Language, Meaning, Symbols, Varying, Words};
use nalgebra::{DMatrix, DVector};
use rand::{Rng, RngExt};

/// A function of several variables, at a point: what a derivation differentiates.
pub trait Problem {
    /// Names one of the variables.
    type Variable: Copy;

    /// The function, and the symbol that it is differentiated by, in LaTeX.
    fn function(variable: Self::Variable) -> [&'static str; 2];

    /// What the letters of a chain about the variable stand for here.
    ///
    /// # Errors
    /// None but a broken invariant: a symbol that is declared twice, or by one that is not.
    fn symbols(&self, variable: Self::Variable) -> ma6202_formula::Result<Symbols>;
}

/// ∂(function)/∂(variable) = line 1 = line 2 = … = what the code computes.
pub struct Derivation<P: Problem> {
    /// By which its checks are known.
    pub name: &'static str,
    /// What is derived, for who reads the chain.
    pub title: Words,
    /// What is differentiated.
    pub variable: P::Variable,
    /// The derivative, in LaTeX.
    pub left: &'static str,
    pub lines: Vec<Line>,
    /// What the model runs: the last line, of the variable's shape.
    pub code: fn(&P) -> DMatrix<f64>,
}

/// One "=" and what stands to the right of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The right-hand side, in LaTeX.
    pub formula: &'static str,
    /// Why it equals the line before. What stands between `$` is the same in both languages, and is
    /// evaluated too.
    pub reason: Words,
}

impl<P: Problem> Derivation<P> {
    /// The chain as an `align*` environment of LaTeX's package amsmath, its reasons in a language,
    /// after a comment with its title: what is printed is what was checked.
    pub fn latex(&self, language: Language) -> String {
        let lines = self.lines.iter().map(|line| ("=", line.formula, line.reason));
        align(language, self.title, self.left, lines)
    }

    /// What a row of the chain's checks is about: the left-hand side as it is written, each line,
    /// and the code.
    pub fn row(&self, number: usize) -> String {
        match number {
            0 => "left-hand side".into(),
            _ if number <= self.lines.len() => format!("line {number}"),
            _ => "the code".into(),
        }
    }

    /// The [rows](Derivation::row): the left-hand side and the lines, each computed from its text,
    /// and what the code computes; and what the reasons state.
    ///
    /// # Errors
    /// A text that is no formula of the problem's symbols, a value in a reason that is not finite.
    pub fn evaluate(
        &self,
        problem: &P,
        symbols: &Symbols,
    ) -> Result<(Vec<DMatrix<f64>>, Vec<Statement>)> {
        let lines: Vec<_> = self.lines.iter().map(|line| (line.formula, line.reason)).collect();
        let (mut rows, stated) = evaluate(symbols, self.left, &lines)?;
        rows.push((self.code)(problem));
        Ok((rows, stated))
    }
}

/// A left-hand side and lines, and what their reasons state. No generic function: what evaluates
/// formulas is compiled here, once, and not with each problem.
pub(crate) fn evaluate(
    symbols: &Symbols,
    left: &str,
    lines: &[(&str, Words)],
) -> Result<(Vec<DMatrix<f64>>, Vec<Statement>)> {
    let left = Formula::parse(left)?.read(symbols)?;
    let (mut values, mut stated) = (vec![plain(left.evaluate()?)], Vec::new());
    for (formula, reason) in lines {
        let meaning = Formula::parse(formula)?.read_like(symbols, &left)?;
        values.push(plain(meaning.evaluate()?));
        stated.extend(statements(reason.en, meaning.symbols())?);
    }
    Ok((values, stated))
}

/// A problem's function of one of its variables, read once.
pub struct Function {
    meaning: Meaning,
    symbol: &'static str,
    at: DMatrix<f64>,
}

impl Function {
    /// # Errors
    /// A text that is no formula of the problem's symbols.
    pub fn of<P: Problem>(problem: &P, variable: P::Variable) -> Result<Function> {
        Function::new(P::function(variable), &problem.symbols(variable)?)
    }

    pub(crate) fn new(
        [function, symbol]: [&'static str; 2],
        symbols: &Symbols,
    ) -> Result<Function> {
        let at = plain(symbols.value(symbol)?);
        Ok(Function { meaning: Formula::parse(function)?.read(symbols)?, symbol, at })
    }

    /// The value of the variable at the point.
    pub fn at(&self) -> &DMatrix<f64> {
        &self.at
    }

    /// The function with the variable set to another value and everything before it forgotten, for
    /// any kind of number: differences evaluate it, a tape records it.
    ///
    /// # Errors
    /// None but a broken invariant: a symbol that is not declared.
    pub fn of_numbers<S: Number>(&self) -> Result<Varying<'_, S>> {
        Ok(self.meaning.function_of(self.symbol)?)
    }
}

/// One "=" of a chain.
pub(crate) fn line(formula: &'static str, reason: Words) -> Line {
    Line { formula, reason }
}

/// A chain of signs, formulas and reasons in LaTeX.
pub(crate) fn align<'a>(
    language: Language,
    title: Words,
    left: &str,
    lines: impl Iterator<Item = (&'a str, &'a str, Words)>,
) -> String {
    let line = |(sign, formula, reason): (&str, &str, Words)| {
        format!("    &{sign} {formula} && \\text{{{}}}", reason.in_language(language))
    };
    // A line break after the last line would make an empty one.
    let lines = lines.map(line).collect::<Vec<_>>().join(" \\\\\n");
    let title = title.in_language(language);
    format!("% {title}\n\\begin{{align*}}\n  {left}\n{lines}\n\\end{{align*}}\n")
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
