//! The formulas of every derivation and estimate with the numbers of problems put in: what is shown
//! can be read again, and has the value of the formula.

use crate::every_chain::{EveryChain, try_every_chain};
use ma6202::derivation::Derivation;
use ma6202::estimate::{Estimate, Subject};
use ma6202::oracle::Autograd;
use ma6202::worked::{simplest, worked};
use ma6202_formula::{Formula, Language, Symbols};

#[derive(Default)]
struct Shown;

impl Shown {
    fn try_all(&mut self, name: &str, left: &str, lines: &[&str], problems: Vec<Symbols>) {
        let start = std::time::Instant::now();
        let symbols = simplest(left, problems).unwrap();
        let mut text = format!("{name}\n");
        let chain = worked(&symbols, left, lines.iter().copied(), 3).unwrap();
        let took = start.elapsed();
        for (letter, value) in chain.choice.indices() {
            text += &format!("  {letter} = {value}");
        }
        text += &format!("\n  {:?}\n", took);
        for (row, latex) in chain.rows.iter().zip([left].iter().chain(lines)) {
            text += &format!("  {latex}\n");
            match &row.formula {
                Ok(numbers) => {
                    let en = numbers.latex(Language::English);
                    let formula = Formula::parse(&en).unwrap();
                    text += &format!("      = {en}\n");
                    text += &format!("      {}\n", formula.unicode(110).replace("\n", "\n      "));
                }
                Err(why) => text += &format!("      -- {why}\n"),
            }
            let value = row.shown.as_ref().map(|v| v.latex(Language::English));
            text += &format!("      = {value:?}\n");
        }
        println!("{text}");
    }
}

impl EveryChain for Shown {
    fn derivation<P: Autograd>(&mut self, chain: &Derivation<P>, problems: &[P]) {
        let lines: Vec<_> = chain.lines.iter().map(|line| line.formula).collect();
        let all = problems.iter().map(|p| p.symbols(chain.variable).unwrap()).collect();
        self.try_all(chain.name, chain.left, &lines, all);
    }

    fn estimate<P: Subject>(&mut self, estimate: &Estimate<P>, problems: &[P]) {
        let lines: Vec<_> = estimate.lines.iter().map(|line| line.formula).collect();
        let all = problems.iter().map(|p| p.symbols().unwrap()).collect();
        self.try_all(estimate.name, estimate.left, &lines, all);
    }
}

#[test]
fn every_chain_is_shown_with_numbers() {
    try_every_chain(&mut Shown::default());
}
