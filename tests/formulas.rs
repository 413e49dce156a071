//! The formulas of every derivation and estimate: each number, sign, index, operator and transpose
//! is changed, one at a time, in the text. A referee, or the line before or after, refuses it; or
//! it leaves an inequality true, which is counted; or it means the same, for a reason in [`SAME`].

use crate::common::assert_is_shown;
use crate::every_chain::{EveryChain, try_every_chain};
use crate::reason::assert_says_the_same;
use ma6202::derivation::Derivation;
use ma6202::estimate::{self, Estimate, EstimateLine, Subject};
use ma6202::oracle::{Autograd, Device, Referee, check_statement, compare, derivative};
use ma6202::reason::{Piece, parts, statements};
use ma6202_formula::{Error, Formula, Meaning, Relation, Symbols, Told, Words};
use nalgebra::DMatrix;
use std::collections::BTreeSet;

/// What became of the changed texts.
#[derive(Default)]
struct Score {
    /// Those that were changed.
    formulas: BTreeSet<String>,
    /// Those that only name something: in legends, and in reasons.
    names: BTreeSet<String>,
    mutants: usize,
    survivors: Vec<Survivor>,
}

/// A change that nobody noticed.
struct Survivor {
    chain: String,
    latex: String,
    what: String,
    mutant: String,
    /// Whether the formula is one side of a ≤, or says <, ≤, …: what is changed may still be so.
    is_bound: bool,
}

