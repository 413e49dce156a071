//! The formulas that the documentation shows as mathematics: each is read and computed, with what
//! the code, or a chain, says its letters are.
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

use crate::common::{assert_is_shown, files, root};
use ma6202::reason::statements;
use ma6202_formula::{Formula, Relation, Symbols};
use std::fmt::{Display, Formatter};
use std::fs;

/// Of the larger side, and beside 0.
const TOLERANCE: f64 = 1e-9;
const ROUNDING: f64 = 1e-13;

/// Of the larger side, of what is said to be only nearly so.
const NEARLY: f64 = 0.02;

/// A formula, and the item that its documentation is of: the name after `fn`, `struct`, `const`, …,
/// nothing for a module.
#[derive(Clone)]
struct Documented {
    file: String,
    item: String,
    latex: String,
}

impl Display for Documented {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}: {}", self.file, self.item, self.latex)
    }
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

/// What the letters are, in several situations: from formula `number` of an item on, from 0.
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
        let size = statement.left.amax().max(statement.right.amax());
        let off = &statement.left - &statement.right;
        let holds = match statement.relation {
            Relation::Equal => off.amax() <= TOLERANCE * size + ROUNDING,
            Relation::Nearly => off.amax() <= NEARLY * size,
            Relation::AtMost => off.max() <= TOLERANCE * size + ROUNDING,
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

/// The formulas, each with its scenes, which know what those before it define; and how many only
/// define.
fn in_their_scenes() -> (Vec<(Documented, Vec<Symbols>)>, usize) {
    let is_of_one = |a: &Documented, b: &Documented| (&a.file, &a.item) == (&b.file, &b.item);
    let (mut stating, mut defining) = (Vec::new(), 0);
    for of_item in documented().chunk_by(is_of_one) {
        let mut scenes = Vec::new();
        for (number, formula) in of_item.iter().enumerate() {
            scenes = letters(&formula.file, &formula.item, number).unwrap_or(scenes);
            assert!(!scenes.is_empty(), "{formula}: nobody says what its letters are");
            match scenes.iter_mut().all(|scene| defines(&formula.latex, scene)) {
                true => defining += 1,
                false => stating.push((formula.clone(), scenes.clone())),
            }
        }
    }
    (stating, defining)
}

#[test]
fn every_documented_formula_is_computed() {
    let (stating, defining) = in_their_scenes();
    println!("{} formulas state something, {defining} define a letter", stating.len());
    assert!(stating.len() >= 95 && defining <= 8);
    for (formula, scenes) in stating {
        assert_is_shown(&formula.latex);
        for scene in scenes {
            let stated =
                judge(&formula.latex, &scene).unwrap_or_else(|why| panic!("{formula}: {why}"));
            assert!(stated > 0, "{formula}: it states nothing");
        }
    }
}

/// What may be changed, by the item and what is changed, and why.
const THE_SAME: [(&str, &str); 7] = [
    ("edge_value: a became b", "y is the same at both edges"),
    ("edge_value: b became a", "y is the same at both edges"),
    ("sup_error: a became b", "y is the same at both edges"),
    ("covariance: g_{i} - \\bar{g} became ", "the other factor sums to 0"),
    ("PrincipalComponents: X - \\mathbf{1}_{n} \\mu^{\\top} became ", "the other factor sums to 0"),
    ("Growth: c became \\gamma", "both are nearly 0.4"),
    (": r j became j", "r may be left out"),
];

/// Every changed "=" is refused. What is changed in a "≤" may leave it one: of a chain with both,
/// what stands after the last "≤" is an equality.
#[test]
fn every_changed_equality_is_refused() {
    let mut mutants = 0;
    for (formula, scenes) in in_their_scenes().0 {
        let relations = Formula::parse(&formula.latex).unwrap().read(&scenes[0]);
        let is_bound = relations.unwrap().relations().contains(&Relation::AtMost);
        let latex = match formula.latex.rsplit_once(r" \le ") {
            Some((_, equality)) if is_bound => equality,
            _ => &formula.latex,
        };
        if is_bound && !latex.contains(" = ") {
            continue;
        }
        for mutant in Formula::parse(latex).unwrap().mutants() {
            mutants += 1;
            let (latex, what) =
                (mutant.formula.latex(), format!("{}: {}", formula.item, mutant.what));
            let is_refused =
                scenes.iter().any(|scene| !judge(latex, scene).is_ok_and(|stated| stated > 0));
            let is_the_same = THE_SAME.iter().any(|(change, _)| what.starts_with(change));
            assert!(is_refused || is_the_same, "{what}: nobody notices {latex}");
        }
    }
    assert!(mutants >= 1700, "{mutants}");
}
