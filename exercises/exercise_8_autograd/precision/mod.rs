//! What fewer bits cost a large product of matrices.

pub mod product;
pub(super) mod solve;
