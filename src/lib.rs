//! Answers to the neural-network exercises of MA6202.
pub mod error;
pub use error::{Error, Result};
