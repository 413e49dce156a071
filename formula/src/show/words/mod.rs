//! For who listens: a formula as it is read aloud in a lecture.
//!
//! Who hears it sees no line, no raised letter and no parenthesis. So one rule holds for all: after
//! "of", "over" or "sub" stands a unit, which is a letter with its index, a number, or what says
//! itself where it ends. Anything longer is put between words that open and close it.
//!
//! | file | what it answers |
//! |---|---|
//! | `say` | what is said for each kind of part? |
//! | `scope` | where does a part end for who hears it? |
//! | `product` | what is between factors, what is a call? |
//! | `quotient` | a fraction, or a derivative? |
//! | `script` | how are indices and exponents read? |
//! | `big` | over what does a sum go? |
//! | `letters` | what is a letter called, and is it a capital? |
//! | `phrases` | the words themselves, in both languages |

mod big;
mod letters;
mod phrases;
mod product;
mod quotient;
mod say;
mod scope;
mod script;

use crate::formula::Formula;
use crate::symbols::{Symbols, Words};
use letters::Used;

/// In which language a formula is read aloud, and what something is is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Spanish,
    English,
}

impl Words {
    /// What it is, in one of the languages.
    pub const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::Spanish => self.es,
            Language::English => self.en,
        }
    }
}

impl Formula {
    /// As it is read aloud. The symbols tell `f(a)`, "f of a", from a product, and a label above a
    /// letter from an exponent.
    pub fn words(&self, symbols: &Symbols, language: Language) -> String {
        let used = Used::of(self.tree());
        let speaker = Speaker { symbols, language, used: &used, is_in_script: false };
        let said = with_single_pauses(&speaker.say(self.tree()));
        match language {
            Language::Spanish => contracted(&said),
            Language::English => said,
        }
    }
}

#[derive(Clone, Copy)]
struct Speaker<'a> {
    symbols: &'a Symbols,
    language: Language,
    used: &'a Used<'a>,
    is_in_script: bool,
}

impl Speaker<'_> {
    fn pick(&self, words: Words) -> &'static str {
        words.in_language(self.language)
    }

    /// A phrase with its places `{}` filled.
    fn fill<const N: usize>(&self, phrase: Words, parts: [&str; N]) -> String {
        let mut text = self.pick(phrase).split("{}");
        let mut filled = text.next().unwrap_or_default().to_owned();
        for (part, after) in parts.iter().zip(text) {
            filled += part;
            filled += after;
        }
        filled
    }

    /// `a, b and c`
    fn joined(&self, parts: &[String]) -> String {
        match parts {
            [all @ .., last] if !all.is_empty() => self.fill(phrases::AND, [&all.join(", "), last]),
            _ => parts.concat(),
        }
    }
}

/// Where several parts end, one comma is enough; at the end of all none is needed.
fn with_single_pauses(said: &str) -> String {
    let parts = said.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

/// What Spanish does where two words meet.
fn contracted(said: &str) -> String {
    said.replace(" de el ", " del ").replace(" a el ", " al ").replace(" y i", " e i")
}
