//! Every comparison on every device: a process for a device, and another one for what is left where
//! that ends before its last comparison.

use super::child::{Children, Ended, last_words};
use crate::comparison::Comparison;
use crate::io;
use crate::record::{CheckLine, ComparisonRun, PartOutcome, worst};
use ma6202::Result;
use ma6202::oracle::{Check, Device};
use std::any::Any;
use std::panic;
use std::process::Command;
use std::time::{Duration, Instant};

/// All of them.
const TOGETHER: Duration = Duration::from_secs(130);
/// A process, so that one comparison that never ends leaves time for the others.
const PROCESS: Duration = Duration::from_secs(60);

pub fn not_run(devices: &[Device]) -> Vec<ComparisonRun> {
    let on = |&device: &Device| {
        Comparison::on(device).map(move |comparison| ComparisonRun {
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
            command.args(runs.iter().map(|run| &run.comparison));
            let until = until.min(children.until(PROCESS));
            let Some(ended) = children.run("comparisons", &mut command, until)? else { break };
            let known = read(&ended, runs);
            runs = &mut runs[known..];
        }
    }
    Ok(())
}

/// Reads what a process says of these comparisons, and returns of how many it is known what became
/// of them. It tells of each when that is over, and ends after one that failed; so if it ends in the
/// middle of one, that one is to blame.
fn read(ended: &Ended, runs: &mut [ComparisonRun]) -> usize {
    let mut known = 0;
    for line in ended.out.lines() {
        let Ok(run) = serde_json::from_str::<ComparisonRun>(line) else { break };
        runs[known] = run;
        known += 1;
    }
    let failed = |run: &ComparisonRun| matches!(run.outcome, PartOutcome::Failed(_));
    if known < runs.len() && !runs[..known].last().is_some_and(failed) {
        runs[known].seconds = ended.seconds();
        runs[known].outcome = match ended.outcome() {
            PartOutcome::Passed => PartOutcome::Failed(last_words(&ended.err)),
            outcome => outcome,
        };
        known += 1;
    }
    known
}

/// Makes a comparison on a device.
pub fn compare(comparison: &Comparison, device: Device) -> ComparisonRun {
    let start = Instant::now();
    let made = panic::catch_unwind(|| (comparison.checks)(device));
    let seconds = (start.elapsed().as_secs_f64() * 1e3).round() / 1e3;
    let checks = match made {
        Ok(Ok(checks)) => Ok(checks),
        Ok(Err(error)) => Err(error.to_string()),
        Err(panic) => Err(message(panic.as_ref())),
    };
    let (outcome, worst) = match checks {
        Err(why) => (PartOutcome::Failed(why), Vec::new()),
        Ok(checks) => {
            (judge(&checks, device), worst(&checks.iter().map(CheckLine::from).collect::<Vec<_>>()))
        }
    };
    ComparisonRun { comparison: comparison.name.into(), device, outcome, seconds, worst }
}

/// There are checks, on this device, and all of them hold.
fn judge(checks: &[Check], device: Device) -> PartOutcome {
    let elsewhere = |check: &&Check| !check.is_share() && check.device != device;
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

/// What a panic says.
fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("a panic").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    /// A process that told of these comparisons, and ended with this status as the system gives it.
    fn ended(told: &[ComparisonRun], status: Option<i32>) -> Ended {
        let line = |run| serde_json::to_string(run).unwrap() + "\n";
        let out = told.iter().map(line).collect();
        let status = status.map(ExitStatus::from_raw);
        Ended { status, seconds: 2.0, out, err: "last words".into() }
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
    fn reads(told: &[PartOutcome], status: Option<i32>, expected: &[PartOutcome]) {
        let mut found = runs(&[NotRun, NotRun, NotRun]);
        let known = read(&ended(&runs(told), status), &mut found);
        let outcomes: Vec<PartOutcome> = found.into_iter().map(|run| run.outcome).collect();
        assert_eq!(outcomes[..known], *expected);
        assert!(outcomes[known..].iter().all(|outcome| *outcome == NotRun));
    }

    const EXIT_1: Option<i32> = Some(1 << 8);
    const KILLED: Option<i32> = Some(11);

    fn failed(why: &str) -> PartOutcome {
        Failed(why.into())
    }

    #[test]
    fn a_process_tells_of_each() {
        reads(&[Passed, Passed, Passed], Some(0), &[Passed, Passed, Passed]);
        let all = [Passed, Passed, failed("a line")];
        reads(&all, EXIT_1, &all);
    }

    #[test]
    fn after_a_failure_the_others_are_left_for_another_process() {
        reads(&[failed("a line")], EXIT_1, &[failed("a line")]);
        reads(&[Passed, failed("a line")], EXIT_1, &[Passed, failed("a line")]);
    }

    #[test]
    fn what_was_begun_when_a_process_ended_is_to_blame() {
        let signal = failed("signal: 11 (SIGSEGV); last words");
        reads(&[Passed], KILLED, &[Passed, signal.clone()]);
        reads(&[], KILLED, &[signal]);
        reads(&[Passed], None, &[Passed, TooLong]);
        reads(&[], Some(0), &[failed("last words")]);
    }
}
