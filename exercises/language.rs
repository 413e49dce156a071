//! In which language a person is told.

use ma6202_formula::Words;
use serde::Serialize;

/// The languages that everything is told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Spanish
    Es,
    /// English
    En,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::Es, Language::En];

    /// What the environment asks for: the first of LC_ALL, LC_MESSAGES and LANG that is set; Spanish
    /// if that is neither.
    pub fn of_environment() -> Language {
        let set = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
        let asked = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
        if asked.is_some_and(|asked| asked.starts_with("en")) { Language::En } else { Language::Es }
    }

    /// One of two texts.
    pub fn pick<T>(self, es: T, en: T) -> T {
        match self {
            Language::Es => es,
            Language::En => en,
        }
    }

    /// What is said, in this language.
    pub fn of(self, words: Words) -> &'static str {
        self.pick(words.es, words.en)
    }

    /// "a, b and c"; empty of nothing.
    pub fn list(self, items: &[String]) -> String {
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

    /// As in the names of files.
    pub fn code(self) -> &'static str {
        self.pick("es", "en")
    }
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    pub es: String,
    pub en: String,
}

impl Said {
    pub fn new(es: impl Into<String>, en: impl Into<String>) -> Said {
        Said { es: es.into(), en: en.into() }
    }

    /// In a language.
    pub fn of(&self, language: Language) -> &str {
        language.pick(&self.es, &self.en)
    }
}

impl From<Words> for Said {
    fn from(words: Words) -> Said {
        Said::new(words.es, words.en)
    }
}

/// What is said, in Spanish and in English.
pub const fn words(es: &'static str, en: &'static str) -> Words {
    Words { es, en }
}
