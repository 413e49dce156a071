use crate::Result;
use crate::derivation::{Derivation, Function};
use crate::error::expect_some;
use crate::oracle::check::{Check, Referee, check_statement, compare, worst_of};
use crate::oracle::exact::{by_differences, by_tape};
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
        Referee::Autograd(device) => problem.autograd(variable, device),
        other => Ok(of_function(&Function::of(problem, variable)?, other)?.swap_remove(0)),
    }
}

/// The same as those find it who need the function alone, for each of its values.
pub(super) fn of_function(function: &Function, referee: Referee) -> Result<Vec<DMatrix<f64>>> {
    match referee {
        Referee::Differences => by_differences(function),
        Referee::Tape => by_tape(function),
        other => Err(other.differentiates_nothing()),
    }
}

/// Evaluates a derivation on each problem, and compares its left-hand side as it is written, every
/// line, and what the code computes with the derivative as each referee finds it. For each of these
/// rows, in order, one check for each referee: the worst over the problems. Then one for each
/// statement of the reasons.
///
/// # Errors
/// No problems; those of [`derivative`] and of [`Derivation::evaluate`].
pub fn check_derivation<P: Autograd>(
    derivation: &Derivation<P>,
    problems: &[P],
    referees: &[Referee],
) -> Result<(Vec<Vec<Check>>, Vec<Check>)> {
    expect_some("problems", problems.len())?;
    let (mut table, mut reasons) = (vec![Vec::new(); derivation.lines.len() + 2], Vec::new());
    let variable = derivation.variable;
    for problem in problems {
        let symbols = problem.symbols(variable)?;
        let function = Function::new(P::function(variable), &symbols)?;
        let by = |&referee: &Referee| match referee {
            Referee::Autograd(device) => problem.autograd(variable, device),
            other => Ok(of_function(&function, other)?.swap_remove(0)),
        };
        let lefts = referees.iter().map(by).collect::<Result<Vec<_>>>()?;
        let (rows, statements) = derivation.evaluate(problem, &symbols)?;
        for statement in &statements {
            reasons.push(check_statement(derivation.name, statement, 0.0)?);
        }
        for (number, (row, checks)) in rows.iter().zip(&mut table).enumerate() {
            let what = format!("{}, {}", derivation.name, derivation.row(number));
            for (&referee, left) in referees.iter().zip(&lefts) {
                checks.push(compare(&what, referee, row, left)?);
            }
        }
    }
    Ok((table.into_iter().map(worst_of).collect(), worst_of(reasons)))
}
