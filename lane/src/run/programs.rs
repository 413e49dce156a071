//! The exercises' programs, as a user would run them on a GPU.

use super::child::{Children, Ended, How, last_words};
use super::{Plan, THREADS};
use crate::record::{CheckLine, PartOutcome, ProgramRun, worst};
use crate::{EXERCISES, program};
use ma6202::Result;
use serde::Deserialize;
use serde_json::Deserializer;
use std::process::Command;
use std::time::Duration;

/// All of them.
const TOGETHER: Duration = Duration::from_secs(120);
/// One of them.
const PROGRAM: Duration = Duration::from_secs(40);

pub fn not_run() -> Vec<ProgramRun> {
    let run = |exercise| ProgramRun {
        exercise,
        outcome: PartOutcome::NotRun,
        seconds: 0.0,
        worst: Vec::new(),
    };
    EXERCISES.map(run).to_vec()
}

/// Fills in what becomes of each.
pub fn run(children: &Children, plan: &Plan, runs: &mut [ProgramRun]) -> Result<()> {
    let until = children.until(TOGETHER);
    for run in runs {
        let mut command = exercise(run.exercise, plan)?;
        let until = until.min(children.until(PROGRAM));
        let Some(ended) = children.run("programs", &mut command, until) else {
            run.outcome = PartOutcome::NoTimeLeft;
            continue;
        };
        run.seconds = ended.seconds;
        (run.outcome, run.worst) = match document::<Checks>(&ended) {
            Ok(document) => (ended.outcome(), worst(&document.checks)),
            Err(outcome) => (outcome, Vec::new()),
        };
    }
    Ok(())
}

/// A program on the GPUs, or on a dry run on the CPU in single precision, which says what it found
/// as a document.
pub fn exercise(number: u32, plan: &Plan) -> Result<Command> {
    let mut command = program(number)?;
    command.args(["--json", "--device", if plan.dry_run { "cpu-f32" } else { "cuda" }]);
    command.env(THREADS, "1");
    Ok(command)
}

/// What a program says of its checks.
#[derive(Deserialize)]
pub struct Checks {
    pub checks: Vec<CheckLine>,
}

/// The document of a program that ran to its end, whether its checks hold or not.
///
/// # Errors
/// The outcome of one that did not.
pub fn document<T: for<'a> Deserialize<'a>>(ended: &Ended) -> std::result::Result<T, PartOutcome> {
    if !matches!(&ended.how, How::Status(status) if matches!(status.code(), Some(0 | 1))) {
        return Err(ended.outcome());
    }
    // A library may have said something before.
    let text = &ended.out[ended.out.find('{').unwrap_or(0)..];
    let mut documents = Deserializer::from_str(text).into_iter::<T>();
    let failed =
        |why: &str| PartOutcome::Failed(format!("its document: {why}; {}", last_words(&ended.err)));
    let document = documents.next().ok_or_else(|| failed("none"))?;
    document.map_err(|error| failed(&error.to_string()))
}
