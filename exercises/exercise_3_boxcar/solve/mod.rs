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

pub use approximation::{BOXES, DRAWN, FunctionErrors};
pub use descent::SearchFound;

use crate::Result;
use crate::program::Work;
use crate::record::{Anew, Made};
use ma6202::boxcar::Boxcar;
use serde::Serialize;

/// What was found.
#[derive(Debug, Serialize)]
pub struct Found {
    /// The one that was asked for.
    #[serde(flatten)]
    pub asked: network::AskedBox,
    pub error: accuracy::BoxAccuracy,
    /// By function.
    pub approximation: Vec<FunctionErrors>,
    /// Numbers of boxes whose networks are drawn.
    pub drawn: [usize; 3],
    #[serde(flatten)]
    pub searches: descent::Searches,
    #[serde(skip)]
    pub boxcar: Boxcar,
}

pub fn solve(run: &mut Work, boxcar: Boxcar, anew: &Anew, made: Made) -> Result<Found> {
    Ok(Found {
        asked: network::solve(run, &boxcar)?,
        error: accuracy::solve(run, &boxcar)?,
        approximation: approximation::solve(run)?,
        drawn: DRAWN,
        searches: descent::solve(run, anew, made)?,
        boxcar,
    })
}
