//! What exercise 8 computes.
//!
//! | file | holds |
//! |---|---|
//! | `lecture` | the lecture's closing examples, by torch, by our tape and by hand |
//! | `tape` | our tape beside torch: random expressions, the wine network |
//! | `jacobian` | the Jacobian, multiplied from both sides |
//! | `slips` | the lecture's slips in numbers, and ten hidden layers |
//!
//! What fewer bits cost is computed in `precision`, when a GPU pays in `scale`.

mod jacobian;
mod lecture;
mod slips;
mod tape;

pub use lecture::{neuron, product};

use super::precision::solve::Fewer;
use super::scale::solve::ScaleFound;
use super::{precision, scale};
use crate::Result;
use crate::program::Work;
use crate::record::{Anew, Made};
use serde::Serialize;

/// What was found.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Found {
    Chapter(Box<Whole>),
    /// With `--scale`.
    Scale {
        scale: Box<ScaleFound>,
    },
    /// With `--products`.
    Products(Fewer),
}

/// All of it.
#[derive(Debug, Serialize)]
pub struct Whole {
    #[serde(flatten)]
    pub lecture: lecture::Lecture,
    #[serde(flatten)]
    pub tape: tape::OnTape,
    pub jacobian: jacobian::Functions,
    pub errata: Vec<slips::Slip>,
    pub depth: slips::Depth,
    #[serde(flatten)]
    pub fewer: Fewer,
    pub scale: ScaleFound,
}

pub fn solve(run: &mut Work, anew: &Anew, made: Made) -> Result<Whole> {
    Ok(Whole {
        lecture: lecture::solve(run)?,
        tape: tape::solve(run)?,
        jacobian: jacobian::solve(run)?,
        errata: slips::solve(run)?,
        depth: slips::depth(run, anew, made)?,
        fewer: precision::solve::solve(run)?,
        scale: scale::solve::recorded(run)?,
    })
}
