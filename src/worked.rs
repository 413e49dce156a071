//! A chain with the numbers of one problem: of which, for which indices, and what each row is then.
//!
//! A reader who wants to see where a number comes from looks at the smallest problem: what is
//! judged on all of them is shown on one.

use crate::Result;
use ma6202_formula::{Choice, Formula, Meaning, Symbols, Worked};

/// Of the smallest problems so many are looked at.
const MOST: usize = 20;

/// Of a number that is 0 nothing is seen; it counts as much as one of size e^10, or e^-10.
const ZERO: f64 = 10.0;

/// The left-hand side of a chain and its lines with numbers, all for the same indices.
#[derive(Clone, Debug)]
pub struct WorkedLines {
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
    let row = |meaning: &Meaning| -> Result<Worked> {
        Ok(meaning.worked_at(&choice, digits)?.pop().expect("a side at least"))
    };
    let mut rows = vec![row(&left)?];
    for line in lines {
        rows.push(row(&Formula::parse(line)?.read_like(symbols, &left)?)?);
    }
    Ok(WorkedLines { choice, rows })
}

/// Of all problems that it sees the smallest: those that are the easiest to follow by hand. Nothing
/// of which there is one only, if possible, then the fewest numbers.
#[derive(Clone, Debug, Default)]
pub struct Smallest {
    /// Of how many things there is one, and how many numbers there are.
    size: (usize, usize),
    symbols: Vec<Symbols>,
}

impl Smallest {
    /// Sees another problem.
    pub fn see(&mut self, symbols: &Symbols) {
        let single = symbols.sizes().filter(|(_, count)| *count < 2).count();
        let size = (single, symbols.given_numbers().count());
        if self.symbols.is_empty() || size < self.size {
            (self.size, self.symbols) = (size, Vec::new());
        }
        if size == self.size {
            self.symbols.push(symbols.clone());
        }
    }

    /// What they are; some of them if they are many.
    pub fn some(self) -> Vec<Symbols> {
        let step = self.symbols.len().div_ceil(MOST).max(1);
        self.symbols.into_iter().step_by(step).collect()
    }
}

/// Of several problems the one that shows the most: its left-hand side is neither 0 nor 1, and its
/// numbers are neither large nor small. `None` of no problems.
pub fn clearest<'s>(left: &str, problems: &'s [Symbols]) -> Option<&'s Symbols> {
    let rank = |symbols: &Symbols| (dullness(left, symbols), oddity(symbols));
    let ranked = problems.iter().map(|symbols| (rank(symbols), symbols));
    let ranked = ranked.min_by(|((dull, odd), _), ((duller, odder), _)| {
        dull.cmp(duller).then(odd.total_cmp(odder))
    });
    ranked.map(|(_, symbols)| symbols)
}

/// 2 if the left-hand side is 0, or nothing; 1 if it is 1 or -1; else 0.
fn dullness(left: &str, symbols: &Symbols) -> u8 {
    let value = Formula::parse(left).and_then(|left| left.read(symbols)?.evaluate::<f64>());
    let dullness = |value: &f64| match value.abs() {
        0.0 => 2,
        1.0 => 1,
        size if size.is_finite() => 0,
        _ => 2,
    };
    value.map_or(2, |value| value.as_slice().iter().map(dullness).min().unwrap_or(2))
}

/// How far from 1 the numbers are.
fn oddity(symbols: &Symbols) -> f64 {
    let far = |x: f64| if x == 0.0 { ZERO } else { libm::log(x.abs()).abs() };
    symbols.given_numbers().map(far).sum()
}
