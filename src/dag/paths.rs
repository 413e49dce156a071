//! The chain rule as a sum over paths, counted: paths grow with the product of what branches, edges
//! with their sum, and the backward pass goes along each edge once.

use super::{Dag, DagCache, NodeId, Weights};
use crate::activation::Activation;
use crate::error::{expect_setting, expect_some};
use crate::{Error, Result};
use nalgebra::{DMatrix, DVector};
use rand::{Rng, RngExt};

/// More than these are not walked one by one.
pub const MOST_PATHS: u128 = 1 << 22;

/// The chain rule without sharing: every path from an input to an output alone.
#[derive(Clone, Debug, PartialEq)]
pub struct PathSum {
    /// Σ over the paths of ∂J/∂y · Π of the edges' derivatives: ∂J/∂x (n, width of the input).
    pub gradient: DMatrix<f64>,
    /// How many paths were walked.
    pub paths: u128,
    /// How many derivatives of edges were multiplied on the way; paths that begin alike at the
    /// output share theirs.
    pub products: u128,
}

impl Dag {
    /// How many paths lead from one node to another.
    ///
    /// # Errors
    /// 2¹²⁸ or more, an unknown node.
    pub fn count_paths(&self, from: NodeId, to: NodeId) -> Result<u128> {
        self.node(to)?;
        Ok(self.paths_from(from, to)?[to.index()])
    }

    /// ∂J/∂y of `from`, an earlier node, from ∂J/∂y of `at`, by walking every path between them.
    ///
    /// # Shapes
    /// As for [`backward`](Dag::backward); answers (n, width of `from`).
    ///
    /// # Errors
    /// More than [`MOST_PATHS`] paths, and those of [`backward`](Dag::backward).
    pub fn sum_over_paths(
        &self,
        cache: &DagCache,
        from: NodeId,
        at: NodeId,
        dj_dy: &DMatrix<f64>,
    ) -> Result<PathSum> {
        let n = self.check_cache(cache, at, dj_dy)?;
        let counts = self.paths_from(from, at)?;
        let paths = counts[at.index()];
        let few = format!("at most {MOST_PATHS}");
        expect_setting("number of paths", &few, paths, paths <= MOST_PATHS)?;
        let gradient = DMatrix::zeros(n, self.graph[from].width);
        let mut sum = PathSum { gradient, paths: 0, products: 0 };
        // Ends of ways not yet walked, and the product along each; a list, for a path may be longer
        // than the machine's stack.
        let mut ways = vec![(at, dj_dy.clone())];
        while let Some((node, product)) = ways.pop() {
            if node == from {
                sum.gradient += product;
                sum.paths += 1;
                continue;
            }
            for (place, (_, source)) in self.sources(node).into_iter().enumerate().rev() {
                // What `from` does not lead to is on none of the paths.
                if counts[source.index()] > 0 {
                    sum.products += 1;
                    ways.push((source, self.along_edge(cache, node, place, &product)));
                }
            }
        }
        Ok(sum)
    }

    /// How many paths lead from a node to each one up to `to` in the order, by their numbers.
    fn paths_from(&self, from: NodeId, to: NodeId) -> Result<Vec<u128>> {
        self.node(from)?;
        let too_many = || Error::setting("number of paths", "below 2^128", "more");
        let mut paths = vec![0_u128; self.graph.node_count()];
        for &node in &self.order {
            let mut count = u128::from(node == from);
            for (_, source) in self.sources(node) {
                count = count.checked_add(paths[source.index()]).ok_or_else(too_many)?;
            }
            paths[node.index()] = count;
            if node == to {
                break;
            }
        }
        Ok(paths)
    }

    /// A network of skip connections: s_k = s_(k-1) + f(s_(k-1) W + b), `blocks` times, with random
    /// weights. It has 2^blocks paths and 4 · blocks edges.
    ///
    /// # Errors
    /// A width of 0.
    pub fn residual(rng: &mut dyn Rng, blocks: usize, width: usize, f: Activation) -> Result<Dag> {
        expect_some("width of a residual network", width)?;
        let mut dag = Dag::new();
        let mut s = dag.input("x", width)?;
        let scale = 0.5 / (width as f64).sqrt();
        for k in 1..=blocks {
            let mut uniform = || scale * rng.random_range(-1.0..1.0);
            let w = DMatrix::from_fn(width, width, |_, _| uniform());
            let b = DVector::from_fn(width, |_, _| uniform());
            let a = dag.dense(&format!("a{k}"), s, Weights::full(w, b))?;
            let y = dag.activation(&format!("y{k}"), a, f)?;
            s = dag.sum(&format!("s{k}"), &[s, y])?;
        }
        Ok(dag)
    }
}
