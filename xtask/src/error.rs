//! What can go wrong in the set-up and the chores: each message says what is missing and what
//! mends it.

use std::io;
use std::path::{Path, PathBuf};

use crate::version::TORCH_VERSION;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("there is no exercise {number}; there are {existing}")]
    NoExercise { number: u32, existing: String },

    #[error(
        "python3 was not found; it fetches libtorch.\n  \
         To mend it: sudo apt install python3-pip (Debian, Ubuntu), brew install python (macOS)"
    )]
    NoPython,

    #[error("python3 has no pip, which fetches libtorch ({reason}).\n  To mend it: {mend}")]
    NoPip { reason: String, mend: &'static str },

    #[error("pip failed: {0}")]
    Pip(PipFailure),

    #[error(
        "{} has {free:.1} GB free, and libtorch needs {needed:.1} GB while it is fetched.\n  \
         To mend it: make room (python3 -m pip cache purge), then cargo xtask libtorch", .folder.display()
    )]
    Room { folder: PathBuf, free: f64, needed: f64 },

    #[error(
        "no libtorch {TORCH_VERSION} can be fetched for {os} on {arch}.\n  \
         To mend it: export LIBTORCH=/the/folder/of/a/libtorch-{TORCH_VERSION} of your own"
    )]
    Platform { os: String, arch: String },

    #[error("there is no CUDA for macOS.\n  To mend it: cargo xtask libtorch, without --cuda")]
    NoCudaHere,

    #[error(
        "LIBTORCH is \"{}\", and there is no libtorch_cpu in {}.\n  \
         To mend it: unset LIBTORCH, or give the absolute path of a libtorch {TORCH_VERSION}", .folder.display(), .lib.display()
    )]
    NoLibtorch { folder: PathBuf, lib: PathBuf },

    #[error(
        "LIBTORCH_USE_PYTORCH is set, and {python} cannot import torch ({reason}).\n  \
         To mend it: unset LIBTORCH_USE_PYTORCH, or {python} -m pip install torch=={TORCH_VERSION}"
    )]
    NoPythonTorch { python: String, reason: String },

    #[error(
        "the torch of {place} is version {found}; {TORCH_VERSION} is needed.\n  To mend it: unset \
         LIBTORCH LIBTORCH_USE_PYTORCH (cargo xtask libtorch then fetches it), or install {TORCH_VERSION} there"
    )]
    WrongVersion { place: String, found: String },

    #[error(
        "{} is not empty.\n  To mend it: name a folder that does not exist yet", .folder.display()
    )]
    Occupied { folder: PathBuf },

    #[error("cargo built the lane, and did not say where")]
    NoLane,

    #[error("cargo compiled no tests, or did not say where")]
    NoTests,

    #[error("cargo compiled no grader, or did not say where")]
    NoGrader,

    #[error("cargo made the documentation, and did not say where")]
    NoPages,

    #[error(
        "{} would have {mib:.1} MiB, and may have {most} MiB, for what is carried is limited.\n  \
         To mend it: leave debug information out, and libraries that no exercise uses", .folder.display()
    )]
    TooLarge { folder: PathBuf, mib: f64, most: f64 },

    /// With the exit status that becomes ours.
    #[error("what went wrong has been said already")]
    Ended(u8),

    #[error("cannot {action} {}: {source}", .path.display())]
    Io { action: &'static str, path: PathBuf, source: io::Error },
}

impl Error {
    /// For `map_err`: what could not be done, and to which file.
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_path_buf();
        move |source| Error::Io { action, path, source }
    }
}

/// Why pip failed, as far as its own words tell.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum PipFailure {
    #[error(
        "the disk is full.\n  \
         To mend it: make room (python3 -m pip cache purge), then cargo xtask libtorch"
    )]
    NoSpace,

    #[error(
        "it could not reach its package index.\n  To mend it: look at the network and at \
         python3 -m pip config list, then cargo xtask libtorch"
    )]
    Network,

    #[error(
        "its package index has no such torch for this machine.\n  To mend it: \
         python3 -m pip install --user --upgrade pip, look at python3 -m pip config list; \
         or set LIBTORCH to a libtorch of your own"
    )]
    NoWheel,

    #[error(
        "its own words are above.\n  \
         To mend it: cargo xtask libtorch, when what pip names is put right"
    )]
    Other,
}

impl PipFailure {
    /// Reads what pip wrote. Without a network pip ends by saying that there is no such
    /// distribution, so the signs of a bad connection come first.
    pub fn from_output(output: &str) -> Self {
        const NETWORK: [&str; 7] = [
            "after connection broken by",
            "Max retries exceeded",
            "timed out",
            "IncompleteRead",
            "SSLError",
            "ProxyError",
            "ConnectionError",
        ];
        if output.contains("No space left") || output.contains("Errno 28") {
            PipFailure::NoSpace
        } else if NETWORK.iter().any(|sign| output.contains(sign)) {
            PipFailure::Network
        } else if output.contains("No matching distribution") {
            PipFailure::NoWheel
        } else {
            PipFailure::Other
        }
    }
}

/// The last line that says something, for a message of one line.
pub fn last_line(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("no output").trim().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As pip 24.0 prints them, without the addresses.
    #[test]
    fn the_cause_is_read_from_the_words_of_pip() {
        let no_wheel = "ERROR: Could not find a version that satisfies the requirement \
                        torch==2.11.0 (from versions: none)\n\
                        ERROR: No matching distribution found for torch==2.11.0\n";
        let retry = "WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, \
                     status=None)) after connection broken by 'NewConnectionError('Failed to \
                     establish a new connection: [Errno -2] Name or service not known')'\n";
        let full = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left \
                    on device\n";
        let stalled = "pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.\n";
        assert_eq!(PipFailure::from_output(no_wheel), PipFailure::NoWheel);
        assert_eq!(PipFailure::from_output(&format!("{retry}{no_wheel}")), PipFailure::Network);
        assert_eq!(PipFailure::from_output(&format!("{retry}{full}")), PipFailure::NoSpace);
        assert_eq!(PipFailure::from_output(stalled), PipFailure::Network);
        assert_eq!(PipFailure::from_output("Segmentation fault"), PipFailure::Other);
    }

    #[test]
    fn the_last_line_skips_blank_ones() {
        assert_eq!(
            last_line(b"Traceback\nModuleNotFoundError: torch\n\n"),
            "ModuleNotFoundError: torch"
        );
        assert_eq!(last_line(b""), "no output");
    }
}
