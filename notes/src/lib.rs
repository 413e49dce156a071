//! The chapters of the exercises, bound: a book in HTML, notebooks, LaTeX, Markdown, and a PDF.
//!
//! Everything is made of one [`Book`](book::Book) for each language, and nothing of it is typed
//! twice: what a chapter says, its figures and its derivations are the exercises' own, and the
//! pages around them are made from what those come to.
//!
//! | module | makes |
//! |---|---|
//! | [`book`] | what is bound: pages in their order, with their figures and derivations |
//! | [`html`] | a page for each, which opens from the disk and needs no network |
//! | [`notebook`] | a Jupyter notebook for each |
//! | [`markdown`] | Markdown, and its figures beside it |
//! | [`latex`] | a LaTeX file for each, and what binds them |
//! | [`pdf`] | the book as a PDF |

pub mod book;
mod error;
mod files;
pub mod html;
pub mod latex;
pub mod markdown;
pub mod notebook;
pub mod pdf;
mod template;

pub use error::{Error, Result};
