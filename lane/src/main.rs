//! The program of the lane. It holds the programs of the exercises too, and is one of them when it is
//! started by that name: eight files with the same library would be too much to carry.

mod exercises;

use clap::{Parser, Subcommand};
use ma6202::Result;
use ma6202::oracle::Device;
use ma6202_lane::comparison::Comparison;
use ma6202_lane::record::{EXERCISES, LaneRecord, PartOutcome};
use ma6202_lane::run::{self, Plan, compare};
use ma6202_lane::{docs, expect, io, kept, program};
use std::ffi::OsString;
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
    Run {
        /// A folder that is new or empty
        out: PathBuf,
        /// The version of torch
        #[arg(long)]
        torch: String,
        /// The version of CUDA that it is built with
        #[arg(long)]
        cuda: Option<String>,
        /// The day, as 2026-11-28
        #[arg(long)]
        date: String,
        /// On the CPU in single precision, where there is no GPU: this tries the lane itself
        #[arg(long)]
        dry_run: bool,
        /// How long the curve may be measured
        #[arg(long, default_value_t = 170.0, hide = true)]
        curve_seconds: f64,
    },
    /// Make some comparisons on one device, such as "cuda:0 f64", and end after one that fails
    Compare {
        device: Device,
        /// All of them by default
        #[arg(value_parser = named)]
        comparisons: Vec<&'static Comparison>,
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
            Task::Run { out, torch, cuda, date, dry_run: dry, curve_seconds } => {
                let plan = Plan { out, dry, torch, cuda, date, curve_seconds };
                let record = run::run(&plan, |part| println!("{part}"))?;
                println!("{}", record.summary());
                println!("recorded: {}", plan.out.join("record.json").display());
                Ok(record.passed())
            }
            Task::Compare { device, comparisons } => {
                let all = comparisons.is_empty();
                let chosen = Comparison::on(device)
                    .filter(|one| all || comparisons.iter().any(|other| other.name == one.name));
                for comparison in chosen {
                    let run = compare(comparison, device);
                    println!("{}", serde_json::to_string(&run).expect("it is plain data"));
                    if run.outcome != PartOutcome::Passed {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Task::Exercise { number, arguments } => {
                let known = EXERCISES.contains(&number);
                expect("exercise", "one from 2 to 8", number, known)?;
                let status = program(number)?.args(arguments).status().map_err(io("exercise"))?;
                Ok(status.success())
            }
            Task::Keep { record, root } => {
                let record = LaneRecord::read(&record)?;
                kept::keep(&record, &root)?;
                println!("{}", record.summary());
                Ok(true)
            }
            Task::Docs { root } => docs::write(&root).map(|()| true),
        }
    }
}

fn named(name: &str) -> std::result::Result<&'static Comparison, String> {
    Comparison::named(name).ok_or_else(|| "there is no such comparison".into())
}
