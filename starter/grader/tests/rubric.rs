//! The rubric as tests: every check by its number, each in a process of its own.
//!
//! `cargo test 4.` runs those of exercise 4, `cargo test 4.2` one of them.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use libtest_mimic::{Arguments, Failed, Trial};
use starter::grade::{Graded, Language, Program, Status};
use starter::rubric::{Check, find, rubric};

fn main() -> ExitCode {
    let trial = |check: &'static Check| {
        let points = if check.points == 1 { "punto" } else { "puntos" };
        let name = format!("{} {} ({} {points})", check.number, check.text.es, check.points);
        Trial::test(name, move || test(check))
    };
    libtest_mimic::run(&Arguments::from_args(), rubric().map(trial).collect()).exit_code()
}

fn test(check: &Check) -> Result<(), Failed> {
    let program = Program {
        path: PathBuf::from(env!("CARGO_BIN_EXE_grade")),
        limit: Duration::from_secs(20),
    };
    let passes = |number| test(find(number).expect("what a check needs is in the rubric")).is_ok();
    let missing: Vec<&str> = check.needs.iter().copied().filter(|number| !passes(number)).collect();
    let graded = Graded::run(&program, check, &missing)?;
    if graded.status == Status::Passed {
        return Ok(());
    }
    Err(graded.remarks(Language::Es).into())
}
