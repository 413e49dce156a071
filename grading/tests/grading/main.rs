//! The grader, graded: what it makes of wrong answers and of right ones, of whole classes, and of
//! those who want more points than their answers are worth.

mod cases;
mod class;
mod report;
mod specimens;
mod statements;
mod student;

use std::path::{Path, PathBuf};

/// The workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// The teacher's program.
fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_grading"))
}
