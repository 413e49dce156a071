//! Derivations and estimates, told line by line with what the referees found.

use super::{Report, table, wrapped_to};
use crate::Result;
use ma6202::derivation::Derivation;
use ma6202::estimate::{Estimate, Relation, Subject};
use ma6202::oracle::{Autograd, Check, Device, Referee, check_derivation, check_estimate};
use ma6202::reason::{Piece, parts};
use ma6202_formula::{Fence, Formula, Kind, Node, Symbols, Told};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::iter;

impl Report {
    /// Judges a derivation on every problem by every referee, prints it with the worst error of
    /// each line, one column for each referee, and records the chain and the checks.
    ///
    /// # Errors
    /// Those of [`check_derivation`].
    pub fn derivation<P: Autograd>(
        &mut self,
        chain: &Derivation<P>,
        problems: &[P],
        referees: &[Referee],
    ) -> Result<()> {
        let (checks, reasons) = check_derivation(chain, problems, referees)?;
        let Derivation { name, left, .. } = chain;
        self.say(format_args!("{name}, {} problems:\n", problems.len()));
        let formulas = chain.lines.iter().map(|line| line.formula);
        let letters = letters(&problems[0].symbols(chain.variable)?, left, formulas)?;
        self.legend(&letters, &chain.latex());
        self.say(formula("", left)?);
        for line in &chain.lines {
            self.say(formula("= ", line.formula)?);
            self.say(reason(line.reason)?);
        }
        let mut rows = table(header(referees));
        for (number, checks) in checks.iter().enumerate() {
            let cells = checks.iter().map(|check| cell(Some(check)));
            rows.add_row(iter::once(chain.row(number)).chain(cells));
        }
        self.say(rows);
        self.say("");
        checks.into_iter().flatten().chain(reasons).for_each(|check| self.check(check));
        let lines = chain.lines.iter().map(|line| document("=", line.formula, line.reason));
        let lines = lines.collect::<Result<Vec<_>>>()?;
        let left = shown(left)?;
        self.chain(json!({ "name": name, "left": left, "lines": lines, "letters": letters }));
        Ok(())
    }

    /// Measures the left-hand side of an estimate on every problem by every referee, prints its
    /// lines with how near each "≤" is to "=", and records the chain and the checks.
    ///
    /// # Errors
    /// Those of [`check_estimate`].
    pub fn estimate<P: Subject>(
        &mut self,
        estimate: &Estimate<P>,
        problems: &[P],
        referees: &[Referee],
        measure: impl Fn(&P, Device) -> ma6202::Result<f64>,
    ) -> Result<()> {
        let by = |&referee: &Referee| {
            check_estimate(estimate, problems, referee, |p| measure(p, referee.device()))
        };
        let checks = referees.iter().map(by).collect::<ma6202::Result<Vec<_>>>()?;
        let formulas = estimate.lines.iter().map(|line| line.formula);
        let letters = letters(&problems[0].symbols()?, estimate.left, formulas)?;
        self.legend(&letters, &estimate.latex());
        self.say(formula("", estimate.left)?);
        for (number, line) in (1..).zip(&estimate.lines) {
            self.say(formula(&format!("{} ", line.relation.sign()), line.formula)?);
            self.say(reason(line.reason)?);
            let what = format!("{}, line {number}", estimate.name);
            for check in checks.iter().flatten().filter(|check| check.what == what) {
                let share = 100.0 * check.max_rel_error;
                let found = match line.relation {
                    Relation::Equal => {
                        format!("the difference takes {share:.0} % of what rounding may make")
                    }
                    Relation::AtMost => format!("what stands before is {share:.2} % of it"),
                };
                self.say(format_args!("        {}: {found}", check.referee));
            }
        }
        self.say("");
        checks.into_iter().flatten().for_each(|check| self.check(check));
        let lines = estimate.lines.iter();
        let lines = lines.map(|line| document(line.relation.sign(), line.formula, line.reason));
        let lines = lines.collect::<Result<Vec<_>>>()?;
        let (name, left) = (estimate.name, shown(estimate.left)?);
        self.chain(json!({ "name": name, "left": left, "lines": lines, "letters": letters }));
        Ok(())
    }

    /// Tells what the letters of a chain are, each where it comes first, in the text and before
    /// the chain in LaTeX.
    fn legend(&mut self, letters: &[Letter], chain: &str) {
        let told = &self.letters;
        let new: Vec<_> =
            letters.iter().filter(|&letter| !told.contains(letter)).cloned().collect();
        for Letter { latex, text, es, en, in_a_line } in &new {
            self.say(format_args!("    {text:<6} {in_a_line}"));
            self.latex += &format!("% ${latex}$: {es}; {en}\n");
        }
        if !new.is_empty() {
            self.say("");
        }
        self.latex += &format!("{chain}\n");
        self.letters.extend(new);
    }
}

/// A letter of a chain, and what it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Letter {
    latex: String,
    /// As a terminal shows it.
    text: String,
    /// What it is, with formulas between dollars.
    es: String,
    en: String,
    /// The English as a terminal shows it.
    #[serde(skip)]
    in_a_line: String,
}

impl Letter {
    fn new(latex: &str, es: String, en: String) -> Result<Letter> {
        let (text, in_a_line) = (Formula::parse(latex)?.unicode_line(), text(&en)?);
        Ok(Letter { latex: latex.into(), text, es, en, in_a_line })
    }
}

