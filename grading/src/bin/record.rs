//! Writes the cases that students have: `cargo run -p ma6202-grading --bin record`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::{fs, io};

use grader::case::Case;
use grading::draw::{SHOWN, cases};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../starter/grader/cases");

fn main() -> io::Result<()> {
    let mut files: BTreeMap<char, String> = BTreeMap::new();
    for (number, cases) in cases(SHOWN) {
        let exercise = number.chars().next().expect("a number has digits");
        let file = files.entry(exercise).or_default();
        let separator = if file.is_empty() { "{" } else { "," };
        let line = |case: &Case| serde_json::to_string(case).expect("it is plain data");
        let lines: Vec<String> = cases.iter().map(line).collect();
        write!(file, "{separator}\n\"{number}\": [\n{}\n]", lines.join(",\n"))
            .expect("a string takes all");
    }
    for (exercise, file) in files {
        fs::write(format!("{FOLDER}/exercise_{exercise}.json"), file + "\n}\n")?;
    }
    Ok(())
}
