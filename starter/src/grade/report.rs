//! The report of a submission.

use serde::{Deserialize, Serialize};

use super::{Exigencia, Mark, Outcome, Program, Result};
use crate::rubric::{Check, Said, recognise, rubric};

/// What `grade --json` prints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What the checks that passed are worth together.
    pub points: u32,
    /// What all of them are worth.
    pub max_points: u32,
    /// The Chilean mark, "5.4".
    pub mark: String,
    /// The fraction of the points that is worth a 4.0.
    pub exigencia: String,
    /// Every check, in the rubric's order.
    pub checks: Vec<Graded>,
}

/// One check of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Graded {
    /// Its number, "4.2".
    pub number: String,
    /// All its points, or none.
    pub points: u32,
    /// What it is worth.
    pub max_points: u32,
    /// What became of it.
    pub status: Status,
    /// What is checked.
    pub text: Said,
    /// Where it is lost: what to look at again.
    pub hint: Option<Said>,
    /// What was expected.
    pub expected: Option<Said>,
    /// What came instead.
    pub obtained: Option<Said>,
    /// The end of what a lost answer printed.
    pub printed: Option<String>,
}

/// What became of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Right.
    Passed,
    /// Wrong.
    Lost,
    /// Not run: a check it needs did not pass.
    Blocked,
    /// The answer panicked.
    Panicked,
    /// The answer had not returned at the time limit.
    TimedOut,
    /// The answer ended its process: a stack overflow, an exit.
    Died,
}

impl Report {
    /// Grades the answers of the project that `program` was built from.
    ///
    /// # Errors
    /// A process cannot be started, or its verdict not be read.
    pub fn new(program: &Program, exigencia: Exigencia) -> Result<Report> {
        let mut checks: Vec<Graded> = vec![];
        for check in rubric() {
            let passed = |number| {
                checks.iter().any(|done| done.number == number && done.status == Status::Passed)
            };
            let missing: Vec<&str> =
                check.needs.iter().copied().filter(|number| !passed(*number)).collect();
            checks.push(Graded::run(program, check, &missing)?);
        }
        Ok(Report::of(checks, exigencia))
    }

    /// What these checks are worth together.
    pub fn of(checks: Vec<Graded>, exigencia: Exigencia) -> Report {
        let points = checks.iter().map(|check| check.points).sum();
        let max_points = checks.iter().map(|check| check.max_points).sum();
        let mark = Mark::new(points, max_points, exigencia).to_string();
        Report { points, max_points, mark, exigencia: exigencia.to_string(), checks }
    }
}

impl Graded {
    /// Runs the check, unless others that it needs are missing.
    ///
    /// # Errors
    /// A process that cannot be started, a verdict that cannot be read.
    pub fn run(program: &Program, check: &Check, missing: &[&str]) -> Result<Graded> {
        if !missing.is_empty() {
            return Ok(Graded::blocked(check, missing));
        }
        let (outcome, printed) = program.run(check.number)?;
        Ok(Graded::new(check, outcome, printed))
    }

    /// The check with what became of it.
    pub fn new(check: &Check, outcome: Outcome, printed: String) -> Graded {
        let hint = Some(Said::from(check.hint));
        let (status, hint, expected, obtained) = match outcome {
            Outcome::Passed => (Status::Passed, None, None, None),
            Outcome::Lost(lost) => {
                let hint = recognise(check.number, &lost).or(hint);
                (Status::Lost, hint, Some(lost.expected), Some(lost.obtained))
            }
            Outcome::Panicked(message) if message.starts_with("not yet implemented") => {
                let blank = Said {
                    es: "todo!(): aún no hay respuesta".to_owned(),
                    en: "todo!(): no answer yet".to_owned(),
                };
                (Status::Panicked, hint, None, Some(blank))
            }
            Outcome::Panicked(message) => {
                (Status::Panicked, hint, None, Some(Said::plain(format!("panic: {message}"))))
            }
            Outcome::Died(how) => {
                let died = Said {
                    es: format!("el proceso terminó sin respuesta: {how}"),
                    en: format!("the process ended without an answer: {how}"),
                };
                (Status::Died, hint, None, Some(died))
            }
            Outcome::TimedOut => {
                let late = Said {
                    es: "no terminó dentro del límite de tiempo".to_owned(),
                    en: "it had not returned at the time limit".to_owned(),
                };
                (Status::TimedOut, hint, None, Some(late))
            }
        };
        let printed = (status != Status::Passed && !printed.is_empty()).then_some(printed);
        Graded { status, hint, expected, obtained, printed, ..Graded::line(check, status) }
    }

    /// The check that was not run, for want of others.
    pub fn blocked(check: &Check, missing: &[&str]) -> Graded {
        let numbers = missing.join(", ");
        let obtained =
            Some(Said { es: format!("requiere {numbers}"), en: format!("needs {numbers}") });
        Graded { obtained, ..Graded::line(check, Status::Blocked) }
    }

    fn line(check: &Check, status: Status) -> Graded {
        Graded {
            number: check.number.to_owned(),
            points: if status == Status::Passed { check.points } else { 0 },
            max_points: check.points,
            status,
            text: check.text.into(),
            hint: None,
            expected: None,
            obtained: None,
            printed: None,
        }
    }
}
