//! Writes what students have: the cases of one seed, and what each known mistake gives in them.
//!
//! `cargo run -p ma6202-grading --bin record`; after a change of the cases twice, for the mistakes
//! are tried with those that were compiled in.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{array, env, fs};

use grader::build::FILES;
use grader::case::{Cases, shown};
use grader::confine;
use grading::draw::{SHOWN, cases};
use grading::specimen::{Bench, mistakes};
use ma6202_language::Language;
use serde::Serialize;

fn main() -> Result<(), Box<dyn Error>> {
    confine::launch_if_asked();
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).canonicalize()?;
    let folder = root.join("starter/grader/cases");
    let drawn = cases(SHOWN);
    for exercise in '1'..='8' {
        let of_it = drawn.iter().filter(|(number, _)| number.starts_with(exercise));
        let of_it: Cases = of_it.map(|(number, cases)| (number.clone(), cases.clone())).collect();
        fs::write(folder.join(format!("exercise_{exercise}.json")), by_check(&of_it)?)?;
    }
    if drawn != shown() {
        let told = Language::of_environment().pick(
            "Los casos ahora son otros: ejecute esto de nuevo, por los errores conocidos.",
            "The cases are others now: run this again, for the known mistakes.",
        );
        println!("{told}");
        return Ok(());
    }
    let launcher = env::current_exe()?;
    let mut lines = vec![];
    let bench = Bench::new(&root, &launcher, array::from_fn(|k| mistakes(k + 1)))?;
    for exercise in 1..=FILES {
        for diagnosis in bench.diagnoses(exercise)? {
            lines.push(serde_json::to_string(&diagnosis)?);
        }
    }
    fs::write(folder.join("mistakes.json"), format!("[\n{}\n]\n", lines.join(",\n")))?;
    Ok(())
}

/// An object with a line for each case.
fn by_check<T: Serialize>(checks: &BTreeMap<String, Vec<T>>) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for (number, cases) in checks {
        let lines: Vec<String> =
            cases.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
        let separator = if text.is_empty() { "{" } else { "," };
        write!(text, "{separator}\n\"{number}\": [\n{}\n]", lines.join(",\n"))?;
    }
    Ok(text + "\n}\n")
}
