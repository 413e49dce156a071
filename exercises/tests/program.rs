//! What every exercise program shares, `exercises/program/mod.rs`: above all, that a check that
//! fails is not passed over.

use crate::common::*;
use clap::{Args, Parser};
use ma6202::oracle::{Check, Device, Precision, Referee, compare, cuda_devices};
use ma6202_exercises::Result;
use ma6202_exercises::chapter::Chapter;
use ma6202_exercises::program::{self, Asked, Devices, Exercise, Work};
use ma6202_language::Spanish;
use nalgebra::DMatrix;
use rstest::rstest;
use serde::Serialize;
use serde_json::Value;
use std::process::{Command, ExitCode};

const ASKED: &str = "MA6202_TEST_PROGRAM";

/// What it tells in English.
const CHAPTER: &str = "One\n═══\n\nIt is 42\u{202f}000, or 25.6\u{202f}%.\n";

/// Not a test but a small exercise, which the tests below start in a process of its own: it
/// compares a gradient times a factor with the gradient.
#[test]
#[ignore = "the program that the other tests run"]
fn an_exercise() {
    let Ok(asked) = std::env::var(ASKED) else { return }; // `cargo test -- --include-ignored`
    let (factor, arguments) = asked.split_once(' ').expect("factor and what is asked");
    let arguments = ["times", factor, "--seed", "1", "--device", "cpu"]
        .into_iter()
        .chain(arguments.split_whitespace());
    let code = program::run(&Asked::<Times>::parse_from(arguments));
    let known = [ExitCode::SUCCESS, ExitCode::FAILURE, ExitCode::from(2)];
    let status = known.iter().position(|known| *known == code).expect("a known exit status");
    std::process::exit(status as i32);
}

#[derive(Args)]
struct Times {
    #[arg(allow_negative_numbers = true)]
    factor: f64,
}

#[derive(Debug, Serialize)]
struct Found {
    answer: u32,
    share: f64,
    listed: Vec<u32>,
}

impl Exercise for Times {
    const NUMBER: u32 = 6;
    const CHAPTER: Chapter = Chapter {
        es: "# Uno\n\nSon {{ answer }}, o {{ share | percent(1) }}{{ holds(answer > 7) }}.\n",
        en: "# One\n\nIt is {{ answer }}, or {{ share | percent(1) }}{{ holds(answer > 7) }}.\n",
        answers: "",
        mistakes: "mistake = []",
    };
    const EXAMPLE: &str = "times 1";
    const SPANISH: &'static [&'static Spanish] = &[];
    type Found = Found;

    fn solve(&self, run: &mut Work) -> Result<Found> {
        run.check_all("one", [gradient_times(1.0)]);
        run.check(gradient_times(self.factor));
        // Not what its chapter claims.
        let answer = if self.factor == 7.0 { 7 } else { 42_000 };
        Ok(Found { answer, share: 0.256, listed: vec![1, 2] })
    }
}

fn gradient_times(factor: f64) -> Check {
    let theirs = DMatrix::from_fn(2, 3, |i, j| 0.3 + i as f64 - 0.7 * j as f64);
    let referee = Referee::Autograd(Device::CPU);
    compare(format!("∂J/∂W times {factor}"), referee, &(&theirs * factor), &theirs).unwrap()
}

/// Runs the exercise above; what the test harness prints before it is taken away.
fn exercise(factor: &str, asked: &str) -> Ran {
    started(factor, asked, &[])
}

fn started(factor: &str, asked: &str, environment: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(std::env::current_exe().expect("this test's own path"));
    command.args(["--ignored", "--exact", "program::an_exercise", "--nocapture"]);
    ["LC_ALL", "LC_MESSAGES", "LANG"].iter().for_each(|name| {
        command.env_remove(name);
    });
    command.envs(environment.iter().copied());
    let mut ran = run(command.env(ASKED, format!("{factor} {asked}")));
    let (_, own) = ran.out.split_once("running 1 test\n").expect("the harness says so");
    ran.out = own.to_owned();
    ran
}

