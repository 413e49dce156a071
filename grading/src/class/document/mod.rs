//! The documents that autograders are asked for.

mod classroom50;
mod gradescope;

use std::env;
use std::time::SystemTime;

use clap::ValueEnum;
use grader::report::Report;
use grader::text::Language;
use serde::Serialize;

pub use classroom50::{Classroom50, Runner};
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
    /// The document for a report, which is only asked for where there can be one.
    ///
    /// # Errors
    /// What Classroom 50 says in the environment is missing; there is no report.
    pub fn of(self, report: impl FnOnce() -> Result<Report>, language: Language) -> Result<String> {
        Ok(match self {
            Document::Gradescope => text(&Gradescope::new(&report()?, language)),
            Document::Classroom50 => {
                let runner = Runner::new(|name| env::var(name).ok())?;
                text(&Classroom50::new(&report()?, language, runner, SystemTime::now()))
            }
        })
    }
}

fn text(document: &impl Serialize) -> String {
    serde_json::to_string_pretty(document).expect("it is plain data")
}

#[cfg(test)]
mod tests;
