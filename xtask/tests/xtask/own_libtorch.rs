//! A user's own `LIBTORCH` or `LIBTORCH_USE_PYTORCH` wins, and nothing is fetched; one that cannot
//! work is told before anything is built.

use std::process::Command;

use rstest::rstest;

use crate::sandbox::{Sandbox, fails_with, sandbox, succeeds};

fn with_libtorch(sandbox: &Sandbox, folder: &str) -> Command {
    let mut command = sandbox.xtask(&["libtorch"]);
    command.env("LIBTORCH", folder);
    command
}

fn with_python(sandbox: &Sandbox, script: &str) -> Command {
    sandbox.tool("python3", script);
    let mut command = sandbox.xtask(&["libtorch"]);
    command.env("LIBTORCH_USE_PYTORCH", "1");
    command
}

#[rstest]
fn a_libtorch_of_ones_own_is_used(sandbox: Sandbox) {
    let own = sandbox.libtorch("own", "2.11.0+cpu");
    let text = succeeds(with_libtorch(&sandbox, own.to_str().unwrap()));
    assert!(text.contains("your own"), "{text}");
    assert_eq!(sandbox.calls(), 0);
    assert!(!sandbox.path(".cargo/libtorch.toml").exists());
}

#[rstest]
fn the_version_is_read_from_a_wheel_too(sandbox: Sandbox) {
    sandbox.write("own/lib/libtorch_cpu.so", "");
    sandbox.write("own/version.py", "cuda = '13.0'\n__version__ = '2.9.1+cu130'\n");
    let own = sandbox.path("own");
    fails_with(with_libtorch(&sandbox, own.to_str().unwrap()), &["2.9.1+cu130", "2.11.0"]);
}

#[rstest]
fn another_version_is_told(sandbox: Sandbox) {
    let own = sandbox.libtorch("own", "2.10.0+cpu");
    let own = own.to_str().unwrap();
    fails_with(with_libtorch(&sandbox, own), &[own, "2.10.0", "2.11.0", "unset"]);
    let mut bypass = with_libtorch(&sandbox, own);
    bypass.env("LIBTORCH_BYPASS_VERSION_CHECK", "1");
    succeeds(bypass);
}

#[rstest]
fn a_libtorch_that_is_not_there_is_told(sandbox: Sandbox) {
    for folder in ["/nowhere/libtorch", "", "target"] {
        fails_with(with_libtorch(&sandbox, folder), &[folder, "libtorch_cpu", "unset LIBTORCH"]);
    }
    assert_eq!(sandbox.calls(), 0);
}

#[rstest]
fn our_own_folder_in_the_environment_is_not_the_users(sandbox: Sandbox) {
    let ours = sandbox.path(".libtorch/torch");
    succeeds(with_libtorch(&sandbox, ours.to_str().unwrap()));
    assert_eq!(sandbox.calls(), 1, "a stale file of cargo's made it look set up");
}

#[rstest]
fn the_torch_of_python_is_used(sandbox: Sandbox) {
    let text = succeeds(with_python(&sandbox, "echo 2.11.0+cu130"));
    assert!(text.contains("python3"), "{text}");
    assert!(!sandbox.path(".libtorch").exists());
}

#[rstest]
fn a_python_without_torch_is_told(sandbox: Sandbox) {
    let script = "echo \"ModuleNotFoundError: No module named 'torch'\" >&2; exit 1";
    let words = ["python3 cannot import torch", "No module named 'torch'", "unset"];
    fails_with(with_python(&sandbox, script), &words);
}

#[rstest]
fn a_python_with_another_torch_is_told(sandbox: Sandbox) {
    fails_with(with_python(&sandbox, "echo 2.10.0+cu128"), &["python3", "2.10.0", "2.11.0"]);
}

#[rstest]
fn in_a_virtual_environment_its_python_is_asked(sandbox: Sandbox) {
    sandbox.tool("python", "echo 2.11.0");
    let mut command = with_python(&sandbox, "exit 1");
    command.env("VIRTUAL_ENV", "somewhere");
    succeeds(command);
}
