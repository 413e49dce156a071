//! The documents that autograders are asked for.

mod classroom50;
mod gradescope;

use std::env;
use std::time::SystemTime;

use clap::ValueEnum;
use grader::report::Report;
use grader::text::Language;
use serde::Serialize;

pub use classroom50::Classroom50;
pub use gradescope::Gradescope;

use crate::error::Result;

/// A document for an autograder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Document {
    /// Gradescope's `results.json`.
    Gradescope,
    /// Classroom 50's `result.json`.
    Classroom50,
}

impl Document {
    /// The document for a report.
    ///
    /// # Errors
    /// What Classroom 50 says in the environment is missing.
    pub fn of(self, report: &Report, language: Language) -> Result<String> {
        let variable = |name: &str| env::var(name).ok();
        Ok(match self {
            Document::Gradescope => text(&Gradescope::new(report, language)),
            Document::Classroom50 => {
                text(&Classroom50::new(report, language, variable, SystemTime::now())?)
            }
        })
    }
}

fn text(document: &impl Serialize) -> String {
    serde_json::to_string_pretty(document).expect("it is plain data")
}

#[cfg(test)]
mod tests;
