//! The exercises' programs, as a user would run them on a GPU.

use super::child::{Children, Ended, How, last_words};
use super::{Plan, THREADS};
use crate::error::Result;
use crate::record::{CheckLine, PartOutcome, ProgramRun, worst};
use crate::{EXERCISES, program};
use serde::Deserialize;
use serde_json::Deserializer;
use std::process::Command;
use std::time::Duration;

/// All of them.
const TOGETHER: Duration = Duration::from_secs(120);
/// One of them.
const PROGRAM: Duration = Duration::from_secs(40);

pub fn not_run() -> Vec<ProgramRun> {
    EXERCISES.map(|exercise| ProgramRun { exercise, ..ProgramRun::default() }).to_vec()
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
            Ok(document) => (ended.outcome(), worst(document.checks)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    const DOCUMENT: &str = r#"{ "checks": [{ "what": "a", "referee": "autograd", "device": "cuda:0 f32",
        "max_rel_error": null, "tolerance": 0.001, "holds": false }], "results": {} }"#;

    /// The checks of a program that said this and ended with this exit status.
    fn read(code: i32, out: String) -> std::result::Result<Vec<CheckLine>, PartOutcome> {
        let how = How::Status(ExitStatus::from_raw(code << 8));
        let ended = Ended { how, seconds: 1.0, out, err: "last words".into() };
        document::<Checks>(&ended).map(|document| document.checks)
    }

    /// Of one whose checks do not hold as well, whatever a library says around it.
    #[test]
    fn the_document_is_read_of_a_program_that_ran_to_its_end() {
        for code in [0, 1] {
            for text in [DOCUMENT.into(), format!("[W1] a warning\n{DOCUMENT}\na last word\n")] {
                let checks = read(code, text).unwrap();
                assert_eq!((checks.len(), checks[0].max_rel_error), (1, None));
            }
        }
    }

    #[test]
    fn what_is_no_document_is_a_failure() {
        let failed = |code, text: &str| match read(code, text.into()) {
            Err(PartOutcome::Failed(why)) => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(failed(2, DOCUMENT), "exit status: 2; last words");
        assert_eq!(failed(0, ""), "its document: none; last words");
        let why = failed(0, &DOCUMENT[..40]);
        assert!(why.contains("EOF") && why.ends_with("; last words"), "{why}");
        assert!(failed(0, "{}").contains("missing field `checks`"));
    }
}
