//! What several of the tests share.

pub mod activation_golden;
#[macro_use]
pub mod chains;
