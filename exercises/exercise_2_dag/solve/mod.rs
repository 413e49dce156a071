//! What exercise 2 computes.
//!
//! | file | holds |
//! |---|---|
//! | `graphs` | graphs without cycles: built, judged, ordered; a cycle, refused |
//! | `paths` | the chain rule as a sum over paths, counted |
//! | `cycles` | the solutions of a cycle |
//! | `unrolled` | its gradient, and the same unrolled in time |

mod cycles;
mod graphs;
mod paths;
mod unrolled;

pub use graphs::Graphs;
pub use paths::BlockDepth;

use crate::Result;
use crate::program::Work;
use crate::solved::Results;
use serde::Serialize;

/// What was found.
#[derive(Debug, Serialize)]
pub struct Found {
    #[serde(flatten)]
    pub graphs: Graphs,
    /// By the number of skip connections.
    pub paths: Vec<BlockDepth>,
    fixed_points: Vec<Results>,
    contractions: Results,
    truncated: Results,
}

pub fn solve(run: &mut Work) -> Result<Found> {
    Ok(Found {
        graphs: graphs::solve(run)?,
        paths: paths::solve(run)?,
        fixed_points: cycles::solve(run)?,
        contractions: cycles::only_one(run)?,
        truncated: unrolled::solve(run)?,
    })
}
