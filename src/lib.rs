//! Answers to the neural-network exercises of MA6202.
pub mod activation;
pub mod derivation;
pub mod descent;
pub mod elementary;
pub mod error;
pub mod figure;
mod lanes;
pub mod loss;
pub mod metrics;
pub mod mlp;
pub mod oracle;
mod pairwise;
pub mod principal;
pub mod program;
pub mod wine;
pub use error::{Error, Result};
