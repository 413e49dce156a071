use super::{Recurrence, Solution};
use crate::Result;
use crate::activation::Activation;
use crate::error::{expect_setting, expect_some};

/// A solution followed while w grows, as long as neither their number nor what attracts changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// How many solutions there are on its way.
    pub of: usize,
    /// Which of them it is, from the lowest, 0.
    pub number: usize,
    /// |w f'| < 1: repeating y → f(w y + x) comes closer.
    pub attracts: bool,
    pub w: Vec<f64>,
    pub y: Vec<f64>,
}

/// The solutions of y = f(w y + x) as w passes through the values given, in ascending order.
/// Between two values where the number of solutions changes, the place is found to 1e-9, or to two
/// neighbouring numbers where these are farther apart; intervals of solutions are left out.
///
/// # Errors
/// No values, values that fall, or those of [`Recurrence::solutions`].
pub fn branches(f: Activation, x: f64, w: &[f64]) -> Result<Vec<Branch>> {
    expect_some("values of w", w.len())?;
    expect_setting("values of w", "numbers that do not fall", format!("{w:?}"), w.is_sorted())?;
    let mut branches: Vec<Branch> = Vec::new();
    let mut before: Option<(f64, Vec<(f64, bool)>)> = None;
    for &w in w {
        let state = points(f, w, x)?;
        let mut stops = Vec::new();
        if let Some((w_before, state_before)) = &before
            && pattern(state_before) != pattern(&state)
        {
            let (mut low, mut high) = (*w_before, w);
            while high - low > 1e-9 {
                let middle = low + (high - low) / 2.0;
                if middle <= low || middle >= high {
                    break;
                }
                let same = pattern(&points(f, middle, x)?) == pattern(state_before);
                if same { low = middle } else { high = middle }
            }
            stops = vec![low, high];
        }
        stops.push(w);
        for w in stops {
            let state = points(f, w, x)?;
            if before.as_ref().is_none_or(|(_, before)| pattern(before) != pattern(&state)) {
                branches.extend(state.iter().enumerate().map(|(number, &(_, attracts))| Branch {
                    of: state.len(),
                    number,
                    attracts,
                    w: Vec::new(),
                    y: Vec::new(),
                }));
            }
            // Those that w is on are the last.
            let others = branches.len() - state.len();
            for (branch, (y, _)) in branches[others..].iter_mut().zip(&state) {
                branch.w.push(w);
                branch.y.push(*y);
            }
            before = Some((w, state));
        }
    }
    Ok(branches)
}

fn points(f: Activation, w: f64, x: f64) -> Result<Vec<(f64, bool)>> {
    let recurrence = Recurrence::new(f, w, x)?;
    let point = |solution| match solution {
        Solution::Point(y) => Some((y, recurrence.multiplier(y).abs() < 1.0)),
        Solution::Interval(..) => None,
    };
    Ok(recurrence.solutions()?.into_iter().filter_map(point).collect())
}

fn pattern(points: &[(f64, bool)]) -> Vec<bool> {
    points.iter().map(|(_, attracts)| *attracts).collect()
}
