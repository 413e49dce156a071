//! The rubric as tests: every check by its number.
//!
//! `cargo test 4.` runs those of exercise 4, `cargo test 4.2` one of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use grader::mark::Exigencia;
use grader::project::Project;
use grader::report::{Graded, Hints, Status};
use grader::rubric::rubric;
use grader::text::Language;
use libtest_mimic::{Arguments, Failed, Trial};
use ma6202_language::Say;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let language = Language::of_environment();
    let names: BTreeMap<&str, String> = rubric()
        .map(|check| {
            let points = match check.points {
                1 => language.pick("punto", "point"),
                _ => language.pick("puntos", "points"),
            };
            let text = language.pick(check.text.es, check.text.en);
            let name = format!("{} {text} ({} {points})", check.number, check.points);
            (check.number, name)
        })
        .collect();
    let asked = |name: &&String| {
        arguments.filter.as_ref().is_none_or(|filter| name.contains(filter)) && !arguments.list
    };
    let exercises: BTreeSet<usize> = rubric()
        .filter(|check| asked(&&names[check.number]))
        .map(|check| check.exercise())
        .collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    if !root.join("grader/blank").exists() {
        let told = language.pick(
            "no se prueba: las respuestas se corrigen donde `cargo xtask starter` las repartió",
            "ignored: the answers are graded where they were handed out, by `cargo xtask starter`",
        );
        eprintln!("{told}");
        return ExitCode::SUCCESS;
    }
    let graded = match grade(&root, &exercises) {
        Ok(graded) => graded,
        Err(error) => {
            eprintln!("error: {}", error.say(language));
            return ExitCode::from(2);
        }
    };
    let trial = |number: &'static str| {
        let check = graded.iter().find(|check| check.number == number).cloned();
        Trial::test(&names[number], move || test(check, language))
    };
    libtest_mimic::run(&arguments, rubric().map(|check| trial(check.number)).collect()).exit_code()
}

fn grade(root: &Path, exercises: &BTreeSet<usize>) -> grader::error::Result<Vec<Graded>> {
    if exercises.is_empty() {
        return Ok(vec![]);
    }
    let launcher = Path::new(env!("CARGO_BIN_EXE_grade"));
    let mut project = Project::open(root, launcher, Duration::from_secs(20))?;
    let exigencia: Exigencia = "0.6".parse()?;
    let answers = project.answers();
    Ok(project.grade(answers, exercises, Hints::Nudge, exigencia)?.checks)
}

fn test(check: Option<Graded>, language: Language) -> Result<(), Failed> {
    match check {
        None => Ok(()),
        Some(check) if check.status == Status::Passed => Ok(()),
        Some(check) => Err(check.remarks(language).into()),
    }
}
