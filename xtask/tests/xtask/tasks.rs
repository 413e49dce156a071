//! `cargo xtask exercise`, `test`, `doc` and `figures` hand their arguments to cargo and its exit
//! status back. The `cargo` of the sandbox prints what it was given and exits with 7.

use std::fs;
use std::process::Command;

use rstest::rstest;

use crate::sandbox::{Sandbox, fails_with, run, sandbox, succeeds, text};

#[track_caller]
fn calls_cargo(arguments: &[&str], expected: &str) {
    let sandbox = Sandbox::new();
    let output = run(sandbox.xtask_with_own(arguments));
    let manifest = sandbox.path("Cargo.toml").display().to_string();
    let said = String::from_utf8(output.stdout).unwrap().replace(&manifest, "M");
    let figures = sandbox.path("figures").display().to_string();
    let own = sandbox.path("own").display().to_string();
    assert_eq!(said.replace(&figures, "F"), format!("cargo {expected} LIBTORCH={own}\n"));
    assert_eq!(output.status.code(), Some(7));
}

#[test]
fn an_exercise_gets_everything_after_its_number() {
    calls_cargo(&["exercise", "7"], "run --manifest-path M --bin exercise-7 --");
    calls_cargo(&["exercise", "7", "--help"], "run --manifest-path M --bin exercise-7 -- --help");
    calls_cargo(
        &["exercise", "6", "--json", "--help", "-h", "--root", "x y"],
        "run --manifest-path M --bin exercise-6 -- --json --help -h --root x y",
    );
}

#[test]
fn png_and_pdf_are_built_in_when_they_are_asked_for() {
    let with = "run --manifest-path M --features ma6202-exercises/png-pdf --bin exercise-7 --";
    let without = "run --manifest-path M --bin exercise-7 --";
    for (formats, run) in [
        (&["--formats", "pdf"][..], with),
        (&["--formats", "svg,png"], with),
        (&["--formats=pdf,svg"], with),
        (&["--formats", "svg", "--formats", "png"], with),
        (&["--formats", "svg"], without),
        (&["--formats=svg"], without),
        (&["--formats"], without),
        (&["--attribute", "pdf"], without),
    ] {
        let given = [&["exercise", "7", "--figures", "pdf"], formats].concat();
        calls_cargo(&given, &format!("{run} --figures pdf {}", formats.join(" ")));
    }
}

/// Wherever it is called from, and whatever it is told: `--help` is the teacher's program's, too.
#[test]
fn the_teacher_s_program_gets_everything() {
    let run = "run --quiet --manifest-path M --package ma6202-grading --bin grading --";
    for told in ["starter ejercicios", "grade a b --seed 3 --root x", "grade --help", "grade"] {
        let arguments: Vec<&str> = told.split(' ').collect();
        calls_cargo(&arguments, &format!("{run} {told}"));
    }
}

/// A program of ours finds the language in its environment, or is told.
#[test]
fn the_language_is_handed_on() {
    let run = "run --quiet --manifest-path M --package ma6202-grading --bin grading --";
    for arguments in [
        &["--lang", "es", "grade", "a"][..],
        &["grade", "--lang=es", "a"],
        &["--lang=en", "grade", "--lang", "es", "a"],
    ] {
        calls_cargo(arguments, &format!("{run} grade --lang es a"));
    }
    calls_cargo(&["grade", "a", "--lang", "es"], &format!("{run} grade a --lang es"));
    calls_cargo(
        &["exercise", "7", "--lang", "es", "--json"],
        "run --manifest-path M --bin exercise-7 -- --lang es --json",
    );
    let figures = "run --manifest-path M --bin exercise-6 -- --lang es --figures F";
    calls_cargo(&["figures", "--lang", "es"], figures);
    // cargo itself knows no language.
    for lang in [&["--lang", "es"][..], &["--lang=es"]] {
        let test = [&["test"], lang, &["wine"]].concat();
        calls_cargo(&test, "test --manifest-path M wine");
    }
}

