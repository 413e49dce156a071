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

use super::scale::ScaleRecord;
use super::{precision, scale};
use crate::program::Work;
use crate::record::{Anew, Made};
use crate::solved::Results;
use crate::{Result, results};
use serde::Serialize;

/// What was found, and what figures need.
#[derive(Debug, Serialize)]
pub struct Found {
    #[serde(flatten)]
    pub told: Results,
    /// When a GPU pays.
    #[serde(skip)]
    pub scale: Option<ScaleRecord>,
    /// Whether it is more than that.
    #[serde(skip)]
    pub is_whole: bool,
}

pub fn solve(run: &mut Work, anew: &Anew, made: Made) -> Result<Found> {
    let told = lecture::solve(run)?.and(tape::solve(run)?).and(results! {
        jacobian => jacobian::solve(run)?,
        errata => slips::solve(run)?,
        depth => slips::depth(run, anew, made)?,
    });
    let told = told.and(precision::solve::solve(run)?);
    let (told_scale, scale) = scale::solve::recorded(run)?;
    Ok(Found { told: told.with("scale", &told_scale), scale: Some(scale), is_whole: true })
}
