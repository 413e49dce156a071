//! `cargo xtask libtorch`: it fetches once, whatever interrupts it, and says what mends a failure.

use std::fs::{self, File};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use rstest::rstest;

use crate::sandbox::{PIP, Sandbox, fails_with, run, sandbox, succeeds};

const CPU: &str =
    "--no-deps torch==2.11.0 nvidia-cuda-runtime==13.0.96 nvidia-cuda-cupti==13.0.85\n";
const CUDA: &str = "torch==2.11.0\n";

/// A libtorch that an earlier set-up left.
fn fetched(receipt: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.libtorch(".libtorch/torch", "2.11.0");
    sandbox.write(".libtorch/wheels.txt", receipt);
    sandbox
}

#[rstest]
fn the_first_run_fetches_and_the_second_does_nothing(sandbox: Sandbox) {
    succeeds(sandbox.xtask(&["libtorch"]));
    assert!(sandbox.is_set_up());
    sandbox.tool("python3", "exit 1");
    succeeds(sandbox.xtask(&["libtorch"]));
    assert_eq!(sandbox.calls(), 1);
}

#[rstest]
fn pip_keeps_off_standard_output_and_the_temporary_folder_of_the_machine(sandbox: Sandbox) {
    sandbox.tool("python3", &format!("{PIP}\necho noise; echo \"$TMPDIR\" > \"$ROOT/tmpdir\""));
    let output = run(sandbox.xtask(&["libtorch"]));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert!(String::from_utf8_lossy(&output.stderr).contains("noise"));
    let temporary = sandbox.path(".libtorch.partial/tmp").display().to_string();
    assert_eq!(sandbox.read("tmpdir").trim(), temporary);
    assert!(!sandbox.path(".libtorch/tmp").exists());
}

#[test]
fn cuda_is_fetched_over_the_small_set() {
    let sandbox = fetched(CPU);
    succeeds(sandbox.xtask(&["libtorch", "--cuda"]));
    assert_eq!(sandbox.read(".libtorch/wheels.txt"), CUDA);
    assert!(!sandbox.read("calls").contains("--no-deps"));
    assert!(sandbox.is_set_up());
}

#[test]
fn the_full_set_is_enough_without_a_card() {
    let sandbox = fetched(CUDA);
    succeeds(sandbox.xtask(&["libtorch"]));
    assert_eq!(sandbox.calls(), 0);
    assert!(sandbox.is_set_up(), "the file for cargo was missing");
}

#[test]
fn another_version_is_fetched_anew() {
    for receipt in ["--no-deps torch==2.10.0\n", ""] {
        let sandbox = fetched(receipt);
        succeeds(sandbox.xtask(&["libtorch"]));
        assert_eq!(sandbox.calls(), 1);
        assert!(sandbox.is_set_up());
    }
}

#[test]
fn what_cargo_was_told_wrongly_is_written_again() {
    let sandbox = fetched(CUDA);
    sandbox.write(".cargo/libtorch.toml", "[env]\nLIBTORCH = \"elsewhere\"\n");
    succeeds(sandbox.xtask(&["libtorch"]));
    assert!(!sandbox.read(".cargo/libtorch.toml").contains("elsewhere"));
}

#[rstest]
fn an_interrupted_set_up_is_not_taken_for_a_finished_one(sandbox: Sandbox) {
    // It unpacks, then waits: killed, all is there but the end.
    let wait = "while [ -d \"$ROOT\" -a ! -e \"$ROOT/on\" ]; do sleep 0.02; done; exit";
    sandbox.tool("python3", &format!("{PIP}\n: > \"$ROOT/unpacked\"\n{wait}"));
    let mut first = sandbox.xtask(&["libtorch"]).stderr(Stdio::null()).spawn().unwrap();
    wait_for(|| sandbox.path("unpacked").exists());
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(!sandbox.path(".libtorch").exists());
    assert!(!sandbox.path(".cargo/libtorch.toml").exists());
    assert_eq!(sandbox.leftovers(), [sandbox.path(".libtorch.partial")]);

    sandbox.tool("python3", PIP);
    let said = File::create(sandbox.path("said")).unwrap();
    let mut second = sandbox.xtask(&["libtorch"]).stderr(said).spawn().unwrap();
    // The first pip still writes.
    wait_for(|| sandbox.read("said").contains("Waiting"));
    sandbox.write("on", "");
    assert!(second.wait().unwrap().success());
    assert!(sandbox.is_set_up());
}

#[rstest]
fn what_interrupted_ones_left_is_thrown_away(sandbox: Sandbox) {
    sandbox.write(".libtorch.partial/half/a_library.so", "");
    sandbox.write(".libtorch.replaced/torch/old.so", "");
    succeeds(sandbox.xtask(&["libtorch"]));
    assert!(sandbox.is_set_up());
    assert!(!sandbox.path(".libtorch/half").exists());
}

#[rstest]
fn two_at_once_fetch_once(sandbox: Sandbox) {
    sandbox.tool("python3", &format!("{PIP}\nexec sleep 0.5"));
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| succeeds(sandbox.xtask(&["libtorch"])));
        }
    });
    assert_eq!(sandbox.calls(), 1);
    assert!(sandbox.is_set_up());
}

#[test]
fn a_failure_leaves_the_old_one_and_nothing_half_done() {
    let sandbox = fetched(CPU);
    sandbox.tool("python3", &format!("{PIP}\nexit 1"));
    fails_with(sandbox.xtask(&["libtorch", "--cuda"]), &["pip failed"]);
    assert_eq!(sandbox.read(".libtorch/wheels.txt"), CPU);
    assert!(sandbox.leftovers().is_empty());
}

#[rstest]
fn no_room(sandbox: Sandbox) {
    let mut command = sandbox.xtask(&[]);
    command.args(["--free", "1200000000", "libtorch"]);
    fails_with(command, &["1.2 GB free", "To mend it"]);
    assert_eq!(sandbox.calls(), 0);
}

#[rstest]
fn no_python(sandbox: Sandbox) {
    fs::remove_file(sandbox.path("bin/python3")).unwrap();
    let mut command = sandbox.xtask(&["libtorch"]);
    command.env("PATH", sandbox.path("bin"));
    fails_with(command, &["python3 was not found", "install"]);
}

#[rstest]
fn no_pip(sandbox: Sandbox) {
    sandbox.tool("python3", "echo '/usr/bin/python3: No module named pip' >&2; exit 1");
    fails_with(sandbox.xtask(&["libtorch"]), &["No module named pip", "To mend it"]);
}

/// What pip says, and the words that explain it.
#[test]
fn each_failure_of_pip_is_explained_under_its_own_words() {
    let cases = [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("WARNING: Retrying after connection broken by 'NewConnectionError'", "not reach"),
        ("ERROR: No matching distribution found for torch==2.11.0", "no such torch"),
        ("ERROR: something new", "its own words are above"),
    ];
    for (said, explained) in cases {
        let sandbox = Sandbox::new();
        let script = format!("[ $3 = --version ] && exit 0\ncat >&2 <<'E'\n{said}\nE\nexit 1");
        sandbox.tool("python3", &script);
        fails_with(sandbox.xtask(&["libtorch"]), &[said, explained, "To mend it"]);
        assert!(!sandbox.path(".libtorch").exists());
        assert!(sandbox.leftovers().is_empty());
    }
}

fn wait_for(happened: impl Fn() -> bool) {
    let start = Instant::now();
    while !happened() {
        assert!(start.elapsed() < Duration::from_secs(20), "it never happened");
        thread::sleep(Duration::from_millis(10));
    }
}
