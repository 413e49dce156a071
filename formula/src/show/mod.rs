//! A formula for who reads it: on a terminal, in a page, aloud.
//!
//! | file | for whom |
//! |---|---|
//! | `unicode` | a terminal |
//! | `mathml` | a page |
//! | `words` | who listens |
//!
//! Which `character` a letter or a sign is, the first two share.

mod character;
mod mathml;
mod unicode;
mod words;

pub use mathml::Breakable;
pub use words::Language;
