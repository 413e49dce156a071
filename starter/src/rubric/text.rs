//! What is said in Spanish and in English.

use serde::{Deserialize, Serialize};

/// A line of the rubric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// In Spanish.
    pub es: &'static str,
    /// In English.
    pub en: &'static str,
}

/// A line of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// In Spanish.
    pub es: String,
    /// In English.
    pub en: String,
}

impl Said {
    /// What reads the same in both languages: numbers.
    pub fn plain(text: impl Into<String>) -> Said {
        let es = text.into();
        Said { en: es.clone(), es }
    }
}

impl From<Text> for Said {
    fn from(text: Text) -> Said {
        Said { es: text.es.to_owned(), en: text.en.to_owned() }
    }
}
