//! Referees that ask nobody else: multi-precision, quadrature, enumeration, substitution,
//! differences of a function's values, and the tape of this crate.

mod cycle;
mod differences;
mod enumeration;
pub mod multiprecision;
mod planes;
mod quadrature;
mod reverse;

pub use cycle::check_certificate;
pub use differences::differences;
pub use enumeration::{enumerate_ball, enumerate_batches};
pub use planes::{check_separation, count_mistakes};
pub use quadrature::{l1_error, quadrature};
pub(crate) use reverse::{by_differences, by_tape, pointwise_by_tape};
