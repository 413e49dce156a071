//! What a report says: of programs that answer as a line of shell does.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use grader::case::{Case, Cases};
use grader::confine::NOBODY;
use grader::process::Program;
use grader::report::{Grading, Hints, Remark, Status};
use grader::rubric::{Check, rubric};
use grader::value::Value;
use rstest::rstest;
use serde_json::json;
use tempfile::TempDir;

use crate::program;

/// Programs that stand in for a submission's.
struct Programs(TempDir);

impl Programs {
    fn new() -> Programs {
        let folder = TempDir::new().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o711)).unwrap();
        Programs(folder)
    }

    /// One that does for each answer, by its name, what the shell is told: it sets `reply`.
    fn that(&self, name: &str, answers: &[(&str, &str)]) -> Program {
        let cases: String = answers
            .iter()
            .map(|(answer, does)| format!("*'\"{answer}\",'*) {does} ;;\n"))
            .collect();
        let text = format!(
            "#!/bin/sh\nwhile read -r line; do\nnonce=${{line#*'\"'}}\nnonce=${{nonce%%'\"'*}}\n\
             case $line in\n{cases}esac\necho \"$nonce $reply\"\ndone\n"
        );
        let path = self.0.path().join(name);
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Program {
            path,
            launcher: program().to_owned(),
            limit: Duration::from_secs(1),
            user: NOBODY,
            sandbox: None,
            environment: vec![],
        }
    }
}

/// Each check once, with these inputs, where this is right.
fn cases(inputs: u32, right: f64) -> Cases {
    let case = Case {
        inputs: json!([inputs]),
        right: Some(Value::Number(right)),
        at: vec![],
        twin: false,
    };
    rubric().map(|check| (check.number.to_owned(), vec![case.clone()])).collect()
}

/// What is graded, with the cases of students and nothing else.
fn grading<'a>(
    program: &'a Program,
    cases: &'a Cases,
    absent: &'a BTreeMap<usize, Remark>,
    is_made: &'a dyn Fn(&Check) -> bool,
) -> Grading<'a> {
    Grading {
        program,
        cases,
        shown: cases,
        with_right: None,
        absent,
        is_made,
        seed: None,
        deadline: Instant::now() + Duration::from_secs(60),
    }
}

const FIVE: &str = "reply='{\"value\": 5}'";
const SIX: &str = "reply='{\"value\": 6}'";
const SEVEN: &str = "reply='{\"value\": 7}'";

/// Nothing is said of what is right; nothing but what it is of what is not begun, or not there.
#[rstest]
#[case::right("echo hello; reply='{\"value\": 5}'", Status::Passed, None)]
#[case::wrong("echo hello; reply='{\"value\": 6}'", Status::Lost, Some("6"))]
#[case::not_begun(
    "reply='{\"panic\": \"not yet implemented\", \"at\": \"src/answers/exercise_4.rs:9\"}'",
    Status::Blank,
    Some("todo!()")
)]
#[case::said_to_be_unimplemented(
    "reply='{\"panic\": \"not implemented: later\", \"at\": \"\"}'",
    Status::Blank,
    Some("todo!()")
)]
#[case::panicked(
    "echo hello; reply='{\"panic\": \"boom\", \"at\": \"src/answers/exercise_4.rs:9\"}'",
    Status::Panicked,
    Some("panic: exercise_4.rs:9: boom")
)]
#[case::panicked_elsewhere(
    "echo hello; reply='{\"panic\": \"boom\", \"at\": \"src/nalgebra.rs:9\"}'",
    Status::Panicked,
    Some("panic: boom")
)]
#[case::exited(
    "echo hello; exit 3",
    Status::Died,
    Some("the process ended without an answer: exit status: 3")
)]
#[case::no_reply(
    "echo hello; reply=none",
    Status::Died,
    Some("the process ended without an answer: a reply that is none")
)]
#[case::late(
    "echo hello; sleep 9",
    Status::TimedOut,
    Some("it had not returned at the time limit")
)]
#[case::missing("exit 3", Status::Absent, Some("exercise_4.rs is missing"))]
fn what_became_of_an_answer_is_said(
    #[case] does: &str,
    #[case] status: Status,
    #[case] obtained: Option<&str>,
    #[values(Hints::Nudge, Hints::Formula)] hints: Hints,
) {
    let programs = Programs::new();
    let program = programs.that("answer", &[("squared_error", does)]);
    let absent = [(4, Remark::missing(4))].into_iter().filter(|_| status == Status::Absent);
    let (cases, absent) = (cases(1, 5.0), absent.collect());
    let grading = grading(&program, &cases, &absent, &|check| check.number == "4.1");
    let checks = grading.checks(|_, _| hints).unwrap();
    let [check] = &checks[..] else { panic!("one was asked for") };

    assert_eq!((check.status, check.points), (status, u32::from(status == Status::Passed)));
    assert_eq!(check.obtained.as_ref().map(|said| &*said.en), obtained);
    let is_tried = !matches!(status, Status::Passed | Status::Blank | Status::Absent);
    let hint = is_tried.then_some("What is averaged, and over how many?");
    assert_eq!(check.hint.as_ref().map(|said| &*said.en), hint);
    let formula =
        (is_tried && hints == Hints::Formula).then_some("(1/n) Σ (wᵀx_i - t_i)², without 1/2");
    assert_eq!(check.formula.as_ref().map(|said| &*said.en), formula);
    let expected = (status == Status::Lost).then_some("5");
    assert_eq!(check.expected.as_ref().map(|said| &*said.en), expected);
    assert_eq!(check.printed.as_deref(), is_tried.then_some("hello\n"));
    assert!(!check.with_right);
}

