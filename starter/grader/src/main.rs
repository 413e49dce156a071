//! Grades the answers of this project: a table of checks, the points, and the mark.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use grader::build::exercises;
use grader::confine;
use grader::error::{Error, Result};
use grader::mark::Exigencia;
use grader::project::Project;
use grader::report::Hints;
use grader::table::table;
use grader::text::Language;

/// Grade the answers of this project.
///
/// The answers become a program of their own, which is asked from outside: one that panics,
/// overflows the stack, ends its process or does not return loses its own points only. The exit
/// status is 0 when grading worked, whatever the mark.
#[derive(Parser)]
struct Options {
    /// The language of the report
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// Grade one exercise only
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=8))]
    exercise: Option<u8>,
    /// How much is said of what is lost: 1 a nudge, 2 the formula as well; what is wrong in the
    /// same way twice gets both
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=2))]
    hints: u8,
    /// The fraction of the points that is worth a 4.0
    #[arg(long, default_value = "0.6")]
    exigencia: Exigencia,
    /// How many seconds one call of an answer may take
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    limit: u64,
    /// Print the report as one JSON document
    #[arg(long, conflicts_with = "watch")]
    json: bool,
    /// Grade again whenever an answer file is saved
    #[arg(long)]
    watch: bool,
    /// The project, if it is not the current folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    project: PathBuf,
}

fn main() -> ExitCode {
    confine::launch_if_asked();
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> Result<()> {
    let launcher = env::current_exe().map_err(Error::io("find", "this program"))?;
    let limit = Duration::from_secs(options.limit);
    let mut project = Project::open(&options.project, &launcher, limit)?;
    let (hints, exercises) = (Hints::level(options.hints), exercises(options.exercise));
    let mut answers = project.answers();
    loop {
        let report = project.grade(answers, &exercises, hints, options.exigencia)?;
        if options.json {
            println!("{}", serde_json::to_string_pretty(&report).expect("a report is plain data"));
        } else {
            println!("{}", table(&report, options.lang));
        }
        if !options.watch {
            return Ok(());
        }
        answers = project.wait_for_change();
    }
}
