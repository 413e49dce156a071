use super::{phrase, said};
use ma6202::oracle::Check;

/// A check, as its `Display` says it in English.
pub fn check(check: &Check) -> String {
    let Check { what, referee, device, max_rel_error: error, tolerance, worst, .. } = check;
    format!(
        "{} contra {} en {device}: error relativo {error:.1e}, tolerancia {tolerance:.0e}; {}",
        said(what),
        phrase(referee).unwrap_or(referee),
        said(worst)
    )
}
