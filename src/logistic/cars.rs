//! 32 cars of 1974: what one weighs tells whether its driver shifts gears.
//!
//! # Source
//! *Motor Trend*, 1974, in H. V. Henderson and P. F. Velleman, *Building multiple regression models
//! interactively*, Biometrics 37 (1981): the columns `wt` and `am` of R's `mtcars`.
//! `glm(am ~ wt, binomial)` gives 12.04037 and -4.023970.

use super::{Logistic, Reading};
use nalgebra::{DMatrix, DVector};

/// Weight in 1000 pounds.
#[rustfmt::skip]
pub const WEIGHT: [f64; 32] = [
    2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345, 2.2, 1.615,
    1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78,
];

/// 1: manual, 0: automatic.
#[rustfmt::skip]
pub const MANUAL: [f64; 32] = [
    1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0,
    1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0,
];

/// Manual by a constant and the weight: X (32, 2), t (32).
pub fn cars(reading: Reading) -> Logistic {
    let x = DMatrix::from_fn(32, 2, |i, j| [1.0, WEIGHT[i]][j]);
    Logistic::new(x, DVector::from_column_slice(&MANUAL), reading, 0.0).expect("32 rows of numbers")
}
