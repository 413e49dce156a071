//! Why the errors are what they are: every estimate as a chain, each line computed from
//! its formula.
//!
//! | file | chain |
//! |---|---|
//! | `pointwise` | the error at a point |
//! | `l1` | the error on the whole line |
//! | `approximation` | the error of n boxes |
//!
//! Throughout r(t) = 1 / (1 + e^(kt)), which is |σ(k (x - c)) - H(x - c)| at the distance
//! t = |x - c|: for x < c it is σ itself, for x ≥ c it is 1 - σ.

mod approximation;
mod l1;
mod pointwise;

pub use approximation::{ApproximationAt, approximation};
pub use l1::l1;
pub use pointwise::{BoxcarAt, pointwise};
