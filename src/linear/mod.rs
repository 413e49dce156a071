//! Linear regression.

pub mod certified;
mod least_squares;

pub use least_squares::{Dependence, Fit, least_squares};
