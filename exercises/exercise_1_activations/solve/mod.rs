//! All that exercise 1 finds.
//!
//! | file | holds |
//! |---|---|
//! | `functions` | the functions: formulas, facts, and what the referees say of them |
//! | `kinds` | which of ReLU's family have what in common |
//! | `digits` | how many digits they keep |
//! | `trainings` | the wine network, trained with each of them or read from the record |
//! | `comparisons` | what becomes of it, beside what becomes of it with ReLU |

mod comparisons;
mod digits;
mod functions;
mod kinds;
pub mod trainings;

use super::study::{Comparison, Study};
use crate::Result;
use crate::program::Work;
use crate::record::ReadFrom;
use crate::solved::Results;
use serde::Serialize;

/// What is computed here.
#[derive(Debug, Serialize)]
pub struct Found {
    activations: Vec<Results>,
    kinds: Results,
    accuracy: Vec<Results>,
    /// On so many points.
    accuracy_points: usize,
    /// How many decimal digits a number has.
    accuracy_digits: f64,
    trainings: Results,
    settings: Vec<comparisons::SettingFound>,
    study: Vec<Results>,
    #[serde(skip)]
    pub studies: Vec<Study>,
    /// Of each study.
    #[serde(skip)]
    pub comparisons: Vec<Vec<Comparison>>,
}

/// Has the functions judged, and compares the trainings that `studies` reads or does.
pub fn solve(
    run: &mut Work,
    studies: impl FnOnce(&mut Work) -> Result<(Vec<Study>, Option<ReadFrom>)>,
) -> Result<Found> {
    functions::judge(run)?;
    functions::derive(run)?;
    let accuracy = digits::solve(run)?;
    let (studies, read) = studies(run)?;
    let comparisons = comparisons::compare(run, &studies)?;
    let settings = comparisons::settings(&studies, &comparisons);
    Ok(Found {
        activations: functions::described()?,
        kinds: kinds::of_family(),
        accuracy,
        accuracy_points: digits::POINTS,
        accuracy_digits: digits::lost(f64::INFINITY),
        trainings: trainings::summary(&studies, &settings, read),
        settings,
        study: comparisons::rows(&studies, &comparisons),
        studies,
        comparisons,
    })
}
