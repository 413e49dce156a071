//! A cycle with one solution, unrolled in time: a graph like others, whose gradient tends to that
//! of the cycle.

use crate::Result;
use crate::program::Work;
use ma6202::activation::Activation;
use ma6202::dag::recurrence::Recurrence;
use ma6202::dag::sample::Sample;
use ma6202::oracle::{check_graphs, compare_counts};
use nalgebra::DMatrix;
use serde::Serialize;

/// f, w and x of the cycle.
const EXAMPLE: (Activation, f64, f64) = (Activation::Tanh, 0.8, 0.1);
/// How often it is unrolled.
const TURNS: usize = 40;
/// What is told of it.
const TOLD: [usize; 7] = [1, 2, 3, 5, 10, 20, TURNS];

/// ∂y/∂x of the cycle, and of so many turns of it.
#[derive(Debug, Serialize)]
pub struct Truncated {
    pub activation: String,
    pub w: f64,
    pub x: f64,
    pub y: f64,
    /// f' / (1 - w f').
    pub implicit: f64,
    /// w f'.
    pub ratio: f64,
    /// How often it was unrolled.
    pub turns: usize,
    /// Of the unrolled graph.
    pub nodes: usize,
    pub paths: u128,
    /// By the number of turns, from one on.
    pub gradients: Vec<f64>,
    /// Some of them.
    pub told: Vec<Turns>,
}

/// The cycle cut off.
#[derive(Debug, Serialize)]
pub struct Turns {
    pub turns: usize,
    pub gradient: f64,
    pub error: f64,
    /// The error, by that of a turn less.
    pub shrinks: Option<f64>,
}

pub fn solve(run: &mut Work) -> Result<Truncated> {
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
    let told = TOLD.map(|turns| Turns {
        turns,
        gradient: gradients[turns - 1],
        error: error(turns),
        shrinks: (turns > 1).then(|| error(turns) / error(turns - 1)),
    });
    Ok(Truncated {
        activation: f.to_string(),
        w,
        x,
        y,
        implicit,
        ratio: cycle.multiplier(y),
        turns: TURNS,
        nodes,
        paths,
        told: told.into(),
        gradients,
    })
}
