//! A chain with the numbers of one problem: for which indices, and what each row is then.
//!
//! What is judged on all problems is shown on the first, which is small and has short numbers: the
//! example, for a reader who wants to see where a number comes from.

use crate::Result;
use ma6202_formula::{Choice, Entries, Formula, Meaning, Symbols, Worked};

/// The left-hand side of a chain and its lines with numbers, all for the same indices.
#[derive(Clone, Debug)]
pub struct WorkedLines {
    /// The symbols that they are computed from, and their values.
    pub given: Vec<(String, Entries<f64>)>,
    /// The definitions of the functions that they are computed with.
    pub functions: Vec<String>,
    pub choice: Choice,
    /// The left-hand side first; of what has several sides, the last.
    pub rows: Vec<Worked>,
}

/// Puts the numbers of a problem into a left-hand side and the lines of its chain, in LaTeX; to so
/// many significant digits, or more where these would mislead.
///
/// # Errors
/// A text that is no formula of the problem's symbols.
pub fn worked<'a>(
    symbols: &Symbols,
    left: &str,
    lines: impl IntoIterator<Item = &'a str>,
    digits: usize,
) -> Result<WorkedLines> {
    let left = Formula::parse(left)?.read(symbols)?;
    let choice = left.choice()?;
    let mut given: Vec<(String, Entries<f64>)> = Vec::new();
    let mut functions: Vec<String> = Vec::new();
    let mut row = |meaning: &Meaning| -> Result<Worked> {
        for (name, value) in meaning.given() {
            if given.iter().all(|(other, _)| other != name) {
                given.push((name.to_owned(), value.clone()));
            }
        }
        for definition in meaning.functions() {
            if functions.iter().all(|other| other != definition) {
                functions.push(definition.to_owned());
            }
        }
        Ok(meaning.worked_at(&choice, digits)?.pop().expect("a side at least"))
    };
    let mut rows = vec![row(&left)?];
    for line in lines {
        rows.push(row(&Formula::parse(line)?.read_like(symbols, &left)?)?);
    }
    Ok(WorkedLines { given, functions, choice, rows })
}
