use super::{Certificate, Dag, DagNode, DagOp, NodeId, Weights};
use crate::activation::Activation;
use crate::error::{expect_setting, expect_shape, expect_some};
use crate::mlp::Mlp;
use crate::{Error, Result};

/// Adding nodes and edges: what does not fit is refused here, and the graph stays as it was.
impl Dag {
    /// A node whose value is given: samples of this many features.
    ///
    /// # Errors
    /// A width of 0, a name that is blank or taken.
    pub fn input(&mut self, name: &str, width: usize) -> Result<NodeId> {
        expect_some(&format!("width of {name:?}"), width)?;
        self.add(name, DagOp::Input, width, &[])
    }

    /// y W + 1 bᵀ.
    ///
    /// # Shapes
    /// W (in, out) and its mask, b (out), with in the width of `from`.
    ///
    /// # Errors
    /// Shapes that differ from these, NaN or infinite weights, a weight at a missing connection, a
    /// name that is blank or taken, an unknown node.
    pub fn dense(&mut self, name: &str, from: NodeId, weights: Weights) -> Result<NodeId> {
        weights.check(&format!("{name:?}"), self.node(from)?.width)?;
        let node = self.add(name, DagOp::Dense(self.weights.len()), weights.b.len(), &[from])?;
        self.weights.push(weights);
        Ok(node)
    }

    /// y W + 1 bᵀ with the weights of another dense node: they are the same numbers and
    /// learn together.
    ///
    /// # Errors
    /// `like` is no dense node, `from` has not the width of its input, a name that is blank or
    /// taken, an unknown node.
    pub fn dense_like(&mut self, name: &str, from: NodeId, like: NodeId) -> Result<NodeId> {
        let (like, inputs) = (self.node(like)?.clone(), self.node(from)?.width);
        let DagOp::Dense(number) = like.op else {
            let what = format!("node that {name:?} shares weights with");
            let got = format!("{:?}, {}", like.name, like.op.name());
            return Err(Error::setting(what, "a dense node", got));
        };
        let expected = self.weights[number].w.shape();
        expect_shape(&format!("shared weights of {name:?}"), (inputs, like.width), expected)?;
        self.add(name, like.op, like.width, &[from])
    }

    /// f(y), element by element; RReLU as it is after training.
    ///
    /// # Errors
    /// An invalid activation ([`Activation::check`]), a name that is blank or taken, an
    /// unknown node.
    pub fn activation(&mut self, name: &str, from: NodeId, f: Activation) -> Result<NodeId> {
        f.check()?;
        let width = self.node(from)?.width;
        self.add(name, DagOp::Activation(f), width, &[from])
    }

    /// y₁ + y₂ + …; a node may come several times.
    ///
    /// # Errors
    /// No inputs, inputs of different widths, a name that is blank or taken, an unknown node.
    pub fn sum(&mut self, name: &str, from: &[NodeId]) -> Result<NodeId> {
        let width = self.common_width(name, from)?;
        self.add(name, DagOp::Sum, width, from)
    }

    /// y₁ ⊙ y₂ ⊙ …; a node may come several times: its square is a product.
    ///
    /// # Errors
    /// Those of [`sum`](Dag::sum).
    pub fn product(&mut self, name: &str, from: &[NodeId]) -> Result<NodeId> {
        let width = self.common_width(name, from)?;
        self.add(name, DagOp::Product, width, from)
    }

    /// y₁, y₂, … side by side.
    ///
    /// # Errors
    /// No inputs, a sum of widths that overflows, a name that is blank or taken, an unknown node.
    pub fn concatenation(&mut self, name: &str, from: &[NodeId]) -> Result<NodeId> {
        expect_some(&format!("inputs of {name:?}"), from.len())?;
        let mut width: usize = 0;
        for &from in from {
            let most = format!("at most {}", usize::MAX);
            let too_wide = || Error::setting(format!("width of {name:?}"), most, "more");
            width = width.checked_add(self.node(from)?.width).ok_or_else(too_wide)?;
        }
        self.add(name, DagOp::Concatenation, width, from)
    }

    /// One more input, the last, for a sum or a product that is already there.
    ///
    /// # Errors
    /// [`Error::Cycle`], with the cycle written out, if the edge would close one: the graph stays
    /// as it was. A node that is neither sum nor product, another width, an unknown node.
    pub fn connect(&mut self, from: NodeId, to: NodeId) -> Result<()> {
        let (width, target) = (self.node(from)?.width, self.node(to)?.clone());
        let edge = self.graph.add_edge(from, to, self.sources(to).len());
        let checked = match Certificate::of(&self.graph) {
            Certificate::Cycle(cycle) => Err(self.cycle_error(cycle, to)),
            Certificate::Order(order) => target.takes(width).map(|()| self.order = order),
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

    fn add(&mut self, name: &str, op: DagOp, width: usize, from: &[NodeId]) -> Result<NodeId> {
        let is_new = !name.trim().is_empty() && self.find(name).is_none();
        expect_setting(
            "name of a node",
            "one that no other node has",
            format!("{name:?}"),
            is_new,
        )?;
        let node = self.graph.add_node(DagNode { name: name.into(), op, width });
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
