//! A cycle taken seriously: a neuron that feeds itself, and its solutions.

use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::activation::Activation;
use ma6202::dag::derivation::{chains, problems};
use ma6202::dag::recurrence::{Fate, MOST_STEPS, Recurrence, Solution};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{Referee, compare, compare_counts};
use nalgebra::DMatrix;

/// f, w, x, where repeating starts, and how many solutions there are; `None`: infinitely many.
const CASES: [(Activation, f64, f64, f64, Option<usize>); 7] = [
    (Activation::Relu, 1.0, 1.0, 0.0, Some(0)),
    (Activation::Relu, 0.5, 1.0, 0.0, Some(1)),
    (Activation::Tanh, 0.8, 0.1, 0.0, Some(1)),
    (Activation::Tanh, 2.0, 0.0, 0.1, Some(3)),
    (Activation::Relu, 1.0, 0.0, 0.3, None),
    (Activation::Relu, -1.0, 1.0, 0.0, Some(1)),
    (Activation::Tanh, -2.0, 0.0, 0.1, Some(1)),
];

/// The y with y = f(w y + x) of each case, by their residuals, and where repeating leads.
pub fn solve(run: &mut Work) -> Result<Vec<Results>> {
    let mut cases = Vec::new();
    for (f, w, x, start, expected) in CASES {
        let cycle = Recurrence::new(f, w, x)?;
        let (name, all) = (format!("{f}, w = {w}, x = {x}"), cycle.solutions()?);
        let y: Vec<Vec<f64>> = all.iter().map(|solution| solution.points()).collect();
        if !y.is_empty() {
            let (ours, by) = (y.concat(), Referee::Substitution);
            let again = ours.iter().map(|&y| cycle.step(y)).collect();
            let row = |values: Vec<f64>| DMatrix::from_vec(1, values.len(), values);
            let check = compare(format!("y of {name}"), by, &row(ours), &row(again))?;
            run.check_all("solutions", [check]);
        }
        let intervals = all.iter().filter_map(|solution| match *solution {
            Solution::Interval(from, to) => Some([from, to]),
            Solution::Point(_) => None,
        });
        let intervals: Vec<_> = intervals.collect();
        let what = format!("solutions of {name}");
        let (what, ours, theirs) = match expected {
            Some(count) => (what, all.len() + 1000 * intervals.len(), count),
            None => (format!("intervals of {what}"), intervals.len(), 1),
        };
        run.check(compare_counts(what, ours as u128, theirs as u128));
        let repeating = match cycle.fate(start) {
            Fate::Settles(at) => results! { fate => "settles", at },
            Fate::Alternates(low, high) => results! { fate => "alternates", low, high },
            Fate::Unsettled(at) => results! { fate => "unsettled", at, steps => MOST_STEPS },
        };
        let multiplier = |y: &Vec<f64>| cycle.multiplier(y[y.len() / 2]);
        cases.push(results! {
            activation => f.to_string(), w, x, start, repeating,
            // Unless there are infinitely many, from where to where.
            solutions => intervals.is_empty().then_some(all.len()), interval => intervals.first(),
            // Of each: itself, or some points of its interval; and w f' at the middle one of them.
            y, multipliers => y.iter().map(multiplier).collect::<Vec<_>>(),
        });
    }
    Ok(cases)
}

/// Where |w f'| < 1 everywhere there is one solution; and each "=" of its gradient.
pub fn only_one(run: &mut Work) -> Result<Results> {
    let problems = problems(&mut manual_seed(run.seed()))?;
    let mut alone = 0;
    for problem in &problems {
        alone += usize::from(problem.solutions()?.len() == 1);
    }
    let (what, count) = ("contractions with one solution", problems.len());
    run.check(compare_counts(what, alone as u128, count as u128));
    let referees = run.referees();
    for chain in chains() {
        run.derivation(&chain, &problems, &referees)?;
    }
    Ok(results! { cycles => count, with_one_solution => alone })
}
