//! The known mistakes as a table and as figures: `grading/src/bin/mistakes.rs`, run as a teacher
//! would.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use grading::mistakes::mistakes;
use ma6202_figure::Format;
use starter::rubric::rubric;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mistakes")).args(arguments).output().unwrap()
}

/// What it prints when all goes well.
fn text(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_mistake_has_a_line_and_every_figure_is_the_committed_one() {
    let drawn = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mistakes");
    // What an earlier run drew says nothing of this one.
    let _ = fs::remove_dir_all(&drawn);
    let text = text(&["--figures", drawn.to_str().unwrap()]);
    for mistake in mistakes() {
        // A long one is wrapped: its beginning is enough.
        let beginning: String = mistake.hint.es.chars().take(20).collect();
        assert!(text.contains(&beginning), "{} in {text}", mistake.hint.es);
    }
    let (mistakes, checks) = (mistakes().count(), rubric().count());
    let last = format!("{mistakes} errores conocidos, {checks} comprobaciones.");
    assert!(text.trim_end().ends_with(&last), "{text}");
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../figures");
    for exercise in 1..=8 {
        let name = format!("exercise_{exercise}_mistakes.svg");
        let [drawn, committed] = [&drawn, &committed].map(|folder| fs::read(folder.join(&name)));
        assert!(drawn.unwrap() == committed.unwrap(), "{name}: cargo xtask figures draws it again");
    }
}

#[test]
fn the_table_is_told_in_english_too() {
    let text = text(&["--lang", "en"]);
    assert!(text.contains("The factor 2 is missing") && !text.contains("Falta el factor 2"));
    assert!(text.trim_end().ends_with(" checks."), "{text}");
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let refused = |arguments: &[&str], words: &str| {
        let output = run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(words), "{said}");
    };
    refused(&["--formats", "pdf"], "--figures");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mistakes_not_built_in");
    if Format::Png.check().is_err() {
        let arguments = ["--formats", "svg,png", "--figures", folder.to_str().unwrap()];
        refused(&arguments, "--features ma6202-figure/png-pdf");
        assert!(!folder.exists());
    }
}
