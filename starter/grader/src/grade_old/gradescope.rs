//! The results of an autograder as Gradescope reads them.
//!
//! # Source
//! Gradescope, *Autograder specifications*: the file `results/results.json`.

use serde::Serialize;

use super::{Language, Report, Status};

/// `results.json`.
#[derive(Debug, Serialize)]
pub struct Gradescope {
    output: String,
    tests: Vec<Test>,
}

#[derive(Debug, Serialize)]
struct Test {
    score: u32,
    max_score: u32,
    status: &'static str,
    name: String,
    number: String,
    output: String,
}

impl Gradescope {
    /// The document for a report: a test per check. The score is the sum of theirs.
    pub fn new(report: &Report, language: Language) -> Gradescope {
        let test = |check: &super::Graded| Test {
            score: check.points,
            max_score: check.max_points,
            status: if check.status == Status::Passed { "passed" } else { "failed" },
            name: language.of(&check.text).to_owned(),
            number: check.number.clone(),
            output: check.remarks(language),
        };
        Gradescope {
            output: match language {
                Language::Es => format!("Nota {}", report.mark),
                Language::En => format!("Mark {}", report.mark),
            },
            tests: report.checks.iter().map(test).collect(),
        }
    }
}
