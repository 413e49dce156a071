//! What exercise 3 computes.
//!
//! | file | holds |
//! |---|---|
//! | `network` | the two neurons, and their values where these can be said in closed form |
//! | `accuracy` | how far the network is from the box |
//! | `approximation` | how far n boxes are from a function |
//! | `descent` | the box, looked for by descent |

mod accuracy;
mod approximation;
mod descent;
mod network;

pub use approximation::{BOXES, FunctionErrors};
pub use descent::SearchFound;

use crate::Result;
use crate::program::Work;
use crate::record::{Anew, Made};
use crate::solved::Results;
use ma6202::boxcar::Boxcar;
use serde::Serialize;

/// So many boxes are drawn first: so few that steps can be seen, and so many that they follow.
pub const DRAWN: usize = 8;

/// What was found, and what figures need.
#[derive(Debug, Serialize)]
pub struct Found {
    #[serde(flatten)]
    asked: Results,
    error: Results,
    /// By function.
    pub approximation: Vec<FunctionErrors>,
    /// The number of boxes of the networks that are drawn.
    drawn: usize,
    #[serde(flatten)]
    told_searches: Results,
    #[serde(skip)]
    pub searches: Vec<SearchFound>,
    #[serde(skip)]
    pub boxcar: Boxcar,
}

pub fn solve(run: &mut Work, boxcar: Boxcar, anew: &Anew, made: Made) -> Result<Found> {
    let (asked, error) = (network::solve(run, &boxcar)?, accuracy::solve(run, &boxcar)?);
    let approximation = approximation::solve(run)?;
    let (told_searches, searches) = descent::solve(run, anew, made)?;
    Ok(Found { asked, error, approximation, drawn: DRAWN, told_searches, searches, boxcar })
}
