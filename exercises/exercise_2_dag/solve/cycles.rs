//! A cycle taken seriously: a neuron that feeds itself, and its solutions.

use crate::Result;
use crate::program::Work;
use ma6202::activation::Activation;
use ma6202::dag::derivation::{chains, problems};
use ma6202::dag::recurrence::{Fate, MOST_STEPS, Recurrence, Solution};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{Referee, compare, compare_counts};
use nalgebra::DMatrix;
use serde::Serialize;

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

/// The y with y = f(w y + x), and where repeating y → f(w y + x) leads.
#[derive(Debug, Serialize)]
pub struct FixedPoints {
    pub activation: String,
    pub w: f64,
    pub x: f64,
    /// How many there are, unless infinitely many.
    pub solutions: Option<usize>,
    /// Of each: itself; of an interval of them some of its points.
    pub y: Vec<Vec<f64>>,
    /// w f' at the middle one of these points.
    pub multipliers: Vec<f64>,
    /// From where to where there are infinitely many.
    pub interval: Option<[f64; 2]>,
    pub start: f64,
    pub repeating: Repeating,
}

/// As [`Fate`].
#[derive(Debug, Serialize)]
#[serde(tag = "fate", rename_all = "lowercase")]
pub enum Repeating {
    Settles { at: f64 },
    Alternates { low: f64, high: f64 },
    Unsettled { at: f64, steps: usize },
}

/// Random cycles with |w f'| < 1 everywhere.
#[derive(Debug, Serialize)]
pub struct Contractions {
    pub cycles: usize,
    pub with_one_solution: usize,
}

impl From<Fate> for Repeating {
    fn from(fate: Fate) -> Repeating {
        match fate {
            Fate::Settles(at) => Repeating::Settles { at },
            Fate::Alternates(low, high) => Repeating::Alternates { low, high },
            Fate::Unsettled(at) => Repeating::Unsettled { at, steps: MOST_STEPS },
        }
    }
}

/// Each case's solutions, by their residuals, and where repeating leads.
pub fn solve(run: &mut Work) -> Result<Vec<FixedPoints>> {
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
        cases.push(FixedPoints {
            activation: f.to_string(),
            w,
            x,
            solutions: intervals.is_empty().then_some(all.len()),
            multipliers: y.iter().map(|y| cycle.multiplier(y[y.len() / 2])).collect(),
            interval: intervals.first().copied(),
            y,
            start,
            repeating: cycle.fate(start).into(),
        });
    }
    Ok(cases)
}

/// Where |w f'| < 1 everywhere there is one solution; and each "=" of its gradient.
pub fn only_one(run: &mut Work) -> Result<Contractions> {
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
    Ok(Contractions { cycles: count, with_one_solution: alone })
}
