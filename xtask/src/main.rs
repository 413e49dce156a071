//! Set-up and chores, as `cargo xtask COMMAND`. It depends on nothing that needs libtorch, so it
//! can run before there is one.

mod doc;
mod error;
mod exercises;
mod files;
mod lane;
mod libtorch;
mod made;
mod notes;
mod own;
mod spanish;
mod test;
#[path = "../../src/oracle/torch/version.rs"]
mod version;
mod wheels;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus};

use clap::{Args, Parser, Subcommand};
use ma6202_language::{Action, Language, Say};

use crate::error::{Error, Result};
use crate::own::Source;
use crate::spanish::SPANISH;

#[derive(Parser)]
#[command(bin_name = "cargo xtask", about, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    task: Task,
}

/// Where libtorch goes. Both are hidden: they are for the tests of xtask.
#[derive(Args)]
#[command(args_override_self = true)]
struct Place {
    /// The folder of the workspace
    #[arg(long, hide = true, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/.."))]
    root: PathBuf,
    /// The free bytes on its disk, instead of a measurement
    #[arg(long, hide = true)]
    free: Option<u64>,
}

#[derive(Subcommand)]
enum Task {
    /// Fetch libtorch on first use and tell cargo where it is
    Libtorch {
        /// Fetch the libraries of CUDA too (the default where an NVIDIA driver is present)
        #[arg(long)]
        cuda: bool,
    },
    /// The set-up, then run an exercise: `cargo xtask exercise 7 --json`
    #[command(disable_help_flag = true)] // --help is the program's
    Exercise {
        /// The number of the exercise
        number: u32,
        /// Everything after the number goes to the program
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// The set-up, then `cargo test` on the whole workspace
    Test {
        /// Everything after `test` goes to `cargo test`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// The set-up, then `cargo doc` on the whole workspace, its formulas typeset:
    /// `cargo xtask doc --open`
    Doc {
        /// Everything after `doc` goes to `cargo doc`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// The set-up, then draw every committed figure again
    Figures,
    /// The set-up, then bind the chapters into lecture notes: `cargo xtask notes --open`
    #[command(disable_help_flag = true)]
    Notes {
        /// What the program that binds them is told; `--check` is for this one
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Write a student's project: the exercises without their solutions
    #[command(disable_help_flag = true)]
    Starter {
        /// What the teacher's program is told
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Grade submissions: a report each, and tables of the class
    #[command(disable_help_flag = true)]
    Grade {
        /// What the teacher's program is told
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Make the GPU lane: a folder for a machine with a GPU; or keep the record that comes back
    Lane(lane::Lane),
}

fn main() -> ExitCode {
    let (cli, language) = ma6202_language::parse::<Cli>(SPANISH);
    match run(&cli, language) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Error::Ended(status)) => ExitCode::from(status),
        Err(error) => {
            eprintln!("error: {}", error.say(language));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli, language: Language) -> Result<()> {
    let root = cli.place.root.canonicalize().map_err(Error::io(Action::Find, &cli.place.root))?;
    let set_up = |cuda| libtorch::set_up(&root, cli.place.free, cuda, language);
    match &cli.task {
        Task::Libtorch { cuda } => {
            eprintln!("{}", set_up(*cuda)?.say(language));
            Ok(())
        }
        Task::Exercise { number, arguments } => {
            // A wrong number should not cost a download.
            exercises::check(*number, &exercises::list(&root)?)?;
            let source = set_up(false)?;
            let name = format!("exercise-{number}");
            let mut run = cargo(&root, "run", &source);
            if exercises::asks_for_documents(arguments) {
                run.args(["--features", exercises::DOCUMENTS]);
            }
            call(exercises::program(run, &name).args(Language::handed_on(arguments)))
        }
        Task::Test { .. } => {
            let source = set_up(false)?;
            // As typed: clap drops the `--` of `cargo xtask test -- --ignored`, which cargo needs.
            let arguments = env::args_os().skip_while(|argument| argument != "test").skip(1);
            let mut arguments: Vec<OsString> = arguments.collect();
            // But --lang, which is ours.
            let first = arguments.first().map(|argument| argument.to_string_lossy().into_owned());
            match first.as_deref() {
                Some("--lang") => drop(arguments.drain(..2)),
                Some(first) if first.starts_with("--lang=") => drop(arguments.remove(0)),
                _ => {}
            }
            test::test(&root, &source, &arguments, language)
        }
        Task::Doc { arguments } => doc::doc(&root, &set_up(false)?, arguments),
        Task::Starter { arguments } => grading(&root, "starter", arguments),
        Task::Grade { arguments } => grading(&root, "grade", arguments),
        Task::Notes { arguments } => notes::notes(&root, &set_up(false)?, arguments),
        Task::Lane(lane) => lane::lane(&root, || set_up(false), lane, language),
        Task::Figures => {
            let numbers = exercises::list(&root)?;
            let source = set_up(false)?;
            let mut names = numbers.into_iter().map(|number| format!("exercise-{number}"));
            names.try_for_each(|name| exercises::draw(&root, &source, &name))
        }
    }
}

/// The teacher's program. It needs no libtorch.
fn grading(root: &Path, task: &str, arguments: &[OsString]) -> Result<()> {
    let mut run = Command::new(cargo_program());
    run.args(["run", "--quiet", "--manifest-path"]).arg(root.join("Cargo.toml"));
    call(
        run.args(["--package", "ma6202-grading", "--bin", "grading", "--", task])
            .args(Language::handed_on(arguments)),
    )
}

/// `cargo SUBCOMMAND` on the workspace. The folder stays the user's, so that the paths he gives to
/// a program mean what he expects.
fn cargo(root: &Path, subcommand: &str, source: &Source) -> Command {
    let mut command = Command::new(cargo_program());
    command.arg(subcommand).arg("--manifest-path").arg(root.join("Cargo.toml"));
    if let Source::Fetched { .. } = source {
        // What cargo told us when it started us may be out of date; it shall read its files anew.
        command.env_remove("LIBTORCH");
    }
    command
}

/// The cargo that runs this, else the one that is found.
fn cargo_program() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}

/// Runs a command to its end; if it fails its exit status becomes ours.
fn call(command: &mut Command) -> Result<()> {
    let program = PathBuf::from(command.get_program());
    succeeded(command.status().map_err(Error::io(Action::Start, &program))?)
}

/// # Errors
/// A failure, with the exit status that a shell gives: 128 + the signal for a program that a
/// signal ended.
fn succeeded(status: ExitStatus) -> Result<()> {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return Err(Error::Ended(u8::try_from(128 + signal).unwrap_or(u8::MAX)));
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(u8::MAX);
    if code == 0 { Ok(()) } else { Err(Error::Ended(code)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_said_in_spanish() {
        assert_eq!(ma6202_language::untold::<Cli>(SPANISH), [""; 0]);
    }
}
