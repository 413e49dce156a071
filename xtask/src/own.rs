//! Whose libtorch a build uses: the user's own, which wins, or the one that is fetched.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ma6202_language::{Language, Said, Say, say};

use crate::error::{Error, Result, last_line};
use crate::version::TORCH_VERSION;

/// Where the libtorch of a build comes from.
#[derive(Debug, PartialEq, Eq)]
pub enum Source {
    /// The user set `LIBTORCH_USE_PYTORCH`: the torch of this Python.
    Python { python: &'static str },
    /// The user set `LIBTORCH`.
    Folder { path: PathBuf },
    /// Neither: the one in `.libtorch/`.
    Fetched { path: PathBuf },
}

impl Say for Source {
    fn say(&self, language: Language) -> String {
        let source = match self {
            Source::Python { python } => say!(
                language,
                "el torch de su {python} (LIBTORCH_USE_PYTORCH)",
                "the torch of your {python} (LIBTORCH_USE_PYTORCH)"
            ),
            Source::Folder { path } => {
                say!(language, "el suyo, LIBTORCH={}", "your own, LIBTORCH={}", path.display())
            }
            Source::Fetched { path } => path.display().to_string(),
        };
        format!("libtorch {TORCH_VERSION}: {source}")
    }
}

impl Source {
    /// Reads the environment. `fetched` is the folder in which the set-up puts libtorch.
    pub fn from_environment(fetched: &Path) -> Self {
        let set = |name| env::var_os(name).is_some();
        decide(set("LIBTORCH_USE_PYTORCH"), set("VIRTUAL_ENV"), env::var_os("LIBTORCH"), fetched)
    }

    /// # Errors
    /// An own libtorch that is missing or of another version: better now, in a line, than
    /// later in a thousand lines of C++.
    pub fn check(&self) -> Result<()> {
        let (version, place) = match self {
            Source::Fetched { .. } => return Ok(()),
            Source::Python { python } => (Some(python_version(python)?), (*python).to_string()),
            Source::Folder { path } => (folder_version(path)?, path.display().to_string()),
        };
        // torch-sys lets who sets this try another version; so do we.
        let bypass = env::var_os("LIBTORCH_BYPASS_VERSION_CHECK").is_some();
        match version {
            Some(found) if !bypass && !is_pinned(&found) => {
                Err(Error::WrongVersion { place, found })
            }
            _ => Ok(()),
        }
    }
}

/// The rule of torch-sys: Python's torch first, then `LIBTORCH`. A `LIBTORCH` that names our own
/// folder is not the user's: cargo sets it from `.cargo/libtorch.toml` when it starts xtask.
fn decide(use_python: bool, in_venv: bool, libtorch: Option<OsString>, fetched: &Path) -> Source {
    match libtorch.map(PathBuf::from) {
        _ if use_python => Source::Python { python: if in_venv { "python" } else { "python3" } },
        Some(path) if path != fetched => Source::Folder { path },
        _ => Source::Fetched { path: fetched.into() },
    }
}

/// Asks Python exactly as torch-sys will.
fn python_version(python: &str) -> Result<String> {
    const ASK: &str =
        "import torch; from torch.utils import cpp_extension; print(torch.__version__)";
    let missing = |reason| Error::NoPythonTorch { python: python.into(), reason };
    let answer = Command::new(python).arg("-c").arg(ASK).output();
    let answer = answer.map_err(|error| missing(Said::both(&error)))?;
    if answer.status.success() {
        Ok(last_line(&answer.stdout).to_string())
    } else {
        Err(missing(last_line(&answer.stderr)))
    }
}

/// The version that a folder of libtorch declares; `None` when it declares none, as a system's
/// package may.
///
/// # Errors
/// A folder without that library.
fn folder_version(folder: &Path) -> Result<Option<String>> {
    // torch-sys takes the libraries from here when it is set.
    let lib = env::var_os("LIBTORCH_LIB").map_or(folder.to_path_buf(), PathBuf::from).join("lib");
    let is_torch = |name: OsString| name.to_string_lossy().contains("torch_cpu.");
    let mut files = fs::read_dir(&lib).into_iter().flatten().flatten();
    if !folder.is_absolute() || !files.any(|file| is_torch(file.file_name())) {
        return Err(Error::NoLibtorch { folder: folder.into(), lib });
    }
    // The first is in the archives of libtorch, the second in the wheels of torch.
    if let Ok(text) = fs::read_to_string(folder.join("build-version")) {
        return Ok(Some(text.trim().into()));
    }
    let text = fs::read_to_string(folder.join("version.py")).unwrap_or_default();
    Ok(text.lines().find_map(|line| {
        Some(line.strip_prefix("__version__ = ")?.trim().trim_matches(['\'', '"']).into())
    }))
}

/// `2.11.0+cu130` is 2.11.0.
fn is_pinned(version: &str) -> bool {
    version.split('+').next() == Some(TORCH_VERSION)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FETCHED: &str = "/repo/.libtorch/torch";

    fn decided(use_python: bool, in_venv: bool, libtorch: Option<&str>) -> Source {
        decide(use_python, in_venv, libtorch.map(OsString::from), Path::new(FETCHED))
    }

    #[test]
    fn the_users_own_wins_and_python_before_the_folder() {
        let own = Source::Folder { path: "/opt/libtorch".into() };
        assert_eq!(decided(false, false, Some("/opt/libtorch")), own);
        assert_eq!(decided(false, false, Some("")), Source::Folder { path: "".into() });
        for libtorch in [None, Some("/opt/libtorch"), Some(FETCHED)] {
            assert_eq!(decided(true, false, libtorch), Source::Python { python: "python3" });
            assert_eq!(decided(true, true, libtorch), Source::Python { python: "python" });
        }
    }

    #[test]
    fn what_cargo_says_of_our_folder_is_not_the_users_own() {
        let fetched = Source::Fetched { path: FETCHED.into() };
        assert_eq!(decided(false, false, None), fetched);
        assert_eq!(decided(false, true, Some(FETCHED)), fetched);
        assert_eq!(decided(false, false, Some("/repo/.libtorch/torch/")), fetched);
    }

    #[test]
    fn a_build_label_does_not_change_the_version() {
        assert!(is_pinned("2.11.0") && is_pinned("2.11.0+cu130") && is_pinned("2.11.0+cpu"));
        assert!(!is_pinned("2.11.1") && !is_pinned("2.11.0.dev1") && !is_pinned(""));
    }
}
