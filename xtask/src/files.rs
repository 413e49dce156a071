//! Files that are read and folders that are filled.

use std::fs;
use std::path::Path;

use ma6202_language::Action;

use crate::error::{Error, Result};

pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(Error::io(Action::Read, path))
}

/// Refuses a folder in which something could be overwritten.
pub fn check_empty(folder: &Path) -> Result<()> {
    let occupied =
        folder.is_file() || folder.read_dir().is_ok_and(|mut files| files.next().is_some());
    if occupied { Err(Error::Occupied { folder: folder.to_owned() }) } else { Ok(()) }
}
