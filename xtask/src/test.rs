//! `cargo test` on the whole workspace, in no more time than the cores need for it.

use std::env;
use std::ffi::OsString;
use std::io::{Write, stderr, stdout};
use std::path::Path;
use std::process::{Command, Output};
use std::thread;

use ma6202_language::{Action, Language, say};

use crate::error::{Error, Result};
use crate::made::{MESSAGES, Program, programs};
use crate::own::Source;
use crate::{call, cargo, succeeded};

/// How many threads torch computes with on the CPU.
const THREADS: &str = "OMP_NUM_THREADS";

/// Tests that wait for one process after another, and so keep one core busy: they run beside the
/// others, and are told after them.
const BESIDE: [&str; 2] = ["lane", "xtask"];

/// Hands arguments to `cargo test`. Without any, it compiles all tests, and what the grading of a
/// submission does, and runs each program of them, whatever became of the one before; the examples
/// of the documentation come last.
pub fn test(
    root: &Path,
    source: &Source,
    arguments: &[OsString],
    language: Language,
) -> Result<()> {
    let cargo_test = || one_thread(cargo(root, "test", source));
    if !arguments.is_empty() {
        return call(cargo_test().args(arguments));
    }
    let programs = programs(cargo_test().args(["--no-run", MESSAGES]))?;
    let tests = programs.iter().filter(|program| program.is_test);
    let (beside, others): (Vec<_>, Vec<_>) =
        tests.partition(|program| BESIDE.contains(&&*program.name));
    if others.is_empty() {
        return Err(Error::NoTests);
    }
    let grader = programs.iter().find(|program| !program.is_test && program.name == "grading");
    let grader = grader.ok_or(Error::NoGrader)?;
    let compiling = language.pick(
        "  Compilando las respuestas, como se compila una entrega",
        "   Compiling the starter, as a submission is",
    );
    eprintln!("{compiling}");
    call(Command::new(&grader.path).arg("prepare"))?;
    let mut results = Vec::new();
    let outputs = thread::scope(|scope| {
        let beside =
            scope.spawn(|| beside.iter().map(|one| command(one).output()).collect::<Vec<_>>());
        for program in others {
            eprintln!("{}", title(program, language));
            results.push((&*program.name, call(&mut command(program))));
        }
        beside.join().expect("it does not panic")
    });
    for (program, output) in beside.iter().zip(outputs) {
        eprintln!("{}", title(program, language));
        let told = output.map_err(Error::io(Action::Start, &program.path)).and_then(tell);
        results.push((&*program.name, told));
    }
    results
        .push((language.pick("documentación", "documentation"), call(cargo_test().arg("--doc"))));
    let failed = results.iter().filter(|(_, result)| result.is_err()).map(|(name, _)| *name);
    let failed = failed.collect::<Vec<_>>();
    if !failed.is_empty() {
        let failed = failed.join(", ");
        let told = say!(language, "fallaron tests de {failed}", "tests failed in {failed}");
        eprintln!("error: {told}");
    }
    results.into_iter().try_for_each(|(_, result)| result)
}

/// As many tests as there are cores run at once. Were torch to use all cores in each, they would
/// wait for each other: those of exercise 6 take four times as long.
fn one_thread(mut command: Command) -> Command {
    if env::var_os(THREADS).is_none() {
        command.env(THREADS, "1");
    }
    command
}

/// Starts a program of tests as cargo would.
fn command(program: &Program) -> Command {
    let mut command = one_thread(Command::new(&program.path));
    command.current_dir(&program.folder);
    command
}

fn title(program: &Program, language: Language) -> String {
    let running = language.pick("  Ejecutando", "     Running");
    format!("{running} {} ({})", program.name, program.path.display())
}

/// Passes on what a program of tests said, and how it ended.
fn tell(output: Output) -> Result<()> {
    let told = stdout().write_all(&output.stdout).and(stderr().write_all(&output.stderr));
    told.map_err(Error::io(Action::Write, Path::new("stdout")))?;
    succeeded(output.status)
}
