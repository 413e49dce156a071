//! Many answer files as the modules of one program.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use grader::build::file_name;

use crate::error::{Error, Result};
use crate::libraries;

/// The variable of the environment that says which of them answers.
pub const SPECIMEN: &str = "SPECIMEN";

/// A program that answers as the file of an exercise with this number, of those that are named by
/// the environment: it is built where submissions are, by the same compiler in the same way.
///
/// # Errors
/// One does not compile.
pub fn build(
    root: &Path,
    launcher: &Path,
    exercise: usize,
    name: &str,
    files: &[String],
) -> Result<PathBuf> {
    // Two exercises at a time; each of the halves takes about as long.
    static BUSY: [Mutex<()>; 2] = [Mutex::new(()), Mutex::new(())];
    let half = usize::from([1, 4, 5, 8].contains(&exercise));
    let _busy = BUSY[half].lock().expect("no thread panics with it");
    let place = root.join("target/grade/specimens");
    let target = place.join(format!("build_{half}"));
    if !target.exists() {
        let _lock = libraries::lock(root)?;
        libraries::share(&libraries::compile(root, launcher)?, &target)?;
    }
    let workshop = libraries::workshop(root, launcher, place.join(name), target)?;
    let main = workshop.project.join("src/main.rs");
    fs::write(&main, program(root, exercise, files)?).map_err(Error::io("write", &main))?;
    let built = workshop.prepare()?;
    let path = workshop.project.join("program");
    let _ = fs::remove_file(&path);
    fs::copy(&built, &path).map_err(Error::io("copy", &built))?;
    Ok(path)
}

fn program(root: &Path, exercise: usize, files: &[String]) -> Result<String> {
    let read = |path: PathBuf| fs::read_to_string(&path).map_err(Error::io("read", &path));
    let wire = root.join("starter/src/wire");
    let table = read(wire.join("mod.rs"))?;
    let table = &table[table.find("macro_rules! answers").expect("the table of answers")..];
    let calls = without_head(&read(wire.join(file_name(exercise)))?);
    let mut text = format!(
        "#![allow(warnings)]\n{}\n",
        table.replace("use answers;", "pub(crate) use answers;")
    );
    for (number, file) in files.iter().enumerate() {
        write!(
            text,
            "mod m{number} {{\npub mod answers {{\npub mod exercise_{exercise} {{\n{}\n}}\n}}\n\
             pub mod wire {{\npub use starter::wire::{{Give, Matrix, Vector, at_points, at_weights, give}};\n\
             pub(crate) use crate::answers;\npub mod exercise_{exercise} {{\n{calls}\n}}\n}}\n}}\n",
            without_head(file)
        )
        .expect("a string takes all");
    }
    text += "fn main() {\n    let number = std::env::var(\"SPECIMEN\").unwrap();\n    \
             starter::wire::serve(|name, inputs| match number.as_str() {\n";
    for number in 0..files.len() {
        let wire = format!("m{number}::wire::exercise_{exercise}");
        writeln!(text, "        \"{number}\" => {wire}::call(&{wire}::ANSWERS, name, inputs),")
            .expect("a string takes all");
    }
    text += "        _ => None,\n    })\n    .unwrap();\n}\n";
    Ok(text)
}

/// Within a module no comment may speak of the whole.
fn without_head(text: &str) -> String {
    text.lines().filter(|line| !line.starts_with("//!")).map(|line| format!("{line}\n")).collect()
}
