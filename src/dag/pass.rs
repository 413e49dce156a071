use super::{Dag, DagNode, DagOp, NodeId, Weights};
use crate::Result;
use crate::activation::prelu_negative_slope_gradient;
use crate::error::{expect_finite, expect_setting, expect_shape};
use crate::kernel::dense;
use nalgebra::{DMatrix, DVector};

/// What [`Dag::forward`] computed.
#[derive(Clone, Debug, PartialEq)]
pub struct DagCache {
    /// The value of each node (n, width), by its number.
    pub y: Vec<DMatrix<f64>>,
}

/// What [`Dag::backward`] computed; 0 for all that J does not depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct DagGrads {
    /// ∂J/∂y of each node (n, width), by its number: for an input ∂J/∂x.
    pub y: Vec<DMatrix<f64>>,
    /// ∂J/∂W (in, out) of each of [`Dag::weights`], added up over the nodes that share them; 0
    /// where a connection is missing.
    pub w: Vec<DMatrix<f64>>,
    /// ∂J/∂b (out), likewise.
    pub b: Vec<DVector<f64>>,
    /// ∂J/∂α (1) of each node, by its number, if it is an activation with a negative slope to
    /// learn; else (0).
    pub negative_slope: Vec<DVector<f64>>,
    /// How often the pass went along each edge, by its number.
    pub visits: Vec<usize>,
}

impl Dag {
    /// Every node's value, in topological order.
    ///
    /// # Shapes
    /// `x`: (n, width) for each input node, in the order of [`Dag::inputs`].
    ///
    /// # Errors
    /// Another number of inputs, shapes that differ from these, no rows, NaN or infinite entries.
    pub fn forward(&self, x: &[DMatrix<f64>]) -> Result<DagCache> {
        self.check_samples(x)?;
        let mut y = vec![DMatrix::zeros(0, 0); self.graph.node_count()];
        for (node, x) in self.inputs().into_iter().zip(x) {
            y[node.index()] = x.clone();
        }
        for &node in &self.order {
            let sources = self.sources(node);
            let inputs: Vec<_> = sources.iter().map(|(_, from)| &y[from.index()]).collect();
            if !inputs.is_empty() {
                y[node.index()] = self.evaluate(node, &inputs);
            }
        }
        Ok(DagCache { y })
    }

    /// Every node's ∂J/∂y and every parameter's gradient, in reverse order, from ∂J/∂y of one node.
    ///
    /// # Shapes
    /// `cache` as [`forward`](Dag::forward) returned it, `dj_dy` (n, width of `at`).
    ///
    /// # Errors
    /// Shapes that differ from these, NaN or infinite entries in ∂J/∂y, an unknown node.
    pub fn backward(&self, cache: &DagCache, at: NodeId, dj_dy: &DMatrix<f64>) -> Result<DagGrads> {
        let n = self.check_cache(cache, at, dj_dy)?;
        let mut dj_dys: Vec<Option<DMatrix<f64>>> = vec![None; self.graph.node_count()];
        let mut grads = DagGrads::zeros(self, n);
        let mut is_used = vec![false; self.weights.len()];
        dj_dys[at.index()] = Some(dj_dy.clone());
        for &node in self.order.iter().rev() {
            // None of a node that J does not depend on: its edges are left alone.
            let Some(dj_dy) = dj_dys[node.index()].take() else { continue };
            let sources = self.sources(node);
            let input = |place: usize| &cache.y[sources[place].1.index()];
            if let DagOp::Dense(number) = self.graph[node].op {
                let (w, b) = self.weight_gradients(number, input(0), &dj_dy);
                if std::mem::replace(&mut is_used[number], true) {
                    grads.w[number] += w;
                    grads.b[number] += b;
                } else {
                    (grads.w[number], grads.b[number]) = (w, b);
                }
            }
            if let [negative_slope] = grads.negative_slope[node.index()].as_mut_slice() {
                let (dj_dy, a) = (dj_dy.as_slice(), input(0).as_slice());
                *negative_slope = prelu_negative_slope_gradient(dj_dy, a, n);
            }
            for (place, (edge, from)) in sources.iter().enumerate() {
                grads.visits[edge.index()] += 1;
                let share = self.along_edge(cache, node, place, &dj_dy);
                match &mut dj_dys[from.index()] {
                    Some(sum) => *sum += share,
                    // Copied, not added to 0, which would lose the sign of -0.
                    none => *none = Some(share),
                }
            }
            grads.y[node.index()] = dj_dy;
        }
        Ok(grads)
    }

    /// ∂J/∂y_v ∂y_v/∂y_u for the edge u → v at a place among the inputs of v: the derivative of
    /// one edge.
    pub(super) fn along_edge(
        &self,
        cache: &DagCache,
        node: NodeId,
        place: usize,
        dj_dy: &DMatrix<f64>,
    ) -> DMatrix<f64> {
        let sources = self.sources(node);
        let y = |place: usize| &cache.y[sources[place].1.index()];
        let (n, width) = y(place).shape();
        match self.graph[node].op {
            DagOp::Input => unreachable!("no edge leads to an input"),
            DagOp::Dense(number) => {
                let mut share = DMatrix::zeros(n, width); // (n, in)
                let w = self.weights[number].w.as_slice();
                dense::input_gradient(dj_dy.as_slice(), w, share.as_mut_slice(), n);
                share
            }
            DagOp::Activation(f) => {
                let mut share = dj_dy.clone(); // (n, width)
                f.scale_by_derivative(y(place).as_slice(), share.as_mut_slice());
                share
            }
            DagOp::Sum => dj_dy.clone(),
            DagOp::Concatenation => {
                let offset: usize = (0..place).map(|before| y(before).ncols()).sum();
                dj_dy.columns(offset, width).into_owned()
            }
            DagOp::Product => {
                let others = (0..sources.len()).filter(|&other| other != place);
                others.fold(dj_dy.clone(), |share, other| share.component_mul(y(other)))
            }
        }
    }

