//! What the library says in English, in Spanish: errors, checks that do not hold, options that are
//! not understood.
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
//! | `system` | what the operating system and JSON say |
//! | `check` | a check |
//! | `usage` | options that are not understood |

mod check;
mod errors;
mod phrases;
mod system;
mod usage;

pub use check::check;
pub use errors::{error, library};
pub use phrases::{has_words, phrase, said};
pub use system::io;
pub use usage::usage;
