//! What the library says in English, in Spanish: errors, checks that do not hold.
//!
//! The library speaks English, to engineers; its errors and checks are sentences around the texts
//! that callers give. Here each kind of error has its sentence in Spanish, and `phrases.toml` the
//! texts. A test reads the sources and names each text that is not in there.
//!
//! | file | holds |
//! |---|---|
//! | `phrases.toml` | texts, in English and in Spanish |
//! | `phrases` | how they are looked up |
//! | `errors` | a sentence for each kind of error |
//! | `json` | what is wrong in a JSON document |
//! | `check` | a check |

mod check;
mod errors;
mod json;
mod phrases;

pub use check::check;
pub use errors::{error, library};
pub use phrases::{has_words, phrase, said};

use ma6202_language::Said;
use std::str::FromStr;

/// A `value_parser` for an option that the library reads: what it refuses is said in the language
/// of the program.
///
/// # Errors
/// A text that is no such value.
pub fn value<T: FromStr<Err = ma6202::Error>>(text: &str) -> Result<T, Said> {
    let both = |error: ma6202::Error| Said { es: library(&error), en: error.to_string() };
    text.parse().map_err(both)
}
