//! Every comparison on every device: a process for a device, and another one for what is left where
//! that ends before its last comparison.

use super::child::{Children, Ended, How, last_words};
use super::{THREADS, milliseconds};
use crate::comparison::ComparisonKind;
use crate::error::Result;
use crate::io;
use crate::record::{CheckLine, ComparisonRun, PartOutcome, worst};
use ma6202::oracle::{Check, Device};
use std::any::Any;
use std::panic;
use std::process::Command;
use std::time::{Duration, Instant};

/// All of them.
const TOGETHER: Duration = Duration::from_secs(130);
/// A process, so that one comparison that never ends leaves time for the others.
const PROCESS: Duration = Duration::from_secs(40);

pub fn not_run(devices: &[Device]) -> Vec<ComparisonRun> {
    let on = |&device: &Device| {
        ComparisonKind::on(device).map(move |comparison| ComparisonRun {
            comparison: comparison.name.into(),
            device,
            outcome: PartOutcome::NotRun,
            seconds: 0.0,
            worst: Vec::new(),
        })
    };
    devices.iter().flat_map(on).collect()
}

/// Fills in what becomes of each.
pub fn run(children: &Children, runs: &mut [ComparisonRun]) -> Result<()> {
    let until = children.until(TOGETHER);
    let program = std::env::current_exe().map_err(io("lane"))?;
    for mut runs in runs.chunk_by_mut(|one, next| one.device == next.device) {
        while let Some(first) = runs.first() {
            let mut command = Command::new(&program);
            command.arg("compare").arg(first.device.to_string());
            command.args(runs.iter().map(|run| &run.comparison)).env(THREADS, "1");
            let until = until.min(children.until(PROCESS));
            let Some(ended) = children.run("comparisons", &mut command, until) else {
                runs.iter_mut().for_each(|run| run.outcome = PartOutcome::NoTimeLeft);
                break;
            };
            let known = read(&ended, runs);
            runs = &mut runs[known..];
        }
    }
    Ok(())
}

/// Reads what a process says of these comparisons, and returns of how many it is known what
/// became of them. It tells of each when that is over, and ends after one that failed; so if it
/// ends in the middle of one, that one is to blame. If it was stopped there, only if it had all
/// the time alone.
fn read(ended: &Ended, runs: &mut [ComparisonRun]) -> usize {
    // A library may have said something between.
    let told = ended.out.lines().filter_map(|line| serde_json::from_str(line).ok());
    let told: Vec<ComparisonRun> = told.take(runs.len()).collect();
    let known = told.len();
    let failed = |run: &ComparisonRun| matches!(run.outcome, PartOutcome::Failed(_));
    let others_fault = match ended.how {
        How::Stopped => known > 0,
        _ => told.last().is_some_and(failed),
    };
    runs[..known].clone_from_slice(&told);
    let Some(next) = runs.get_mut(known).filter(|_| !others_fault) else { return known };
    next.seconds = (ended.seconds - told.iter().map(|run| run.seconds).sum::<f64>()).max(0.0);
    next.outcome = match ended.outcome() {
        PartOutcome::Passed => PartOutcome::Failed(last_words(&ended.err)),
        outcome => outcome,
    };
    known + 1
}

/// Makes a comparison on a device.
pub fn compare(comparison: &ComparisonKind, device: Device) -> ComparisonRun {
    let start = Instant::now();
    let made = panic::catch_unwind(|| (comparison.checks)(device));
    let seconds = milliseconds(start.elapsed());
    let (outcome, worst) = match made {
        Ok(Ok(checks)) => (judge(&checks, device), worst(checks.iter().map(CheckLine::from))),
        Ok(Err(error)) => (PartOutcome::Failed(error.to_string()), Vec::new()),
        Err(panic) => (PartOutcome::Failed(panic_message(panic.as_ref())), Vec::new()),
    };
    ComparisonRun { comparison: comparison.name.into(), device, outcome, seconds, worst }
}

fn panic_message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or(payload.downcast_ref::<&str>().copied()).unwrap_or("a panic").to_owned()
}

