//! The exercises that have a program, as the manifest of their package lists them.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use ma6202_language::Language;

use crate::error::{Error, Result};
use crate::own::Source;
use crate::{call, cargo, files};

/// The feature with which a program can write PNG and PDF. Most never do, and are built
/// faster without.
pub const DOCUMENTS: &str = "ma6202-exercises/png-pdf";

/// The numbers N of all `[[bin]] name = "exercise-N"`, in order.
pub fn list(root: &Path) -> Result<Vec<u32>> {
    Ok(numbers(&files::read(&root.join("exercises/Cargo.toml"))?))
}

/// # Errors
/// A number that no program has: the message names those that exist.
pub fn check(number: u32, existing: &[u32]) -> Result<()> {
    if existing.contains(&number) {
        return Ok(());
    }
    let existing = existing.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    Err(Error::NoExercise { number, existing })
}

/// Has a program draw its committed figures again.
pub fn draw(root: &Path, source: &Source, name: &str) -> Result<()> {
    let mut program = program(cargo(root, "run", source), name);
    call(program.args(Language::handed_on(&[])).arg("--figures").arg(root.join("figures")))
}

/// Completes `cargo run`: what is added later goes to the program.
pub fn program(mut cargo_run: Command, name: &str) -> Command {
    cargo_run.args(["--bin", name, "--"]);
    cargo_run
}

/// Whether PNG or PDF is in a program's `--formats`.
pub fn asks_for_documents(arguments: &[OsString]) -> bool {
    let arguments: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    let next = arguments.windows(2).filter(|pair| pair[0] == "--formats").map(|pair| &*pair[1]);
    let same = arguments.iter().filter_map(|argument| argument.strip_prefix("--formats="));
    next.chain(same).flat_map(|list| list.split(',')).any(|format| ["png", "pdf"].contains(&format))
}

fn numbers(manifest: &str) -> Vec<u32> {
    let number = |line: &str| {
        line.trim().strip_prefix("name = \"exercise-")?.strip_suffix('"')?.parse().ok()
    };
    let mut numbers: Vec<u32> = manifest.lines().filter_map(number).collect();
    numbers.sort_unstable();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_from_the_names_of_the_programs() {
        let manifest = "default-run = \"exercise-7\"\n[[bin]]\nname = \"exercise-10\"\n\
                        path = \"exercise-3.rs\"\n[[bin]]\nname = \"exercise-6\"\n";
        assert_eq!(numbers(manifest), [6, 10]);
    }

    #[test]
    fn every_program_of_this_workspace_is_found() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        assert_eq!(list(&root).unwrap(), [1, 2, 3, 4, 5, 6, 7, 8]);
    }
}
