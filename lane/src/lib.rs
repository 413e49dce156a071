//! The GPU lane: every comparison with torch on each device of a machine, in one folder and one
//! command, and the record of what came of it.
//!
//! A GPU comes rarely, on a machine without Rust and without a network. `cargo xtask lane DIR`
//! makes a folder to be carried there, `run.sh` in it runs everything and writes a record, and
//! `cargo xtask lane --record FILE` checks that record and keeps it.
//!
//! | module | question |
//! |---|---|
//! | [`comparison`] | what is compared with torch? |
//! | [`run`] | how is all of it run, each part within its time? |
//! | [`record`] | what came of it, and can that be believed? |
//! | [`kept`] | what does the project keep of it? |
//! | [`docs`] | what is said of it in README and docs? |
//! | [`error`] | what if it cannot? |

pub mod comparison;
pub mod docs;
pub mod error;
pub mod kept;
pub mod record;
pub mod run;

use error::{Error, Result};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

/// A name for the sources this is built from: those of the library, the exercises, the figures, the
/// comparisons and their run.
pub const SOURCES: &str = env!("LANE_SOURCES");

/// The exercises whose programs run. The first trains networks for minutes, and what it asks of
/// torch is among the comparisons.
pub const EXERCISES: [u32; 7] = [2, 3, 4, 5, 6, 7, 8];

/// All that runs ends within this time.
pub const WHOLE: Duration = Duration::from_secs(480);

/// The program of an exercise: the running one by another name, for it holds them all.
///
/// # Errors
/// A system that does not say where the running program is.
pub fn program(exercise: u32) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe().map_err(io("lane"))?);
    command.arg0(format!("exercise-{exercise}"));
    Ok(command)
}

/// For `map_err`: which file or program could not be read, written or started.
pub fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.into();
    move |source| Error::Io { path, source }
}
