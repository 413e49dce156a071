//! The gradients of a network, number by number, by every referee: what exercises 3, 5, 6 and 8
//! have in common.

use crate::Result;
use crate::program::Work;
use ma6202::loss::Loss;
use ma6202::mlp::Mlp;
use ma6202::mlp::derivation::Backprop;
use ma6202::oracle::{self, Check, Referee};
use nalgebra::DMatrix;
use serde::Serialize;
use std::fmt::Display;

/// A value or gradient within a network, such as δ of layer 2.
#[derive(Clone, Debug, Serialize)]
pub struct Intermediate {
    pub what: String,
    /// The relative error by each referee; none where one is not asked.
    pub errors: Vec<Option<f64>>,
}

/// Every intermediate of a network, ours against each referee's.
///
/// # Errors
/// Those of [`oracle::check_intermediates`].
pub fn judge(run: &mut Work, problem: &Backprop, by: &[Referee]) -> Result<Vec<Intermediate>> {
    let mut all = Vec::new();
    for checks in oracle::check_intermediates(problem, by)? {
        let what = checks.iter().flatten().map(|check| check.what.clone()).next();
        let errors = checks.iter().map(|check| check.as_ref().map(|check| check.max_rel_error));
        all.push(Intermediate { what: what.unwrap_or_default(), errors: errors.collect() });
        run.check_all("intermediates", checks.into_iter().flatten());
    }
    Ok(all)
}

/// The gradient that descents on the squared error of samples (x, t) follow, by every referee, at
/// their initial weights; `of` says which descents.
///
/// # Errors
/// Those of [`oracle::check_intermediates`].
pub fn check_descents(
    run: &mut Work,
    mlp: Mlp,
    (x, t): (DMatrix<f64>, DMatrix<f64>),
    of: impl Display,
) -> Result<()> {
    let problem = Backprop { mlp, x, t, loss: Loss::MeanSquaredError, layer: 0 };
    let checks = oracle::check_intermediates(&problem, &run.referees())?;
    for check in checks.into_iter().flatten().flatten() {
        run.check(Check { what: format!("{}, {of}", check.what), ..check });
    }
    Ok(())
}
