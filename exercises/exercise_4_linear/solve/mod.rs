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
pub use rate::{Rate, RegressionPlane};
pub use wines::Wines;

use crate::Result;
use crate::program::Work;
use ma6202::wine::Wine;
use serde::Serialize;

/// What was found.
#[derive(Debug, Serialize)]
pub struct Found {
    pub learning_rate: Rate,
    pub endings: endings::Endings,
    pub shortest: endings::Shortest,
    pub certified: Vec<least_squares::CertifiedDigits>,
    pub batches: batches::Batches,
    #[serde(flatten)]
    pub noise: Noise,
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
    Ok(Found {
        learning_rate: rate::solve(run, &plane)?,
        endings: endings::solve(run, &plane)?,
        shortest: endings::shortest(run, &plane.linear)?,
        certified: least_squares::solve(run)?,
        batches: batches::solve(run, &wine)?,
        noise: noise::solve(run, &plane)?,
        wines: wines::solve(run, &wine, target)?,
        plane,
    })
}
