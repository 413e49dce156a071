//! Separable data.
