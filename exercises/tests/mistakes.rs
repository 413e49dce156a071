//! The known mistakes as a table and as figures: `exercises/mistakes/main.rs`, run as a
//! teacher would.
//!
//! That each of them loses exactly what it must is in `grading/tests/grader.rs`.

use std::process::Command;

use crate::common::*;
use grading::mistakes::mistakes;
use starter::rubric::rubric;

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mistakes"));
    command.args(arguments);
    command
}

#[test]
fn every_mistake_has_a_line_and_every_figure_is_the_committed_one() {
    let folder = empty_folder("mistakes");
    let text = run(program(&[]).arg("--figures").arg(&folder)).text();
    for mistake in mistakes() {
        // A long one is wrapped: its beginning is enough.
        let beginning: String = mistake.hint.es.chars().take(20).collect();
        assert!(text.contains(&beginning), "{} in {text}", mistake.hint.es);
    }
    let (mistakes, checks) = (mistakes().count(), rubric().count());
    let last = format!("{mistakes} known mistakes, {checks} checks.");
    assert!(text.trim_end().ends_with(&last), "{text}");
    for exercise in 1..=8 {
        assert_is_committed(&folder.join(format!("exercise_{exercise}_mistakes.svg")));
    }
}

#[test]
fn the_table_is_told_in_english_too() {
    let text = run(&mut program(&["--lang", "en"])).text();
    assert!(text.contains("The factor 2 is missing") && !text.contains("Falta el factor 2"));
    run(&mut program(&["--formats", "pdf"])).refused(&["--figures"]);
}
