//! A chain with the numbers of one problem: formula, substitution, result.

use super::ToldChain;
use crate::Result;
use crate::language::Said;
use ma6202::worked::worked;
use ma6202_formula::{Entries, Language, Numbers, Unshown};

/// So many significant digits a result has, and what is put in unless it needs more.
const DIGITS: usize = 3;

/// A chain with the numbers of its example.
#[derive(Clone, Debug)]
pub struct WorkedChain {
    /// What is given in the example: sizes and symbols, in LaTeX, and their values.
    pub given: Vec<(String, ShownNumbers)>,
    /// The definitions of the functions that are named, in LaTeX.
    pub functions: Vec<String>,
    /// Each index for which it speaks, in LaTeX, and its value: j = 1 is the first.
    pub indices: Vec<(String, i64)>,
    /// The left-hand side, then each line.
    pub rows: Vec<WorkedRow>,
}

/// A row of a chain with numbers.
#[derive(Clone, Debug)]
pub struct WorkedRow {
    /// With numbers in place of letters; or why there is nothing to be seen beside the value.
    pub numbers: std::result::Result<ShownNumbers, Unshown>,
    /// The same with the values of its functions, if it has any.
    pub with_values: Option<ShownNumbers>,
    /// What it comes to; `None` of a matrix that is too large to be shown.
    pub value: Option<ShownNumbers>,
    /// The value, a number or the entries of a matrix, column by column.
    pub values: Vec<f64>,
}

/// A formula of numbers for a page, with the decimal comma of Spanish or a point.
#[derive(Clone, Debug)]
pub struct ShownNumbers {
    /// In Spanish for LaTeX and for MathJax: a comma is `{,}`.
    pub latex: Said,
    /// For a page.
    pub numbers: Numbers,
}

impl ToldChain {
    /// The chain with the numbers of its example: computed here, since only who reads it needs it.
    ///
    /// # Errors
    /// None but a broken invariant: a text that is no formula of the problem's symbols.
    pub fn worked(&self) -> Result<WorkedChain> {
        let left = self.left.latex;
        let lines = self.lines.iter().map(|line| line.formula.latex);
        let chain = worked(&self.example, left, lines, DIGITS)?;
        let indices = chain.choice.indices().map(|(name, value)| (name.to_owned(), value));
        let rows = chain.rows.into_iter().map(|row| WorkedRow {
            numbers: row.formula.map(ShownNumbers::new),
            with_values: row.with_values.map(ShownNumbers::new),
            value: row.shown.map(ShownNumbers::new),
            values: row.value.into_vec(),
        });
        let is_told = |name: &str| self.letters.iter().any(|letter| letter.latex == name);
        let sizes = self.example.sizes().filter(|(name, _)| is_told(name));
        let sizes = sizes.map(|(name, size)| (name.to_owned(), Entries::one(size as f64)));
        let given = sizes.chain(chain.given).filter_map(|(name, value)| {
            Some((name, ShownNumbers::new(Numbers::of_value(&value, DIGITS)?)))
        });
        let given = given.collect();
        let mut functions: Vec<String> = Vec::new();
        for definition in self.example.functions() {
            let (name, _) = definition.split_once('=').expect("a definition has a =");
            let is_told = self.letters.iter().any(|letter| letter.of() == name.trim());
            if is_told && !functions.iter().any(|other| other == definition) {
                functions.push(definition.to_owned());
            }
        }
        Ok(WorkedChain { given, functions, indices: indices.collect(), rows: rows.collect() })
    }
}

impl ShownNumbers {
    fn new(numbers: Numbers) -> ShownNumbers {
        let latex = |language| numbers.latex(language);
        let latex = Said::new(latex(Language::Spanish), latex(Language::English));
        ShownNumbers { latex, numbers }
    }
}
