//! The GPU lane: a folder to be carried to a machine with a GPU, and the record that comes back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;
use ma6202_language::{Action, Language, say};

use crate::error::{Error, Result};
use crate::made::{MESSAGES, programs};
use crate::own::Source;
use crate::version::TORCH_VERSION;
use crate::{call, cargo, exercises, files};

#[derive(Args)]
pub struct Lane {
    /// Where to put the lane: a folder that does not exist yet, or is empty
    #[arg(value_name = "DIR", required_unless_present_any = ["record", "docs"])]
    folder: Option<PathBuf>,
    /// Check the record of a run, keep it as data/gpu.json, and show it in README, docs and figure
    #[arg(long, value_name = "FILE", conflicts_with = "folder")]
    record: Option<PathBuf>,
    /// Write what README and docs say of GPUs anew, from the records in data/
    #[arg(long, conflicts_with_all = ["folder", "record"])]
    docs: bool,
}

/// What is carried may not be more.
const MOST_MIB: f64 = 40.0;

/// # Errors
/// A folder that is not empty, a lane that cannot be built or is too large.
pub fn lane(
    root: &Path,
    set_up: impl Fn() -> Result<Source>,
    lane: &Lane,
    language: Language,
) -> Result<()> {
    if let Some(folder) = &lane.folder {
        files::check_empty(folder)?;
        return make(root, &set_up()?, folder, language);
    }
    let source = set_up()?;
    if let Some(record) = &lane.record {
        call(program(root, &source).arg("keep").arg(record).arg(root))?;
        exercises::draw(root, &source, "exercise-8")?;
        let told = language.pick(
            "Guardado, contado y dibujado: mire git diff, y haga el commit.",
            "Kept, told and drawn: look at git diff, and commit it.",
        );
        println!("{told}");
        return Ok(());
    }
    call(program(root, &source).arg("docs").arg(root))
}

/// The lane's own program, to be completed.
fn program(root: &Path, source: &Source) -> Command {
    let mut run = cargo(root, "run", source);
    run.args(["--quiet", "--package", "ma6202-lane"]);
    let mut lane = exercises::program(run, "lane");
    lane.args(Language::handed_on(&[]));
    lane
}

fn make(root: &Path, source: &Source, folder: &Path, language: Language) -> Result<()> {
    let mut build = cargo(root, "rustc", source);
    build.args(["--package", "ma6202-lane", "--bin", "lane", MESSAGES]);
    build.args(["--", "-C", "strip=symbols"]);
    let lane = programs(&mut build)?.pop().ok_or(Error::NoLane)?;
    let files = [(lane.path, "lane"), (root.join("lane/run.sh"), "run.sh")];
    let mut bytes = 0;
    for (from, _) in &files {
        bytes += fs::metadata(from).map_err(Error::io(Action::Find, from))?.len();
    }
    let mib = bytes as f64 / f64::from(1 << 20);
    if mib > MOST_MIB {
        return Err(Error::TooLarge { folder: folder.into(), mib, most: MOST_MIB });
    }
    fs::create_dir_all(folder).map_err(Error::io(Action::Make, folder))?;
    for (from, name) in &files {
        // With its permissions: both are programs.
        fs::copy(from, folder.join(name)).map_err(Error::io(Action::Copy, from))?;
    }
    let told = say!(
        language,
        "{0} ({mib:.1} MiB): cópiela a una máquina con una GPU y PyTorch {TORCH_VERSION}, ahí ejecute \
         bash {0}/run.sh OUT, traiga OUT, y aquí ejecute cargo xtask lane --record OUT/record.json",
        "{0} ({mib:.1} MiB): copy it to a machine with a GPU and PyTorch {TORCH_VERSION}, there run \
         bash {0}/run.sh OUT, bring OUT back, and here run cargo xtask lane --record OUT/record.json",
        folder.display()
    );
    println!("{told}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_asks_for_the_torch_that_this_is_built_with() {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lane/run.sh");
        let script = fs::read_to_string(script).unwrap();
        assert!(script.contains(&format!("\nneeded={TORCH_VERSION}\n")), "{script}");
    }
}
