use super::{Check, Referee, compare_beside};
use crate::reason::Statement;
use crate::{Error, Result};
use ma6202_formula::Relation;
use nalgebra::DMatrix;

/// Compares the two sides of a statement: those of "=", and of "≤" what exceeds. Rounding may move
/// them apart by so much.
///
/// # Errors
/// Another sign than =, <, ≤, > or ≥.
pub fn check_statement(of: &str, statement: &Statement, rounding: f64) -> Result<Check> {
    let Statement { latex, left, relation, right } = statement;
    let smaller = |left: &DMatrix<f64>, right: &DMatrix<f64>| left.zip_map(right, f64::min);
    let (ours, theirs) = match relation {
        Relation::Equal => (left.clone(), right),
        Relation::Less | Relation::AtMost => (smaller(left, right), left),
        Relation::Greater | Relation::AtLeast => (smaller(left, right), right),
        other => {
            return Err(Error::setting(latex.as_str(), "=, <, ≤, > or ≥", other.latex()));
        }
    };
    let by = Referee::Evaluation;
    let size = match rounding {
        0.0 => 0.0,
        _ => theirs.amax() + rounding / by.tolerance(),
    };
    let size = size.max(by.resolution());
    compare_beside(format!("{of}, the reason {latex}"), by, &ours, theirs, size)
}
