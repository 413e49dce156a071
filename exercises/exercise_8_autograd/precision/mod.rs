//! What fewer bits cost a large product of matrices.

pub(super) mod answer;
pub mod product;
