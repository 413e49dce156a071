//! What is said in both languages.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use crate::chosen::Language;

/// What can be said in either language: an error, above all, whose `Display` is English.
pub trait Say {
    /// The text in this language.
    fn say(&self, language: Language) -> String;
}

/// A formatted text in a language: `say!(language, "faltan {n}", "{n} are missing")`. Arguments
/// that are no names come after both: `say!(language, "faltan {}", "{} are missing", list.len())`.
#[macro_export]
macro_rules! say {
    ($language:expr, $es:literal, $en:literal $(, $argument:expr)* $(,)?) => {
        match $language {
            $crate::Language::Es => format!($es $(, $argument)*),
            $crate::Language::En => format!($en $(, $argument)*),
        }
    };
}

/// The same, in both languages: `both!("faltan {n}", "{n} are missing")` is a [`Said`].
#[macro_export]
macro_rules! both {
    ($es:literal, $en:literal $(, $argument:expr)* $(,)?) => {
        $crate::Said { es: format!($es $(, $argument)*), en: format!($en $(, $argument)*) }
    };
}

/// A text in both languages, and an error that is one: why a value of an option is none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Said {
    /// In Spanish.
    pub es: String,
    /// In English.
    pub en: String,
}

impl Said {
    /// In Spanish and in English.
    pub fn new(es: impl Into<String>, en: impl Into<String>) -> Said {
        Said { es: es.into(), en: en.into() }
    }

    /// What reads the same in both: a number, a name, the words of others.
    pub fn same(text: impl ToString) -> Said {
        let es = text.to_string();
        Said { en: es.clone(), es }
    }

    /// What something says in both.
    pub fn both(said: &impl Say) -> Said {
        Said { es: said.say(Language::Es), en: said.say(Language::En) }
    }

    /// In this language.
    pub fn of(&self, language: Language) -> &str {
        language.pick(&self.es, &self.en)
    }
}

impl Say for Said {
    fn say(&self, language: Language) -> String {
        self.of(language).to_owned()
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl Error for Said {}

/// A `value_parser` for an option: what its type refuses is said in the language of the program.
///
/// # Errors
/// The text is no such value.
pub fn value<T: FromStr<Err: Say>>(text: &str) -> Result<T, Said> {
    text.parse().map_err(|error: T::Err| Said::both(&error))
}
