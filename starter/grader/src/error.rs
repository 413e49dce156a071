//! What can go wrong with the grading itself; a wrong answer is no error.

use std::io;
use std::path::PathBuf;

/// Grading did not work.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file, or a process, of ours.
    #[error("could not {action} {path}: {source}")]
    Io {
        /// What was tried.
        action: &'static str,
        /// With what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// There is no bubblewrap that works.
    #[error(
        "--sandbox needs bubblewrap ({why}).\n  To mend it: sudo apt install bubblewrap, or grade \
         in a container, without --sandbox"
    )]
    NoSandbox {
        /// What is the matter.
        why: String,
    },
    /// The program of a submission does not compile, and no answer file is to blame.
    #[error("the answers cannot be compiled: {0}")]
    NotBuilt(String),
    /// Not a fraction of the points.
    #[error(
        "the exigencia must be a fraction of the points between 0.001 and 0.999, with three \
         decimals at most, like 0.6, not {0}"
    )]
    Exigencia(String),
}

impl Error {
    /// For `map_err`: what could not be done, and with which file.
    pub fn io(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
        let path = path.into();
        move |source| Error::Io { action, path, source }
    }
}

/// What grading gives, or why it did not work.
pub type Result<T> = std::result::Result<T, Error>;
