use super::{Device, Referee};
use crate::Result;
use crate::error::expect_shape;
use nalgebra::{Dim, Matrix, RawStorage, Vector1};
use serde::Serialize;

/// The outcome of one comparison of ours with a referee's.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    pub what: String,
    pub referee: String,
    pub device: Device,
    pub max_abs_error: f64,
    /// The largest |ours - theirs| / max(|ours|, |theirs|, ‖theirs‖∞ / 10, r), with r the
    /// referee's resolution, or the size of the terms that cancelled: each entry on its own scale,
    /// but one that cancelled to less than a tenth of the largest on that of a tenth, and none on a
    /// finer scale than r. Of a bound: the largest share of it that is taken.
    pub max_rel_error: f64,
    pub tolerance: f64,
    pub holds: bool,
    /// Where the error is worst, and the two values there.
    #[serde(skip)]
    pub worst: String,
}

impl std::fmt::Display for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} against {} on {}: relative error {:.1e}, tolerance {:.0e}; {}",
            self.what, self.referee, self.device, self.max_rel_error, self.tolerance, self.worst
        )
    }
}

/// Compares ours with theirs, matrices or vectors, entry by entry.
///
/// # Errors
/// Different shapes.
pub fn compare<R: Dim, C: Dim, R2: Dim, C2: Dim>(
    what: impl Into<String>,
    referee: Referee,
    ours: &Matrix<f64, R, C, impl RawStorage<f64, R, C>>,
    theirs: &Matrix<f64, R2, C2, impl RawStorage<f64, R2, C2>>,
) -> Result<Check> {
    compare_beside(what, referee, ours, theirs, referee.resolution())
}

/// [`compare`] of what may be left of terms of this size that cancelled: an error below the
/// tolerance times it is their rounding.
///
/// # Errors
/// Different shapes.
pub(crate) fn compare_beside<R: Dim, C: Dim, R2: Dim, C2: Dim>(
    what: impl Into<String>,
    referee: Referee,
    ours: &Matrix<f64, R, C, impl RawStorage<f64, R, C>>,
    theirs: &Matrix<f64, R2, C2, impl RawStorage<f64, R2, C2>>,
    size: f64,
) -> Result<Check> {
    let what = what.into();
    expect_shape(&what, ours.shape(), theirs.shape())?;
    let largest = theirs.iter().fold(0.0, |largest: f64, their| largest.max(their.abs()));
    let floor = (largest / 10.0).max(size);
    let (mut max_abs_error, mut max_rel_error) = (0.0_f64, 0.0_f64);
    let mut worst = (0, ours[(0, 0)], theirs[(0, 0)]);
    for (index, (&our, &their)) in ours.iter().zip(theirs.iter()).enumerate() {
        let abs_error = (our - their).abs();
        let scale = our.abs().max(their.abs()).max(floor);
        // In the total order a NaN without a sign is above every number: it must never pass for a
        // small error, and neither must ∞ / ∞.
        let rel_error = if abs_error == 0.0 { 0.0 } else { (abs_error / scale).abs() };
        if abs_error.total_cmp(&max_abs_error).is_gt() {
            max_abs_error = abs_error;
        }
        if rel_error.total_cmp(&max_rel_error).is_gt() {
            (max_rel_error, worst) = (rel_error, (index, our, their));
        }
    }
    let (index, our, their) = worst;
    let (row, column) = (index % ours.nrows(), index / ours.nrows());
    Ok(Check {
        what,
        referee: referee.name().into(),
        device: referee.device(),
        max_abs_error,
        max_rel_error,
        tolerance: referee.tolerance(),
        holds: max_rel_error <= referee.tolerance(),
        worst: format!("worst at ({row}, {column}): ours {our:e}, theirs {their:e}"),
    })
}

/// Compares how many things we say there are with how many the referee counts.
pub fn compare_counts(what: impl Into<String>, ours: u128, theirs: u128) -> Check {
    let number = |count: u128| Vector1::new(count as f64);
    compare(what, Referee::Counting, &number(ours), &number(theirs)).expect("one number each")
}

/// Of all checks of the same thing by the same referee on the same device the worst, in the order
/// in which they first came.
pub fn worst_of(checks: impl IntoIterator<Item = Check>) -> Vec<Check> {
    let mut worst: Vec<Check> = Vec::new();
    for check in checks {
        let same = |other: &&mut Check| {
            (&other.what, &other.referee, other.device)
                == (&check.what, &check.referee, check.device)
        };
        match worst.iter_mut().find(same) {
            Some(kept) => {
                if check.max_rel_error.total_cmp(&kept.max_rel_error).is_gt() {
                    *kept = check;
                }
            }
            None => worst.push(check),
        }
    }
    worst
}

impl Check {
    /// Whether it is a bound's: its relative error is the share of it that is taken.
    pub fn is_bound(&self) -> bool {
        self.referee == Referee::Bound.name()
    }
}
