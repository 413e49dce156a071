//! What the letters of a chain are: which of them it uses, and what is said of them.

use crate::Result;
use crate::language::{Language, Said};
use ma6202::reason::{Piece, parts};
use ma6202_formula::{Fence, Formula, Kind, Node, Symbols, Told};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A letter of a chain, and what it is.
#[derive(Clone, Debug, Serialize)]
pub struct Letter {
    pub latex: String,
    /// As a terminal shows it.
    pub text: String,
    /// What it is, with formulas between dollars.
    #[serde(flatten)]
    pub said: Said,
    /// The name by which it is declared: of x, X.
    #[serde(skip)]
    of: String,
    /// Whether it counts.
    #[serde(skip)]
    pub is_index: bool,
}

impl Letter {
    fn new(latex: &str, of: &str, said: Said) -> Result<Letter> {
        let text = Formula::parse(latex)?.unicode_line();
        Ok(Letter { latex: latex.into(), text, said, of: of.into(), is_index: false })
    }

    /// The letter between dollars; of every bracket, as it is no formula, its text.
    pub fn markdown(&self) -> String {
        if self.of.is_empty() { self.text.clone() } else { format!("${}$", self.latex) }
    }

    /// The name by which it is declared: of x, X.
    pub fn of(&self) -> &str {
        &self.of
    }

    /// Whether the same has been said of it last, perhaps by another of its names.
    pub fn is_told(&self, told: &[Letter]) -> bool {
        let last = told.iter().rev().find(|other| other.of == self.of);
        last.is_some_and(|other| other.said == self.said)
    }

    /// The formula that defines it, if one is told.
    pub fn definition(&self, language: Language) -> Option<&str> {
        let defines = |piece: &Piece| matches!(piece, Piece::Formula(latex) if latex.contains('='));
        match parts(self.said.of(language)).filter(defines).last()? {
            Piece::Formula(latex) => Some(latex),
            Piece::Words(_) => None,
        }
    }

    /// Of every bracket.
    fn bracket() -> Letter {
        let said = Said::new(
            "1 si se cumple lo que está adentro, y 0 si no",
            "1 if what is inside holds, else 0",
        );
        let (latex, text) = (r"[\ldots]".into(), "[…]".into());
        Letter { latex, text, said, of: String::new(), is_index: false }
    }
}

/// What the letters of a chain's left-hand side, and of its lines and their reasons, are: those
/// that are declared, then the indices.
pub fn letters<'a>(
    symbols: &Symbols,
    left: &str,
    lines: impl Iterator<Item = (&'a str, &'a str)>,
) -> Result<Vec<Letter>> {
    let mut used = Used {
        symbols,
        names: BTreeSet::new(),
        alone: BTreeSet::new(),
        indexed: BTreeMap::new(),
        indices: BTreeSet::new(),
        brackets: false,
    };
    used.find(left)?;
    for (formula, reason) in lines {
        used.find(formula)?;
        used.find_in_words(reason)?;
    }
    let (mut letters, mut indices) = (Vec::new(), Vec::new());
    for (index, from, to) in symbols.indices() {
        if used.indices.contains(index) {
            used.find(to)?;
            let said = Said::new(format!("de {from} a ${to}$"), format!("from {from} to ${to}$"));
            indices.push(Letter { is_index: true, ..Letter::new(index, index, said)? });
        }
    }
    // What is said of a letter may name others, which were declared before it.
    for Told { name, other_names, words, definition } in symbols.legend().iter().rev() {
        // X, or x where only entries of it are used.
        let mut names = std::iter::once(name).chain(other_names);
        if let Some(shown) = names.find(|name| used.has(name)) {
            let [es, en] = [words.es, words.en].map(|words| match definition {
                Some(definition) => format!("{words}, ${definition}$"),
                None => words.into(),
            });
            letters.push(Letter::new(used.shown(shown), name, Said { es, en: en.clone() })?);
            used.find(shown)?;
            used.find_in_words(&en)?;
        }
    }
    letters.reverse();
    letters.extend(used.brackets.then(Letter::bracket));
    letters.extend(indices);
    Ok(letters)
}

