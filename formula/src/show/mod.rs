//! A formula for who reads it: on a terminal, in a page, aloud.
//!
//! | file | for whom |
//! |---|---|
//! | `unicode` | a terminal |
//! | `mathml` | a page |
//! | `words` | who listens |

mod mathml;
mod unicode;
mod words;

pub use words::Language;
