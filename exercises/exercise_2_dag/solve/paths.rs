//! The chain rule is a sum over paths, of which skip connections make very many.

use crate::Result;
use crate::program::Work;
use ma6202::activation::Activation;
use ma6202::dag::Dag;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{Referee, compare, compare_counts};
use nalgebra::DMatrix;
use serde::Serialize;

/// Of networks with so many skip connections at most every path is walked.
const WALKED: usize = 14;
const DEEP: [usize; 3] = [20, 30, 40];

/// A network of so many skip connections.
#[derive(Debug, Serialize)]
pub struct BlockDepth {
    pub blocks: usize,
    pub paths: u128,
    pub edges: usize,
    /// Products of the walk over all paths, where it is still feasible.
    pub products: Option<u128>,
    /// Edges that the backward pass went along.
    pub visits: usize,
}

/// Paths against edges, as the depth grows.
pub fn solve(run: &mut Work) -> Result<Vec<BlockDepth>> {
    let mut depths = Vec::new();
    let x = DMatrix::from_row_slice(1, 3, &[0.3, -0.4, 0.5]);
    let dj_dy = DMatrix::from_row_slice(1, 3, &[1.0, -2.0, 0.5]);
    for blocks in (1..=WALKED).chain(DEEP) {
        let dag = Dag::residual(&mut manual_seed(run.seed()), blocks, 3, Activation::Tanh)?;
        let (input, output) = (dag.inputs()[0], dag.outputs()[0]);
        let cache = dag.forward(std::slice::from_ref(&x))?;
        let grads = dag.backward(&cache, output, &dj_dy)?;
        let mut depth = BlockDepth {
            blocks,
            paths: dag.count_paths(input, output)?,
            edges: dag.graph().edge_count(),
            products: None,
            visits: grads.visits.iter().sum(),
        };
        if blocks <= WALKED {
            let sum = dag.sum_over_paths(&cache, input, output, &dj_dy)?;
            depth.products = Some(sum.products);
            let (what, by) = (format!("∂J/∂x, {blocks} blocks"), Referee::Summation);
            let gradient = &grads.y[input.index()];
            run.check_all("sums over paths", [compare(what, by, gradient, &sum.gradient)?]);
            run.check(compare_counts(format!("paths, {blocks} blocks"), depth.paths, sum.paths));
        }
        let once = grads.visits.iter().filter(|&&visits| visits == 1).count();
        let what = format!("edges visited once, {blocks} blocks");
        run.check_all("visits", [compare_counts(what, once as u128, depth.edges as u128)]);
        depths.push(depth);
    }
    Ok(depths)
}
