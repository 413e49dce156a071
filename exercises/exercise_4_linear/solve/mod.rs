//! What exercise 4 computes.
//!
//! | file | holds |
//! |---|---|
//! | `gradient` | ∇J, the Hessian, the step, each "=" judged |
//! | `rate` | what λ does, beside the theory of the Hessian's eigenvalues |
//! | `endings` | how a descent ends |
//! | `least_squares` | the closed form, on data that are hard |
//! | `batches` | the gradient of a mini-batch: right on average |
//! | `noise` | where mini-batches lead |
//! | `wines` | one attribute of the wines from the others |

mod batches;
mod endings;
mod gradient;
mod least_squares;
mod noise;
mod rate;
mod wines;

pub use noise::{DESCENTS, Noise};
pub use rate::RegressionPlane;
pub use wines::Wines;

use crate::Result;
use crate::program::Work;
use crate::solved::Results;
use ma6202::wine::Wine;
use serde::Serialize;

/// What was found, and what figures need.
#[derive(Debug, Serialize)]
pub struct Found {
    learning_rate: Results,
    endings: Results,
    shortest: Results,
    certified: Vec<Results>,
    batches: Results,
    #[serde(flatten)]
    pub noise: Noise,
    #[serde(rename = "wines")]
    told_wines: Results,
    #[serde(skip)]
    pub wines: Wines,
    /// What λ and the batches are seen on.
    #[serde(skip)]
    pub plane: RegressionPlane,
}

/// Everything, with the attribute of this number predicted from the others.
pub fn solve(run: &mut Work, target: usize) -> Result<Found> {
    let wine = Wine::embedded();
    let plane = RegressionPlane::new(&wine)?;
    gradient::judge(run)?;
    let learning_rate = rate::solve(run, &plane)?;
    let endings = endings::solve(run, &plane)?;
    let shortest = endings::shortest(run, &plane.linear)?;
    let certified = least_squares::solve(run)?;
    let batches = batches::solve(run, &wine)?;
    let noise = noise::solve(run, &plane)?;
    let (told_wines, wines) = wines::solve(run, &wine, target)?;
    Ok(Found {
        learning_rate,
        endings,
        shortest,
        certified,
        batches,
        noise,
        told_wines,
        wines,
        plane,
    })
}
