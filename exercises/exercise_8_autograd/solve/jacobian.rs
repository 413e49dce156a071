//! The Jacobian from both sides.

use crate::Result;
use crate::program::Work;
use ma6202::jacobian::derivation::{TwoModes, chains};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{Referee, check_jacobian, worst_of};
use ma6202::tape::Expression;
use nalgebra::DVector;
use rand::RngExt;
use serde::Serialize;

/// Random functions for each pair of n and m.
const FUNCTIONS: usize = 20;
/// From so many numbers to so many.
const SHAPES: [Shape; 3] = [Shape { n: 5, m: 2 }, Shape { n: 2, m: 5 }, Shape { n: 1, m: 4 }];
/// Of so many operations.
const STEPS: usize = 30;

/// Which random functions the products were compared on.
#[derive(Debug, Serialize)]
pub struct Functions {
    pub of_each_shape: usize,
    pub shapes: [Shape; 3],
}

/// A function from n numbers to m.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Shape {
    pub n: usize,
    pub m: usize,
}

pub fn solve(run: &mut Work) -> Result<Functions> {
    let mut rng = manual_seed(run.seed());
    let mut checks = Vec::new();
    for Shape { n, m } in SHAPES {
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
    let problems: Vec<TwoModes> = (0..20).map(|_| TwoModes::random(&mut rng)).collect();
    for chain in chains() {
        run.derivation(&chain, &problems, &referees)?;
    }
    Ok(Functions { of_each_shape: FUNCTIONS, shapes: SHAPES })
}
