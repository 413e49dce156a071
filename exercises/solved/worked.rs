//! A chain with the numbers of one problem: formula, substitution, result.

use super::ToldChain;
use crate::Result;
use crate::language::Said;
use ma6202::worked::{clearest, worked};
use ma6202_formula::{Language, Numbers, Unshown};

/// So many significant digits a result has, and what is put in unless it needs more.
const DIGITS: usize = 3;

/// A chain with the numbers of the smallest problem that it was judged on.
#[derive(Clone, Debug)]
pub struct WorkedChain {
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
    /// The chain with the numbers of the problem that is the easiest to follow: computed here,
    /// since only who reads it needs it.
    ///
    /// # Errors
    /// None but a broken invariant: a text that is no formula of the problem's symbols.
    pub fn worked(&self) -> Result<WorkedChain> {
        let left = self.left.latex;
        let symbols = clearest(left, &self.smallest).expect("a chain is judged on a problem");
        let lines = self.lines.iter().map(|line| line.formula.latex);
        let chain = worked(symbols, left, lines, DIGITS)?;
        let indices = chain.choice.indices().map(|(name, value)| (name.to_owned(), value));
        let rows = chain.rows.into_iter().map(|row| WorkedRow {
            numbers: row.formula.map(ShownNumbers::new),
            value: row.shown.map(ShownNumbers::new),
            values: row.value.into_vec(),
        });
        Ok(WorkedChain { indices: indices.collect(), rows: rows.collect() })
    }
}

impl ShownNumbers {
    fn new(numbers: Numbers) -> ShownNumbers {
        let latex = |language| numbers.latex(language);
        let latex = Said::new(latex(Language::Spanish), latex(Language::English));
        ShownNumbers { latex, numbers }
    }
}
