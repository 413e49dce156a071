//! What every exercise program shares, `exercises/program/mod.rs`: above all, that a check that
//! fails is not passed over.

use crate::common::*;
use clap::Parser;
use ma6202::oracle::{Check, Device, Precision, Referee, compare, cuda_devices};
use ma6202_exercises::Result;
use ma6202_exercises::program::{self, Devices, Exercise, Options, Report};
use ma6202_figure::Format;
use nalgebra::DMatrix;
use rstest::rstest;
use serde_json::Value;
use std::process::{Command, ExitCode};

const ASKED: &str = "MA6202_TEST_PROGRAM";

/// Not a test but a small exercise, which the tests below start in a process of its own: it
/// compares a gradient times a factor with the gradient.
#[test]
#[ignore = "the program that the other tests run"]
fn an_exercise() {
    let Ok(asked) = std::env::var(ASKED) else { return }; // `cargo test -- --include-ignored`
    let (factor, json) = asked.split_once(' ').expect("factor and output");
    let factor = factor.parse().expect("a number");
    let options = Options {
        seed: 1,
        device: Devices::Cpu,
        json: json == "json",
        latex: false,
        figures: None,
        formats: vec![Format::Svg],
    };
    let code = program::run(&Times { options, factor });
    let known = [ExitCode::SUCCESS, ExitCode::FAILURE, ExitCode::from(2)];
    let status = known.iter().position(|known| *known == code).expect("a known exit status");
    std::process::exit(status as i32);
}

#[derive(Parser)]
struct Times {
    #[command(flatten)]
    options: Options,
    factor: f64,
}

impl Exercise for Times {
    const NUMBER: u32 = 6;

    fn options(&self) -> &Options {
        &self.options
    }

    fn tell(&self, report: &mut Report) -> Result<()> {
        report.say("a line of the text");
        report.check(gradient_times(1.0));
        report.check(gradient_times(self.factor));
        report.result("answer", 42)
    }
}

fn gradient_times(factor: f64) -> Check {
    let theirs = DMatrix::from_fn(2, 3, |i, j| 0.3 + i as f64 - 0.7 * j as f64);
    let referee = Referee::Autograd(Device::CPU);
    compare(format!("∂J/∂W times {factor}"), referee, &(&theirs * factor), &theirs).unwrap()
}

/// Runs the exercise above; what the test harness prints before it is taken away.
fn exercise(factor: &str, output: &str) -> Ran {
    let mut command = Command::new(std::env::current_exe().expect("this test's own path"));
    command.args(["--ignored", "--exact", "program::an_exercise", "--nocapture"]);
    let mut ran = run(command.env(ASKED, format!("{factor} {output}")));
    let (_, own) = ran.out.split_once("running 1 test\n").expect("the harness says so");
    ran.out = own.to_owned();
    ran
}

#[test]
fn all_checks_hold() {
    let ran = exercise("1", "text");
    assert_eq!(ran.status, Some(0));
    assert_eq!(ran.out, "a line of the text\n2 of 2 checks hold.\n");
    assert_eq!(ran.err, "");
}

#[rstest]
#[case::a_millionth_too_large("1.000001")]
#[case::the_wrong_sign("-1")]
#[case::not_a_number("NaN")]
#[case::infinite("inf")]
fn a_check_that_fails_fails_the_program(#[case] factor: &str) {
    let ran = exercise(factor, "text");
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.out, "a line of the text\n1 of 2 checks hold.\n");
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    let lost = format!("does not hold: ∂J/∂W times {factor} against autograd on cpu f64: ");
    assert!(ran.err.starts_with(&lost), "{}", ran.err);
    assert!(ran.err.contains("; worst at (") && ran.err.contains("theirs"), "{}", ran.err);
}

#[rstest]
#[case::a_millionth_too_large("1.000001")]
#[case::not_a_number("NaN")]
fn a_check_that_fails_is_in_the_document(#[case] factor: &str) {
    let ran = exercise(factor, "json");
    assert_eq!(ran.status, Some(1));
    let document: Value = serde_json::from_str(&ran.out).expect("one document");
    let holds = |index: usize| document["checks"][index]["holds"].clone();
    assert_eq!([holds(0), holds(1)], [true, false]);
    assert_eq!(document["results"]["answer"], 42);
    assert!(ran.err.starts_with("does not hold: "), "{}", ran.err);
}

#[test]
fn the_cpu_is_always_there_and_cuda_says_why_not() {
    assert_eq!(Devices::Cpu.here().unwrap(), [Device::CPU]);
    let all = Devices::All.here().unwrap();
    assert_eq!(all[0], Device::CPU);
    match cuda_devices() {
        Ok(count) => {
            let gpus = Devices::Cuda.here().unwrap();
            assert_eq!(gpus.len(), 2 * count, "f64 and f32 on each GPU");
            assert_eq!(all[1..], gpus);
        }
        Err(error) => {
            assert_eq!(all.len(), 1);
            assert!(error.to_string().starts_with("device cuda: "), "{error}");
            assert_eq!(Devices::Cuda.here().unwrap_err().to_string(), error.to_string());
        }
    }
    assert_eq!(Device { cuda: Some(1), precision: Precision::F32 }.to_string(), "cuda:1 f32");
}

#[cfg(not(feature = "png-pdf"))]
#[test]
fn a_format_that_is_not_built_in_is_refused_before_any_work() {
    let folder = empty_folder("not_built_in").join("figures");
    let mut program = Command::new(env!("CARGO_BIN_EXE_exercise-4"));
    program.args(["--formats", "svg,pdf", "--figures"]).arg(&folder);
    run(&mut program).refused_in_a_line(&["pdf", "--features ma6202-figure/png-pdf"]);
    assert!(!folder.exists());
}
