//! A derivation or an estimate that was judged: its lines with their reasons, what its letters are,
//! and what the referees found.

use super::letters::Letter;
use crate::language::Said;
use ma6202::oracle::{Check, Device, Referee};
use ma6202_formula::{Formula, Symbols};
use serde::Serialize;

/// A chain that was judged.
#[derive(Clone, Debug, Serialize)]
pub struct ToldChain {
    pub name: String,
    /// What it is, in a few words.
    pub title: Said,
    /// Whether it is a chain of "=" and "≤", whose left-hand side is measured.
    #[serde(skip)]
    pub is_estimate: bool,
    pub left: ShownFormula,
    pub lines: Vec<ChainLine>,
    pub letters: Vec<Letter>,
    /// On how many problems it was judged.
    pub problems: usize,
    pub judged: Vec<JudgedBy>,
    /// As an `align*` environment of LaTeX.
    #[serde(skip)]
    pub align: Said,
    /// Those of the first problem: with their numbers it is [shown](ToldChain::worked).
    #[serde(skip)]
    pub example: Symbols,
}

/// A formula: as it is written, for a terminal, and for a page.
#[derive(Clone, Debug, Serialize)]
pub struct ShownFormula {
    pub latex: &'static str,
    pub text: String,
    pub mathml: String,
}

/// A sign, what stands to the right of it, and why.
#[derive(Clone, Debug, Serialize)]
pub struct ChainLine {
    pub sign: &'static str,
    pub formula: ShownFormula,
    pub reason: Said,
}

/// What a referee says of a chain: the worst of each row over the problems.
#[derive(Clone, Debug, Serialize)]
pub struct JudgedBy {
    pub referee: String,
    pub device: Device,
    /// Of the left-hand side, each line, and the code; of a bound, the share of it that is taken.
    pub errors: Vec<f64>,
    /// Which line each of them is of: 0 is the left-hand side, and none the code.
    #[serde(skip)]
    pub lines: Vec<Option<usize>>,
}

impl ToldChain {
    /// By which its place in a page is found: "chain-the-gradient".
    pub fn anchor(&self) -> String {
        let words = self.name.split(|c: char| !c.is_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        format!("chain-{}", words.join("-").to_lowercase())
    }
}

impl ShownFormula {
    /// # Errors
    /// A text that is no formula.
    pub fn new(latex: &'static str) -> ma6202_formula::Result<ShownFormula> {
        let formula = Formula::parse(latex)?;
        Ok(ShownFormula { latex, text: formula.unicode_line(), mathml: formula.mathml(true) })
    }
}

impl JudgedBy {
    /// Of the checks of a chain's rows, by each referee on each device.
    pub fn of<'a>(checks: impl Iterator<Item = &'a Check>) -> Vec<JudgedBy> {
        let mut all: Vec<JudgedBy> = Vec::new();
        for Check { what, referee, device, max_rel_error, .. } in checks {
            let known = all.iter().position(|j| (&j.referee, j.device) == (referee, *device));
            let number = known.unwrap_or_else(|| {
                let (errors, lines) = (Vec::new(), Vec::new());
                all.push(JudgedBy { referee: referee.clone(), device: *device, errors, lines });
                all.len() - 1
            });
            all[number].errors.push(*max_rel_error);
            all[number].lines.push(line(what));
        }
        all
    }

    /// The error of a line, if it was asked about that one; 0 is the left-hand side.
    pub fn error_of(&self, line: usize) -> Option<f64> {
        let place = self.lines.iter().position(|of| *of == Some(line))?;
        Some(self.errors[place])
    }

    /// That of the code, if it was asked about it.
    pub fn code_error(&self) -> Option<f64> {
        let place = self.lines.iter().position(Option::is_none)?;
        Some(self.errors[place])
    }

    /// Whether it judges what was derived to be no smaller.
    pub fn is_bound(&self) -> bool {
        self.referee == Referee::Bound.name()
    }

    /// The worst of its errors.
    pub fn worst(&self) -> f64 {
        super::worst(self.errors.iter().copied())
    }
}

/// Which line a check of a chain is about: "the gradient, line 2".
fn line(what: &str) -> Option<usize> {
    match what.rsplit(", ").next()? {
        "left-hand side" => Some(0),
        row => row.strip_prefix("line ")?.parse().ok(),
    }
}
