//! Files, written with the folders that they are in.

use crate::{Error, Result};
use ma6202_language::Action;
use std::fs;
use std::path::Path;

/// # Errors
/// A folder that cannot be made, a file that cannot be written.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(Error::io(Action::Make, folder))?;
    fs::write(path, bytes).map_err(Error::io(Action::Write, path))
}
