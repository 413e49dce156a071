use super::{Check, Referee, check_statement, worst_of};
use crate::Result;
use crate::error::{expect_setting, expect_shape, expect_some};
use crate::estimate::{Estimate, Relation, Subject};

/// Checks that no measured number exceeds its bound.
///
/// # Errors
/// No numbers, another number of bounds, and a bound that is negative or infinite or NaN: nothing
/// could exceed it, or everything.
pub fn at_most(what: impl Into<String>, measured: &[f64], bounds: &[f64]) -> Result<Check> {
    let what = what.into();
    expect_shape(&what, (measured.len(), 1), (bounds.len(), 1))?;
    let numbers = measured.iter().zip(bounds);
    let checks = numbers.map(|(&number, &bound)| judge(&what, Referee::Bound, number, bound));
    Ok(worst_of(checks.collect::<Result<Vec<_>>>()?).swap_remove(0))
}

/// Measures the left-hand side of an estimate on each problem and goes down its lines: one check
/// for the left-hand side as it is written, one for each line, and one for each code that computes
/// a line; the worst over the problems.
///
/// "=" allows a difference from the line before of the estimate's rounding, and "≤" an excess of
/// it. The lines that still equal the left-hand side are compared with it, and the check names who
/// measured it.
///
/// # Errors
/// No problems, a measurement that fails, a text that is no formula of the problem's symbols, a
/// line or a rounding that is no finite number.
pub fn check_estimate<P: Subject>(
    estimate: &Estimate<P>,
    problems: &[P],
    referee: Referee,
    measure: impl Fn(&P) -> Result<f64>,
) -> Result<Vec<Check>> {
    expect_some("problems", problems.len())?;
    let mut checks = Vec::new();
    for problem in problems {
        let rounding = (estimate.rounding)(problem);
        let (mut before, mut equals_left) = (measure(problem)?, true);
        let (values, statements) = estimate.evaluate(problem)?;
        let difference = |what: &str, by, one: f64, other: f64| {
            judge(&format!("{}, {what}", estimate.name), by, (one - other).abs(), rounding)
        };
        checks.push(difference("left-hand side", referee, before, values[0])?);
        for (number, (line, &value)) in (1..).zip(estimate.lines.iter().zip(&values[1..])) {
            equals_left &= line.relation == Relation::Equal;
            let by = if equals_left { referee } else { Referee::Bound };
            let what = format!("line {number}");
            checks.push(match line.relation {
                Relation::Equal => difference(&what, by, before, value)?,
                Relation::AtMost => {
                    judge(&format!("{}, {what}", estimate.name), by, before, value + rounding)?
                }
            });
            if let Some(code) = line.code {
                let what = format!("the code of line {number}");
                checks.push(difference(&what, Referee::Bound, code(problem), value)?);
            }
            if !equals_left {
                before = value;
            }
        }
        for statement in &statements {
            checks.push(check_statement(estimate.name, statement, rounding)?);
        }
    }
    Ok(worst_of(checks))
}

/// One number and its bound: the share of the bound that it takes, which may be 1 at most.
fn judge(what: &str, referee: Referee, measured: f64, bound: f64) -> Result<Check> {
    let sound = bound.is_finite() && bound >= 0.0;
    expect_setting(&format!("bound of {what}"), "a finite number, not negative", bound, sound)?;
    // A NaN stays one, and is no share below 1.
    let share = if measured == 0.0 { 0.0 } else { measured / bound };
    let tolerance = Referee::Bound.tolerance();
    Ok(Check {
        what: what.into(),
        referee: referee.name().into(),
        device: referee.device(),
        max_abs_error: measured,
        max_rel_error: share,
        tolerance,
        holds: (0.0..=tolerance).contains(&share),
        worst: format!("worst: {measured:e}, at most {bound:e}"),
    })
}
