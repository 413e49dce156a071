//! Loops over numbers: what has to be fast, once.
//!
//! | file | holds |
//! |---|---|
//! | `block` | the same over a few rows that stay in registers, for narrow networks |
//! | `defects` | what is left of equations, in twice the precision |
//! | `dense` | a layer's products and sums, forward and backward |
//! | `lanes` | several numbers at a time, in an order that no compiler changes |
//! | `pieces` | long slices, shared among threads |
//! | `pairwise` | a sum as numpy rounds it |
//! | `reflections` | many rows made a triangle |
//! | `row_blocks` | rows in the order in which they are read: X w, Xᵀδ, Xᵀ diag(q) X |
//! | [`elementary`] | exp, ln and Φ, right to the last place or nearly so |

// A lane is the same in all arrays, and a loop over it is what the compiler makes a vector of.
#![allow(clippy::needless_range_loop)]

pub(crate) mod block;
pub(crate) mod defects;
#[doc(hidden)] // public for the bench, which times the products alone
pub mod dense;
#[doc(hidden)] // public for the tests; ln is not for every number
pub mod elementary;
pub(crate) mod lanes;
pub(crate) mod pairwise;
pub(crate) mod pieces;
pub(crate) mod reflections;
pub(crate) mod row_blocks;
