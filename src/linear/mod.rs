//! Linear regression.

mod least_squares;
