//! The perceptron.
