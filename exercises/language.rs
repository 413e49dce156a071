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

    /// What the environment asks for: the first of LC_ALL, LC_MESSAGES and LANG that is set;
    /// Spanish if that is neither.
    pub fn of_environment() -> Language {
        let set = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
        let asked = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
        if asked.is_some_and(|asked| asked.starts_with("en")) { Language::En } else { Language::Es }
    }

    /// What the arguments of this program ask for, even where they are not understood, else the
    /// environment.
    pub fn of_arguments() -> Language {
        let arguments: Vec<String> =
            std::env::args_os().map(|argument| argument.to_string_lossy().into()).collect();
        let after = arguments.iter().position(|argument| argument == "--lang");
        let after = after.and_then(|place| arguments.get(place + 1)).map(String::as_str);
        let within = arguments.iter().find_map(|argument| argument.strip_prefix("--lang="));
        match after.or(within) {
            Some("es") => Language::Es,
            Some("en") => Language::En,
            _ => Language::of_environment(),
        }
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
