//! The Jacobian from both sides.

use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::jacobian::derivation::{TwoModes, chains};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{Referee, check_jacobian, worst_of};
use ma6202::tape::Expression;
use nalgebra::DVector;
use rand::RngExt;

/// Random functions for each pair of n and m.
const FUNCTIONS: usize = 20;
/// From so many numbers to so many.
const SHAPES: [(usize, usize); 3] = [(5, 2), (2, 5), (1, 4)];
/// Of so many operations.
const STEPS: usize = 30;

pub fn solve(run: &mut Work) -> Result<Results> {
    let mut rng = manual_seed(run.seed());
    let mut checks = Vec::new();
    for (n, m) in SHAPES {
        for _ in 0..FUNCTIONS {
            let mut vector =
                |entries| DVector::from_fn(entries, |_, _| rng.random_range(-2.0..2.0));
            let (x, u, v) = (vector(n), vector(m), vector(n));
            let f = Expression::random(&mut rng, x.as_slice(), STEPS, m)?;
            for device in run.devices() {
                checks.extend(check_jacobian("random functions", &f, &x, &u, &v, device)?);
            }
        }
    }
    for check in worst_of(checks) {
        // What the two products come to is held against a bound of its rounding.
        match check.referee == Referee::Bound.name() {
            true => run.check(check),
            false => run.check_all("Jacobians", [check]),
        }
    }
    let referees = run.referees();
    let mut problems = vec![TwoModes::example()];
    problems.extend((0..20).map(|_| TwoModes::random(&mut rng)));
    for chain in chains() {
        run.derivation(&chain, &problems, &referees)?;
    }
    let shapes = SHAPES.map(|(n, m)| results! { n, m });
    Ok(results! { of_each_shape => FUNCTIONS, shapes })
}
