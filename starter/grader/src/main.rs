//! Grades the answers of this project: a table of checks, the points, and the mark.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use grader::build::exercises;
use grader::confine;
use grader::error::{Error, Result};
use grader::mark::Exigencia;
use grader::project::Project;
use grader::report::Hints;
use grader::table::table;
use ma6202_language::{Action, Language, Say, Spanish, value};

/// Grade the answers of this project.
///
/// The answers become a program of their own, which is asked from outside: one that panics,
/// overflows the stack, ends its process or does not return loses its own points only. The exit
/// status is 0 when grading worked, whatever the mark.
#[derive(Parser)]
struct Options {
    /// Grade one exercise only
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=8))]
    exercise: Option<u8>,
    /// How much is said of what is lost: 1 a nudge, 2 the formula as well; what is wrong in the
    /// same way twice gets both
    #[arg(long, value_name = "N", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u8).range(1..=2))]
    hints: u8,
    /// The fraction of the points that is worth a 4.0
    #[arg(long, value_name = "F", default_value = "0.6", value_parser = value::<Exigencia>)]
    exigencia: Exigencia,
    /// How many seconds one call of an answer may take
    #[arg(long, value_name = "S", default_value_t = 10)]
    #[arg(value_parser = clap::value_parser!(u64).range(1..=3600))]
    limit: u64,
    /// Print the report as one JSON document
    #[arg(long, conflicts_with = "watch")]
    json: bool,
    /// Grade again whenever an answer file is saved
    #[arg(long)]
    watch: bool,
    /// The project, if it is not the current folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    project: PathBuf,
}

const SPANISH: &Spanish = &[
    (
        "",
        "Corrige las respuestas de este proyecto.\n\nLas respuestas son un programa aparte, al que \
         se le pregunta desde afuera: una que entra en pánico, desborda la pila, termina su proceso \
         o no vuelve pierde solo sus propios puntos. El estado de salida es 0 si se pudo corregir, \
         cualquiera sea la nota.",
    ),
    ("exercise", "Corrige un solo ejercicio"),
    (
        "hints",
        "Cuánto se dice de lo que se pierde: 1, una pista; 2, también la fórmula; lo que está mal \
         dos veces de la misma manera recibe ambas",
    ),
    ("exigencia", "La fracción de los puntos que vale un 4,0"),
    ("limit", "Cuántos segundos puede tardar una respuesta"),
    ("json", "Escribe el informe como un documento JSON"),
    ("watch", "Corrige de nuevo cada vez que se guarda un archivo de respuestas"),
    ("project", "El proyecto, si no es la carpeta actual"),
    ("<DIR>", "CARPETA"),
];

fn main() -> ExitCode {
    confine::launch_if_asked();
    let (options, language) = ma6202_language::parse::<Options>(SPANISH);
    match run(&options, language) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {}", error.say(language));
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options, language: Language) -> Result<()> {
    let launcher = env::current_exe().map_err(Error::io(Action::Find, "grade"))?;
    let limit = Duration::from_secs(options.limit);
    let mut project = Project::open(&options.project, &launcher, limit)?;
    let (hints, exercises) = (Hints::level(options.hints), exercises(options.exercise));
    let mut answers = project.answers();
    loop {
        let report = project.grade(answers, &exercises, hints, options.exigencia)?;
        if options.json {
            println!("{}", serde_json::to_string_pretty(&report).expect("a report is plain data"));
        } else {
            println!("{}", table(&report, language));
        }
        if !options.watch {
            return Ok(());
        }
        answers = project.wait_for_change();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_said_in_spanish() {
        assert_eq!(ma6202_language::untold::<Options>(SPANISH), [""; 0]);
    }
}
