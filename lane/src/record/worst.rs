//! Of many checks, the worst of each referee.

use ma6202::oracle::{Check, Device, Referee};
use serde::{Deserialize, Serialize};

/// A check, as a program's document tells of it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CheckLine {
    pub what: String,
    pub referee: String,
    pub device: Device,
    /// `None` is no number: NaN, or infinite.
    pub max_rel_error: Option<f64>,
    pub tolerance: f64,
}

/// The worst check of a referee on a device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorstCheck {
    pub referee: String,
    pub device: Device,
    /// Of so many checks.
    pub checks: usize,
    pub what: String,
    /// Relative to the size of the values, or a share of what is allowed. `None` is no number.
    pub error: Option<f64>,
    pub tolerance: f64,
}

impl WorstCheck {
    /// How bad it is: what is no number is worse than any.
    pub fn size(&self) -> f64 {
        self.error.unwrap_or(f64::INFINITY)
    }

    /// Whether all of its checks hold.
    pub fn holds(&self) -> bool {
        self.error.is_some_and(|error| error <= self.tolerance)
    }

    /// Whether it is a bound's, which no device computes.
    pub fn is_bound(&self) -> bool {
        self.referee == Referee::Bound.name()
    }

    /// Whether the error is a share of what is allowed: of a bound, of what rounding may make.
    pub fn is_share(&self) -> bool {
        self.tolerance == 1.0
    }
}

impl From<&Check> for CheckLine {
    fn from(check: &Check) -> CheckLine {
        CheckLine {
            what: check.what.clone(),
            referee: check.referee.clone(),
            device: check.device,
            max_rel_error: Some(check.max_rel_error).filter(|error| error.is_finite()),
            tolerance: check.tolerance,
        }
    }
}

/// For each referee, device and tolerance the worst check, in the order in which they first came.
pub fn worst(checks: impl IntoIterator<Item = CheckLine>) -> Vec<WorstCheck> {
    let mut all: Vec<WorstCheck> = Vec::new();
    for CheckLine { what, referee, device, max_rel_error: error, tolerance } in checks {
        let new = WorstCheck { referee, device, checks: 1, what, error, tolerance };
        let same = |w: &&mut WorstCheck| {
            (&w.referee, w.device, w.tolerance) == (&new.referee, new.device, new.tolerance)
        };
        match all.iter_mut().find(same) {
            None => all.push(new),
            Some(worst) => {
                let checks = worst.checks + 1;
                if new.size() > worst.size() {
                    *worst = new;
                }
                worst.checks = checks;
            }
        }
    }
    all
}
