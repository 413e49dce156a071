//! Logistic regression.

pub mod perceptron;
pub mod separation;
