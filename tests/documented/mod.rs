//! The formulas that the documentation shows as mathematics: each is read and computed, with what
//! the code says its letters are.
//!
//! | file | whose letters |
//! |---|---|
//! | `scene` | how letters are told, in one line each |
//! | `activations` | of one number: the activations, the normal distribution, differences |
//! | `neurons` | one neuron and its rows: descent, linear and logistic regression |
//! | `networks` | networks, graphs, the tape |
//! | `boxes` | the boxcar network |

mod activations;
mod boxes;
mod networks;
mod neurons;
mod scene;

use crate::common::{files, root};
use ma6202::reason::statements;
use ma6202_formula::{Formula, Relation, Symbols};
use std::fs;

/// Of the larger side.
const TOLERANCE: f64 = 1e-9;

/// Of the larger side, of what is said to be only nearly so.
const NEARLY: f64 = 0.1;

/// A formula, and the item that its documentation is of: the name after `fn`, `struct`, `const`, …,
/// nothing for a module.
struct Documented {
    file: String,
    item: String,
    latex: String,
}

/// Every line of every ```` ```math ```` block of the project.
fn documented() -> Vec<Documented> {
    let mut all = Vec::new();
    for path in files(root(), ".rs") {
        let file = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
        let mut is_math = false;
        for (number, line) in lines.iter().enumerate() {
            let Some(comment) = line.strip_prefix("//!").or(line.strip_prefix("///")) else {
                continue;
            };
            match (comment.trim(), is_math) {
                ("```math", _) => is_math = true,
                ("```", _) => is_math = false,
                (latex, true) => all.push(Documented {
                    file: file.clone(),
                    item: if line.starts_with("//!") { "" } else { item(&lines[number..]) }.into(),
                    latex: latex.into(),
                }),
                _ => {}
            }
        }
    }
    all
}

/// The name of the first item after a comment.
fn item<'a>(lines: &[&'a str]) -> &'a str {
    let code = lines.iter().find(|line| !line.starts_with("//") && !line.starts_with("#["));
    let words = code.unwrap().split(|c: char| !c.is_alphanumeric() && c != '_');
    let mut words = words.skip_while(|word| ["pub", "crate", "super", "in", ""].contains(word));
    words.nth(1).unwrap()
}

/// What the letters are, in several situations: from formula `number` of an item on, counted from 0.
fn letters(file: &str, item: &str, number: usize) -> Option<Vec<Symbols>> {
    let known = [activations::letters, neurons::letters, networks::letters, boxes::letters];
    known.iter().find_map(|letters| letters((file, item, number)))
}

/// Computes every side with the letters of a scene. Of `a → b` what a becomes is ã.
///
/// # Errors
/// What is not so.
fn judge(latex: &str, scene: &Symbols) -> Result<usize, String> {
    let latex = match latex.split_once(r" \to ") {
        Some((before, after)) => format!(r"\tilde {before} = {after}"),
        None => latex.into(),
    };
    let stated = statements(&format!("${latex}$"), scene).map_err(|error| error.to_string())?;
    for statement in &stated {
        let size = statement.left.amax().max(statement.right.amax()).max(1.0);
        let off = &statement.left - &statement.right;
        let holds = match statement.relation {
            Relation::Equal => off.amax() <= TOLERANCE * size,
            Relation::Nearly => off.amax() <= NEARLY * size,
            Relation::AtMost => off.max() <= TOLERANCE * size,
            Relation::Greater => off.min() > 0.0,
            other => return Err(format!("nobody judges {}", other.latex())),
        };
        if !holds {
            return Err(format!("its sides are {:e} apart", off.amax()));
        }
    }
    Ok(stated.len())
}

/// Whether a formula only says what a letter is that nobody has told: then later ones use it.
fn defines(latex: &str, scene: &mut Symbols) -> bool {
    let Some((name, _)) = latex.split_once(" = ") else { return false };
    Formula::parse(name).is_ok_and(|name| name.read(scene).is_err())
        && scene.define_silently(latex).is_ok()
}

#[test]
fn every_documented_formula_is_computed() {
    let all = documented();
    let (mut stated, mut defined, mut wrong) = (0, Vec::new(), Vec::new());
    let is_of_one = |a: &Documented, b: &Documented| (&a.file, &a.item) == (&b.file, &b.item);
    for of_item in all.chunk_by(is_of_one) {
        let mut scenes = Vec::new();
        for (number, Documented { file, item, latex }) in of_item.iter().enumerate() {
            scenes = letters(file, item, number).unwrap_or(scenes);
            if scenes.is_empty() {
                wrong.push(format!("{file}, {item}: {latex}: nobody says what its letters are"));
                continue;
            }
            if scenes.iter_mut().all(|scene| defines(latex, scene)) {
                defined.push(latex);
                continue;
            }
            stated += 1;
            let found = scenes.iter().map(|scene| judge(latex, scene));
            match found.sum::<Result<usize, String>>() {
                Ok(0) => wrong.push(format!("{file}, {item}: {latex}: states nothing")),
                Ok(_) => {}
                Err(why) => wrong.push(format!("{file}, {item}: {latex}: {why}")),
            }
        }
    }
    println!(
        "{} formulas, {stated} hold, {} define a letter: {defined:?}",
        all.len(),
        defined.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(stated >= 90 && defined.len() <= 8);
}
