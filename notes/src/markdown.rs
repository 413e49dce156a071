//! Markdown as GitHub, Quarto and MyST show it as it is, and its figures beside it.

use crate::book::{Book, FIGURES};
use crate::{Result, files};
use std::path::{Path, PathBuf};

/// Writes the pages of books into a folder, one below it for each language, and answers the first
/// page.
///
/// # Errors
/// A file that cannot be written.
pub fn write(books: &[Book], folder: &Path) -> Result<PathBuf> {
    for book in books {
        let folder = folder.join(book.language.code());
        for page in &book.pages {
            // To MyST an <a> without an address is a mistake.
            let text = page.still().replace("<a id=", "<span id=").replace("</a>", "</span>");
            files::write(&folder.join(format!("{}.md", page.name)), text)?;
            for figure in &page.figures {
                let path = folder.join(FIGURES).join(format!("{}.svg", figure.stem));
                files::write(&path, figure.still.text())?;
            }
        }
    }
    Ok(folder.join(books[0].language.code()).join("index.md"))
}
