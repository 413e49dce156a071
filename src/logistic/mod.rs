//! Logistic regression.

pub mod perceptron;
pub mod separation;
pub mod xor;

use crate::{Error, Result};
use nalgebra::DVector;

/// Refuses labels other than 0 and 1, naming the first.
pub(crate) fn expect_labels(t: &DVector<f64>) -> Result<()> {
    match t.iter().position(|&t| t != 0.0 && t != 1.0) {
        None => Ok(()),
        Some(row) => Err(Error::Setting {
            name: format!("label t of row {row}"),
            expected: "0 or 1".into(),
            got: t[row].to_string(),
        }),
    }
}