    /// The value of a node (n, width) from those of its inputs.
    fn evaluate(&self, node: NodeId, inputs: &[&DMatrix<f64>]) -> DMatrix<f64> {
        let (first, others) = (inputs[0], inputs[1..].iter());
        match self.graph[node].op {
            DagOp::Input => unreachable!("no edge leads to an input"),
            DagOp::Dense(number) => {
                let Weights { w, b, .. } = &self.weights[number];
                let mut a = DMatrix::zeros(first.nrows(), w.ncols());
                let (y, w, b) = (first.as_slice(), w.as_slice(), b.as_slice());
                dense::activation_value(y, w, b, a.as_mut_slice());
                a
            }
            DagOp::Activation(f) => {
                let mut y = first.clone();
                f.apply(first.as_slice(), y.as_mut_slice());
                y
            }
            DagOp::Sum => others.fold(first.clone(), |sum, &y| sum + y),
            DagOp::Product => others.fold(first.clone(), |product, y| product.component_mul(y)),
            DagOp::Concatenation => {
                let columns: Vec<_> = inputs.iter().flat_map(|y| y.column_iter()).collect();
                DMatrix::from_columns(&columns)
            }
        }
    }

    /// ∂J/∂W and ∂J/∂b of a dense node alone, with these weights and the input y (n, in).
    fn weight_gradients(
        &self,
        number: usize,
        y: &DMatrix<f64>,
        delta: &DMatrix<f64>,
    ) -> (DMatrix<f64>, DVector<f64>) {
        let mut w = DMatrix::zeros(y.ncols(), delta.ncols());
        let mut b = DVector::zeros(delta.ncols());
        let (dj_dw, n) = (w.as_mut_slice(), y.nrows());
        dense::weight_gradient(y.as_slice(), delta.as_slice(), dj_dw, n, true);
        dense::add_column_sums(delta.as_slice(), b.as_mut_slice());
        Weights::clear_missing(&self.weights[number].mask, &mut w);
        (w, b)
    }

    /// The number of rows.
    pub(super) fn check_samples(&self, x: &[DMatrix<f64>]) -> Result<usize> {
        let inputs = self.inputs();
        let given = x.len() == inputs.len();
        expect_setting("number of inputs x", &inputs.len().to_string(), x.len(), given)?;
        expect_setting("inputs of the graph", "at least one", inputs.len(), !inputs.is_empty())?;
        let n = x[0].nrows();
        for (node, x) in inputs.into_iter().zip(x) {
            let node = &self.graph[node];
            let what = format!("samples of input {:?}", node.name);
            expect_shape(&what, x.shape(), (n, node.width))?;
            expect_finite(&what, x)?;
        }
        Ok(n)
    }

    /// The number of rows.
    pub(super) fn check_cache(
        &self,
        cache: &DagCache,
        at: NodeId,
        dj_dy: &DMatrix<f64>,
    ) -> Result<usize> {
        let (n, at) = (dj_dy.nrows(), self.node(at)?);
        let what = format!("∂J/∂y of {:?}", at.name);
        expect_shape(&what, dj_dy.shape(), (n, at.width))?;
        expect_finite(&what, dj_dy)?;
        let (nodes, values) = (self.graph.node_count(), cache.y.len());
        expect_setting(
            "values in the cache",
            &format!("{nodes}, one for each node"),
            values,
            values == nodes,
        )?;
        for (node, y) in self.graph.node_weights().zip(&cache.y) {
            expect_shape(&format!("cached y of {:?}", node.name), y.shape(), (n, node.width))?;
        }
        Ok(n)
    }
}

impl DagGrads {
    pub(super) fn zeros(dag: &Dag, n: usize) -> DagGrads {
        let negative_slope = |node: &DagNode| match node.op {
            DagOp::Activation(f) => DVector::zeros(f.learned().len()),
            _ => DVector::zeros(0),
        };
        DagGrads {
            y: dag.graph.node_weights().map(|node| DMatrix::zeros(n, node.width)).collect(),
            w: dag.weights.iter().map(|d| DMatrix::zeros(d.w.nrows(), d.w.ncols())).collect(),
            b: dag.weights.iter().map(|d| DVector::zeros(d.b.len())).collect(),
            negative_slope: dag.graph.node_weights().map(negative_slope).collect(),
            visits: vec![0; dag.graph.edge_count()],
        }
    }

    /// The gradients of the parameters, in the order of [`Dag::slices_mut`].
    pub(super) fn slices_mut(&mut self) -> impl Iterator<Item = &mut [f64]> {
        let weights = self.w.iter_mut().zip(&mut self.b);
        let weights = weights.flat_map(|(w, b)| [w.as_mut_slice(), b.as_mut_slice()]);
        weights.chain(
            self.negative_slope.iter_mut().map(|negative_slope| negative_slope.as_mut_slice()),
        )
    }
}
