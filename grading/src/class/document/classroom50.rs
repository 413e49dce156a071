//! The result of an autograder as Classroom 50 reads it.
//!
//! # Source
//! foundation50/classroom50, `schemas/result-v1.schema.json`, and the environment that its runner
//! gives to an autograder.

use std::time::SystemTime;

use grader::report::{Graded, Report, Status};
use grader::text::Language;
use serde::Serialize;

use crate::error::{Error, Result};

/// `result.json`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Classroom50 {
    schema: &'static str,
    #[serde(flatten)]
    runner: Runner,
    datetime: String,
    score: u32,
    max_score: u32,
    tests: Vec<Test>,
}

/// What the runner says in the environment: whose submission it is.
#[derive(Debug, Serialize)]
pub struct Runner {
    classroom: String,
    assignment: String,
    assignment_type: String,
    owner: String,
    submission: String,
    commit: String,
    release: String,
    review: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Test {
    test_name: String,
    passed: bool,
    score: u32,
    max_score: u32,
    output: String,
}

impl Runner {
    /// What it says; `variable` looks it up.
    ///
    /// # Errors
    /// A variable is missing: the document would be refused.
    pub fn new(variable: impl Fn(&str) -> Option<String>) -> Result<Runner> {
        let optional = |name| variable(name).filter(|value| !value.is_empty());
        let needed = |name| optional(name).ok_or(Error::NoVariable(name));
        let commit = needed("COMMIT_URL")?;
        Ok(Runner {
            classroom: needed("CLASSROOM")?,
            assignment: needed("ASSIGNMENT")?,
            assignment_type: optional("ASSIGNMENT_TYPE").unwrap_or("individual".to_owned()),
            owner: optional("OWNER").map_or_else(|| needed("USERNAME"), Ok)?,
            submission: needed("SUBMISSION_TAG")?,
            release: needed("RELEASE_URL")?,
            review: optional("REVIEW_URL").unwrap_or(commit.clone()),
            commit,
        })
    }
}

impl Classroom50 {
    /// The document for a report; `now` is when it was graded.
    pub fn new(
        report: &Report,
        language: Language,
        runner: Runner,
        now: SystemTime,
    ) -> Classroom50 {
        let test = |check: &Graded| Test {
            test_name: format!("{} {}", check.number, check.text.of(language)),
            passed: check.status == Status::Passed,
            score: check.points,
            max_score: check.max_points,
            output: check.remarks(language),
        };
        Classroom50 {
            schema: "classroom50/result/v1",
            runner,
            datetime: humantime::format_rfc3339_seconds(now).to_string(),
            score: report.points,
            max_score: report.max_points,
            tests: report.checks.iter().map(test).collect(),
        }
    }
}
