//! Onto the terminal, in colour there, through a pager if asked.

use crate::language::Language;
use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use ma6202_language::Say;
use std::env;
use std::io::{self, ErrorKind, Write};
use std::process::{Command, Stdio};

/// The columns of a text that is not for a terminal.
const COLUMNS: usize = 80;
/// Longer lines are hard to read.
const MOST: usize = 120;

/// How wide a text is: as the terminal, or as COLUMNS says.
pub fn width() -> usize {
    let told = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    told.or_else(seen).unwrap_or(COLUMNS).clamp(40, MOST)
}

/// A text as it is.
pub fn plain(text: &str, language: Language) {
    leave_on_error(io::stdout().lock().write_all(text.as_bytes()), language);
}

/// A text with styles, which are left out where nobody sees them.
pub fn styled(text: &str, in_pages: bool, language: Language) {
    if in_pages && page(text).is_ok() {
        return;
    }
    leave_on_error(AutoStream::auto(io::stdout()).write_all(text.as_bytes()), language);
}

/// Hands a text to the pager.
fn page(text: &str) -> io::Result<()> {
    let asked = env::var("PAGER").unwrap_or_else(|_| "less -R".into());
    let mut words = asked.split_whitespace();
    let mut pager = Command::new(words.next().unwrap_or("less"));
    let mut child = pager.args(words).stdin(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().ok_or(ErrorKind::BrokenPipe)?;
    let is_plain = AutoStream::choice(&io::stdout()) == ColorChoice::Never;
    let text = if is_plain { strip_str(text).to_string() } else { text.to_owned() };
    // Who leaves the pager before the end has read enough.
    let _ = input.write_all(text.as_bytes());
    drop(input);
    child.wait().map(drop)
}

/// Leaves quietly when the reader has gone (`| head`).
fn leave_on_error(written: io::Result<()>, language: Language) {
    if let Err(error) = written {
        if error.kind() != ErrorKind::BrokenPipe {
            match language {
                Language::Es => eprintln!("error: salida estándar: {}", error.say(language)),
                Language::En => eprintln!("error: standard output: {error}"),
            }
        }
        std::process::exit(2);
    }
}
