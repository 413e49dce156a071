//! In which language a person is told.

use ma6202_formula::Words;
pub use ma6202_language::{Language, Said};

/// What a language says of words.
pub trait Tells {
    /// What is said, in this language.
    fn of(self, words: Words) -> &'static str;

    /// "a, b and c"; empty of nothing.
    fn list(self, items: &[String]) -> String;
}

impl Tells for Language {
    fn of(self, words: Words) -> &'static str {
        self.pick(words.es, words.en)
    }

    fn list(self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [others @ .., last] => {
                // Spanish says "e" before the sound of an i.
                let and = self.pick(if last.starts_with(['i', 'I']) { "e" } else { "y" }, "and");
                format!("{} {and} {last}", others.join(", "))
            }
        }
    }
}

/// What is said, as a text.
pub fn said(words: Words) -> Said {
    Said::new(words.es, words.en)
}

/// What is said, in Spanish and in English.
pub const fn words(es: &'static str, en: &'static str) -> Words {
    Words { es, en }
}
