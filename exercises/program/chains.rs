//! Derivations and estimates, told line by line with what the referees found.

use super::letters::{Letter, letters, text};
use super::{Report, table, wrapped_to};
use crate::Result;
use ma6202::derivation::Derivation;
use ma6202::estimate::{Estimate, Relation, Subject};
use ma6202::oracle::{Autograd, Check, Device, Referee, check_derivation, check_estimate};
use ma6202_formula::{Formula, Language};
use serde_json::{Value, json};
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
        let lines = chain.lines.iter().map(|line| (line.formula, line.reason.en));
        let letters = letters(&problems[0].symbols(chain.variable)?, left, lines)?;
        self.legend(&letters, &chain.latex(Language::English));
        self.say(formula("", left)?);
        for line in &chain.lines {
            self.say(formula("= ", line.formula)?);
            self.say(reason(line.reason.en)?);
        }
        let mut rows = table(header(referees));
        for (number, checks) in checks.iter().enumerate() {
            let cells = checks.iter().map(|check| cell(Some(check)));
            rows.add_row(iter::once(chain.row(number)).chain(cells));
        }
        self.say(rows);
        self.say("");
        checks.into_iter().flatten().chain(reasons).for_each(|check| self.check(check));
        let lines = chain.lines.iter().map(|line| document("=", line.formula, line.reason.en));
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
        let lines = estimate.lines.iter().map(|line| (line.formula, line.reason.en));
        let letters = letters(&problems[0].symbols()?, estimate.left, lines)?;
        self.legend(&letters, &estimate.latex(Language::English));
        self.say(formula("", estimate.left)?);
        for (number, line) in (1..).zip(&estimate.lines) {
            self.say(formula(&format!("{} ", line.relation.sign()), line.formula)?);
            self.say(reason(line.reason.en)?);
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
        let lines = lines.map(|line| document(line.relation.sign(), line.formula, line.reason.en));
        let lines = lines.collect::<Result<Vec<_>>>()?;
        let (name, left) = (estimate.name, shown(estimate.left)?);
        self.chain(json!({ "name": name, "left": left, "lines": lines, "letters": letters }));
        Ok(())
    }

    /// Tells what the letters of a chain are, each where it comes first, in the text and before
    /// the chain in LaTeX.
    fn legend(&mut self, letters: &[Letter], chain: &str) {
        let is_new = |letter: &&Letter| !letter.is_told(&self.letters);
        let new: Vec<Letter> = letters.iter().filter(is_new).cloned().collect();
        for Letter { latex, text, es, en, en_text, .. } in &new {
            self.say(format_args!("    {text:<6} {en_text}"));
            self.latex += &format!("% ${latex}$: {es}; {en}\n");
        }
        if !new.is_empty() {
            self.say("");
        }
        self.latex += &format!("{chain}\n");
        self.letters.extend(new);
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
