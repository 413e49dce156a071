//! What can go wrong with grading a class; each message says what is missing and what mends it.

use std::io;
use std::path::{Path, PathBuf};

/// Grading did not work.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What the grader itself says.
    #[error(transparent)]
    Grader(#[from] grader::error::Error),
    /// A folder in which something could be overwritten.
    #[error(
        "{} is not empty.\n  To mend it: name a folder that does not exist yet", .folder.display()
    )]
    Occupied {
        /// The folder.
        folder: PathBuf,
    },
    /// A solution in our own files that does not end.
    #[error("{}, line {line}: a solution's marker without its partner", .path.display())]
    Marker {
        /// The file.
        path: PathBuf,
        /// Where.
        line: usize,
    },
    /// A table that cannot be read.
    #[error("{}: {why}\n  To mend it: {mend}", .path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// What is the matter.
        why: String,
        /// What to do.
        mend: &'static str,
    },
    /// Nothing that was named has an answer file in it.
    #[error(
        "no answer file in {}: expected exercise_1.rs to exercise_8.rs, in folders or zips",
        .paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
    )]
    NoSubmissions {
        /// What was named.
        paths: Vec<PathBuf>,
    },
    /// What Classroom 50 says in the environment of an autograder is missing.
    #[error(
        "--document classroom50 needs {0} in the environment: Classroom 50 sets it when it runs an \
         autograder"
    )]
    NoVariable(&'static str),
    /// A document is that of one submission.
    #[error(
        "--document is for one submission, and there are {0}.\n  To mend it: name the folder of one"
    )]
    Several(usize),
    /// The system does not say when grading is interrupted.
    #[error("cannot wait for interrupts: {0}")]
    Interrupts(String),
    /// A file or a folder.
    #[error("cannot {action} {}: {source}", .path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// With what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

impl Error {
    /// For `map_err`: what could not be done, and to which file.
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_path_buf();
        move |source| Error::Io { action, path, source }
    }
}

/// What grading gives, or why it did not work.
pub type Result<T> = std::result::Result<T, Error>;
