//! A cycle with one solution, unrolled in time: a graph like others, whose gradient tends to that
//! of the cycle.

use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::activation::Activation;
use ma6202::dag::recurrence::Recurrence;
use ma6202::dag::sample::Sample;
use ma6202::oracle::{check_graphs, compare_counts};
use nalgebra::DMatrix;

/// f, w and x of the cycle.
const EXAMPLE: (Activation, f64, f64) = (Activation::Tanh, 0.8, 0.1);
/// How often it is unrolled.
const TURNS: usize = 40;
/// What is told of it.
const TOLD: [usize; 7] = [1, 2, 3, 5, 10, 20, TURNS];

/// ∂y/∂x of the cycle, and of so many turns of it.
pub fn solve(run: &mut Work) -> Result<Results> {
    let (f, w, x) = EXAMPLE;
    let cycle = Recurrence::new(f, w, x)?;
    let y = cycle.solutions()?[0].points()[0];
    let implicit = cycle.gradient(y)?.x;
    let graph = cycle.unrolled(TURNS)?;
    let one = |value| DMatrix::from_element(1, 1, value);
    let sample =
        Sample { dag: graph.dag, x: vec![one(x), one(y)], output: graph.output, dj_dy: one(1.0) };
    let paths = sample.dag.count_paths(graph.x, graph.output)?;
    run.check(compare_counts("paths of an unrolled cycle", paths, TURNS as u128));
    let nodes = sample.dag.graph().node_count();
    run.check_all("unrolled", check_graphs("unrolled cycle", &[sample], &run.referees())?);
    let gradients = cycle.truncated_gradients(y, TURNS)?;
    let error = |turns: usize| gradients[turns - 1] - implicit;
    let told = TOLD.map(|turns| {
        results! {
            turns, gradient => gradients[turns - 1], error => error(turns),
            // The error, by that of a turn less.
            shrinks => (turns > 1).then(|| error(turns) / error(turns - 1)),
        }
    });
    Ok(results! {
        activation => f.to_string(), w, x, y, ratio => cycle.multiplier(y),
        // f' / (1 - w f').
        implicit,
        turns => TURNS, nodes, paths,
        // By the number of turns, from one on; and some of them.
        gradients, told,
    })
}
