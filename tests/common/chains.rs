//! Chains of "=" and "≤": that each line holds, and that a spoiled one is caught where it is.

use super::assert_hold;
use ma6202::Result;
use ma6202::derivation::Derivation;
use ma6202::estimate::{Estimate, Subject};
use ma6202::oracle::{
    Autograd, Device, Referee, check_derivation, check_estimate, compare, derivative,
};

pub const AUTOGRAD: Referee = Referee::Autograd(Device::CPU);

pub const REFEREES: [Referee; 3] = [Referee::Differences, Referee::Tape, AUTOGRAD];

/// The left-hand side as it is written, every line, the code, and what the reasons state.
#[track_caller]
pub fn assert_holds<P: Autograd>(chain: &Derivation<P>, problems: &[P]) {
    let (rows, reasons) = check_derivation(chain, problems, &REFEREES).unwrap();
    assert_eq!(rows.len(), chain.lines.len() + 2);
    assert_hold(rows.into_iter().flatten().chain(reasons));
}

/// Every referee refuses each row of the chain when it is wrong by a millionth.
#[track_caller]
pub fn assert_spoiled_are_caught<P: Autograd>(chain: &Derivation<P>, problems: &[P]) {
    let rows = |problem: &P| {
        let symbols = problem.symbols(chain.variable).unwrap();
        chain.evaluate(problem, &symbols).unwrap().0
    };
    let rows: Vec<_> = problems.iter().map(rows).collect();
    for referee in REFEREES {
        let left = |problem| derivative(problem, chain.variable, referee).unwrap();
        let lefts: Vec<_> = problems.iter().map(left).collect();
        for row in 0..chain.lines.len() + 2 {
            let is_refused = rows.iter().zip(&lefts).any(|(rows, left)| {
                !compare("a wrong row", referee, &(&rows[row] * 1.000_001), left).unwrap().holds
            });
            assert!(is_refused, "{}, {}, {}", chain.name, chain.row(row), referee.name());
        }
    }
}

/// Which lines of an estimate hold when the text of one of them is another.
pub fn held_with<P: Subject>(
    mut estimate: Estimate<P>,
    line: usize,
    formula: &'static str,
    problems: &[P],
    by: Referee,
    measure: impl Fn(&P) -> Result<f64>,
) -> Vec<bool> {
    estimate.lines[line].formula = formula;
    let checks = check_estimate(&estimate, problems, by, measure).unwrap();
    let of_lines = checks.iter().filter(|check| {
        check.what.rsplit_once(", line ").is_some_and(|(name, _)| name == estimate.name)
    });
    of_lines.map(|check| check.holds).collect()
}

/// A formula times a number, what it defines at its end left as it is.
pub fn times(factor: &str, formula: &str) -> &'static str {
    let (formula, definitions) =
        formula.split_at(formula.find(r", \quad").unwrap_or(formula.len()));
    format!(r"{factor} ({formula}){definitions}").leak()
}
