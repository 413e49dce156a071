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
        // All that stands in a row is told; nothing else is needed, but for what that is defined
        // by.
        let is_told = |name: &str| self.letters.iter().any(|letter| is_same(letter.of(), name));
        let (mut definitions, others): (Vec<_>, Vec<_>) =
            chain.functions.into_iter().partition(|definition| is_told(definition));
        let is_needed = |name: &str| definitions.iter().any(|definition| uses(definition, name));
        let is_given = |(name, _): &(String, _)| is_told(name) || is_needed(name);
        let mut given = self.counts();
        given.extend(chain.given.into_iter().filter(is_given));
        let needed: Vec<String> =
            others.into_iter().filter(|other| is_needed(bare(other))).collect();
        definitions.extend(needed);
        for letter in self.letters.iter().filter(|letter| !letter.is_index) {
            let definition = letter.definition(Language::Es);
            let is_new = |definition: &&str| definitions.iter().all(|other| other != definition);
            definitions.extend(definition.filter(is_new).map(str::to_owned));
            // An equation that it solves does not say what it is.
            let side = definition.and_then(|definition| definition.split_once('='));
            if side.is_none_or(|(_, side)| uses(side, letter.of())) {
                given.extend(self.defined(letter, &given));
            }
        }
        let given = given.into_iter().flat_map(|(name, value)| self.vectors(name, value));
        let shown = |(name, value): (String, Entries<f64>)| {
            Some((name, Numbers::of_value(&value, DIGITS)?))
        };
        let given = given.filter_map(shown).collect();
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

    /// A matrix of which only the rows or columns are told, as g_1, g_2, …; anything else as it is.
    fn vectors(&self, name: String, value: Entries<f64>) -> Vec<(String, Entries<f64>)> {
        let of_it = |letter: &&Letter| letter.of() == name && letter.latex != name;
        let Some(letter) = self.letters.iter().find(of_it) else { return vec![(name, value)] };
        match letter.latex.split_once('_') {
            Some((vector, index)) if index.chars().count() == 1 && value.shape().1 > 1 => {
                // Where the letter of the index is that of a single one, another one goes over all.
                let indices = self.example.indices().map(|(index, ..)| index);
                let all = std::iter::once(index).chain(indices).find_map(|index| {
                    let all = self.example.value(&format!("{vector}_{index}")).ok()?;
                    (all.shape().1 > 1).then(|| columns(&all))
                });
                let name = |number: usize| format!("{vector}_{{{}}}", number + 1);
                all.into_iter()
                    .flatten()
                    .enumerate()
                    .map(|(number, one)| (name(number), one))
                    .collect()
            }
            _ => vec![(name, value)],
        }
    }

    /// A letter that is told without its definition, and its value, in every layer if it has one;
    /// not what is known, and no function.
    fn defined(
        &self,
        letter: &Letter,
        known: &[(String, Entries<f64>)],
    ) -> Vec<(String, Entries<f64>)> {
        let (name, indices) = letter.of().split_once('_').unwrap_or((letter.of(), ""));
        if name.contains('(') {
            return Vec::new();
        }
        let is_new = |(name, _): &(String, _)| known.iter().all(|(other, _)| other != name);
        let layers = self.example.labels().find(|(label, _)| *label == "L");
        if let (Some((_, last)), Some(name)) = (layers, name.strip_suffix("^l")) {
            let in_layer = |l| {
                let mut example = self.example.clone();
                example.label("l", l);
                // As a matrix, not as its entries.
                let value = |name: String| {
                    let value = example.value(&format!("{name}^l")).ok()?;
                    Some((format!("{name}^{{{l}}}"), value))
                };
                [capital(name), name.to_owned()].into_iter().find_map(value)
            };
            return (1..=last).filter_map(in_layer).filter(is_new).collect();
        }
        let Ok(value) = self.example.value(letter.of()) else { return Vec::new() };
        let is_entry = !indices.is_empty() && value.shape() == (1, 1);
        let is_known = |(other, known): &(String, _)| *known == value && is_same(other, name);
        if is_entry || known.iter().any(is_known) {
            return Vec::new();
        }
        vec![(name.to_owned(), value)]
    }
}

/// A letter without its layer, its indices and its argument.
fn bare(name: &str) -> &str {
    name.split(['^', '_', '(']).next().unwrap_or_default()
}

/// Whether it is the same letter; y is Y.
fn is_same(one: &str, other: &str) -> bool {
    bare(one).to_lowercase() == bare(other).to_lowercase()
}

/// Whether a letter stands in a formula.
fn uses(formula: &str, letter: &str) -> bool {
    let is_apart = |(at, _): (usize, &str)| {
        let (before, after) = (&formula[..at], &formula[at + letter.len()..]);
        let goes_on = |c: char| c.is_alphabetic();
        !before.ends_with(|c| goes_on(c) || c == '\\') && !after.starts_with(goes_on)
    };
    formula.match_indices(letter).any(is_apart)
}

/// `A` of `a`, and `\Delta` of `\delta`.
fn capital(name: &str) -> String {
    let (begin, letters) = name.split_at(usize::from(name.starts_with('\\')));
    let (first, rest) = letters.split_at(letters.chars().next().map_or(0, char::len_utf8));
    begin.to_owned() + &first.to_uppercase() + rest
}

fn columns(matrix: &Entries<f64>) -> Vec<Entries<f64>> {
    let (rows, _) = matrix.shape();
    matrix.as_slice().chunks(rows).map(|column| Entries::new(rows, 1, column.to_vec())).collect()
}
