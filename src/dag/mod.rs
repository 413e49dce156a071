//! Architectures as directed acyclic graphs: layers that skip, join, meet and share weights.
//!
//! A node computes its value y (n, width) from those of the nodes that lead to it; a node comes after all of
//! them in a topological order, and so does its value. J reaches a node through every edge that leaves it, so
//! the chain rule adds them up, in reverse order:
//!
//! ```text
//! ∂J/∂y_u = Σ over the edges u → v of ∂J/∂y_v ∂y_v/∂y_u
//! ```
//!
//! | file | question |
//! |---|---|
//! | `node` | what does a node compute? |
//! | `certificate` | is there an order? it, or a cycle |
//! | `pass` | the values, forward; the gradients, backward |
//! | `training` | how do the weights move, and how do missing ones stay away? |
//! | [`paths`] | how many terms does the chain rule have, and how many does the code touch? |
//! | [`recurrence`] | what would a cycle mean? |
//! | [`examples`] | a chain, a network that skips, and a cycle that is refused |
//! | [`sample`] | random graphs to be judged by the referees |
//!
//! # Source
//! The lecture's exercise on architectures: why must the graph be acyclic? Reverse accumulation: A. Griewank
//! and A. Walther, *Evaluating Derivatives*, 2008.

mod certificate;
pub mod examples;
mod node;
mod pass;
pub mod paths;
pub mod recurrence;
pub mod sample;
mod training;

pub use certificate::Certificate;
pub use node::{Node, Op, Weights};
pub use pass::{Cache, Grads};
pub use petgraph::graph::NodeIndex as NodeId;
pub use training::Training;

use crate::activation::Activation;
use crate::error::{expect_setting, expect_shape, expect_some};
use crate::mlp::Mlp;
use crate::{Error, Result};
use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{DiGraph, EdgeIndex};
use petgraph::visit::EdgeRef;

/// An architecture. Its graph has no cycle, the shapes of its nodes fit, and no two nodes share a name.
#[derive(Clone, Debug, Default)]
pub struct Dag {
    /// An edge carries its place among the inputs of the node it leads to.
    graph: DiGraph<Node, usize>,
    /// Topological.
    order: Vec<NodeId>,
    weights: Vec<Weights>,
}

impl Dag {
    pub fn new() -> Dag {
        Dag::default()
    }

    /// A node whose value is given: samples of this many features.
    ///
    /// # Errors
    /// A width of 0, a name that is blank or taken.
    pub fn input(&mut self, name: &str, width: usize) -> Result<NodeId> {
        expect_some(&format!("width of {name:?}"), width)?;
        self.add(name, Op::Input, width, &[])
    }

    /// y W + 1 bᵀ.
    ///
    /// # Shapes
    /// W (in, out) and its mask, b (out), with in the width of `from`.
    ///
    /// # Errors
    /// Shapes that differ from these, NaN or infinite weights, a weight at a missing connection, a name that is
    /// blank or taken, an unknown node.
    pub fn dense(&mut self, name: &str, from: NodeId, weights: Weights) -> Result<NodeId> {
        weights.check(&format!("{name:?}"), self.node(from)?.width)?;
        let node = self.add(name, Op::Dense(self.weights.len()), weights.b.len(), &[from])?;
        self.weights.push(weights);
        Ok(node)
    }

    /// y W + 1 bᵀ with the weights of another dense node: they are the same numbers and learn together.
    ///
    /// # Errors
    /// `like` is no dense node, `from` has not the width of its input, a name that is blank or taken, an
    /// unknown node.
    pub fn dense_like(&mut self, name: &str, from: NodeId, like: NodeId) -> Result<NodeId> {
        let (like, inputs) = (self.node(like)?.clone(), self.node(from)?.width);
        let Op::Dense(number) = like.op else {
            return Err(Error::Setting {
                name: format!("node that {name:?} shares weights with"),
                expected: "a dense node".into(),
                got: format!("{:?}, {}", like.name, like.op.name()),
            });
        };
        let expected = self.weights[number].w.shape();
        expect_shape(&format!("shared weights of {name:?}"), (inputs, like.width), expected)?;
        self.add(name, like.op, like.width, &[from])
    }

    /// f(y), element by element; RReLU as it is after training.
    ///
    /// # Errors
    /// An activation that is none ([`Activation::check`]), a name that is blank or taken, an unknown node.
    pub fn activation(&mut self, name: &str, from: NodeId, f: Activation) -> Result<NodeId> {
        f.check()?;
        let width = self.node(from)?.width;
        self.add(name, Op::Activation(f), width, &[from])
    }

    /// y₁ + y₂ + …; a node may come several times.
    ///
    /// # Errors
    /// No inputs, inputs of different widths, a name that is blank or taken, an unknown node.
    pub fn sum(&mut self, name: &str, from: &[NodeId]) -> Result<NodeId> {
        let width = self.common_width(name, from)?;
        self.add(name, Op::Sum, width, from)
    }

    /// y₁ ⊙ y₂ ⊙ …; a node may come several times: its square is a product.
    ///
    /// # Errors
    /// As for [`sum`](Dag::sum).
    pub fn product(&mut self, name: &str, from: &[NodeId]) -> Result<NodeId> {
        let width = self.common_width(name, from)?;
        self.add(name, Op::Product, width, from)
    }

