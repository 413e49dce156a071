//! The program of the lane. It holds the programs of the exercises too, and is one of them when it
//! is started by that name: eight files with the same library would be too much to carry.

mod exercises;

use clap::{Parser, Subcommand};
use ma6202::oracle::{Device, start_with_torch};
use ma6202_lane::comparison::{COMPARISONS, ComparisonKind};
use ma6202_lane::error::{Result, expect};
use ma6202_lane::record::{LaneRecord, PartOutcome};
use ma6202_lane::run::{self, Plan, compare};
use ma6202_lane::{EXERCISES, docs, io, kept, program};
use ma6202_language::{Language, Said, Say, Spanish, both, say};
use std::ffi::OsString;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::ExitCode;

/// Every comparison with torch on each device of this machine, and the record of what came of it.
#[derive(Parser)]
#[command(version, after_help = "run.sh beside this program calls it as it should be called.")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run everything, in at most 8 minutes, and write OUT/record.json
    Run(Plan),
    /// Make some comparisons on one device, such as "cuda:0 f64", and end after one that fails
    Compare {
        /// Where torch computes: "cpu f64", "cuda:0 f32"
        #[arg(value_parser = device)]
        device: Device,
        /// All that are made on it by default
        #[arg(value_parser = named)]
        comparisons: Vec<&'static ComparisonKind>,
    },
    /// The program of an exercise from 2 to 8: exercise 8 --device cuda
    #[command(disable_help_flag = true)]
    Exercise {
        /// The number of the exercise
        number: u32,
        /// What the program is told
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Check a record, and keep it in the folder of the project
    Keep {
        /// The record
        record: PathBuf,
        /// The folder of the project
        root: PathBuf,
    },
    /// Write what README and docs say of GPUs anew, from what is kept in the folder of the project
    Docs {
        /// The folder of the project
        root: PathBuf,
    },
}

fn main() -> ExitCode {
    let name = std::env::args_os().next().unwrap_or_default();
    if let Some(exercise) = exercises::named(&name) {
        return exercise();
    }
    let (cli, language) = ma6202_language::parse::<Cli>(&[SPANISH, run::SPANISH].concat());
    match cli.task.run(language) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {}", error.say(language));
            ExitCode::from(2)
        }
    }
}

const SPANISH: &Spanish = &[
    (
        "",
        "Cada comparación con torch en cada dispositivo de esta máquina, y el registro de lo que \
         resultó",
    ),
    ("after_help", "run.sh, junto a este programa, lo llama como se debe."),
    (
        "compare",
        "Hace algunas comparaciones en un dispositivo, como \"cuda:0 f64\", y termina tras una que \
         falla",
    ),
    ("compare device", "Dónde calcula torch: \"cpu f64\", \"cuda:0 f32\""),
    ("compare comparisons", "Si no, todas las que se hacen ahí"),
    ("exercise", "El programa de un ejercicio del 2 al 8: exercise 8 --device cuda"),
    ("exercise number", "El número del ejercicio"),
    ("exercise arguments", "Lo que se le dice al programa"),
    ("keep", "Revisa un registro, y lo guarda en la carpeta del proyecto"),
    ("keep record", "El registro"),
    ("keep root", "La carpeta del proyecto"),
    (
        "docs",
        "Escribe de nuevo lo que README y docs dicen de GPU, con lo que se guarda en la carpeta del \
         proyecto",
    ),
    ("docs root", "La carpeta del proyecto"),
    ("<ARGUMENTS>", "ARGUMENTOS"),
    ("<COMPARISONS>", "COMPARACIONES"),
    ("<DEVICE>", "DISPOSITIVO"),
    ("<NUMBER>", "NÚMERO"),
    ("<RECORD>", "REGISTRO"),
    ("<ROOT>", "PROYECTO"),
];

impl Task {
    /// Whether all is well.
    fn run(self, language: Language) -> Result<bool> {
        match self {
            Task::Run(plan) => {
                start_with_torch()?;
                let record = run::run(&plan, |part| line(&part.say(language)))?;
                line(&record.summary(language));
                let path = plan.out.join("record.json");
                line(&say!(language, "registrado: {}", "recorded: {}", path.display()));
                Ok(record.lost().is_empty())
            }
            Task::Compare { device, comparisons } => compare_in_turn(device, comparisons),
            Task::Exercise { number, arguments } => {
                let known = EXERCISES.contains(&number);
                expect(
                    &both!("ejercicio", "exercise"),
                    both!("uno del 2 al 8", "one from 2 to 8"),
                    Said::same(number),
                    known,
                )?;
                let mut program = program(number)?;
                // It returns only if that program does not start.
                Err(io("exercise")(program.args(Language::handed_on(&arguments)).exec()))
            }
            Task::Keep { record, root } => {
                let record = LaneRecord::read(&record)?;
                kept::keep(&record, &root)?;
                docs::write(&root)?;
                println!("{}", record.summary(language));
                Ok(true)
            }
            Task::Docs { root } => {
                docs::write(&root)?;
                let told = language.pick(
                    "README.md, docs/gpu.md y docs/gpu.es.md dicen lo que hay en data/.",
                    "README.md, docs/gpu.md and docs/gpu.es.md say what is in data/.",
                );
                println!("{told}");
                Ok(true)
            }
        }
    }
}

/// What is recorded too: nothing is lost if nobody reads it.
fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// A line for each, as it is done.
fn compare_in_turn(device: Device, comparisons: Vec<&'static ComparisonKind>) -> Result<bool> {
    start_with_torch()?;
    let comparisons = match comparisons.is_empty() {
        true => ComparisonKind::on(device).collect(),
        false => comparisons,
    };
    for comparison in comparisons {
        let expected = both!(
            "f64: se deduce hasta un redondeo de f64",
            "in f64: it is derived down to a rounding of it"
        );
        let is_made = comparison.is_made_on(device);
        expect(&Said::same(comparison.name), expected, Said::same(device), is_made)?;
        let run = compare(comparison, device);
        println!("{}", serde_json::to_string(&run).expect("it is plain data"));
        if run.outcome != PartOutcome::Passed {
            return Ok(false);
        }
    }
    Ok(true)
}

fn named(name: &str) -> std::result::Result<&'static ComparisonKind, Said> {
    ComparisonKind::named(name).ok_or_else(|| {
        let all = COMPARISONS.map(|kind| kind.name).join(", ");
        both!("no hay tal comparación; hay {all}", "there is no such comparison; there are {all}")
    })
}

fn device(name: &str) -> std::result::Result<Device, Said> {
    let refused = |error: ma6202::Error| Said {
        es: "se esperaba cpu o cuda:N, y luego f64 o f32".into(),
        en: error.to_string(),
    };
    name.parse().map_err(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_said_in_spanish() {
        let spanish = [SPANISH, run::SPANISH].concat();
        assert_eq!(ma6202_language::untold::<Cli>(&spanish), [""; 0]);
    }
}