#[test]
fn all_checks_hold() {
    let ran = exercise("1", "--lang en");
    assert_eq!(ran.status, Some(0));
    assert_eq!(ran.out, CHAPTER);
    assert_eq!(ran.err, "");
}

#[rstest]
#[case::a_millionth_too_large("1.000001")]
#[case::the_wrong_sign("-1")]
#[case::not_a_number("NaN")]
#[case::infinite("inf")]
fn a_check_that_fails_fails_the_program(#[case] factor: &str) {
    let ran = exercise(factor, "--lang en");
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.out, CHAPTER);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    let lost = format!("does not hold: ∂J/∂W times {factor} against autograd on cpu f64: ");
    assert!(ran.err.starts_with(&lost), "{}", ran.err);
    assert!(ran.err.contains("; worst at (") && ran.err.contains("theirs"), "{}", ran.err);
}

/// What does not follow from the results is not told; the results are.
#[rstest]
#[case::chapter("--lang en")]
#[case::brief("--lang en --brief")]
#[case::markdown("--lang en --markdown")]
fn a_false_claim_is_refused(#[case] asked: &str) {
    exercise("7", asked).refused(&["chapter 6: ", "does not follow from the results"]);
    let document = exercise("7", "--json");
    assert_eq!(document.status, Some(1), "a check does not hold either");
    let document: Value = serde_json::from_str(&document.out).expect("a document");
    assert_eq!(document["results"]["answer"], 7);
    assert_eq!(exercise("7", "--latex").status, Some(1));
}

#[test]
fn a_check_that_fails_is_told_in_spanish() {
    let ran = exercise("-1", "--lang es");
    assert_eq!(ran.status, Some(1));
    let lost = "no se cumple: «∂J/∂W times -1» contra autograd en cpu f64: error relativo 2.0e0, \
                tolerancia 1e-12; el peor en (0, 0): nuestro -3e-1, suyo 3e-1\n";
    assert_eq!(ran.err, lost);
}

#[rstest]
#[case::a_millionth_too_large("1.000001")]
#[case::not_a_number("NaN")]
fn a_check_that_fails_is_in_the_document(#[case] factor: &str) {
    let ran = exercise(factor, "--lang en --json");
    assert_eq!(ran.status, Some(1));
    let document: Value = serde_json::from_str(&ran.out).expect("one document");
    let holds = |index: usize| document["checks"][index]["holds"].clone();
    assert_eq!([holds(0), holds(1)], [true, false]);
    assert_eq!(document["results"]["answer"], 42_000);
    assert!(ran.err.starts_with("does not hold: "), "{}", ran.err);
}

/// The language is that of the environment, unless it is said.
#[rstest]
#[case::nothing(&[], "", "Son")]
#[case::said(&[("LC_ALL", "es_CL.UTF-8")], "--lang en", "It is")]
#[case::english(&[("LANG", "en_GB.UTF-8")], "", "It is")]
#[case::spanish(&[("LANG", "es_CL.UTF-8")], "", "Son")]
#[case::neither(&[("LANG", "de_DE.UTF-8")], "", "Son")]
#[case::of_messages(&[("LC_MESSAGES", "en"), ("LANG", "es")], "", "It is")]
#[case::of_all(&[("LC_ALL", "es"), ("LC_MESSAGES", "en")], "", "Son")]
#[case::empty(&[("LC_ALL", ""), ("LANG", "en")], "", "It is")]
fn the_language_is_the_environments(
    #[case] environment: &[(&str, &str)],
    #[case] asked: &str,
    #[case] begins: &str,
) {
    let ran = started("1", asked, environment);
    let (_, text) = ran.out.split_once("═\n\n").expect("a title");
    assert!(text.starts_with(begins), "{text}");
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
    for (language, words) in [("en", "format of a figure"), ("es", "formato de una figura")] {
        run(program.env("LC_ALL", language)).refused_in_a_line(&[
            words,
            "pdf",
            "--features ma6202-figure/png-pdf",
        ]);
    }
    assert!(!folder.exists());
}