/// Why a change leaves what a formula means: in which chain (any, if it is empty), which change,
/// by how it begins.
struct Same(&'static str, &'static str, &'static str);

const SAME: &[Same] = &[
    Same("", "r i became i", "r may be left out"),
    Same("", "r j became j", "r may be left out"),
    Same("", "r k became k", "r may be left out"),
    Same("", "r m became m", "r may be left out"),
    Same("identity", "y became a", "y is a"),
    Same("identity", "a became y", "y is a"),
    Same("relu6", "a became y", "y is a between 0 and 6"),
    Same("relu", "a became y", "y has the sign of a, and is a where that counts"),
    Same("leaky-relu", "a became y", "y has the sign of a, and is a where that counts"),
    Same("prelu", "a became y", "y has the sign of a, and is a where that counts"),
    Same("rrelu", "a became y", "y has the sign of a, and is a where that counts"),
    Same("elu", "a became y", "y has the sign of a"),
    Same("celu", r"\frac{\alpha}{\alpha}", "α/α is 1"),
    Same("the gradient", r"\frac{\partial w_{m}}{\partial w_{j}} became", "∂w_m/∂w_j is [m = j]"),
    Same("the gradient", "m became j", "∂w_m/∂w_j is [m = j]"),
    Same("the Hessian", r"\frac{\partial w_{m}}{\partial w_{j}} became", "∂w_m/∂w_j is [m = j]"),
    Same("the Hessian", "m became j", "∂w_m/∂w_j is [m = j]"),
    Same("the Hessian with", r"\frac{\partial w_{k}}{\partial w_{j}}", "∂w_k/∂w_j is [k = j]"),
    Same("the Hessian, squared", "y became r", "r is y where t is 0"),
    Same("mean squared", "v m became m", "∂y_vm/∂y_rk is [v = r, m = k]"),
    Same("mean squared", "v became r", "∂y_vm/∂y_rk is [v = r, m = k]"),
    Same("mean squared", "m became k", "∂y_vm/∂y_rk is [v = r, m = k]"),
    Same("mean squared", r"\frac{\partial y_{v m}}", "∂y_vm/∂y_rk is [v = r, m = k]"),
    Same("cross-entropy by", r"s_{r k} \sum_{m} t_{r m} became s_{r k}", "the sum is 1"),
    Same("cross-entropy by", "t became s", "the sum is 1"),
    Same("softmax, then", "m became k", "[m = k] follows"),
    Same("delta of the last", "k became j", "∂y_k/∂a_j is 0 where k is not j"),
    Same("delta of the last", "j became k", "[k = j] stands before"),
    Same(
        "the loss by a bias",
        r"\frac{\partial J}{\partial y_{r j}} \frac{\partial y_{r j}}{\partial a_{r j}} \frac{\partial a_{r j}}{\partial b_{j}} became",
        "∂a_rj/∂b_j is 1",
    ),
    Same("the loss by a bias", "b became a", "∂a_rj/∂b_j is 1"),
    Same("the loss by a negative", "a became y", "max(0, y) is max(0, a)"),
    Same("backwards to y", "u_{1} z", "∂z/∂y is 0"),
    Same("backwards to y", r"u_{1} \frac{\partial z}", "∂z/∂y is 0"),
    Same("backwards to y", "1 became 2", "∂z/∂y is 0"),
    Same("backwards to y", r"\frac{\partial z}", "∂z/∂y is 0, and so is ∂y/∂z"),
    Same("forwards to the cube", r"\frac{\partial z}{\partial x} v_{1} +", "∂z/∂y is 0"),
    Same("forwards to the cube", r"\frac{\partial z}{\partial y}", "∂z/∂y is 0, and so is ∂y/∂z"),
    Same("forwards to the cube", "z became x", "∂z/∂y is 0, and so is ∂x/∂y"),
    Same("the error of n boxes", r"d became \delta", "δ is d if it is less than h - d"),
    Same(
        "the variance",
        "b became i",
        "a batch has the share B/n of the rows, as a row is in the share B/n of the batches",
    ),
    Same("the variance", "i became j", "the variance is the same for all rows"),
    Same("the variance", r"g_{i} - \bar{g} became", "the other factor sums to 0"),
    Same("the derivative of", r"\Bigl| \frac{\partial \ell}", "it is positive"),
];

impl Score {
    /// Changes a formula in every way; `is_refused` says whether somebody noticed.
    fn try_all(
        &mut self,
        chain: &str,
        latex: &str,
        is_bound: bool,
        mut is_refused: impl FnMut(&Formula) -> bool,
    ) {
        let formula = Formula::parse(latex).unwrap();
        self.formulas.insert(latex.into());
        for mutant in formula.mutants() {
            self.mutants += 1;
            if !is_refused(&mutant.formula) {
                let (chain, latex, what) = (chain.into(), latex.into(), mutant.what);
                let mutant = mutant.formula.to_string();
                self.survivors.push(Survivor { chain, latex, what, mutant, is_bound });
            }
        }
    }

    /// What the letters are is said in two languages with the same formulas, each of which is true,
    /// has a value or is the name of a function, its parameter or an index.
    fn legend(&mut self, symbols: &Symbols) {
        for Told { name, words, definition, .. } in symbols.legend() {
            self.names.extend(definition.clone());
            let [es, en] = [words.es, words.en].map(|words| {
                parts(words).filter(|part| matches!(part, Piece::Formula(_))).collect::<Vec<_>>()
            });
            assert_eq!(es, en, "{name}");
            for part in en {
                let Piece::Formula(latex) = part else { continue };
                let value = Formula::parse(latex).unwrap().read(symbols);
                let value = value.and_then(|meaning| meaning.evaluate_sides::<f64>());
                let function = format!("the function {latex} without one");
                let is_function = |error: &Error| error.to_string().contains(&function);
                let is_index = symbols.indices().any(|(index, _, _)| index == latex);
                let is_parameter = name.ends_with(&format!("({latex})"));
                let is_known =
                    is_index || is_parameter || value.as_ref().map_or_else(is_function, |_| true);
                assert!(is_known, "{name}: {latex}: {value:?}");
                if value.is_ok() {
                    for statement in statements(&format!("${latex}$"), symbols).unwrap() {
                        let check = check_statement(name, &statement, 0.0).unwrap();
                        assert!(check.holds, "{check}");
                    }
                }
                self.names.insert(latex.into());
            }
        }
    }

    /// What a reason states, by its two sides; in the other language it is the same.
    fn try_reason(&mut self, of: &str, reason: Words, symbols: &[&Symbols], rounding: &[f64]) {
        assert_says_the_same(of, reason);
        for part in parts(reason.en) {
            let Piece::Formula(latex) = part else { continue };
            let meaning = Formula::parse(latex).unwrap().read(symbols[0]).unwrap();
            if meaning.relations().is_empty() {
                self.names.insert(latex.into());
                continue; // it names a term, and states nothing
            }
            let is_bound = meaning.relations().iter().any(|sign| *sign != Relation::Equal);
            self.try_all(of, latex, is_bound, |mutant| {
                let text = format!("${mutant}$");
                symbols.iter().zip(rounding).any(|(symbols, &rounding)| {
                    let Ok(stated) = statements(&text, symbols) else { return true };
                    let holds = |statement| {
                        check_statement("", statement, rounding).is_ok_and(|check| check.holds)
                    };
                    !stated.iter().all(holds)
                })
            });
        }
    }
}

impl EveryChain for Score {
    fn derivation<P: Autograd>(&mut self, chain: &Derivation<P>, problems: &[P]) {
        let by = Referee::Autograd(Device::CPU);
        let sides: Vec<(Symbols, DMatrix<f64>)> = problems
            .iter()
            .map(|problem| {
                let left = derivative(problem, chain.variable, by).unwrap();
                (problem.symbols(chain.variable).unwrap(), left)
            })
            .collect();
        self.legend(&sides[0].0);
        assert_says_the_same(chain.name, chain.title);
        let left_of =
            |symbols: &Symbols| Formula::parse(chain.left).unwrap().read(symbols).unwrap();
        let lefts: Vec<Meaning> = sides.iter().map(|(symbols, _)| left_of(symbols)).collect();
        let is_refused = |read: &dyn Fn(&Symbols, &Meaning) -> ma6202_formula::Result<Meaning>| {
            sides.iter().zip(&lefts).any(|((symbols, theirs), left)| {
                let value = read(symbols, left).and_then(|meaning| meaning.evaluate());
                value.map_or(true, |value| {
                    let ours = DMatrix::from_vec(value.nrows(), value.ncols(), value.into_vec());
                    compare("", by, &ours, theirs).map_or(true, |check| !check.holds)
                })
            })
        };
        self.try_all(chain.name, chain.left, false, |mutant| {
            is_refused(&|symbols, _| mutant.read(symbols))
        });
        for line in &chain.lines {
            let read = |mutant: &Formula| {
                is_refused(&|symbols: &Symbols, left: &Meaning| mutant.read_like(symbols, left))
            };
            self.try_all(chain.name, line.formula, false, read);
            let of_line = Formula::parse(line.formula).unwrap();
            let with_definitions: Vec<Meaning> = sides
                .iter()
                .zip(&lefts)
                .map(|((symbols, _), left)| of_line.read_like(symbols, left).unwrap())
                .collect();
            let symbols: Vec<&Symbols> = with_definitions.iter().map(Meaning::symbols).collect();
            self.try_reason(chain.name, line.reason, &symbols, &vec![0.0; symbols.len()]);
        }
    }

    /// A line is held against its neighbours and its code; the left-hand side against its value.
    fn estimate<P: Subject>(&mut self, estimate: &Estimate<P>, problems: &[P]) {
        struct Situation {
            symbols: Symbols,
            left: Meaning,
            values: Vec<f64>,
            codes: Vec<Option<f64>>,
            rounding: f64,
        }
        let situations: Vec<Situation> = problems
            .iter()
            .map(|problem| {
                let symbols = problem.symbols().unwrap();
                Situation {
                    left: Formula::parse(estimate.left).unwrap().read(&symbols).unwrap(),
                    symbols,
                    values: estimate.evaluate(problem).unwrap().0,
                    codes: estimate.lines.iter().map(|l| l.code.map(|f| f(problem))).collect(),
                    rounding: (estimate.rounding)(problem),
                }
            })
            .collect();
        self.legend(&situations[0].symbols);
        assert_says_the_same(estimate.name, estimate.title);
        let number = |meaning: ma6202_formula::Result<Meaning>| {
            meaning.and_then(|meaning| meaning.evaluate::<f64>()).ok().map(|value| value[(0, 0)])
        };
        self.try_all(estimate.name, estimate.left, false, |mutant| {
            situations.iter().any(|s| {
                let off = |value: f64| (value - s.values[0]).abs() <= s.rounding;
                !number(mutant.read(&s.symbols)).is_some_and(off)
            })
        });
        for (line, at) in estimate.lines.iter().zip(0..) {
            let follows = |relation, before: f64, after: f64, rounding: f64| match relation {
                estimate::Relation::Equal => (before - after).abs() <= rounding,
                estimate::Relation::AtMost => before <= after + rounding,
            };
            let next = estimate.lines.get(at + 1);
            let is_bound = line.relation == estimate::Relation::AtMost;
            self.try_all(estimate.name, line.formula, is_bound, |mutant| {
                situations.iter().any(|s| {
                    let Some(value) = number(mutant.read_like(&s.symbols, &s.left)) else {
                        return true;
                    };
                    let after = |next: &EstimateLine<P>| {
                        follows(next.relation, value, s.values[at + 2], s.rounding)
                    };
                    let by_code = |code: f64| (code - value).abs() <= s.rounding;
                    !(follows(line.relation, s.values[at], value, s.rounding)
                        && next.is_none_or(after)
                        && s.codes[at].is_none_or(by_code))
                })
            });
            let of_line = Formula::parse(line.formula).unwrap();
            let read = |s: &Situation| of_line.read_like(&s.symbols, &s.left).unwrap();
            let meanings: Vec<Meaning> = situations.iter().map(read).collect();
            let symbols: Vec<&Symbols> = meanings.iter().map(Meaning::symbols).collect();
            let rounding: Vec<f64> = situations.iter().map(|s| s.rounding).collect();
            self.try_reason(estimate.name, line.reason, &symbols, &rounding);
        }
    }
}

/// A few problems of each chain: one suffices to notice most changes.
fn scored() -> Score {
    let mut score = Score::default();
    try_every_chain(&mut score);
    score
}

#[test]
fn every_changed_text_is_refused() {
    let Score { formulas, names, mutants, survivors } = scored();
    formulas.iter().chain(&names).for_each(|latex| assert_is_shown(latex));
    let (bounds, others): (Vec<_>, Vec<_>) = survivors.iter().partition(|one| one.is_bound);
    println!(
        "{} formulas and {} names, {mutants} changes, {} unnoticed: {} leave an inequality true:",
        formulas.len(),
        names.len(),
        survivors.len(),
        bounds.len()
    );
    for Survivor { chain, latex, what, mutant, .. } in &bounds {
        println!("still true: {chain}: {latex}\n    {what}: {mutant}");
    }
    let mut explained = vec![0; SAME.len()];
    for Survivor { chain, latex, what, mutant, .. } in others {
        let explains =
            |Same(of, change, _): &Same| chain.starts_with(of) && what.starts_with(change);
        let Some(reason) = SAME.iter().position(explains) else {
            panic!("{chain}: {latex}\n    {what}: {mutant}")
        };
        explained[reason] += 1;
    }
    for (Same(chain, change, why), count) in SAME.iter().zip(explained) {
        println!("{count:4} {why}: {change} ({chain}…)");
        assert!(count > 0, "nothing to explain: {chain}, {change}");
    }
    assert!(formulas.len() >= 250 && mutants >= 7500);
    assert!(bounds.len() <= 210, "{}", bounds.len());
}
