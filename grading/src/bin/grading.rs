//! The teacher's program: hands out the exercises, and grades what comes back.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use grader::confine;
use grading::class::{self, Settings};
use grading::error::{Error, Result};
use grading::handout;
use ma6202_language::{Action, Language, Say, Spanish, say};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Hands out the exercises, and grades what comes back.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write a student's project: the exercises without their solutions
    Starter {
        /// A folder that does not exist yet, or is empty
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Grade submissions: a report each, and tables of the class
    ///
    /// Of each submission only the files exercise_1.rs to exercise_8.rs are taken. Their code runs
    /// with bounds, but with your rights: grade the code of strangers with --sandbox, in a
    /// container or a virtual machine. The exit status is 0 if all could be graded, 1 if one could
    /// not, 2 if grading did not work.
    Grade(Settings),
    /// Compile what the grading of submissions needs
    #[command(hide = true)]
    Prepare,
}

const SPANISH: &Spanish = &[
    ("", "Reparte los ejercicios, y corrige lo que vuelve"),
    ("starter", "Escribe el proyecto de un estudiante: los ejercicios sin sus soluciones"),
    ("starter folder", "Una carpeta que todavía no existe, o está vacía"),
    ("<DIR>", "CARPETA"),
    (
        "grade",
        "Corrige entregas: un informe de cada una, y tablas del curso\n\nDe cada entrega se toman \
         solo los archivos exercise_1.rs a exercise_8.rs. Su código corre con límites, pero con los \
         derechos de quien corrige: el de desconocidos se corrige con --sandbox, en un contenedor o \
         en una máquina virtual. El estado de salida es 0 si todas se pudieron corregir, 1 si \
         alguna no se pudo, 2 si no se pudo corregir.",
    ),
];

fn main() -> ExitCode {
    confine::launch_if_asked();
    let (cli, language) = ma6202_language::parse::<Cli>(&[SPANISH, class::SPANISH].concat());
    match run(cli.task, language) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {}", error.say(language));
            ExitCode::from(2)
        }
    }
}

fn run(task: Task, language: Language) -> Result<bool> {
    let root = Path::new(ROOT);
    let root = &root.canonicalize().map_err(Error::io(Action::Find, root))?;
    match task {
        Task::Starter { folder } => {
            handout::make(root, &folder)?;
            let folder = folder.display();
            let told = say!(
                language,
                "El proyecto de un estudiante está en {folder}.\nPara probarlo: cd {folder} && cargo run",
                "A student's project is in {folder}.\nTry it: cd {folder} && cargo run"
            );
            println!("{told}");
            Ok(true)
        }
        Task::Grade(settings) => class::grade(root, &class::launcher()?, &settings, language),
        Task::Prepare => class::prepare(root, &class::launcher()?).map(|()| true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_said_in_spanish() {
        let spanish = [SPANISH, class::SPANISH].concat();
        assert_eq!(ma6202_language::untold::<Cli>(&spanish), [""; 0]);
    }
}
