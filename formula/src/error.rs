//! What is wrong with a formula, and where.

use std::ops::Range;

/// A text that is no formula, or none that means anything with the symbols that are declared.
///
/// It is shown with its place:
///
/// ```text
/// expected a declared symbol, found q
///   \frac{1}{n} \sum_i q_i
///                      ^^^
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, found {found}\n  {text}\n  {}", caret(text, place))]
pub struct Error {
    /// The formula as it was written.
    pub text: String,
    /// Which bytes of it are wrong; empty where something is missing.
    pub place: Range<usize>,
    /// What may stand there.
    pub expected: String,
    /// What does.
    pub found: String,
}

/// A value, or what is wrong with a formula.
pub type Result<T> = std::result::Result<T, Error>;

/// Spaces, then a caret below each character of the place.
fn caret(text: &str, place: &Range<usize>) -> String {
    let before = text[..place.start].chars().count();
    let below = text[place.clone()].trim_end().chars().count().max(1);
    " ".repeat(before) + &"^".repeat(below)
}

/// An error before it is known in which text it is.
#[derive(Clone, Debug)]
pub(crate) struct Wrong {
    pub place: Range<usize>,
    pub expected: String,
    pub found: String,
}

impl Wrong {
    pub fn new(
        place: &Range<usize>,
        expected: impl Into<String>,
        found: impl Into<String>,
    ) -> Wrong {
        Wrong { place: place.clone(), expected: expected.into(), found: found.into() }
    }

    pub fn within(self, text: &str) -> Error {
        let Wrong { place, expected, found } = self;
        Error { text: text.into(), place, expected, found }
    }
}
