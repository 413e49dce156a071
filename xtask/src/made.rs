//! The programs that cargo makes, as it says itself.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use ma6202_language::Action;
use serde_json::Value;

use crate::error::{Error, Result};
use crate::succeeded;

/// Has cargo tell what it makes, and show what the compiler says as ever.
pub const MESSAGES: &str = "--message-format=json-render-diagnostics";

pub struct Program {
    pub name: String,
    pub path: PathBuf,
    /// The folder of its package.
    pub folder: PathBuf,
    pub is_test: bool,
}

/// Has cargo compile, asked for [`MESSAGES`], and reads of which programs it tells.
pub fn programs(cargo: &mut Command) -> Result<Vec<Program>> {
    let cargo = cargo.stderr(Stdio::inherit());
    let made = cargo.output().map_err(Error::io(Action::Start, Path::new(cargo.get_program())))?;
    succeeded(made.status)?;
    Ok(String::from_utf8_lossy(&made.stdout).lines().filter_map(read).collect())
}

fn read(line: &str) -> Option<Program> {
    let made: Value = serde_json::from_str(line).ok()?;
    Some(Program {
        name: made["target"]["name"].as_str()?.into(),
        path: made["executable"].as_str()?.into(),
        folder: Path::new(made["manifest_path"].as_str()?).parent()?.into(),
        is_test: made["profile"]["test"].as_bool()?,
    })
}
