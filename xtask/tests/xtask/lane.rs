//! `cargo xtask lane`, with a cargo that builds a lane of a few bytes; and `run.sh` with a Python
//! that knows a torch, or none.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use rstest::rstest;

use crate::sandbox::{Sandbox, fails_with, has, run, text};

/// A workspace with a lane to be built.
fn ready(cargo: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("lane/run.sh", "the script");
    sandbox.write("made", &(sandbox.made("built", false) + "\n"));
    sandbox.tool("cargo", cargo);
    sandbox
}

const BUILDS: &str = r#"echo "$*" >> "$ROOT/asked"
printf binary > "$ROOT/bin/built"
echo '{"reason":"compiler-artifact","executable":null}'
cat "$ROOT/made"
echo '{"reason":"build-finished","success":true}'"#;

#[test]
fn the_lane_is_a_folder_of_two_files_and_a_line_says_how_it_is_used() {
    let sandbox = ready(BUILDS);
    let Output { status, stdout, stderr } = run(sandbox.xtask_with_own(&["lane", "to carry"]));
    assert!(status.success(), "{}", text(&stderr));
    assert_eq!(sandbox.read("to carry/lane"), "binary");
    assert_eq!(sandbox.read("to carry/run.sh"), "the script");
    assert_eq!(sandbox.path("to carry").read_dir().unwrap().count(), 2);
    let said = text(&stdout);
    assert_eq!(said.lines().count(), 1, "{said}");
    has(&said, &["to carry (0.0 MiB)", "PyTorch 2.11.0", "bash to carry/run.sh OUT", "--record"]);
    // Stripped: with its debug information it would be three times as large.
    let asked =
        ["rustc --manifest-path", "--package ma6202-lane --bin lane", "-- -C strip=symbols"];
    has(&sandbox.read("asked"), &asked);
}

#[test]
fn a_folder_in_use_is_told_before_anything_is_fetched_or_built() {
    let sandbox = ready(BUILDS);
    sandbox.write("used/notes.txt", "mine");
    let mut command = sandbox.xtask(&["lane", "used"]);
    command.current_dir(sandbox.path(""));
    fails_with(command, &["used is not empty"]);
    assert_eq!((sandbox.calls(), sandbox.read("asked").as_str()), (0, ""));
    assert_eq!(sandbox.read("used/notes.txt"), "mine");
}

#[test]
fn a_lane_too_large_to_carry_is_refused() {
    let builds = BUILDS.replace("printf binary >", "truncate -s 41M");
    let sandbox = ready(&builds);
    fails_with(sandbox.xtask_with_own(&["lane", "big"]), &["big would have 41.0 MiB", "40 MiB"]);
    assert!(!sandbox.path("big").exists());
}

#[rstest]
#[case::it_does_not_compile("exit 101", 101)]
#[case::it_says_nothing("exit 0", 1)]
fn a_lane_that_is_not_built_leaves_no_folder(#[case] cargo: &str, #[case] code: i32) {
    let sandbox = ready(cargo);
    assert_eq!(run(sandbox.xtask_with_own(&["lane", "new"])).status.code(), Some(code));
    assert!(!sandbox.path("new").exists());
}