    /// y₁, y₂, … side by side.
    ///
    /// # Errors
    /// No inputs, a name that is blank or taken, an unknown node.
    pub fn concatenation(&mut self, name: &str, from: &[NodeId]) -> Result<NodeId> {
        expect_some(&format!("inputs of {name:?}"), from.len())?;
        let widths = from.iter().map(|&from| Ok(self.node(from)?.width));
        let width = widths.sum::<Result<usize>>()?;
        self.add(name, Op::Concatenation, width, from)
    }

    /// One more input, the last, for a sum or a product that is already there.
    ///
    /// # Errors
    /// [`Error::Cycle`], with the cycle written out, if the edge would close one: the graph stays as it was.
    /// Otherwise a node that is neither sum nor product, another width, an unknown node.
    pub fn connect(&mut self, from: NodeId, to: NodeId) -> Result<()> {
        let (width, target) = (self.node(from)?.width, self.node(to)?.clone());
        let edge = self.graph.add_edge(from, to, self.sources(to).len());
        let checked = match Certificate::of(&self.graph) {
            Certificate::Cycle(cycle) => Err(self.cycle_error(cycle, to)),
            Certificate::Order(order) => expect_setting(
                &format!("node {:?}, which is to have one more input", target.name),
                "a sum or a product",
                target.op.name(),
                matches!(target.op, Op::Sum | Op::Product),
            )
            .and_then(|()| {
                expect_shape(
                    &format!("columns of one more input of {:?}", target.name),
                    (1, width),
                    (1, target.width),
                )
            })
            .map(|()| self.order = order),
        };
        if checked.is_err() {
            self.graph.remove_edge(edge);
        }
        checked
    }

    /// A multilayer perceptron as a graph: x, then a1, y1, a2, y2, …
    ///
    /// # Errors
    /// None but a broken invariant of [`Mlp`].
    pub fn chain(mlp: &Mlp) -> Result<Dag> {
        let mut dag = Dag::new();
        let mut y = dag.input("x", mlp.inputs())?;
        for (l, layer) in mlp.layers().iter().enumerate() {
            let weights = Weights::full(layer.w.clone(), layer.b.clone());
            let a = dag.dense(&format!("a{}", l + 1), y, weights)?;
            y = dag.activation(&format!("y{}", l + 1), a, layer.activation)?;
        }
        Ok(dag)
    }

    /// Other weights of the same shapes, for those of this number in [`weights`](Dag::weights).
    ///
    /// # Errors
    /// An unknown number, other shapes, NaN or infinite weights, a weight at a missing connection.
    pub fn set_weights(&mut self, number: usize, weights: Weights) -> Result<()> {
        let count = self.weights.len();
        expect_setting("number of weights", &format!("below {count}"), number, number < count)?;
        let what = format!("number {number}");
        let (inputs, outputs) = self.weights[number].w.shape();
        expect_shape(&format!("bias b of {what}"), weights.b.shape(), (outputs, 1))?;
        weights.check(&what, inputs)?;
        self.weights[number] = weights;
        Ok(())
    }

    /// Nodes and edges; an edge carries its place among the inputs of the node it leads to.
    pub fn graph(&self) -> &DiGraph<Node, usize> {
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
        self.graph.node_indices().filter(|&node| self.graph[node].op == Op::Input).collect()
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
    pub(super) fn node(&self, node: NodeId) -> Result<&Node> {
        self.graph.node_weight(node).ok_or_else(|| Error::Setting {
            name: "node".into(),
            expected: format!("one of the graph's {} nodes", self.graph.node_count()),
            got: format!("number {}", node.index()),
        })
    }

    fn add(&mut self, name: &str, op: Op, width: usize, from: &[NodeId]) -> Result<NodeId> {
        let is_new = !name.trim().is_empty() && self.find(name).is_none();
        expect_setting(
            "name of a node",
            "one that no other node has",
            format!("{name:?}"),
            is_new,
        )?;
        let node = self.graph.add_node(Node { name: name.into(), op, width });
        for (place, &from) in from.iter().enumerate() {
            self.graph.add_edge(from, node, place);
        }
        self.order.push(node);
        Ok(node)
    }

    fn common_width(&self, name: &str, from: &[NodeId]) -> Result<usize> {
        expect_some(&format!("inputs of {name:?}"), from.len())?;
        let width = self.node(from[0])?.width;
        for &from in from {
            let node = self.node(from)?;
            let what = format!("columns of {:?}, an input of {name:?}", node.name);
            expect_shape(&what, (1, node.width), (1, width))?;
        }
        Ok(width)
    }

    /// The cycle from the node that the refused edge leads to, back to it.
    fn cycle_error(&self, mut cycle: Vec<NodeId>, start: NodeId) -> Error {
        let first = cycle.iter().position(|&node| node == start);
        cycle.rotate_left(first.expect("a new cycle passes through the new edge"));
        cycle.push(start);
        Error::Cycle { nodes: cycle.iter().map(|&node| self.graph[node].name.clone()).collect() }
    }
}
