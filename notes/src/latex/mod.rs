//! The notes as LaTeX: for each language a folder with what binds the chapters, and each chapter as
//! a body without a preamble, for notes of one's own.
//!
//! ```text
//! notes.tex                      the whole book: pdflatex notes.tex, until nothing changes
//! exercise_4_linear.tex          one chapter alone
//! chapters/exercise_4_linear.tex its body: \input it into a document with \usepackage{ma6202}
//! ma6202.sty                     what bodies need: a few commands, the characters outside ASCII
//! layout.tex                     how the book looks; bodies do without it
//! figures/                       PDF
//! ```
//!
//! | file | holds |
//! |---|---|
//! | `body` | a page's Markdown as blocks |
//! | `inline` | what stands within a line |
//! | `chain` | derivations |
//! | `table` | tables that fit the page |
//! | `text` | words, code, formulas and links, escaped |
//! | `symbols` | the characters outside ASCII |
//! | `frame` | what binds the bodies, what sets one alone |

mod body;
mod chain;
mod frame;
mod inline;
pub mod symbols;
mod table;
mod text;

pub use body::body;
pub use frame::NOTES;

pub use text::number;

use crate::book::{Book, FIGURES};
use crate::{Error, Result, files};
use ma6202_figure::Format;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Refuses before the work what this build cannot make: figures as PDF.
///
/// # Errors
/// A build without the feature `tex`.
pub fn check() -> Result<()> {
    Format::Pdf.check().map_err(|_| Error::NoTexFeature)
}

/// Writes books into a folder, one below it for each language, and answers the file that binds the
/// first.
///
/// # Errors
/// A character that LaTeX is not told of, a figure that the page does not have, a file that cannot
/// be written.
pub fn write(books: &[Book], folder: &Path) -> Result<PathBuf> {
    for book in books {
        write_book(book, &folder.join(book.language.code()))?;
    }
    Ok(folder.join(books[0].language.code()).join(NOTES))
}

/// Writes a book into a folder.
///
/// # Errors
/// Those of [`write()`].
pub fn write_book(book: &Book, folder: &Path) -> Result<()> {
    let labels: BTreeSet<String> = book.pages.iter().flat_map(body::labels).collect();
    for page in &book.pages {
        let body = body::body(page, book.language, &labels)?;
        files::write(&folder.join("chapters").join(format!("{}.tex", page.name)), body)?;
        for figure in &page.figures {
            let path = folder.join(FIGURES).join(format!("{}.pdf", figure.stem));
            files::write(&path, figure.still.pdf()?)?;
        }
    }
    for (name, text) in frame::files(book) {
        files::write(&folder.join(name), text)?;
    }
    Ok(())
}
