use crate::Result;
use crate::derivation::Derivation;
use crate::error::expect_some;
use crate::oracle::check::{Check, Referee, compare, worst_of};
use crate::oracle::exact::{by_tape, differences};
use crate::oracle::torch::autograd::Autograd;
use nalgebra::DMatrix;

/// The derivative of a problem's function by a variable, as a referee finds it.
///
/// # Errors
/// A referee who knows no derivatives, a missing device, or torch's own refusal.
pub fn derivative<P: Autograd>(
    problem: &P,
    variable: P::Variable,
    referee: Referee,
) -> Result<DMatrix<f64>> {
    match referee {
        Referee::Differences => {
            Ok(differences(|value| problem.value(variable, value), &problem.at(variable)))
        }
        Referee::Tape => Ok(by_tape(problem, variable)),
        Referee::Autograd(device) => problem.autograd(variable, device),
        other => Err(other.differentiates_nothing()),
    }
}

/// Evaluates every line of a derivation on each problem, and compares it with the left-hand side as
/// each referee computes it. For each line, in order, one check for each referee: the worst over
/// the problems.
///
/// # Errors
/// No problems; those of [`derivative`].
pub fn check_derivation<P: Autograd>(
    derivation: &Derivation<P>,
    problems: &[P],
    referees: &[Referee],
) -> Result<Vec<Vec<Check>>> {
    expect_some("problems", problems.len())?;
    let mut table = vec![Vec::new(); derivation.lines.len()];
    for problem in problems {
        let by = |&referee| derivative(problem, derivation.variable, referee);
        let lefts = referees.iter().map(by).collect::<Result<Vec<_>>>()?;
        for (number, (line, checks)) in derivation.lines.iter().zip(&mut table).enumerate() {
            let right = (line.value)(problem);
            let what = format!("{}, line {}", derivation.name, number + 1);
            for (&referee, left) in referees.iter().zip(&lefts) {
                checks.push(compare(&what, referee, &right, left)?);
            }
        }
    }
    Ok(table.into_iter().map(worst_of).collect())
}
