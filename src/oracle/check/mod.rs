//! How two values are compared, and how a value with its bound: who was asked, how far apart they
//! are, how far they may be.

mod bound;
mod compare;
mod device;
mod referee;
mod statement;

pub use bound::{at_most, check_estimate};
pub(crate) use compare::compare_beside;
pub use compare::{Check, compare, compare_counts, worst_of};
pub use device::{Device, Precision};
pub use referee::Referee;
pub use statement::check_statement;
