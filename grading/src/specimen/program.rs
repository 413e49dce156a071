//! All specimens as one submission, in which each answer is the one that the environment names.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use grader::build::{Built, FILES, file_name};
use grader::error::{Error as GraderError, Refusal};
use ma6202_language::{Language, Say};
use syn::spanned::Spanned;

use super::Specimen;
use crate::error::Result;
use crate::handout::solved_answers;
use crate::in_place::{arguments, functions};
use crate::libraries;

/// The variable of the environment that says which specimen answers: its answer's name, and its
/// place among those of the exercise.
pub const SPECIMEN: &str = "SPECIMEN";

/// The program of a submission whose answers are these specimens, built as all submissions are.
/// One is called by whatever calls that answer, and calls what the solved answer would.
///
/// # Errors
/// One does not compile.
pub fn build(root: &Path, launcher: &Path, specimens: &[Vec<Specimen>; FILES]) -> Result<PathBuf> {
    let place = root.join("target/grade/specimens");
    let _lock = libraries::lock(root)?;
    libraries::share(&libraries::compile(root, launcher)?, &place.join("build"))?;
    let workshop = libraries::workshop(root, launcher, place.join("project"), place.join("build"))?;
    let mut answers = [const { None }; FILES];
    for ((answer, solved), specimens) in
        answers.iter_mut().zip(solved_answers(root)?).zip(specimens)
    {
        *answer = Some(file(&solved, specimens));
    }
    let Built { program, refused } = workshop.build(&answers)?;
    match refused.into_iter().next() {
        None => Ok(program),
        Some((exercise, why)) => {
            let why = why.say(Language::En);
            let words = format!("{} with all specimens: {why}", file_name(exercise));
            Err(GraderError::NotBuilt(Refusal::Words(words)).into())
        }
    }
}

/// The solved answer file with the specimens below, and in each answer the choice between its own.
fn file(solved: &str, specimens: &[Specimen]) -> String {
    let mut text = format!("{solved}{}", chosen());
    // From the last to the first, so that places stay what they are.
    for function in functions(solved).expect("it compiles").into_iter().rev() {
        let name = function.sig.ident.to_string();
        let arguments = arguments(&function).join(", ");
        let begin = function.sig.paren_token.span.open().byte_range().start;
        let signature = &solved[begin..function.sig.span().byte_range().end];
        let mut choice = format!("\nmatch __chosen(\"{name}\") {{\n");
        for (place, specimen) in specimens.iter().enumerate().filter(|(_, one)| one.answer == name)
        {
            let body = &specimen.body;
            writeln!(choice, "Some({place}) => return {name}_{place}({arguments}),")
                .expect(TAKES_ALL);
            write!(text, "fn {name}_{place}{signature} {{\n{body}}}\n").expect(TAKES_ALL);
        }
        choice += "_ => {}\n}";
        text.insert_str(function.block.brace_token.span.open().byte_range().end, &choice);
    }
    text
}

const TAKES_ALL: &str = "a string takes all";

/// Which specimen of an answer is asked for, if any is.
fn chosen() -> String {
    format!(
        r#"
fn __chosen(name: &str) -> Option<usize> {{
    static ASKED: std::sync::OnceLock<Option<(String, usize)>> = std::sync::OnceLock::new();
    let asked = ASKED.get_or_init(|| {{
        let asked = std::env::var("{SPECIMEN}").ok()?;
        let (answer, place) = asked.split_once(' ')?;
        Some((answer.to_owned(), place.parse().unwrap()))
    }});
    asked.as_ref().filter(|asked| asked.0 == name).map(|asked| asked.1)
}}
"#
    )
}
