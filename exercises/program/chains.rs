//! Derivations and estimates, told line by line with what the referees found.

use super::{Report, table};
use crate::Result;
use ma6202::derivation::Derivation;
use ma6202::estimate::{Estimate, Relation};
use ma6202::oracle::{Autograd, Check, Device, Referee, check_derivation, check_estimate};
use serde_json::{Value, json};
use std::iter;

impl Report {
    /// Judges a derivation on every problem by every referee, prints it with the worst error of
    /// each line, one column for each referee, and records the checks. Returns the chain for the
    /// JSON document.
    ///
    /// # Errors
    /// Those of [`check_derivation`].
    pub fn derivation<P: Autograd>(
        &mut self,
        chain: &Derivation<P>,
        problems: &[P],
        referees: &[Referee],
    ) -> Result<Value> {
        let checks = check_derivation(chain, problems, referees)?;
        let Derivation { name, left, .. } = chain;
        self.say(format_args!("{name}, {} problems:  {left}", problems.len()));
        let mut rows = table(header(referees));
        for (number, (line, checks)) in chain.lines.iter().zip(&checks).enumerate() {
            self.say(format_args!("  = {}\n        ({})", line.formula, line.reason));
            let cells = checks.iter().map(|check| cell(Some(check)));
            rows.add_row(iter::once(format!("line {}", number + 1)).chain(cells));
        }
        self.say(rows);
        self.say("");
        checks.into_iter().flatten().for_each(|check| self.check(check));
        let lines = chain.lines.iter();
        let lines = lines.map(|line| json!({ "formula": line.formula, "reason": line.reason }));
        Ok(json!({ "name": name, "left": left, "lines": lines.collect::<Vec<_>>() }))
    }

    /// Measures the left-hand side of an estimate on every problem by every referee, prints its
    /// lines with how near each "≤" is to "=", and records the checks. Returns the chain for the
    /// JSON document.
    ///
    /// # Errors
    /// Those of [`check_estimate`].
    pub fn estimate<P>(
        &mut self,
        estimate: &Estimate<P>,
        problems: &[P],
        referees: &[Referee],
        measure: impl Fn(&P, Device) -> ma6202::Result<f64>,
    ) -> Result<Value> {
        let by = |&referee: &Referee| {
            check_estimate(estimate, problems, referee, |p| measure(p, referee.device()))
        };
        let checks = referees.iter().map(by).collect::<ma6202::Result<Vec<_>>>()?;
        self.say(format_args!("  {}", estimate.left));
        for (number, line) in estimate.lines.iter().enumerate() {
            let sign = line.relation.sign();
            self.say(format_args!("  {sign} {}\n        ({})", line.formula, line.reason));
            for check in checks.iter().map(|checks| &checks[number]) {
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
        let lines = estimate.lines.iter().map(
            |line| json!({ "sign": line.relation.sign(), "formula": line.formula, "reason": line.reason }),
        );
        let lines = lines.collect::<Vec<_>>();
        Ok(json!({ "name": estimate.name, "left": estimate.left, "lines": lines }))
    }
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
