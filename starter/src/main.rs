//! Grades the answers of this project: a table of checks, the points, and the mark.

use std::env;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, SystemTime};

use clap::{Args, Parser};
use serde::Serialize;

use starter::grade::{
    Classroom50, Exigencia, Gradescope, Language, Program, Report, child, read, table,
};

/// Grade the answers of this project.
///
/// Every check runs in a process of its own: one that panics, overflows the stack or does not
/// return loses its own points only. The exit status is 0 when grading worked, whatever the mark.
/// This is not a sandbox: the answers run with your rights.
#[derive(Parser)]
struct Options {
    /// The language of the report
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// The fraction of the points that is worth a 4.0
    #[arg(long, default_value = "0.6")]
    exigencia: Exigencia,
    /// How many seconds a check may take
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    limit: u64,
    /// Show a report that --json printed, instead of grading
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    #[command(flatten)]
    form: Form,
    /// Run one check, in this process
    #[arg(long, hide = true, requires = "verdict")]
    check: Option<String>,
    /// Where to write what became of it
    #[arg(long, hide = true)]
    verdict: Option<PathBuf>,
}

#[derive(Args)]
#[group(multiple = false)]
struct Form {
    /// Print the report as one JSON document
    #[arg(long)]
    json: bool,
    /// Print Gradescope's results.json
    #[arg(long)]
    gradescope: bool,
    /// Print Classroom 50's result.json
    #[arg(long)]
    classroom50: bool,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    if let (Some(number), Some(verdict)) = (&options.check, &options.verdict) {
        return Ok(child(number, verdict)?);
    }
    let report = match &options.from {
        Some(path) => read(path)?,
        None => {
            let program = Program::this(Duration::from_secs(options.limit))?;
            Report::new(&program, options.exigencia)?
        }
    };
    let text = if options.form.json {
        document(&report)?
    } else if options.form.gradescope {
        document(&Gradescope::new(&report, options.lang))?
    } else if options.form.classroom50 {
        let variable = |name: &str| env::var(name).ok();
        document(&Classroom50::new(&report, options.lang, variable, SystemTime::now())?)?
    } else {
        table(&report, options.lang)
    };
    println!("{text}");
    Ok(())
}

fn document(content: &impl Serialize) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(content)
}
