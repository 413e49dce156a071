//! The results of an autograder as Gradescope reads them.
//!
//! # Source
//! Gradescope, *Autograder specifications*: the file `results/results.json`.

use grader::report::{Graded, Report, Status};
use grader::text::Language;
use serde::Serialize;

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
        let test = |check: &Graded| Test {
            score: check.points,
            max_score: check.max_points,
            status: if check.status == Status::Passed { "passed" } else { "failed" },
            name: check.text.of(language).to_owned(),
            number: check.number.clone(),
            output: check.remarks(language),
        };
        Gradescope {
            output: remarks(report, language),
            tests: report.checks.iter().map(test).collect(),
        }
    }
}

/// The mark, and what is to be said of the files.
fn remarks(report: &Report, language: Language) -> String {
    let mark = format!("{} {}", language.pick("Nota", "Mark"), report.mark);
    let remarks = report.remarks.iter().map(|remark| remark.tell(language));
    std::iter::once(mark).chain(remarks).collect::<Vec<_>>().join("\n")
}