/// What formulas use.
struct Used<'a> {
    symbols: &'a Symbols,
    /// Names without their indices and labels.
    names: BTreeSet<String>,
    /// Those of them that stand somewhere without an index.
    alone: BTreeSet<String>,
    /// The first of their entries, in LaTeX.
    indexed: BTreeMap<String, String>,
    /// Letters of indices and labels.
    indices: BTreeSet<String>,
    /// Whether a bracket is 1 or 0.
    brackets: bool,
}

impl Used<'_> {
    fn find(&mut self, latex: &str) -> Result<()> {
        self.find_in(Formula::parse(latex)?.tree(), false);
        Ok(())
    }

    fn find_in_words(&mut self, words: &str) -> Result<()> {
        parts(words).try_for_each(|part| match part {
            Piece::Formula(latex) => self.find(latex),
            Piece::Words(_) => Ok(()),
        })
    }

    fn find_in(&mut self, node: &Node, is_script: bool) {
        match &node.kind {
            Kind::Symbol(letter) if is_script && self.symbols.is_index_or_label(letter) => {
                self.indices.insert(letter.clone());
            }
            Kind::Symbol(_)
            | Kind::Number(_)
            | Kind::Name { .. }
            | Kind::Accent { .. }
            | Kind::Nabla(_) => {
                self.names.insert(self.bare(node));
                if !matches!(node.kind, Kind::Number(_)) {
                    self.alone.insert(self.bare(node));
                }
            }
            Kind::Script { base, sup, sub, .. } => {
                let bare = self.bare(node);
                self.names.insert(bare.clone());
                match sub {
                    Some(sub) if self.is_of_indices(sub) => {
                        let index = sub.to_string();
                        let index = if index.len() > 1 { format!("{{{index}}}") } else { index };
                        self.indexed.entry(bare).or_insert_with(|| format!("{base}_{index}"));
                    }
                    _ => drop(self.alone.insert(bare)),
                }
                if matches!(base.kind, Kind::Group { .. } | Kind::Script { .. }) {
                    self.find_in(base, is_script);
                }
                sup.iter().chain(sub).for_each(|script| self.find_in(script, true));
            }
            Kind::Big { sub, .. } => {
                let is_sub = |part| sub.as_deref().is_some_and(|sub| std::ptr::eq(sub, part));
                node.parts().into_iter().for_each(|part| self.find_in(part, is_sub(part)));
            }
            kind => {
                if let Kind::Group { fence: Fence::Brackets, body, .. } = kind {
                    self.brackets |= matches!(body.kind, Kind::Relation { .. } | Kind::List(_));
                }
                node.parts().into_iter().for_each(|part| self.find_in(part, is_script));
            }
        }
    }

    fn has(&self, name: &str) -> bool {
        let is_used = |name: Formula| self.names.contains(&self.bare(name.tree()));
        self.indices.contains(name) || Formula::parse(name).is_ok_and(is_used)
    }

    /// A letter as formulas have it: one of which there are only entries, with an index.
    fn shown<'n>(&'n self, name: &'n str) -> &'n str {
        match self.indexed.get(name) {
            Some(entry) if !self.alone.contains(name) => entry,
            _ => name,
        }
    }

    /// A name without its indices, its labels and its argument.
    fn bare(&self, node: &Node) -> String {
        match &node.kind {
            Kind::Script { base, sup, sub, .. } => {
                let mut bare = self.bare(base);
                if sup.as_ref().is_some_and(|sup| sup.kind == Kind::Symbol("*".into())) {
                    bare.push('*');
                }
                match sub {
                    Some(sub) if !self.is_of_indices(sub) => bare + &sub.to_string(),
                    _ => bare,
                }
            }
            Kind::Juxtaposition(parts) => self.bare(&parts[0]),
            Kind::Apply { function, .. } => self.bare(function),
            _ => node.to_string(),
        }
    }

    fn is_of_indices(&self, sub: &Node) -> bool {
        match &sub.kind {
            Kind::Symbol(letter) => self.symbols.is_index_or_label(letter),
            _ => {
                let parts = sub.parts();
                let letters = parts.iter().filter(|part| !matches!(part.kind, Kind::Number(_)));
                letters.clone().count() > 0 && letters.clone().all(|part| self.is_of_indices(part))
            }
        }
    }
}
