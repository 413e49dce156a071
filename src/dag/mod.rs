//! Architectures as directed acyclic graphs: layers that skip, join, meet and share weights.
//!
//! A node computes its value y (n, width) from those of the nodes that lead to it; a node comes
//! after all of them in a topological order, and so does its value. J reaches a node through every
//! edge that leaves it, so the chain rule adds them up, in reverse order: with ȳ_u = ∂J/∂y_u, and
//! d_vu the derivative ∂y_v/∂y_u along an edge u → v, 0 where there is none, of one number each,
//!
//! ```math
//! \bar y_u = \sum_v \bar y_v d_{vu}
//! ```
//!
//! The ȳ of the node where J begins is given.
//!
//! | file | question |
//! |---|---|
//! | `node` | what does a node compute? |
//! | `build` | what fits together? |
//! | `certificate` | is there an order? it, or a cycle |
//! | `pass` | the values, forward; the gradients, backward |
//! | `training` | how do the weights move, and how do missing ones stay away? |
//! | [`paths`] | how many terms does the chain rule have, and how many does the code touch? |
//! | [`recurrence`] | what would a cycle mean? |
//! | [`derivation`] | and what its gradient, and why? |
//! | [`examples`] | a chain, a network that skips, and a cycle that is refused |
//! | [`sample`] | random graphs to be judged by the referees |
//!
//! # Source
//! The lecture's exercise on architectures: why must the graph be acyclic? Reverse accumulation: A.
//! Griewank and A. Walther, *Evaluating Derivatives*, 2008.

mod build;
mod certificate;
pub mod derivation;
pub mod examples;
mod node;
mod pass;
pub mod paths;
pub mod recurrence;
pub mod sample;
mod training;

pub use certificate::Certificate;
pub use node::{DagNode, DagOp, Weights};
pub use pass::{DagCache, DagGrads};
pub use petgraph::graph::NodeIndex as NodeId;
pub use training::DagTraining;

use crate::error::{expect_below, expect_shape};
use crate::{Error, Result};
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{DiGraph, EdgeIndex};
use petgraph::visit::EdgeRef;

/// An architecture. Its graph has no cycle, the shapes of its nodes fit, and no two nodes share
/// a name.
#[derive(Clone, Debug, Default)]
pub struct Dag {
    /// An edge carries its place among the inputs of the node it leads to.
    graph: DiGraph<DagNode, usize>,
    /// Topological.
    order: Vec<NodeId>,
    weights: Vec<Weights>,
}

impl Dag {
    pub fn new() -> Dag {
        Dag::default()
    }

    /// Other weights of the same shapes, for those of this number in [`weights`](Dag::weights).
    ///
    /// # Errors
    /// An unknown number, other shapes, NaN or infinite weights, a weight at a missing connection.
    pub fn set_weights(&mut self, number: usize, weights: Weights) -> Result<()> {
        expect_below("number of weights", number, self.weights.len())?;
        let what = format!("number {number}");
        let (inputs, outputs) = self.weights[number].w.shape();
        expect_shape(&format!("bias b of {what}"), weights.b.shape(), (outputs, 1))?;
        weights.check(&what, inputs)?;
        self.weights[number] = weights;
        Ok(())
    }

    /// Nodes and edges; an edge carries its place among the inputs of the node it leads to.
    pub fn graph(&self) -> &DiGraph<DagNode, usize> {
        &self.graph
    }

    /// The nodes, each after all that lead to it.
    pub fn order(&self) -> &[NodeId] {
        &self.order
    }

    /// The weights, by the number that dense nodes name.
    pub fn weights(&self) -> &[Weights] {
        &self.weights
    }

    /// The nodes whose values are given, as they were added.
    pub fn inputs(&self) -> Vec<NodeId> {
        self.graph.node_indices().filter(|&node| self.graph[node].op == DagOp::Input).collect()
    }

    /// The nodes that lead to no other.
    pub fn outputs(&self) -> Vec<NodeId> {
        self.graph.externals(Outgoing).collect()
    }

    /// The node of this name.
    pub fn find(&self, name: &str) -> Option<NodeId> {
        self.graph.node_indices().find(|&node| self.graph[node].name == name)
    }

    /// The edges that lead to a node and the nodes they come from, first input first.
    pub(super) fn sources(&self, node: NodeId) -> Vec<(EdgeIndex, NodeId)> {
        let mut edges: Vec<_> = self.graph.edges_directed(node, Incoming).collect();
        edges.sort_by_key(|edge| *edge.weight());
        edges.iter().map(|edge| (edge.id(), edge.source())).collect()
    }

    /// The node, if it is one of this graph's.
    pub(super) fn node(&self, node: NodeId) -> Result<&DagNode> {
        self.graph.node_weight(node).ok_or_else(|| {
            let expected = format!("one of the graph's {} nodes", self.graph.node_count());
            Error::setting("node", expected, format!("number {}", node.index()))
        })
    }
}
