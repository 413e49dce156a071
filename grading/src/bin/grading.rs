//! The teacher's program: hands out the exercises, and grades what comes back.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use ma6202_language::Action;
use clap::{Parser, Subcommand};
use grader::confine;
use grading::class::{self, Settings};
use grading::error::{Error, Result};
use grading::handout;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Hands out the exercises, and grades what comes back.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write a student's project: the exercises without their solutions
    Starter {
        /// A folder that does not exist yet, or is empty
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Grade submissions: a report each, and tables of the class
    ///
    /// Of each submission only the files exercise_1.rs to exercise_8.rs are taken. Their code runs
    /// with bounds, but with your rights: grade the code of strangers with --sandbox, in a
    /// container or a virtual machine. The exit status is 0 if all could be graded, 1 if one could
    /// not, 2 if grading did not work.
    Grade(Settings),
    /// Compile what the grading of submissions needs
    #[command(hide = true)]
    Prepare,
}

fn main() -> ExitCode {
    confine::launch_if_asked();
    match run(Cli::parse().task) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(task: Task) -> Result<bool> {
    let root = Path::new(ROOT);
    let root = &root.canonicalize().map_err(Error::io(Action::Find, root))?;
    match task {
        Task::Starter { folder } => {
            handout::make(root, &folder)?;
            let folder = folder.display();
            println!("A student's project is in {folder}.\nTry it: cd {folder} && cargo run");
            Ok(true)
        }
        Task::Grade(settings) => class::grade(root, &class::launcher()?, &settings),
        Task::Prepare => class::prepare(root, &class::launcher()?).map(|()| true),
    }
}