#[rstest]
#[case::the_environment("es_CL.UTF-8", &[])]
#[case::neither("C", &[])]
#[case::an_option("en_US.UTF-8", &["--lang", "es"])]
fn errors_and_help_are_in_spanish(
    #[case] environment: &str,
    #[case] lang: &[&str],
    sandbox: Sandbox,
) {
    let xtask = |arguments: &[&str]| {
        let mut command = sandbox.xtask(&[lang, arguments].concat());
        command.env("LC_MESSAGES", environment).env_remove("LANG");
        command
    };
    fails_with(xtask(&["exercise", "9"]), &["error: no hay un ejercicio 9; hay 6, 7\n"]);
    let own = || xtask(&["libtorch"]);
    let mut missing = own();
    missing.env("LIBTORCH", "/nowhere");
    fails_with(missing, &["no hay un libtorch_cpu en /nowhere/lib.\n  Para arreglarlo: unset"]);
    succeeds(own());
    let mut waits = own();
    waits.env("LIBTORCH", sandbox.libtorch("own", "2.11.0"));
    assert!(succeeds(waits).starts_with("libtorch 2.11.0: el suyo, LIBTORCH=/"));
    for (arguments, words) in [
        (&["libtorhc"][..], "no hay un comando 'libtorhc'"),
        (&["lane"], "faltan estos argumentos:\n  <CARPETA>\n\nUso: cargo xtask lane [OPCIONES]"),
        (&["exercise", "x"], "'x' no es un valor de '<NÚMERO>': no es un número entero"),
        (&["--help"], "Uso: cargo xtask [OPCIONES] <COMANDO>\n\nComandos:\n  libtorch  Trae"),
        (&["lane", "--help"], "Uso: cargo xtask lane [OPCIONES] [CARPETA]\n\nArgumentos:"),
    ] {
        let output = run(xtask(arguments));
        let said = text(&output.stdout) + &text(&output.stderr);
        assert!(said.contains(words), "{said}");
        for english in ["Usage", "For more", "possible", "Print", "unexpected", "OPTIONS"] {
            assert!(!said.contains(english), "{english:?} in {said}");
        }
    }
}

#[test]
fn notes_hands_its_arguments_to_the_program_and_builds_documents_for_latex() {
    calls_cargo(
        &["notes", "--out", "o"],
        "run --manifest-path M --quiet --package ma6202-notes --bin notes -- --out o",
    );
    calls_cargo(
        &["notes", "--format=html,pdf", "--out=o"],
        "run --manifest-path M --quiet --package ma6202-notes --bin notes --features ma6202-notes/tex \
         -- --format=html,pdf --out=o",
    );
}

#[test]
fn test_hands_its_arguments_to_cargo() {
    calls_cargo(&["test", "wine"], "test --manifest-path M wine");
    calls_cargo(&["test", "--", "--ignored"], "test --manifest-path M -- --ignored");
    calls_cargo(
        &["test", "--release", "wine", "--", "--nocapture"],
        "test --manifest-path M --release wine -- --nocapture",
    );
}

/// Of three programs of tests and one for users, some fail: all tests run, and those that keep only
/// one core busy are told last.
#[rstest]
#[case::none(&[])]
#[case::one_of_the_others(&["first"])]
#[case::one_beside_them(&["lane"])]
#[case::the_examples_of_the_documentation(&["documentation"])]
#[case::all(&["first", "lane", "xtask", "documentation"])]
fn all_tests_run_whatever_became_of_others(#[case] failing: &[&str], sandbox: Sandbox) {
    let mut cargo = String::new();
    let ends = |name| if failing.contains(&name) { 3 } else { 0 };
    for name in ["lane", "first", "program", "xtask"] {
        fs::create_dir(sandbox.path(name)).unwrap();
        let told = "in ${PWD##*/}, with $OMP_NUM_THREADS";
        sandbox.tool(name, &format!("echo {name} {told}; exit {}", ends(name)));
        cargo += &format!("echo '{}'; ", sandbox.made(name, name != "program"));
    }
    sandbox.tool("grading", "echo $1");
    cargo += &format!("echo '{}'", sandbox.made("grading", false));
    let documentation = format!("echo the documentation; exit {}", ends("documentation"));
    let made = format!("*--no-run*) {cargo};; *) {documentation};;");
    sandbox.tool("cargo", &format!("case \"$*\" in {made} esac"));
    let output = run(sandbox.xtask_with_own(&["test"]));
    let told = ["first", "lane", "xtask"].map(|name| format!("{name} in {name}, with 1\n"));
    let told = format!("prepare\n{}the documentation\n", told.concat());
    assert_eq!(text(&output.stdout), told);
    assert_eq!(output.status.success(), failing.is_empty());
    let says = text(&output.stderr).lines().last().map(str::to_owned).unwrap_or_default();
    let failed = format!("error: tests failed in {}", failing.join(", "));
    assert!(says == failed || failing.is_empty() && says.contains("Running"), "{says}");
}

