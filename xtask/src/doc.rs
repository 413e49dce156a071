//! `cargo doc`, and then its formulas as MathML. What converts them is a package of its own,
//! `xtask-doc`, so that no other task waits for it to be compiled.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use ma6202_language::{Action, Language};
use serde_json::Value;

use crate::error::{Error, Result};
use crate::own::Source;
use crate::{call, cargo};

/// # Errors
/// A cargo that cannot be started, or does not say where the pages are.
pub fn doc(root: &Path, source: &Source, arguments: &[OsString]) -> Result<()> {
    let (open, others): (Vec<_>, Vec<_>) =
        arguments.iter().partition(|argument| *argument == "--open");
    let cargo_doc = || {
        let mut doc = cargo(root, "doc", source);
        doc.args(["--workspace", "--no-deps"]).args(&others);
        doc
    };
    call(&mut cargo_doc())?;
    let mut typeset = cargo(root, "run", source);
    typeset.args(["--quiet", "--package", "xtask-doc", "--"]).arg(pages(root, source)?);
    call(typeset.args(Language::handed_on(&[])))?;
    if open.is_empty() {
        return Ok(());
    }
    // Not before: a browser shows what is there. cargo finds nothing to do, and opens it.
    call(cargo_doc().args(open))
}

/// Where `cargo doc` puts its pages.
fn pages(root: &Path, source: &Source) -> Result<PathBuf> {
    let mut metadata = cargo(root, "metadata", source);
    metadata.args(["--no-deps", "--format-version", "1"]).stderr(Stdio::inherit());
    let said = metadata.output();
    let said = said.map_err(Error::io(Action::Start, Path::new(metadata.get_program())))?;
    let said: Value = serde_json::from_slice(&said.stdout).unwrap_or_default();
    let target = said["target_directory"].as_str().ok_or(Error::NoPages)?;
    Ok(Path::new(target).join("doc"))
}