/// The program checks and keeps it; then the curve is drawn.
#[test]
fn a_record_is_handed_on_and_the_curve_drawn_again() {
    let sandbox = ready(r#"echo "$*" >> "$ROOT/asked""#);
    let output = run(sandbox.xtask_with_own(&["lane", "--record", "o/record.json"]));
    assert!(output.status.success());
    assert_eq!(text(&output.stdout), "Kept, told and drawn: look at git diff, and commit it.\n");
    let (asked, root) = (sandbox.read("asked"), sandbox.path("").display().to_string());
    let lines: Vec<&str> = asked.lines().collect();
    assert_eq!(lines.len(), 2, "{asked}");
    let root = root.trim_end_matches('/');
    assert!(lines[0].ends_with(&format!("--bin lane -- keep o/record.json {root}")), "{asked}");
    let figures = format!("--bin exercise-8 -- --figures {root}/figures");
    assert!(lines[1].ends_with(&figures), "{asked}");
}

#[test]
fn a_record_that_is_refused_draws_nothing() {
    let sandbox = ready(r#"echo "$*" >> "$ROOT/asked"; exit 2"#);
    let output = run(sandbox.xtask_with_own(&["lane", "--record", "record.json"]));
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(sandbox.read("asked").lines().count(), 1);
}

#[test]
fn docs_are_written_by_the_program() {
    let sandbox = ready(r#"echo "$*"; exit 7"#);
    let output = run(sandbox.xtask_with_own(&["lane", "--docs"]));
    assert_eq!(output.status.code(), Some(7));
    assert!(text(&output.stdout).contains("--bin lane -- docs "));
}

#[rstest]
#[case::nothing(&["lane"], &["<DIR>"])]
#[case::both(&["lane", "d", "--record", "f"], &["cannot be used with"])]
#[case::docs_of_a_record(&["lane", "--docs", "--record", "f"], &["cannot be used with"])]
fn nonsense_is_refused(#[case] arguments: &[&str], #[case] words: &[&str]) {
    let sandbox = ready("exit 7");
    let output = run(sandbox.xtask_with_own(arguments));
    assert_eq!(output.status.code(), Some(2));
    has(&text(&output.stderr), words);
}

// run.sh, with programs that the sandbox plays.

/// A Python that has the torch of these lines, after a warning.
fn python(version: &str) -> String {
    let line = format!("lane|{version}|13.0|/torch/lib:/nvidia/lib");
    format!("echo 'a warning' >&2; echo '{line}'; echo 'another' >&2")
}

/// `run.sh` beside a lane that prints what it is called with.
fn script(python: &str, arguments: &[&str]) -> (Sandbox, Output) {
    let sandbox = Sandbox::new();
    let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lane/run.sh");
    sandbox.write("lane/run.sh", &fs::read_to_string(original).unwrap());
    sandbox.tool("python3", python);
    sandbox.tool(
        "lane",
        "[ \"$1\" = --version ] && exit 0\n\
         echo \"$*|$LD_LIBRARY_PATH|${TORCH_ALLOW_TF32_CUBLAS_OVERRIDE-unset}|${NVIDIA_TF32_OVERRIDE-unset}\"\n\
         exit 1",
    );
    fs::rename(sandbox.path("bin/lane"), sandbox.path("lane/lane")).unwrap();
    let output = call(&sandbox, arguments).output().unwrap();
    (sandbox, output)
}

fn call(sandbox: &Sandbox, arguments: &[&str]) -> Command {
    let mut command = Command::new("bash");
    command.arg(sandbox.path("lane/run.sh")).args(arguments).current_dir(sandbox.path(""));
    command
        .env_remove("LC_ALL")
        .env("LC_MESSAGES", "en_US.UTF-8")
        .env("PATH", format!("{}:/usr/bin:/bin", sandbox.path("bin").display()))
        .env("LD_LIBRARY_PATH", "/mine")
        .env("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE", "1")
        .env("NVIDIA_TF32_OVERRIDE", "0");
    command
}

#[test]
fn the_script_finds_the_libraries_of_torch_and_clears_what_changes_tf32() {
    let (_sandbox, output) = script(&python("2.11.0+cu130"), &["out", "--dry-run"]);
    let said = text(&output.stdout);
    let (words, environment) = said.trim().split_once('|').unwrap();
    assert_eq!(environment, "/torch/lib:/nvidia/lib:/mine|unset|unset");
    let (words, date) = words.rsplit_once(' ').unwrap();
    assert_eq!(words, "run out --dry-run --cuda 13.0 --torch 2.11.0+cu130 --date");
    assert_eq!((date.len(), date.matches('-').count()), (10, 2), "{date}");
    // Its exit status is that of the lane.
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_script_runs_one_thing_by_hand_with_the_same_libraries() {
    for words in [&["compare", "cuda:0 f64", "slips"][..], &["exercise", "8", "--json"]] {
        let (_sandbox, output) = script(&python("2.11.0"), words);
        let said = text(&output.stdout);
        let expected = format!("{}|/torch/lib:/nvidia/lib:/mine|unset|unset\n", words.join(" "));
        assert_eq!(said, expected);
    }
}

#[rstest]
#[case::no_folder("exit 0", &[], "bash run.sh OUT")]
#[case::an_option_only("exit 0", &["--dry-run"], "expected a folder for the record first")]
#[case::no_torch("echo 'it has no torch' >&2; exit 1", &["out"], "it has no torch")]
#[case::another_torch(&python("2.9.1+cu128"), &["out"], "expected torch 2.11.0, got 2.9.1+cu128")]
#[case::silence("exit 0", &["out"], "expected torch 2.11.0, got none")]
#[case::almost_this_torch(&python("2.11.01"), &["out"], "got 2.11.01")]
fn the_script_says_in_a_line_what_is_missing(
    #[case] python: &str,
    #[case] arguments: &[&str],
    #[case] words: &str,
) {
    let (sandbox, output) = script(python, arguments);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("error: ") && said.contains(words), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(!sandbox.path("out").exists());
}

#[test]
fn a_library_that_does_not_load_is_said_in_a_line() {
    let (sandbox, _) = script(&python("2.11.0"), &["out"]);
    let loader = "lane: error while loading shared libraries: libtorch_cpu.so: cannot open";
    sandbox.tool("lane", &format!("echo '{loader}' >&2; exit 127"));
    fs::rename(sandbox.path("bin/lane"), sandbox.path("lane/lane")).unwrap();
    let output = call(&sandbox, &["out"]).output().unwrap();
    let said = text(&output.stderr);
    assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    assert!(said.contains("does not start") && said.contains("libtorch_cpu.so"), "{said}");
}

#[rstest]
#[case::the_environment("es_CL.UTF-8", &["out"], "error: se esperaba torch 2.11.0, no 2.9.1\n")]
#[case::neither("C", &["-x"], "error: primero se espera una carpeta para el registro, no -x")]
#[case::nothing_said("", &[], "error: ¿adónde? Se llama así: bash run.sh OUT\n")]
#[case::asked("en_US.UTF-8", &["out", "--lang", "es"], "error: se esperaba torch 2.11.0")]
#[case::asked_in_one("en_US.UTF-8", &["out", "--lang=es"], "error: se esperaba torch 2.11.0")]
#[case::asked_for_english("es_CL.UTF-8", &["out", "--lang=en"], "error: expected torch 2.11.0")]
fn the_script_speaks_both_languages(
    #[case] environment: &str,
    #[case] arguments: &[&str],
    #[case] words: &str,
) {
    let (sandbox, _) = script(&python("2.9.1"), arguments);
    let mut command = call(&sandbox, arguments);
    command.env("LC_MESSAGES", environment).env_remove("LANG");
    let said = text(&command.output().unwrap().stderr);
    assert!(said.starts_with(words), "{said}");
}

/// The real question, asked of a folder that looks like PyTorch's.
#[test]
fn the_script_asks_python_without_importing_torch() {
    let (sandbox, _) = script("exit 0", &["out"]);
    fs::remove_file(sandbox.path("bin/python3")).unwrap();
    let version = "__version__ = '2.11.0+cu130'\ncuda = '13.0'\n";
    sandbox.write("site/torch/__init__.py", "raise SystemExit('it was imported')");
    sandbox.write("site/torch/version.py", version);
    sandbox.write("site/nvidia/cu13/lib/libcublas.so.13", "");
    let mut command = call(&sandbox, &["out"]);
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PYTHONPATH", sandbox.path("site")).env("PATH", path);
    let output = command.output().unwrap();
    let said = text(&output.stdout);
    let (words, environment) = said.split_once('|').unwrap_or(("", &said));
    assert!(words.contains("--cuda 13.0 --torch 2.11.0+cu130"), "{words}");
    let site = sandbox.path("site").display().to_string();
    let expected = format!("{site}/torch/lib:{site}/nvidia/cu13/lib:/mine|");
    assert!(environment.starts_with(&expected), "{environment}");
}
