//! A program loads libtorch when torch is asked, and no sooner: `--help` does not wait for it. How
//! that is done stands in `build.rs` of the workspace.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use crate::common::*;
use rstest::rstest;
use std::process::Command;

const STUBS: &str = "/libtorch-stubs";
const LIBTORCH: &str = env!("MA6202_LIBTORCH");

/// Its exit status, and from which folder it loads libtorch each time that it is started: the
/// linker tells of it on the standard error.
fn loads(program: &str, arguments: &[&str]) -> (Option<i32>, Vec<String>) {
    let mut command = Command::new(program);
    let command = command.args(arguments).env("LD_DEBUG", "libs").env_remove("LD_LIBRARY_PATH");
    let Ran { status, err, .. } = run(command);
    let initialised = err.lines().filter_map(|line| Some(line.split_once("calling init: ")?.1));
    let folders = initialised.filter_map(|path| path.strip_suffix("/libtorch_cpu.so"));
    (status, folders.map(str::to_owned).collect())
}

/// What every program must be.
#[track_caller]
pub fn assert_help_and_a_wrong_option_do_without_torch(program: &str) {
    for (argument, expected) in [("--help", 0), ("--version", 0), ("--nonsense", 2)] {
        let (status, folders) = loads(program, &[argument]);
        assert_eq!(status, Some(expected), "{argument}");
        let [folder] = &folders[..] else { panic!("{argument}: one start, got {folders:?}") };
        assert!(folder.ends_with(STUBS), "{argument}: {folder}");
    }
}

#[test]
fn who_asks_torch_is_started_again_with_it() {
    let asked = ["--brief", "--device", "cpu"];
    let (status, folders) = loads(env!("CARGO_BIN_EXE_exercise-2"), &asked);
    assert_eq!(status, Some(0));
    let [first, second] = &folders[..] else { panic!("two starts, got {folders:?}") };
    assert!(first.ends_with(STUBS) && second == LIBTORCH, "{folders:?}");
}

/// Where libtorch cannot be had, as stubs that come before it make it, there is a reason, and no
/// third start.
#[rstest]
#[case("en", "entity not found")]
#[case("es", "no existe")]
fn without_libtorch_a_line_says_so(#[case] language: &str, #[case] why: &str) {
    let program = env!("CARGO_BIN_EXE_exercise-2");
    let stubs = &loads(program, &["--help"]).1[0];
    let mut command = Command::new(program);
    command.args(["--lang", language]).env_remove("LD_LIBRARY_PATH");
    command.env("LD_PRELOAD", format!("{stubs}/libtorch_cpu.so:{stubs}/libc10.so"));
    run(&mut command).refused_in_a_line(&[LIBTORCH, why]);
}
