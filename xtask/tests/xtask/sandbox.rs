//! A workspace in a temporary folder, with `python3` and `cargo` played by shell scripts: nothing
//! is fetched, and every failure can be had at will.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Output};

use rstest::fixture;
use serde_json::json;
use tempfile::TempDir;

/// A pip that notes each call in `calls`, then unpacks a libtorch of one file.
pub const PIP: &str = r#"
[ "$3" = --version ] && exit 0
echo "$*" >> "$ROOT/calls"
while [ $# -gt 0 ]; do [ "$1" = --target ] && target=$2; shift; done
mkdir -p "$target/torch/lib" && touch "$target/torch/lib/libtorch_cpu.so"
"#;

pub struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    /// With a pip that works.
    pub fn new() -> Self {
        let sandbox = Sandbox { folder: TempDir::new().unwrap() };
        fs::create_dir_all(sandbox.path(".cargo")).unwrap();
        fs::create_dir_all(sandbox.path("bin")).unwrap();
        let programs = "name = \"exercise-6\"\nname = \"exercise-7\"\n";
        sandbox.write("exercises/Cargo.toml", programs);
        sandbox.tool("python3", PIP);
        sandbox.tool("cargo", "echo \"cargo $* LIBTORCH=$LIBTORCH\"; exit 7");
        sandbox
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    /// Puts a script in front of the PATH.
    pub fn tool(&self, name: &str, script: &str) {
        let path = self.path("bin").join(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// What cargo says of a program in `bin` that it made of this name.
    pub fn made(&self, name: &str, is_test: bool) -> String {
        let manifest = self.path(name).join("Cargo.toml");
        let path = self.path("bin").join(name);
        json!({
            "target": {"name": name}, "profile": {"test": is_test},
            "executable": path, "manifest_path": manifest,
        })
        .to_string()
    }

    /// A folder that looks like the libtorch of this version.
    pub fn libtorch(&self, name: &str, version: &str) -> PathBuf {
        self.write(&format!("{name}/lib/libtorch_cpu.so"), "");
        self.write(&format!("{name}/build-version"), &format!("{version}\n"));
        self.path(name)
    }

    /// `xtask` in this workspace, in English; no setting of the machine that runs the tests reaches
    /// it.
    pub fn xtask(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.arg("--root").arg(self.path(""));
        // Plenty, whatever the disk has; a test may say it again.
        command.args(["--free", "1000000000000"]).args(arguments);
        for name in ["", "_LIB", "_USE_PYTORCH", "_BYPASS_VERSION_CHECK"] {
            command.env_remove(format!("LIBTORCH{name}"));
        }
        command.env_remove("VIRTUAL_ENV").env_remove("OMP_NUM_THREADS").env_remove("LC_ALL");
        // A shell warns of an LC_ALL that it does not have.
        command.env("LC_MESSAGES", "en_US.UTF-8");
        command
            .env("PATH", format!("{}:/usr/bin:/bin", self.path("bin").display()))
            .env("CARGO", self.path("bin/cargo"))
            .env("ROOT", self.path(""));
        command
    }

    /// `xtask` in this folder, with a libtorch of the user's own, so that no set-up comes between.
    pub fn xtask_with_own(&self, arguments: &[&str]) -> Command {
        let mut command = self.xtask(arguments);
        command.env("LIBTORCH", self.libtorch("own", "2.11.0")).current_dir(self.path(""));
        command
    }

    /// How often pip was asked to install.
    pub fn calls(&self) -> usize {
        self.read("calls").lines().count()
    }

    /// Whether there is a finished libtorch, known to cargo, and nothing half done.
    pub fn is_set_up(&self) -> bool {
        self.path(".libtorch/torch/lib/libtorch_cpu.so").exists()
            && self.read(".cargo/libtorch.toml").contains("LIBTORCH")
            && self.leftovers().is_empty()
    }

    /// The half-done folders.
    pub fn leftovers(&self) -> Vec<PathBuf> {
        let names = [".libtorch.partial", ".libtorch.replaced", ".cargo/libtorch.toml.partial"];
        names.iter().map(|name| self.path(name)).filter(|path| path.exists()).collect()
    }
}

/// [`Sandbox::new`], for the tests that need nothing else.
#[fixture]
pub fn sandbox() -> Sandbox {
    Sandbox::new()
}

pub fn run(mut command: Command) -> Output {
    command.output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// That a text has all of these words.
#[track_caller]
pub fn has(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "no \"{word}\" in:\n{text}");
    }
}

/// Everything a command printed, and that it succeeded.
#[track_caller]
pub fn succeeds(command: Command) -> String {
    let (text, success) = outcome(command);
    assert!(success, "{text}");
    text
}

/// What a command printed, and that it failed with all of these words.
#[track_caller]
pub fn fails_with(command: Command, words: &[&str]) {
    let (text, success) = outcome(command);
    assert!(!success, "{text}");
    has(&text, words);
    let ours = text.split("error: ").last().unwrap_or_default();
    assert!(ours.lines().count() <= 2, "more than two lines:\n{ours}");
}

/// What a command printed, and whether it succeeded.
pub fn outcome(command: Command) -> (String, bool) {
    let output = run(command);
    (text(&output.stderr) + &text(&output.stdout), output.status.success())
}
