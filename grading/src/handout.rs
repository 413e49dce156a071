//! The students' project: the folder `starter/` without its solutions.
//!
//! In its answer files a solution stands between two markers, each a line of its own:
//!
//! ```text
//!     // <solution>
//!     a.max(0.0)
//!     // </solution>
//! ```
//!
//! In a body, where the markers are indented, `todo!()` takes its place; at the margin, where whole
//! functions stand between them, nothing does.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use grader::build::{FILES, file_name};
use ma6202_language::Action;

use crate::error::{Error, Result};

const BEGIN: &str = "// <solution>";
const END: &str = "// </solution>";

/// Appended to the manifest.
const WORKSPACE: &str = "
# A workspace of its own, wherever this folder lies; what runs is the grader.
[workspace]
members = [\"grader\", \"language\"]
default-members = [\"grader\"]

# Nobody debugs it, and it is built and started faster.
[profile.dev]
debug = false
";

/// Writes the project into a folder.
///
/// # Errors
/// A folder that is not empty, a marker without its partner, a file that cannot be read or written.
pub fn make(root: &Path, folder: &Path) -> Result<()> {
    check_empty(folder)?;
    write(root, folder)?;
    // Cargo strikes what only the rest of this workspace needs out of the lock file as soon as it
    // reads it. Without a network it may have to wait.
    let _ = Command::new(env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from))
        .args(["metadata", "--offline", "--format-version", "1", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    Ok(())
}

/// Refuses a folder in which something could be overwritten.
fn check_empty(folder: &Path) -> Result<()> {
    let occupied =
        folder.is_file() || folder.read_dir().is_ok_and(|mut files| files.next().is_some());
    if occupied { Err(Error::Occupied { folder: folder.to_owned() }) } else { Ok(()) }
}

/// Writes the project's files into a folder, with a lock file of the versions that were tested
/// here, and each blank answer file a second time, for the grader.
fn write(root: &Path, folder: &Path) -> Result<()> {
    let source = root.join("starter");
    for name in files(&source, Path::new(""))? {
        let (from, to) = (source.join(&name), folder.join(&name));
        if name == Path::new("Cargo.toml") {
            let text = read(&from)?;
            let has_one = text.lines().any(|line| line.trim() == "[workspace]");
            put(&to, if has_one { text } else { text + WORKSPACE })?;
        } else {
            copy(&from, &to)?;
        }
    }
    for (exercise, blank) in (1..).zip(blank_answers(root)?) {
        put(&folder.join("src/answers").join(file_name(exercise)), &blank)?;
        put(&folder.join("grader/blank").join(file_name(exercise)), &blank)?;
    }
    copy(&root.join("Cargo.lock"), &folder.join("Cargo.lock"))
}

/// The answer files without their solutions.
///
/// # Errors
/// A marker without its partner, a file that cannot be read.
pub fn blank_answers(root: &Path) -> Result<[String; FILES]> {
    answers(root, blank)
}

/// The answer files with their solutions.
///
/// # Errors
/// A file that cannot be read.
pub fn solved_answers(root: &Path) -> Result<[String; FILES]> {
    answers(root, |text, _| Ok(text.to_owned()))
}

fn answers(root: &Path, of: impl Fn(&str, &Path) -> Result<String>) -> Result<[String; FILES]> {
    let path = |exercise| root.join("starter/src/answers").join(file_name(exercise));
    let all = (1..=FILES).map(path).map(|path| of(&read(&path)?, &path));
    Ok(all.collect::<Result<Vec<String>>>()?.try_into().expect("as many as there are"))
}

/// The text without what stands between markers.
fn blank(text: &str, path: &Path) -> Result<String> {
    let mut kept = String::new();
    let mut begun = None;
    let unpaired = |number| Err(Error::Marker { path: path.to_owned(), line: number + 1 });
    for (number, line) in text.lines().enumerate() {
        match (line.trim(), begun) {
            (BEGIN, None) => {
                begun = Some(number);
                let margin = &line[..line.len() - line.trim_start().len()];
                if !margin.is_empty() {
                    kept += &format!("{margin}todo!()\n");
                }
            }
            (END, Some(_)) => begun = None,
            (BEGIN, Some(_)) | (END, None) => return unpaired(number),
            (_, Some(_)) => {}
            (_, None) => kept += &format!("{line}\n"),
        }
    }
    begun.map_or(Ok(kept), unpaired)
}

/// All files below a folder, by their names within it, but what cargo makes there.
fn files(folder: &Path, within: &Path) -> Result<Vec<PathBuf>> {
    let mut names = vec![];
    let place = folder.join(within);
    for entry in place.read_dir().map_err(Error::io(Action::Read, &place))? {
        let entry = entry.map_err(Error::io(Action::Read, &place))?;
        let name = within.join(entry.file_name());
        if name == Path::new("target") || name == Path::new("Cargo.lock") {
            continue;
        }
        if entry.file_type().map_err(Error::io(Action::Read, &place))?.is_dir() {
            names.extend(files(folder, &name)?);
        } else {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(Error::io(Action::Read, path))
}

/// Writes a file, and its folder with it.
fn put(path: &Path, text: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::io(Action::Make, folder))?;
    }
    fs::write(path, text).map_err(Error::io(Action::Write, path))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    put(to, fs::read(from).map_err(Error::io(Action::Read, from))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blanked(text: &str) -> Result<String> {
        blank(text, Path::new("exercise_1.rs"))
    }

    #[test]
    fn a_body_becomes_todo_and_a_helper_nothing() {
        let text = "/// Doc.\nfn f(x: f64) -> f64 {\n    // <solution>\n    g(x)\n    // </solution>\n}\n\n\
                    // <solution>\nfn g(x: f64) -> f64 {\n    x\n}\n// </solution>\n";
        assert_eq!(blanked(text).unwrap(), "/// Doc.\nfn f(x: f64) -> f64 {\n    todo!()\n}\n\n");
    }

    #[test]
    fn a_marker_without_its_partner_is_named() {
        for (text, line) in [
            ("fn f() {\n    // <solution>\n}\n", 2),
            ("// </solution>\n", 1),
            ("// <solution>\n// <solution>\n// </solution>\n", 2),
        ] {
            let error = blanked(text).unwrap_err().to_string();
            assert!(error.contains(&format!("exercise_1.rs, line {line}")), "{error}");
        }
    }
}
