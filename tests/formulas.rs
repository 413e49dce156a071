//! The formulas of every derivation: each number, sign, index, operator and transpose is changed,
//! one at a time, in the text, and a referee refuses each; all are counted.

use ma6202::activation::{self, Activation};
use ma6202::derivation::Derivation;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{Autograd, Device, Referee, check_statement, compare, derivative};
use ma6202::reason::{Piece, parts, statements};
use ma6202::{dag, jacobian, linear, logistic, mlp};
use ma6202_formula::{Formula, Meaning, Symbols};
use nalgebra::DMatrix;
use std::collections::BTreeSet;

/// What became of the changed texts.
#[derive(Default)]
struct Score {
    formulas: BTreeSet<String>,
    mutants: usize,
    /// Chain, formula, and what was changed in it.
    survivors: Vec<String>,
}

impl Score {
    /// Changes a formula in every way; `is_refused` says whether somebody noticed.
    fn try_all(&mut self, of: &str, latex: &str, mut is_refused: impl FnMut(&Formula) -> bool) {
        let formula = Formula::parse(latex).unwrap();
        self.formulas.insert(latex.into());
        for mutant in formula.mutants() {
            self.mutants += 1;
            if !is_refused(&mutant.formula) {
                self.survivors
                    .push(format!("{of}: {latex}\n    {}: {}", mutant.what, mutant.formula));
            }
        }
    }

    /// What a reason states, by its two sides.
    fn try_reason(&mut self, of: &str, reason: &str, symbols: &[&Symbols], rounding: &[f64]) {
        for part in parts(reason) {
            let Piece::Formula(latex) = part else { continue };
            if Formula::parse(latex).unwrap().read(symbols[0]).unwrap().relations().is_empty() {
                self.formulas.insert(latex.into());
                continue; // it names a term, and states nothing
            }
            self.try_all(of, latex, |mutant| {
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

    fn derivation<P: Autograd>(&mut self, chain: &Derivation<P>, problems: &[P]) {
        let by = Referee::Autograd(Device::CPU);
        let sides: Vec<(Symbols, DMatrix<f64>)> = problems
            .iter()
            .map(|problem| {
                let left = derivative(problem, chain.variable, by).unwrap();
                (problem.symbols(chain.variable).unwrap(), left)
            })
            .collect();
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
        self.try_all(chain.name, chain.left, |mutant| {
            is_refused(&|symbols, _| mutant.read(symbols))
        });
        for line in &chain.lines {
            let read = |mutant: &Formula| {
                is_refused(&|symbols: &Symbols, left: &Meaning| mutant.read_like(symbols, left))
            };
            self.try_all(chain.name, line.formula, read);
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
}

/// Some problems of each chain: enough for each activation and loss to be there.
fn scored() -> Score {
    let mut score = Score::default();
    let mut rng = manual_seed(3);
    for &f in Activation::ALL {
        let problems = activation::derivation::problems(&mut rng, f).unwrap();
        score.derivation(&activation::derivation::chain(f), &problems);
    }
    let problems = dag::derivation::problems(&mut rng).unwrap();
    for chain in dag::derivation::chains() {
        score.derivation(&chain, &problems[..]);
    }
    let problems = linear::derivation::problems(&mut rng).unwrap();
    for chain in linear::derivation::chains() {
        score.derivation(&chain, &problems[1..5]);
    }
    for chain in logistic::derivation::chains() {
        let problems = chain.problems(&mut rng).unwrap();
        score.derivation(&chain.derivation, &problems[1..]);
    }
    for chain in mlp::derivation::chains() {
        let problems = mlp::derivation::problems(&mut rng, chain.variable).unwrap();
        let some: Vec<_> = problems.into_iter().step_by(13).collect();
        score.derivation(&chain, &some);
    }
    let problems: Vec<_> =
        (0..5).map(|_| jacobian::derivation::TwoModes::random(&mut rng)).collect();
    for chain in jacobian::derivation::chains() {
        score.derivation(&chain, &problems);
    }
    score
}

#[test]
fn every_changed_text_is_refused() {
    let score = scored();
    let (formulas, survive) = (score.formulas.len(), score.survivors.len());
    println!("{formulas} formulas, {} changes, {survive} survive", score.mutants);
    score.survivors.iter().for_each(|survivor| println!("{survivor}"));
    assert!(formulas >= 190 && score.mutants >= 5000);
    // Most of these mean the same: an index renamed throughout, y where y is a.
    assert!(survive <= 150, "{survive} survive");
}
