//! The grader's known mistakes against the checks of its rubric.
//!
//! A grader is as good as the wrong answers it refuses. Here every mistake that is known loses its
//! checks: as a table, and as a figure for each exercise.

use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use comfy_table::{Table, presets};
use grading::mistakes::{Mistake, mistakes};
use grading::trial::lost;
use ma6202_figure::Result;
use ma6202_figure::{Format, Incidence};
use starter::grade::Language;
use starter::rubric::{Check, rubric};

/// Known mistakes against checks: what each loses.
#[derive(Parser)]
#[command(version, after_help = "Example: mistakes --lang en --figures figures")]
struct Arguments {
    /// The language of the mistakes
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// Draw a figure for each exercise into this folder
    #[arg(long, value_name = "DIR")]
    figures: Option<PathBuf>,
    /// What to draw them as
    #[arg(long, value_name = "FORMAT", value_enum, value_delimiter = ',')]
    #[arg(default_value = "svg", requires = "figures")]
    formats: Vec<Format>,
}

fn main() -> ExitCode {
    // Some mistakes panic, which loses a check like any wrong number.
    panic::set_hook(Box::new(|_| ()));
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Is every mistake refused exactly where it must be?
fn run(arguments: &Arguments) -> Result<bool> {
    arguments.formats.iter().try_for_each(|format| format.check())?;
    let all: Vec<(&Mistake, Vec<&str>)> =
        mistakes().map(|mistake| (mistake, lost(&mistake.answers))).collect();
    for exercise in 1..=8 {
        let prefix = format!("{exercise}.");
        let checks: Vec<&Check> =
            rubric().filter(|check| check.number.starts_with(&prefix)).collect();
        let rows: Vec<(&Mistake, Vec<Option<usize>>)> = all
            .iter()
            .filter(|(mistake, _)| mistake.loses[0].starts_with(&prefix))
            .map(|(mistake, lost)| {
                (*mistake, checks.iter().map(|check| mark(check, lost)).collect())
            })
            .collect();
        println!("{}\n", table(&checks, &rows, arguments.lang));
        if let Some(folder) = &arguments.figures {
            let stem = format!("exercise_{exercise}_mistakes");
            let title = match arguments.lang {
                Language::Es => format!("Ejercicio {exercise}: qué pierde cada error conocido"),
                Language::En => format!("Exercise {exercise}: what each known mistake loses"),
            };
            let svg = figure(&title, &checks, &rows, arguments.lang).svg()?;
            for path in svg.save(folder, &stem, &arguments.formats)? {
                println!("drawn: {}\n", path.display());
            }
        }
    }
    let undeclared = || all.iter().filter(|(mistake, lost)| *lost != mistake.loses);
    for (Mistake { answer, hint, loses, .. }, lost) in undeclared() {
        println!("{answer}, {:?}: must lose {loses:?}, loses {lost:?}", hint.en);
    }
    let (known, checks) = (all.len(), rubric().count());
    match arguments.lang {
        Language::Es => println!("{known} errores conocidos, {checks} comprobaciones."),
        Language::En => println!("{known} known mistakes, {checks} checks."),
    }
    Ok(undeclared().count() == 0)
}

const WRONG: usize = 0;
const NOT_RUN: usize = 1;

fn mark(check: &Check, lost: &[&str]) -> Option<usize> {
    let not_run = check.needs.iter().any(|number| lost.contains(number));
    lost.contains(&check.number).then_some(if not_run { NOT_RUN } else { WRONG })
}

fn table(checks: &[&Check], rows: &[(&Mistake, Vec<Option<usize>>)], language: Language) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    let numbers = checks.iter().map(|check| check.number);
    let titles = [("respuesta", "answer"), ("error", "mistake")];
    let titles = titles.map(|(es, en)| language.pick(es, en));
    table.set_header(titles.into_iter().chain(numbers));
    for (mistake, marks) in rows {
        let marks = marks.iter().map(|mark| match mark {
            Some(WRONG) => "×",
            Some(_) => "·",
            None => "",
        });
        table.add_row(
            [mistake.answer, language.pick(mistake.hint.es, mistake.hint.en)]
                .into_iter()
                .chain(marks),
        );
    }
    table
}

fn figure<'a>(
    title: &'a str,
    checks: &[&'a Check],
    rows: &[(&Mistake, Vec<Option<usize>>)],
    language: Language,
) -> Incidence<'a> {
    Incidence {
        title,
        rows: rows
            .iter()
            .map(|(mistake, _)| language.pick(mistake.hint.es, mistake.hint.en))
            .collect(),
        columns: checks.iter().map(|check| check.number).collect(),
        kinds: match language {
            Language::Es => vec!["errada", "no se corre: requiere otra, que se perdió"],
            Language::En => vec!["wrong", "not run: it needs another, which is lost"],
        },
        marks: rows.iter().map(|(_, marks)| marks.clone()).collect(),
    }
}
