//! The program of the lane. It holds the programs of the exercises too, and is one of them when it
//! is started by that name: eight files with the same library would be too much to carry.

mod exercises;

use clap::{Parser, Subcommand};
use ma6202::Result;
use ma6202::error::expect_setting;
use ma6202::oracle::Device;
use ma6202_lane::comparison::{COMPARISONS, ComparisonKind};
use ma6202_lane::record::{LaneRecord, PartOutcome};
use ma6202_lane::run::{self, Plan, compare};
use ma6202_lane::{EXERCISES, docs, io, kept, program};
use std::ffi::OsString;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::ExitCode;

/// Every comparison with torch on each device of this machine, and the record of what came of it.
#[derive(Parser)]
#[command(version, after_help = "run.sh beside this program calls it as it should be called.")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run everything, in at most 8 minutes, and write OUT/record.json
    Run(Plan),
    /// Make some comparisons on one device, such as "cuda:0 f64", and end after one that fails
    Compare {
        /// Where torch computes: "cpu f64", "cuda:0 f32"
        device: Device,
        /// All that are made on it by default
        #[arg(value_parser = named)]
        comparisons: Vec<&'static ComparisonKind>,
    },
    /// The program of an exercise from 2 to 8: exercise 8 --device cuda
    #[command(disable_help_flag = true)]
    Exercise {
        number: u32,
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Check a record, and keep it in the folder of the project
    Keep { record: PathBuf, root: PathBuf },
    /// Write what README and docs say of GPUs anew, from what is kept in the folder of the project
    Docs { root: PathBuf },
}

fn main() -> ExitCode {
    let name = std::env::args_os().next().unwrap_or_default();
    if let Some(exercise) = exercises::named(&name) {
        return exercise();
    }
    match Cli::parse().task.run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

impl Task {
    /// Whether all is well.
    fn run(self) -> Result<bool> {
        match self {
            Task::Run(plan) => {
                let record = run::run(&plan, say)?;
                say(&record.summary());
                say(&format!("recorded: {}", plan.out.join("record.json").display()));
                Ok(record.lost().is_empty())
            }
            Task::Compare { device, comparisons } => compare_in_turn(device, comparisons),
            Task::Exercise { number, arguments } => {
                let known = EXERCISES.contains(&number);
                expect_setting("exercise", "one from 2 to 8", number, known)?;
                // It returns only if that program does not start.
                Err(io("exercise")(program(number)?.args(arguments).exec()))
            }
            Task::Keep { record, root } => {
                let record = LaneRecord::read(&record)?;
                kept::keep(&record, &root)?;
                docs::write(&root)?;
                println!("{}", record.summary());
                Ok(true)
            }
            Task::Docs { root } => {
                docs::write(&root)?;
                println!("README.md, docs/gpu.md and docs/gpu.es.md say what is in data/.");
                Ok(true)
            }
        }
    }
}

/// What is recorded too: nothing is lost if nobody reads it.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// A line for each, as it is done.
fn compare_in_turn(device: Device, comparisons: Vec<&'static ComparisonKind>) -> Result<bool> {
    let comparisons = match comparisons.is_empty() {
        true => ComparisonKind::on(device).collect(),
        false => comparisons,
    };
    for comparison in comparisons {
        let expected = "in f64: it is derived down to a rounding of it";
        expect_setting(comparison.name, expected, device, comparison.is_made_on(device))?;
        let run = compare(comparison, device);
        println!("{}", serde_json::to_string(&run).expect("it is plain data"));
        if run.outcome != PartOutcome::Passed {
            return Ok(false);
        }
    }
    Ok(true)
}

fn named(name: &str) -> std::result::Result<&'static ComparisonKind, String> {
    let all = || COMPARISONS.map(|kind| kind.name).join(", ");
    ComparisonKind::named(name)
        .ok_or_else(|| format!("there is no such comparison; there are {}", all()))
}
