//! The lecture notes. What binds them is a package of its own, `ma6202-notes`, so that no other
//! task waits for it to be compiled.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use ma6202_language::Language;

use crate::error::Result;
use crate::own::Source;
use crate::{call, cargo};

/// Where the checks find the notes that were made.
const NOTES: &str = "MA6202_NOTES";
/// In which formats they are checked.
const CHECKED: &str = "html,ipynb,md";
/// With which figures become PDF, for LaTeX.
const TEX: &str = "ma6202-notes/tex";

/// Has the notes bound; and with `--check` looks whether what came of it can be read.
///
/// # Errors
/// Notes that cannot be made, a check that does not hold.
pub fn notes(root: &Path, source: &Source, arguments: &[OsString]) -> Result<()> {
    let (check, mut others): (Vec<_>, Vec<_>) =
        arguments.iter().cloned().partition(|argument| argument == "--check");
    let said: Vec<_> = others.iter().map(|said| said.to_string_lossy().into_owned()).collect();
    let value = |option: &str| {
        let next = said.windows(2).find(|pair| pair[0] == option).map(|pair| pair[1].to_string());
        let same = said.iter().find_map(|said| said.strip_prefix(option)?.strip_prefix('='));
        next.or(same.map(Into::into))
    };
    let out = value("--out").map_or_else(|| root.join("target/notes"), PathBuf::from);
    let formats = value("--format");
    // What is checked is made anew, all of it: what lies there from before may be another book.
    if !check.is_empty() && formats.is_none() {
        others.extend(["--format".into(), CHECKED.into()]);
    }
    let formats = formats.unwrap_or_default();
    if value("--out").is_none() {
        others.extend(["--out".into(), out.clone().into()]);
    }
    let mut run = cargo(root, "run", source);
    run.args(["--quiet", "--package", "ma6202-notes", "--bin", "notes"]);
    if formats.split(',').any(|format| ["tex", "pdf"].contains(&format)) {
        run.args(["--features", TEX]);
    }
    call(run.arg("--").args(Language::handed_on(&others)))?;
    if check.is_empty() {
        return Ok(());
    }
    let here = env::current_dir().unwrap_or_default();
    call(cargo(root, "test", source).args(["--package", "ma6202-notes"]).env(NOTES, here.join(out)))
}
