//! Exercise 6: backpropagation by hand.
//!
//! The lecture follows J back through the network: δ_j = ∂J/∂y_j ∂y_j/∂a_j for the last layer,
//! δ_i = (Σ_j δ_j w_ij) ∂y_i/∂a_i for those before it, ∂J/∂w_ij = δ_j y_i for every weight, and the
//! update w_ij → w_ij - λ δ_j y_i. Here each step of that argument is checked, and then the code
//! that follows it, number by number.

use crate::Result;
use crate::program::{Exercise, Options, Report, cell, header, table};
use clap::Parser;
use ma6202::activation::Activation;
use ma6202::loss::Loss;
use ma6202::mlp::Mlp;
use ma6202::mlp::derivation::{self, Backprop};
use ma6202::mlp::init::manual_seed;
use ma6202::notebook::SGD;
use ma6202::oracle::{self, Check, Referee};
use nalgebra::DMatrix;
use std::fmt::Display;

/// Exercise 6: the deltas of backpropagation, derived by hand and checked at every step.
#[derive(Parser)]
#[command(version, after_help = "Example: exercise-6 --seed 1 --json")]
pub struct Exercise6 {
    #[command(flatten)]
    options: Options,
}

impl Exercise for Exercise6 {
    const NUMBER: u32 = 6;

    fn options(&self) -> &Options {
        &self.options
    }

    fn tell(&self, report: &mut Report) -> Result<()> {
        let referees = report.referees();
        chains(report, self.options.seed, &referees)?;
        // All dimensions differ: no transpose and no mixed-up layer can go unnoticed.
        let mut rng = manual_seed(self.options.seed);
        let problem =
            Backprop::random(&mut rng, 7, &[4, 6, 5, 3], Activation::Tanh, Loss::CrossEntropy, 0)?;
        intermediates(report, &problem, &referees)?;
        update(report, &problem)
    }
}

/// The lecture's argument: for each "=", the worst error over random problems, one column for
/// each referee.
fn chains(report: &mut Report, seed: u32, referees: &[Referee]) -> Result<()> {
    report.say("Each \"=\" of the derivation, judged by the derivative on its left as each referee computes it");
    report.say("(worst relative error over random problems: every activation with every loss, and both with every layer):\n");
    let mut rng = manual_seed(seed);
    for chain in derivation::chains() {
        let problems = derivation::problems(&mut rng, chain.variable)?;
        report.derivation(&chain, &problems, referees)?;
    }
    Ok(())
}

/// One network whose dimensions all differ: every intermediate, ours against each referee's.
fn intermediates(report: &mut Report, problem: &Backprop, referees: &[Referee]) -> Result<()> {
    let activation = problem.mlp.layers()[0].activation.name();
    report.say(format_args!(
        "Every intermediate of a network 4-6-5-3 ({activation}, {}) on 7 samples, relative errors:\n",
        problem.loss.name()
    ));
    judged_intermediates(report, problem, referees)?;
    report.say("(- : a value, no derivative: torch computes it as well, the others are asked for derivatives only)\n");
    Ok(())
}

/// A table with a row for each intermediate and a column for each referee.
pub(crate) fn judged_intermediates(
    report: &mut Report,
    problem: &Backprop,
    referees: &[Referee],
) -> Result<()> {
    let mut rows = table(header(referees));
    for checks in oracle::check_intermediates(problem, referees)? {
        let what = checks.iter().flatten().map(|check| check.what.clone()).next();
        let cells = checks.iter().map(|check| cell(check.as_ref()));
        rows.add_row(what.into_iter().chain(cells));
        checks.into_iter().flatten().for_each(|check| report.check(check));
    }
    report.say(rows);
    Ok(())
}

/// The gradient that descents on the squared error of samples (x, t) follow, by every referee, at
/// their first weights; `of` says which descents.
pub(crate) fn check_descents(
    report: &mut Report,
    mlp: Mlp,
    (x, t): (DMatrix<f64>, DMatrix<f64>),
    of: impl Display,
) -> Result<()> {
    let problem = Backprop { mlp, x, t, loss: Loss::MeanSquaredError, layer: 0 };
    let checks = oracle::check_intermediates(&problem, &report.referees())?;
    for check in checks.into_iter().flatten().flatten() {
        report.check(Check { what: format!("{}, {of}", check.what), ..check });
    }
    Ok(())
}

/// One step of descent from the same start, ours and torch's.
fn update(report: &mut Report, problem: &Backprop) -> Result<()> {
    report
        .say("One update w → w - λ δ_j y_i from the same weights, ours against torch.optim.SGD:\n");
    for device in report.devices() {
        report.check_all(oracle::check_update(problem, SGD, device)?);
    }
    Ok(())
}