/// What the letters of some formulas are: those that are declared, then the indices.
fn letters<'a>(
    symbols: &Symbols,
    left: &'a str,
    formulas: impl Iterator<Item = &'a str>,
) -> Result<Vec<Letter>> {
    let mut used = Used::default();
    for latex in iter::once(left).chain(formulas) {
        used.find(latex)?;
    }
    // What is said of a letter may name others, which were declared before it.
    let mut letters = Vec::new();
    for Told { name, other_names, words } in symbols.legend().iter().rev() {
        if used.is_one_of(iter::once(name).chain(other_names))? {
            let formulas = parts(words.en).filter_map(|part| match part {
                Piece::Formula(latex) => Some(latex),
                Piece::Words(_) => None,
            });
            formulas.chain([&**name]).try_for_each(|latex| used.find(latex))?;
            letters.push(Letter::new(name, words.es.into(), words.en.into())?);
        }
    }
    letters.reverse();
    if used.brackets {
        let (es, en) = ("1 si se cumple, si no 0", "1 if it holds, else 0");
        let (latex, text) = (r"[\ldots]".into(), "[…]".into());
        letters.push(Letter { latex, text, es: es.into(), en: en.into(), in_a_line: en.into() });
    }
    for (index, from, to) in symbols.indices() {
        if used.indices.contains(index) {
            let (es, en) = (format!("de {from} a ${to}$"), format!("from {from} to ${to}$"));
            letters.push(Letter::new(index, es, en)?);
        }
    }
    Ok(letters)
}

/// The letters and names of formulas.
#[derive(Default)]
struct Used {
    letters: BTreeSet<String>,
    indices: BTreeSet<String>,
    /// Whether a bracket is 1 or 0.
    brackets: bool,
}

impl Used {
    fn find(&mut self, latex: &str) -> Result<()> {
        self.find_in(Formula::parse(latex)?.tree(), false);
        Ok(())
    }

    fn find_in(&mut self, node: &Node, is_index: bool) {
        let sub = match &node.kind {
            Kind::Symbol(letter) | Kind::Number(letter) if is_index => {
                self.indices.insert(letter.clone());
                None
            }
            Kind::Symbol(name) | Kind::Number(name) | Kind::Name { name, .. } => {
                self.letters.insert(name.clone());
                None
            }
            Kind::Group { fence: Fence::Brackets, body, .. } => {
                self.brackets |= matches!(body.kind, Kind::Relation { .. } | Kind::List(_));
                None
            }
            Kind::Script { sub, .. } | Kind::Big { sub, .. } => sub.as_deref(),
            _ => None,
        };
        for part in node.parts() {
            self.find_in(part, is_index || sub.is_some_and(|sub| std::ptr::eq(sub, part)));
        }
    }

    /// Whether the letter of one of these names is used: W of `W^l`; or the name itself as a label.
    fn is_one_of<'a>(&self, mut names: impl Iterator<Item = &'a String>) -> Result<bool> {
        names.try_fold(false, |is_used, name| {
            let letter = letter_of(Formula::parse(name)?.tree());
            Ok(is_used || self.indices.contains(name) || self.letters.contains(&letter))
        })
    }
}

/// The first letter or name.
fn letter_of(name: &Node) -> String {
    match &name.kind {
        Kind::Symbol(letter) | Kind::Number(letter) => letter.clone(),
        Kind::Name { name, .. } => name.clone(),
        _ => letter_of(name.parts()[0]),
    }
}

/// The columns of a terminal that is not wide.
const COLUMNS: usize = 80;

/// A formula as a terminal shows it, after a sign, indented.
fn formula(sign: &str, latex: &str) -> Result<String> {
    const INDENT: usize = 4;
    let formula = Formula::parse(latex)?;
    let margin = " ".repeat(INDENT - sign.chars().count());
    let lines = formula.unicode_after(sign, COLUMNS - INDENT);
    Ok(lines.lines().map(|line| margin.clone() + line).collect::<Vec<_>>().join("\n"))
}

/// A reason below its formula.
fn reason(reason: &str) -> Result<String> {
    Ok(wrapped_to(COLUMNS, format_args!("({})", text(reason)?), "        "))
}

/// Words with formulas between dollars, as a terminal shows them.
fn text(words: &str) -> Result<String> {
    let part = |part| match part {
        Piece::Words(words) => Ok(words.to_owned()),
        Piece::Formula(latex) => Ok(Formula::parse(latex)?.unicode_line()),
    };
    parts(words).map(part).collect()
}

/// A formula in the JSON document: as it is written, for a terminal, and for a page.
fn shown(latex: &str) -> Result<Value> {
    let formula = Formula::parse(latex)?;
    let (text, mathml) = (formula.unicode_line(), formula.mathml(true));
    Ok(json!({ "latex": latex, "text": text, "mathml": mathml }))
}

fn document(sign: &str, formula: &str, reason: &str) -> Result<Value> {
    Ok(json!({ "sign": sign, "formula": shown(formula)?, "reason": reason }))
}

/// The header of a table with a column for each referee.
pub fn header(referees: &[Referee]) -> impl Iterator<Item = String> {
    let title = |referee: &Referee| format!("{}\n{}", referee.name(), referee.device());
    iter::once(String::new()).chain(referees.iter().map(title))
}

/// A cell of it; `None` where the referee has nothing to say.
pub fn cell(check: Option<&Check>) -> String {
    match check {
        None => "-".into(),
        Some(check) if check.holds => format!("{:.1e}", check.max_rel_error),
        Some(check) => format!("{:.1e} ✗", check.max_rel_error),
    }
}