/// There are checks, on this device, and all of them hold.
fn judge(checks: &[Check], device: Device) -> PartOutcome {
    let elsewhere = |check: &&Check| !check.is_bound() && check.device != device;
    if let Some(check) = checks.iter().find(elsewhere) {
        return PartOutcome::Failed(format!("not on {device}: {check}"));
    }
    if let Some(check) = checks.iter().find(|check| !check.holds) {
        return PartOutcome::Failed(check.to_string());
    }
    if checks.is_empty() {
        return PartOutcome::Failed("no check was made".into());
    }
    PartOutcome::Passed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    /// A process that told of these comparisons, and ended so.
    fn ended(told: &[ComparisonRun], how: How) -> Ended {
        let line = |run| serde_json::to_string(run).unwrap() + "\n";
        let out = told.iter().map(line).collect();
        Ended { how, seconds: 2.0, out, err: "last words".into() }
    }

    /// The first comparisons on the CPU, with these outcomes.
    fn runs(outcomes: &[PartOutcome]) -> Vec<ComparisonRun> {
        let mut runs = not_run(&[Device::CPU]);
        runs.truncate(outcomes.len());
        runs.iter_mut().zip(outcomes).for_each(|(run, outcome)| run.outcome = outcome.clone());
        runs
    }

    use PartOutcome::{Failed, NotRun, Passed, TooLong};

    #[track_caller]
    fn reads(told: &[PartOutcome], how: How, expected: &[PartOutcome]) {
        let mut found = runs(&[NotRun, NotRun, NotRun]);
        let known = read(&ended(&runs(told), how), &mut found);
        let outcomes: Vec<PartOutcome> = found.into_iter().map(|run| run.outcome).collect();
        assert_eq!(outcomes[..known], *expected);
        assert!(outcomes[known..].iter().all(|outcome| *outcome == NotRun));
    }

    /// As the system gives it.
    fn status(number: i32) -> How {
        How::Status(ExitStatus::from_raw(number))
    }

    const EXIT_1: i32 = 1 << 8;
    const KILLED: i32 = 11;

    fn failed(why: &str) -> PartOutcome {
        Failed(why.into())
    }

    #[test]
    fn a_process_tells_of_each() {
        reads(&[Passed, Passed, Passed], status(0), &[Passed, Passed, Passed]);
        let all = [Passed, Passed, failed("a line")];
        reads(&all, status(EXIT_1), &all);
    }

    #[test]
    fn after_a_failure_the_others_are_left_for_another_process() {
        reads(&[failed("a line")], status(EXIT_1), &[failed("a line")]);
        reads(&[Passed, failed("a line")], status(EXIT_1), &[Passed, failed("a line")]);
    }

    #[test]
    fn what_was_begun_when_a_process_ended_is_to_blame() {
        let signal = failed("signal: 11 (SIGSEGV); last words");
        reads(&[Passed], status(KILLED), &[Passed, signal.clone()]);
        reads(&[], status(KILLED), &[signal]);
        reads(&[], status(0), &[failed("last words")]);
        let why = Error::Library(ma6202::Error::Torch("not there".into()));
        reads(&[], How::NotStarted(why), &[failed("torch: not there")]);
    }

    /// It may have had little time: another process gives it all there is.
    #[test]
    fn what_was_begun_when_a_process_was_stopped_is_to_blame_if_it_was_the_first() {
        reads(&[Passed], How::Stopped, &[Passed]);
        reads(&[], How::Stopped, &[TooLong]);
    }

    #[test]
    fn what_a_library_says_between_is_passed_over() {
        let mut found = runs(&[NotRun, NotRun]);
        let mut ended = ended(&runs(&[Passed, Passed]), status(0));
        ended.out = format!("[W1] a warning\n{}", ended.out.replacen('\n', "\nanother\n", 1));
        assert_eq!(read(&ended, &mut found), 2);
        assert_eq!(found, runs(&[Passed, Passed]));
    }

    #[test]
    fn its_time_is_without_that_of_the_ones_before() {
        let mut found = runs(&[NotRun, NotRun]);
        let mut told = runs(&[Passed]);
        told[0].seconds = 1.75;
        assert_eq!(read(&ended(&told, status(KILLED)), &mut found), 2);
        assert_eq!((found[0].seconds, found[1].seconds), (1.75, 0.25));
    }
}