/// By level: the program that stands in for one holds no right answer to what it is asked.
#[test]
fn what_is_wrong_is_judged_again_with_right_answers_below_it() {
    let programs = Programs::new();
    let program = programs.that(
        "answer",
        &[
            ("squared_error", SIX),
            ("squared_error_gradient", SIX),
            ("descent", FIVE),
            ("descent_to", SIX),
            ("least_squares", SIX),
        ],
    );
    let again = programs.that(
        "answer_with_right",
        &[
            ("squared_error", FIVE),
            ("squared_error_gradient", FIVE),
            ("descent", SIX),
            ("descent_to", SIX),
            ("least_squares", SEVEN),
        ],
    );
    let levels = RefCell::new(vec![]);
    let with_right = |level| {
        levels.borrow_mut().push(level);
        Ok(Some(again.clone()))
    };
    let (cases, absent) = (cases(1, 5.0), BTreeMap::new());
    let numbers = ["4.1", "4.2", "4.3", "4.4", "4.5"];
    let is_made = |check: &Check| numbers.contains(&check.number);
    let grading =
        Grading { with_right: Some(&with_right), ..grading(&program, &cases, &absent, &is_made) };
    let checks = grading.checks(|_, _| Hints::Formula).unwrap();
    let became: Vec<(Status, bool)> =
        checks.iter().map(|one| (one.status, one.with_right)).collect();
    assert_eq!(
        became,
        [
            (Status::Lost, false),
            (Status::Passed, true),
            (Status::Passed, false),
            (Status::Lost, false),
            (Status::Lost, true),
        ]
    );
    assert_eq!(checks[4].obtained.as_ref().unwrap().en, "7");
    assert_eq!(*levels.borrow(), [1, 2, 3], "what needs none is as it was");
}

/// Where nobody has right answers, as at home: but no answer comes before itself.
#[test]
fn what_it_needs_comes_first() {
    let programs = Programs::new();
    let answers = ["logistic", "cross_entropy", "cross_entropy_gradient"].map(|name| (name, SIX));
    let program = programs.that("answer", &answers);
    let (cases, absent) = (cases(1, 5.0), BTreeMap::new());
    let is_made = |check: &Check| ["5.1", "5.2", "5.3", "5.6"].contains(&check.number);
    let grading = grading(&program, &cases, &absent, &is_made);
    let checks = grading.checks(|_, _| Hints::Formula).unwrap();
    let first: Vec<(&str, bool)> = checks
        .iter()
        .map(|check| (&*check.hint.as_ref().unwrap().en, check.formula.is_some()))
        .collect();
    let own = ["Which sign has the exponent, and what is it at 0?", "What is ∞/∞?"];
    let expected =
        [(own[0], true), (own[1], true), ("first 5.1", false), ("first 5.1, 5.3", false)];
    assert_eq!(first, expected);
}

/// By the cases that he has: he can see the same at home. Where it is right there, by the others.
#[rstest]
#[case::at_home_too(SEVEN, "7")]
#[case::only_here(FIVE, "6")]
fn a_student_is_told_what_he_can_see(#[case] at_home: &str, #[case] obtained: &str) {
    let programs = Programs::new();
    let does = format!("case $line in *'[1]]') {at_home} ;; *) {SIX} ;; esac");
    let program = programs.that("answer", &[("squared_error", &does)]);
    let (drawn, shown, absent) = (cases(2, 5.0), cases(1, 5.0), BTreeMap::new());
    let grading = Grading {
        shown: &shown,
        seed: Some(1),
        ..grading(&program, &drawn, &absent, &|check| check.number == "4.1")
    };
    let checks = grading.checks(|_, _| Hints::Formula).unwrap();
    assert_eq!((checks[0].status, checks[0].points), (Status::Lost, 0));
    assert_eq!(checks[0].obtained.as_ref().unwrap().en, obtained);
}

#[test]
fn when_the_time_is_over_nothing_is_called_and_that_is_said() {
    let programs = Programs::new();
    let program = programs.that("answer", &[]);
    let again = |_| Ok(Some(program.clone()));
    let (cases, absent) = (cases(1, 5.0), BTreeMap::new());
    let grading = Grading {
        with_right: Some(&again),
        deadline: Instant::now(),
        ..grading(&program, &cases, &absent, &|check| check.exercise() == 2)
    };
    let checks = grading.checks(|_, _| Hints::Formula).unwrap();
    assert_eq!(checks.len(), 4);
    for check in checks {
        assert_eq!((check.status, check.points), (Status::NotCalled, 0));
        assert_eq!((check.hint, check.formula), (None, None), "it may well be right");
        assert!(check.obtained.unwrap().en.contains("had used its time up"));
    }
}
