//! A chain with the numbers of one problem: formula, substitution, result.

use super::{Letter, ToldChain};
use crate::Result;
use crate::language::Language;
use ma6202::worked::worked;
use ma6202_formula::{Entries, Numbers, Worked};

/// So many significant digits a result has, and what is put in unless it needs more.
const DIGITS: usize = 3;

/// A chain with the numbers of its example.
#[derive(Clone, Debug)]
pub struct WorkedChain {
    /// The example's sizes, labels and symbols, in LaTeX, and their values.
    pub given: Vec<(String, Numbers)>,
    /// The definitions of the functions, and of the letters that are told with one, in LaTeX.
    pub definitions: Vec<String>,
    /// Each index for which it speaks, in LaTeX, and its value: j = 1 is the first.
    pub indices: Vec<(String, i64)>,
    /// The left-hand side, then each line.
    pub rows: Vec<Worked>,
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
        let mut given = self.counts();
        given.extend(chain.given);
        let mut definitions = chain.functions;
        for letter in self.letters.iter().filter(|letter| !letter.is_index) {
            match letter.definition(Language::Es) {
                Some(definition) if definitions.iter().all(|other| other != definition) => {
                    definitions.push(definition.to_owned());
                }
                Some(_) => (),
                None => given.extend(self.defined(letter, &given)),
            }
        }
        let shown = |(name, value): (String, Entries<f64>)| {
            Some((name, Numbers::of_value(&value, DIGITS)?))
        };
        let given = given.into_iter().filter_map(shown).collect();
        Ok(WorkedChain { given, definitions, indices: indices.collect(), rows: chain.rows })
    }
}

impl ToldChain {
    /// Of the example, how many there are of what is told, and which layer is looked at.
    fn counts(&self) -> Vec<(String, Entries<f64>)> {
        let sizes = self.example.sizes().map(|(name, size)| (name, size as f64));
        let labels = self.example.labels().map(|(name, label)| (name, label as f64));
        let is_told = |name: &str| self.letters.iter().any(|letter| letter.latex == name);
        let told = sizes.chain(labels).filter(|(name, _)| is_told(name));
        told.map(|(name, count)| (name.to_owned(), Entries::one(count))).collect()
    }

    /// A letter that is told without its definition, and its value; `None` if that is known, or if
    /// it has none: as functions, and what belongs to another layer than the one looked at.
    fn defined(
        &self,
        letter: &Letter,
        known: &[(String, Entries<f64>)],
    ) -> Option<(String, Entries<f64>)> {
        let value = self.example.value(letter.of()).ok()?;
        let (name, indices) = letter.of().split_once('_').unwrap_or((letter.of(), ""));
        let is_entry = !indices.is_empty() && value.shape() == (1, 1);
        if is_entry || letter.of().contains('(') {
            return None;
        }
        // W^l is one of the W, and y^l is Y^l.
        let bare = |name: &str| name.split(['^', '_']).next().map(str::to_lowercase);
        let is_known = |(other, known): &(String, _)| *known == value && bare(other) == bare(name);
        (!known.iter().any(is_known)).then(|| (name.to_owned(), value.clone()))
    }
}
