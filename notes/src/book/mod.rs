//! What is bound: pages in their order.
//!
//! | file | holds |
//! |---|---|
//! | `chapters` | the exercises, done, told and drawn |
//! | `pages` | all pages in their order |
//! | `still` | what is read below a figure where nothing moves |
//! | `told` | what those around the chapters tell of |
//! | `link` | where links lead |
//! | `glossary` | terms in both languages, and the letters of all formulas |

mod chapters;
mod glossary;
mod link;
mod pages;
mod still;
mod told;

pub use chapters::{Chapter, FIGURES, Figure, Motion, NAMES, chapters};
pub use link::Target;
pub use still::sentence;

use crate::Result;
use ma6202_exercises::solved::ToldChain;
use ma6202_language::Language;

/// The notes in one language.
#[derive(Debug)]
pub struct Book {
    pub language: Language,
    pub title: String,
    pub pages: Vec<Page>,
}

/// A chapter, or a page before or after them.
#[derive(Debug)]
pub struct Page {
    /// The beginning of its file's name, in both languages.
    pub name: String,
    /// Markdown as chapters are, links to other pages as `name.md#anchor`.
    pub markdown: String,
    pub chains: Vec<ToldChain>,
    pub figures: Vec<Figure>,
}

impl Book {
    /// Of the chapters in their order.
    ///
    /// # Errors
    /// A page that cannot be told.
    pub fn of(chapters: &[Chapter], language: Language) -> Result<Book> {
        Ok(Book { language, title: pages::title(language), pages: pages::all(chapters, language)? })
    }
}

impl Page {
    /// Its heading of the first level.
    pub fn title(&self) -> &str {
        let mut lines = self.markdown.lines();
        lines.find_map(|line| line.strip_prefix("# ")).unwrap_or(&self.name)
    }
}
