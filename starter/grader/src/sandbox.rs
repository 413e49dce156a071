//! Without a network, with nothing to write to: bubblewrap, where it is installed.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use ma6202_language::Action;

use crate::error::{Error, Result};
use crate::text::{shortened, text};

/// bubblewrap, and what it hides.
#[derive(Clone, Debug)]
pub struct Sandbox {
    bwrap: PathBuf,
    /// Folders that what runs in it finds empty.
    hidden: Vec<PathBuf>,
}

impl Sandbox {
    /// The sandbox of this machine.
    ///
    /// # Errors
    /// bubblewrap is not installed, or the system does not let it work.
    pub fn new(hidden: Vec<PathBuf>) -> Result<Sandbox> {
        let places = env::var_os("PATH").unwrap_or_default();
        let bwrap = env::split_paths(&places)
            .map(|place| place.join("bwrap"))
            .find(|path| path.is_file())
            .ok_or(Error::NoSandbox {
                why: text("no se encontró bwrap", "bwrap was not found").into(),
            })?;
        let sandbox = Sandbox { bwrap, hidden };
        let output = sandbox
            .around(&Command::new("true"), Path::new("/usr"), &[])
            .output()
            .map_err(Error::io(Action::Start, &sandbox.bwrap))?;
        if output.status.success() {
            return Ok(sandbox);
        }
        Err(Error::NoSandbox { why: shortened(String::from_utf8_lossy(&output.stderr).trim()) })
    }

    /// The same program in the sandbox. Of what is hidden it sees itself and `folder`, and it may
    /// write into `writable`.
    pub fn around(&self, command: &Command, folder: &Path, writable: &[&Path]) -> Command {
        let mut around = Command::new(&self.bwrap);
        around.args(["--unshare-all", "--die-with-parent", "--new-session"]);
        around.args(["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"]);
        for hidden in &self.hidden {
            around.arg("--tmpfs").arg(hidden);
        }
        for seen in [Path::new(command.get_program()), folder] {
            if seen.is_absolute() {
                around.arg("--ro-bind").arg(seen).arg(seen);
            }
        }
        for folder in writable {
            around.arg("--bind").arg(folder).arg(folder);
        }
        around.arg("--").arg(command.get_program()).args(command.get_args());
        around
    }
}
