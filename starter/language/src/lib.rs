//! What a program says, in Spanish or in English: its help, what is wrong with its options, its own
//! errors.
//!
//! | file | holds |
//! |---|---|
//! | `chosen` | which language? `--lang`, else the environment, else Spanish |
//! | `say` | a text in both languages, and the errors that are one |
//! | `action` | what cannot be done with a file, and why the system says so |
//! | `help` | clap's help in Spanish, by a table of texts |
//! | `refused` | clap's errors in Spanish |
//! | `parse` | the way into a program |
//!
//! In English help and errors are clap's own: what a program writes is the doc comments of its
//! options, as always. Beside them it has a table of the same texts in Spanish.
//!
//! # Example
//! ```
//! use clap::Parser;
//! use ma6202_language::Spanish;
//!
//! /// Draw numbers.
//! #[derive(Parser)]
//! struct Cli {
//!     /// How many
//!     #[arg(long, value_name = "COUNT", default_value_t = 3)]
//!     count: u32,
//! }
//!
//! const SPANISH: &Spanish =
//!     &[("", "Sortea números."), ("count", "Cuántos"), ("<COUNT>", "CUÁNTOS")];
//!
//! let (cli, language) = ma6202_language::parse::<Cli>(SPANISH); // it has --lang, too
//! println!("{} {}", language.pick("Cuántos:", "How many:"), cli.count);
//! // A test of each program:
//! assert_eq!(ma6202_language::untold::<Cli>(SPANISH), [""; 0]);
//! ```

mod action;
mod chosen;
mod help;
mod parse;
mod refused;
mod say;

pub use action::Action;
pub use chosen::Language;
pub use help::Spanish;
pub use parse::{parse, try_parse_from, untold};
pub use say::{Said, Say, value};