#[rstest]
#[case::some_do_not_compile(true, "101", "")]
#[case::cargo_tells_of_none(false, "0", "error: cargo compiled no tests, or did not say where\n")]
#[case::there_is_no_grader(true, "0", "error: cargo compiled no grader, or did not say where\n")]
fn no_test_runs(#[case] is_test: bool, #[case] ends: &str, #[case] says: &str, sandbox: Sandbox) {
    sandbox.tool("first", "echo it runs");
    sandbox.tool("cargo", &format!("echo '{}'; exit {ends}", sandbox.made("first", is_test)));
    let output = run(sandbox.xtask_with_own(&["test"]));
    let said = text(&output.stderr).replace(sandbox.path("").to_str().unwrap(), "R/");
    assert_eq!((text(&output.stdout).as_str(), said.as_str()), ("", says));
    assert!(!output.status.success());
}

#[test]
fn doc_hands_its_arguments_to_cargo_and_stops_at_its_failure() {
    calls_cargo(&["doc"], "doc --manifest-path M --workspace --no-deps");
    calls_cargo(
        &["doc", "--open", "--document-private-items"],
        "doc --manifest-path M --workspace --no-deps --document-private-items",
    );
}

/// A browser shows a page as it is when it is opened.
#[rstest]
fn doc_typesets_the_pages_before_it_opens_them(sandbox: Sandbox) {
    let target = r#"{"target_directory": "/t"}"#;
    sandbox.tool("cargo", &format!("echo \"$*\" >&2; [ $1 != metadata ] || echo '{target}'"));
    let output = run(sandbox.xtask_with_own(&["doc", "--open"]));
    let said = String::from_utf8(output.stderr).unwrap();
    let manifest = sandbox.path("Cargo.toml").display().to_string();
    let calls = [
        "doc --manifest-path M --workspace --no-deps",
        "metadata --manifest-path M --no-deps --format-version 1",
        "run --manifest-path M --quiet --package xtask-doc -- /t/doc",
        "doc --manifest-path M --workspace --no-deps --open",
    ];
    assert_eq!(said.replace(&manifest, "M").lines().collect::<Vec<_>>(), calls);
    assert!(output.status.success());
}

#[rstest]
fn doc_fails_with_a_formula_that_is_not_right(sandbox: Sandbox) {
    let script = r#"case $1 in metadata) echo '{"target_directory": "/t"}';; run) exit 3;; esac"#;
    sandbox.tool("cargo", script);
    assert_eq!(run(sandbox.xtask_with_own(&["doc", "--open"])).status.code(), Some(3));
    sandbox.tool("cargo", "exit 0");
    fails_with(sandbox.xtask_with_own(&["doc"]), &["did not say where"]);
}

#[rstest]
fn torch_has_one_thread_for_each_test_unless_told_otherwise(sandbox: Sandbox) {
    sandbox.tool("cargo", "echo $OMP_NUM_THREADS");
    assert_eq!(printed(&mut sandbox.xtask_with_own(&["test", "wine"])), "1\n");
    let mut told = sandbox.xtask_with_own(&["test", "wine"]);
    assert_eq!(printed(told.env("OMP_NUM_THREADS", "3")), "3\n");
    // A program has what the machine has.
    assert_eq!(printed(&mut sandbox.xtask_with_own(&["exercise", "6"])), "\n");
}

fn printed(command: &mut Command) -> String {
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

#[test]
fn figures_stop_at_the_first_failure() {
    calls_cargo(&["figures"], "run --manifest-path M --bin exercise-6 -- --figures F");
}

#[rstest]
fn figures_draw_every_exercise(sandbox: Sandbox) {
    sandbox.tool("cargo", "echo $5");
    let output = run(sandbox.xtask_with_own(&["figures"]));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "exercise-6\nexercise-7\n");
    assert!(output.status.success());
}

#[rstest]
fn an_exercise_that_is_not_there_is_told_before_anything_is_fetched(sandbox: Sandbox) {
    fails_with(sandbox.xtask(&["exercise", "9"]), &["no exercise 9", "6, 7"]);
    assert_eq!(sandbox.calls(), 0);
}

#[rstest]
fn a_signal_that_ends_a_program_gives_the_status_of_a_shell(sandbox: Sandbox) {
    sandbox.tool("cargo", "kill -TERM $$");
    assert_eq!(run(sandbox.xtask_with_own(&["exercise", "7"])).status.code(), Some(143));
}

#[rstest]
fn cargo_reads_anew_where_the_fetched_libtorch_is(sandbox: Sandbox) {
    let mut command = sandbox.xtask(&["test", "wine"]);
    let said = printed(command.env("LIBTORCH", sandbox.path(".libtorch/torch")));
    assert!(said.ends_with("LIBTORCH=\n"), "{said}");
}
