//! Why a line of a chain follows from the one before: words in Spanish and in English, and formulas
//! between dollars, the same in both.
//!
//! A formula in a reason is evaluated as well. Most state something, "$a = b$" or "$a \le b$", and
//! each such statement is checked; the others name a term. Those of the English are taken: that the
//! Spanish has no other is for a test.

use crate::number::plain;
use crate::{Error, Result};
use ma6202_formula::{Formula, Relation, Symbols, Words};
use nalgebra::DMatrix;

/// A part of a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Words(&'a str),
    /// In LaTeX, without its dollars.
    Formula(&'a str),
}

/// What a reason states of a problem: one side, a sign, the other side.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub latex: String,
    pub left: DMatrix<f64>,
    pub relation: Relation,
    pub right: DMatrix<f64>,
}

/// What something is, in Spanish and in English, with formulas between dollars.
pub(crate) const fn words(es: &'static str, en: &'static str) -> Words {
    Words { es, en }
}

/// Formulas between dollars that need no word: they read the same in both languages.
pub(crate) const fn no_words(formulas: &'static str) -> Words {
    words(formulas, formulas)
}

/// Formulas between dollars that need no word, and that the line is what the code computes.
macro_rules! the_code {
    ($formulas:literal) => {
        $crate::reason::words(concat!($formulas, "; el código"), concat!($formulas, "; the code"))
    };
}
pub(crate) use the_code;

/// A reason's parts in one language, in order.
pub fn parts(reason: &str) -> impl Iterator<Item = Piece<'_>> {
    reason.split('$').enumerate().filter(|(_, part)| !part.is_empty()).map(|(number, part)| {
        if number % 2 == 0 { Piece::Words(part) } else { Piece::Formula(part) }
    })
}

/// Evaluates every formula of a reason in one language, and gives what they state.
///
/// # Errors
/// A text that is no formula of these symbols, a value that is no finite number.
pub fn statements(reason: &str, symbols: &Symbols) -> Result<Vec<Statement>> {
    let mut statements = Vec::new();
    for part in parts(reason) {
        let Piece::Formula(latex) = part else { continue };
        let meaning = Formula::parse(latex)?.read(symbols)?;
        let sides: Vec<DMatrix<f64>> = meaning.evaluate_sides()?.into_iter().map(plain).collect();
        for side in &sides {
            if let Some(value) = side.iter().find(|value| !value.is_finite()) {
                return Err(Error::setting(latex, "finite numbers", value));
            }
        }
        // What is said of nothing, such as of i ≠ j where there is one row, is true.
        let is_empty = sides.iter().all(|side| side.is_empty());
        for (relation, pair) in meaning.relations().iter().zip(sides.windows(2)) {
            if is_empty {
                continue;
            }
            let [left, right] = [0, 1].map(|side| pair[side].clone());
            let (latex, relation) = (latex.to_owned(), *relation);
            statements.push(Statement { latex, left, relation, right });
        }
    }
    Ok(statements)
}
