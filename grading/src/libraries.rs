//! What all submissions are compiled with is compiled once.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use grader::build::Workshop;
use grader::project;
use ma6202_language::Action;

use crate::error::{Error, Result};
use crate::handout;

/// Compiles them, with blank answers, and gives the folder where they are. Nothing else is compiled
/// there, so that it can be copied at any time.
///
/// # Errors
/// The starter does not compile.
pub fn compile(root: &Path, launcher: &Path) -> Result<PathBuf> {
    let place = root.join("target/grade/libraries");
    let workshop = workshop(root, launcher, place.join("project"), place.join("build"))?;
    workshop.prepare()?;
    Ok(workshop.target)
}

/// A workshop with the starter's project in a folder of its own.
///
/// # Errors
/// A file that cannot be read or written.
pub fn workshop(
    root: &Path,
    launcher: &Path,
    project: PathBuf,
    target: PathBuf,
) -> Result<Workshop> {
    project::copy(&root.join("starter"), &root.join("Cargo.lock"), &project)?;
    let blank = handout::blank_answers(root)?;
    Ok(Workshop { project, target, launcher: launcher.to_owned(), sandbox: None, blank })
}

/// Others wait while this is held: what is common is compiled by one at a time.
///
/// # Errors
/// A file that cannot be made.
pub fn lock(root: &Path) -> Result<File> {
    let place = root.join("target/grade");
    fs::create_dir_all(&place).map_err(Error::io(Action::Make, &place))?;
    let path = place.join("lock");
    let lock = File::create(&path).map_err(Error::io(Action::Open, &path))?;
    lock.lock().map_err(Error::io(Action::Lock, &path))?;
    Ok(lock)
}

/// Gives a target folder a copy of what another one holds, if there is that one and not this one
/// yet. Each file stays as old as it is, by which cargo knows what is up to date.
///
/// # Errors
/// A file that cannot be read or made.
pub fn share(from: &Path, to: &Path) -> Result<()> {
    if to.exists() || !from.exists() {
        return Ok(());
    }
    // Whole, or not at all.
    let unfinished = to.with_extension("unfinished");
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(Error::io(Action::Make, folder))?;
    }
    let _ = fs::remove_dir_all(&unfinished);
    copy(from, &unfinished)?;
    fs::rename(&unfinished, to).map_err(Error::io(Action::Make, to))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).map_err(Error::io(Action::Make, to))?;
    for entry in fs::read_dir(from).map_err(Error::io(Action::Read, from))? {
        let entry = entry.map_err(Error::io(Action::Read, from))?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            // What is compiled in steps belongs to one place.
            if entry.file_name() != "incremental" {
                copy(&from, &to)?;
            }
        } else {
            fs::copy(&from, &to).map_err(Error::io(Action::Copy, &from))?;
            let time = entry.metadata().and_then(|metadata| metadata.modified());
            let file = File::options().append(true).open(&to);
            time.and_then(|time| file?.set_modified(time)).map_err(Error::io(Action::Date, &to))?;
        }
    }
    Ok(())
}
