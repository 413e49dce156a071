//! What all submissions are compiled with is compiled once.

use std::fs;
use std::path::Path;

use crate::error::{Error, Result};

/// Gives a target folder what another one holds, if there is that one and not this one yet. The
/// files are the same, not copies: cargo replaces a file, it does not write into it.
///
/// # Errors
/// A file that cannot be read or made.
pub fn share(from: &Path, to: &Path) -> Result<()> {
    if to.exists() || !from.exists() {
        return Ok(());
    }
    // Whole, or not at all.
    let unfinished = to.with_extension("unfinished");
    let _ = fs::remove_dir_all(&unfinished);
    link(from, &unfinished)?;
    fs::rename(&unfinished, to).map_err(Error::io("make", to))
}

fn link(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).map_err(Error::io("make", to))?;
    for entry in fs::read_dir(from).map_err(Error::io("read", from))? {
        let entry = entry.map_err(Error::io("read", from))?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            // What is compiled in steps belongs to one place.
            if entry.file_name() != "incremental" {
                link(&from, &to)?;
            }
        } else {
            fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop)).map_err(Error::io("make", &to))?;
        }
    }
    Ok(())
}
