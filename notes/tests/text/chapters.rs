//! The chapters are templates: their numbers come from what their exercises found, and another
//! chapter is named by a link to it.
//!
//! No digit stands in a chapter's words, outside of placeholders, code and formulas, but:
//!
//! - 0 and 1, and a half and a quarter as 1/2 and 1/4: where a function jumps, what a neuron
//!   answers, a probability;
//! - the number of the chapter in its title, and of another in a link to it;
//! - in the further questions and the sources: numbers that a question chooses, years;
//! - what [`ALLOWED`] lists.

use super::templates::without_placeholders;
use ma6202_exercises::chapter::{QUESTIONS, SECTIONS, events};
use ma6202_exercises::language::{Language, Tells};
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
use std::fs;
use std::path::Path;

/// What is numbered by a word before its number.
const NUMBERED: [&str; 4] = ["esliz ", "lip ", "omponente ", "omponent "];

/// Texts with digits, by why they are typed.
const ALLOWED: [(&str, &[&str]); 8] = [
    ("names", &["relu6", "TF32", "L2", "13-H-H-H-3"]),
    (
        "what defines a function, here and in torch",
        &[
            "= 0,044715",
            "= 0.044715",
            "entre −3 y 3",
            "between −3 and 3",
            "pasa de 20",
            "exceeds 20",
        ],
    ),
    ("how a column is read, for example", &["Con −2,", "With −2,"]),
    ("a formula in the description of a picture", &["4 |A| ln 2 / k", "2/L"]),
    ("the factor of a formula beside it", &["un 2, que", "a 2, which"]),
    (
        "what a source says of itself, the year of one",
        &[
            "15 dígitos",
            "15 digits",
            "autos de 1974",
            "cars of 1974",
            "19 de junio de 2020",
            "19 June 2020",
        ],
    ),
    (
        "the neurons of a picture, numbered in it",
        &[
            "neuronas 1 y 2.",
            "neurons 1 and 2.",
            "neurona 3",
            "neuron 3",
            "entradas 1 y 2",
            "inputs 1 and 2",
            "ocultas 3 y 4",
            "neurons 3 and 4",
            "salidas 5 y 6",
            "outputs 5 and 6",
            "deltas de 5 y 6",
            "deltas of 5 and 6",
            "de 1 y 2",
            "from 1 and 2",
            "caja de 3",
            "box of 3",
        ],
    ),
    (
        "what the lecture says or its notebook does",
        &[
            "cada 100 épocas",
            "every 100 epochs",
            "10 capas ocultas",
            "10 hidden layers",
            "tienen 2.",
            "have 2.",
            "de ancho 5",
            "of width 5",
            "ciclo de 20 pasos",
            "loop of 20 steps",
        ],
    ),
];

/// Numbers that stand in a chapter's words; texts of [`ALLOWED`] that stand in none.
pub fn numbers() -> Vec<String> {
    let all = templates();
    let mut unused: Vec<&str> = ALLOWED.iter().flat_map(|(_, texts)| *texts).copied().collect();
    let mut faults = Vec::new();
    for (name, template) in &all {
        for words in words(template) {
            let mut left = NUMBERED.iter().fold(words.clone(), |left, word| {
                let parts = left.split(word).map(|part| part.trim_start_matches(is_digit));
                parts.collect::<Vec<_>>().join(word)
            });
            for (_, texts) in ALLOWED {
                for text in texts {
                    if left.contains(text) {
                        unused.retain(|other| other != text);
                        left = left.replace(text, "");
                    }
                }
            }
            faults.extend(typed(&left).map(|number| format!("{name}: {number} in {words:?}")));
        }
    }
    faults.extend(unused.into_iter().map(|text| format!("no chapter has {text:?}")));
    faults
}

/// Chapters that are named without a link: "chapter 6".
pub fn names() -> Vec<String> {
    let mut faults = Vec::new();
    for (name, template) in templates() {
        let named = |words: &String| {
            ["apítulo ", "hapter "].iter().any(|word| {
                let after = words.split(word).skip(1);
                after.into_iter().any(|rest| rest.starts_with(is_digit))
            })
        };
        let named = words(&template).into_iter().filter(named);
        faults.extend(named.map(|words| format!("{name}: no link in {words:?}")));
    }
    faults
}

/// The templates of the exercises, each with its name.
fn templates() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../exercises");
    let mut all = Vec::new();
    for exercise in fs::read_dir(folder).expect("the exercises") {
        let folder = exercise.expect("a readable folder").path();
        let is_exercise = |name: &str| name.starts_with("exercise_");
        if !folder.file_name().is_some_and(|name| is_exercise(&name.to_string_lossy())) {
            continue;
        }
        for file in fs::read_dir(&folder).expect("an exercise") {
            let path = file.expect("a readable folder").path();
            if path.extension().is_some_and(|end| end == "md") {
                let name = path.iter().rev().take(2).collect::<Vec<_>>();
                let name = format!("{}/{}", name[1].display(), name[0].display());
                all.push((name, fs::read_to_string(&path).expect("a template")));
            }
        }
    }
    assert!(all.len() >= 16, "the chapters in both languages: {all:?}");
    all.sort();
    all
}

/// The words of a chapter, piece by piece: no code, no formula, no link, nothing of the further
/// questions and the sources, and its title without its number.
fn words(template: &str) -> Vec<String> {
    let skipped: Vec<&str> = Language::ALL
        .iter()
        .flat_map(|language| [QUESTIONS, SECTIONS[9]].map(|title| language.of(title)))
        .collect();
    let without = without_placeholders(template);
    let (mut all, mut is_skipped) = (Vec::new(), false);
    let (mut heading, mut depth) = (None::<HeadingLevel>, 0);
    for event in events(&without) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { .. }) => depth += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => depth -= 1,
            Event::Start(Tag::Heading { level, .. }) => heading = Some(level),
            Event::End(TagEnd::Heading(_)) => heading = None,
            Event::Text(text) if depth == 0 => {
                if heading == Some(HeadingLevel::H2) {
                    is_skipped = skipped.contains(&&*text);
                }
                let is_number = |c: char| is_digit(c) || c == '.';
                let text = match heading {
                    Some(HeadingLevel::H1) => text.trim_start_matches(is_number).to_owned(),
                    _ => text.into_string(),
                };
                if !is_skipped {
                    all.push(text);
                }
            }
            _ => {}
        }
    }
    all
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// The numbers in a text that have to come from somewhere.
fn typed(text: &str) -> impl Iterator<Item = &str> {
    let is_of_number = |c: char| is_digit(c) || ".,/".contains(c);
    let pieces = text.split(move |c| !is_of_number(c));
    let numbers = pieces.map(|piece| piece.trim_matches(['.', ',', '/']));
    numbers.filter(|number| !["", "0", "1", "1/2", "1/4"].contains(number))
}
