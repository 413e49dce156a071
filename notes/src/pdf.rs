//! The whole book as one PDF for each language, by way of LaTeX.
//!
//! Typst could be linked in and needs nothing installed, but it has its own language for formulas:
//! each would have to be translated a second time, by some 300 crates more. pdfLaTeX sets the very
//! text that a derivation is checked by.

use crate::book::Book;
use crate::latex::{self, NOTES};
use crate::{Error, Result, files};
use ma6202_language::Action;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const PDFLATEX: &str = "pdflatex";
/// After so many runs every reference is where it belongs; three are usual.
const RUNS: usize = 6;

/// Refuses before the work what cannot be made: no figures as PDF, no LaTeX.
///
/// # Errors
/// A build without the feature `tex`, no pdfLaTeX.
pub fn check() -> Result<()> {
    latex::check()?;
    started(Command::new(PDFLATEX).arg("--version").stdout(Stdio::null()).status()).map(|_| ())
}

/// Writes a PDF of each book into a folder, and answers the first one. What it is made from stays
/// beside it, in `tex`.
///
/// # Errors
/// Those of [`latex::write`]; a LaTeX that cannot be started or does not accept its file.
pub fn write(books: &[Book], folder: &Path) -> Result<PathBuf> {
    let pdf = |book: &Book| folder.join(format!("ma6202.{}.pdf", book.language.code()));
    for book in books {
        let tex = folder.join("tex").join(book.language.code());
        latex::write_book(book, &tex)?;
        let set = typeset(&tex, NOTES)?;
        let bytes = fs::read(&set).map_err(Error::io(Action::Read, &set))?;
        files::write(&pdf(book), bytes)?;
    }
    Ok(pdf(&books[0]))
}

/// Has a file of a folder set as often as it takes for its references to be right, and answers the
/// PDF.
///
/// # Errors
/// A LaTeX that cannot be started or does not accept the file.
pub fn typeset(folder: &Path, file: &str) -> Result<PathBuf> {
    let beside = |ending: &str| folder.join(file).with_extension(ending);
    let noted = || ["aux", "toc", "out"].map(|ending| fs::read(beside(ending)).ok());
    for _ in 0..RUNS {
        let before = noted();
        let run = Command::new(PDFLATEX)
            .args(["-interaction=nonstopmode", "-halt-on-error", "-file-line-error", file])
            .current_dir(folder)
            .env("SOURCE_DATE_EPOCH", "0")
            .env("FORCE_SOURCE_DATE", "1")
            // Lines of the log are not cut off in the middle of an error.
            .env("max_print_line", "1000")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if !started(run)?.success() {
            let log = beside("log");
            let text = fs::read(&log).map_err(Error::io(Action::Read, &log))?;
            return Err(refused(&String::from_utf8_lossy(&text), log));
        }
        if noted() == before {
            break;
        }
    }
    Ok(beside("pdf"))
}

/// What a program answers that may not be there.
fn started<T>(answer: std::io::Result<T>) -> Result<T> {
    answer.map_err(|source| match source.kind() {
        ErrorKind::NotFound => Error::NoLatex,
        _ => Error::Io { action: Action::Start, path: PDFLATEX.into(), source },
    })
}

/// The first error of a log: "./chapters/slips.tex:12: Undefined control sequence."
fn refused(log: &str, path: PathBuf) -> Error {
    let mut lines = log.lines();
    let is_error = |line: &&str| line.starts_with("! ") || is_placed(line);
    let first = lines.find(is_error).unwrap_or("?").to_owned();
    // The line of the file, up to where TeX was.
    let read = lines.find(|line| line.starts_with("l.")).unwrap_or_default();
    let error = format!("{first} {read}").trim().to_owned();
    Error::Latex { error, log: path }
}

/// Whether a line begins with a file and a number.
fn is_placed(line: &str) -> bool {
    let mut parts = line.splitn(3, ':');
    let (file, number) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let is_file = [".tex", ".sty", ".aux", ".toc", ".out"].iter().any(|e| file.ends_with(e));
    is_file && number.parse::<u32>().is_ok()
}
