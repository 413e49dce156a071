//! What several of the tests share.

pub mod activation_golden;
#[cfg(feature = "torch")]
#[macro_use]
pub mod chains;
