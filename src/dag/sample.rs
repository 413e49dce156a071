//! Random architectures, away from kinks, on which the code is judged.

use super::{Dag, DagOp, NodeId, Weights};
use crate::activation::Activation;
use crate::derivation::away_from_zero;
use crate::error::{expect_setting, expect_some};
use crate::mlp::derivation::sample::MARGIN;
use crate::{Error, Result};
use nalgebra::{DMatrix, DVector};
use rand::{Rng, RngExt};

/// A graph, its inputs, and a random ∂J/∂y at a node that every other one leads to.
#[derive(Clone, Debug)]
pub struct Sample {
    pub dag: Dag,
    /// (n, width) for each input.
    pub x: Vec<DMatrix<f64>>,
    pub output: NodeId,
    /// (n, width of the output).
    pub dj_dy: DMatrix<f64>,
}

const WIDEST: usize = 6;
/// No value is larger: cancelling terms of another size would have another rounding.
const LARGEST: f64 = 20.0;

impl Sample {
    /// A random graph of every kind of node, with missing connections, shared weights, nodes that
    /// feed several others or one twice, and edges added later; no parameter that is there is 0.
    ///
    /// # Errors
    /// No rows, fewer than 2 nodes, no activations, so many nodes that samples never keep them away
    /// from their kinks.
    pub fn random(
        rng: &mut dyn Rng,
        nodes: usize,
        rows: usize,
        activations: &[Activation],
    ) -> Result<Sample> {
        expect_some("rows", rows)?;
        expect_some("activations", activations.len())?;
        expect_setting("nodes", "at least 2", nodes, nodes >= 2)?;
        for _ in 0..1000 {
            let (dag, output) = random_graph(rng, nodes, activations)?;
            let Some(x) = samples_away_from_kinks(rng, &dag, rows) else { continue };
            let width = dag.node(output)?.width;
            let dj_dy = DMatrix::from_fn(rows, width, |_, _| away_from_zero(rng));
            return Ok(Sample { dag, x, output, dj_dy });
        }
        let expected = "some tens at most: more are never all away from their kinks";
        Err(Error::setting("nodes", expected, nodes))
    }

    /// J = Σ ∂J/∂y ⊙ y, whose derivative at the output is ∂J/∂y.
    ///
    /// # Errors
    /// Those of [`Dag::forward`].
    pub fn loss(&self) -> Result<f64> {
        Ok(self.dag.forward(&self.x)?.y[self.output.index()].dot(&self.dj_dy))
    }
}

fn random_graph(
    rng: &mut dyn Rng,
    nodes: usize,
    activations: &[Activation],
) -> Result<(Dag, NodeId)> {
    let mut dag = Dag::new();
    let inputs = rng.random_range(1..=2.min(nodes - 1));
    let mut all = Vec::new();
    for number in 1..=inputs {
        all.push(dag.input(&format!("x{number}"), rng.random_range(1..=4))?);
    }
    for number in all.len()..nodes {
        all.push(random_node(rng, &mut dag, &all, &format!("v{number}"), activations)?);
    }
    for _ in 0..nodes / 2 {
        let (from, to) = (pick(rng, &all), pick(rng, &all));
        match dag.connect(from, to) {
            // Neither sum nor product, another width, or a cycle: the graph stays as it was.
            Ok(()) | Err(Error::Setting { .. } | Error::Shape { .. } | Error::Cycle { .. }) => {}
            Err(error) => return Err(error),
        }
    }
    let ends = dag.outputs();
    let output = if ends.len() == 1 { ends[0] } else { dag.concatenation("all", &ends)? };
    Ok((dag, output))
}

fn random_node(
    rng: &mut dyn Rng,
    dag: &mut Dag,
    all: &[NodeId],
    name: &str,
    activations: &[Activation],
) -> Result<NodeId> {
    let from = pick(rng, all);
    let width = dag.node(from)?.width;
    let alike: Vec<NodeId> =
        all.iter().copied().filter(|&node| dag.graph[node].width == width).collect();
    let several: Vec<NodeId> =
        (0..rng.random_range(1..=3)).map(|_| pick(rng, &alike)).chain([from]).collect();
    match rng.random_range(0..8) {
        0 | 1 => {
            let weights = random_weights(rng, width);
            dag.dense(name, from, weights)
        }
        2 => {
            let takes = |&&node: &&NodeId| match dag.graph[node].op {
                DagOp::Dense(number) => dag.weights[number].w.nrows() == width,
                _ => false,
            };
            match all.iter().find(takes) {
                Some(&like) => dag.dense_like(name, from, like),
                None => dag.dense(name, from, random_weights(rng, width)),
            }
        }
        3 | 4 => dag.activation(name, from, activations[rng.random_range(0..activations.len())]),
        5 => dag.sum(name, &several),
        6 => dag.product(name, &several),
        _ => {
            let other = pick(rng, all);
            let fits = width + dag.node(other)?.width <= WIDEST;
            if fits { dag.concatenation(name, &[other, from]) } else { dag.sum(name, &several) }
        }
    }
}

/// Weights that keep values near 1; in half of the cases with missing connections.
fn random_weights(rng: &mut dyn Rng, inputs: usize) -> Weights {
    let outputs = rng.random_range(1..=4);
    let scale = 1.5 / (inputs as f64).sqrt();
    let mut w = DMatrix::from_fn(inputs, outputs, |_, _| scale * away_from_zero(rng));
    let b = DVector::from_fn(outputs, |_, _| away_from_zero(rng));
    let mask = rng
        .random::<bool>()
        .then(|| DMatrix::from_fn(inputs, outputs, |_, _| rng.random_bool(0.6)));
    Weights::clear_missing(&mask, &mut w);
    Weights { w, b, mask }
}

/// Each row is drawn until it keeps away from kinks; `None` if the weights hardly let any.
fn samples_away_from_kinks(rng: &mut dyn Rng, dag: &Dag, rows: usize) -> Option<Vec<DMatrix<f64>>> {
    let inputs = dag.inputs();
    let widths: Vec<usize> = inputs.iter().map(|&node| dag.graph[node].width).collect();
    let mut x: Vec<_> = widths.iter().map(|&width| DMatrix::zeros(rows, width)).collect();
    for row in 0..rows {
        let draw = |_| -> Vec<DMatrix<f64>> {
            let mut input = |&width| DMatrix::from_fn(1, width, |_, _| away_from_zero(rng));
            widths.iter().map(&mut input).collect()
        };
        let drawn = (0..100).map(draw).find(|sample| is_away_from_kinks(dag, sample))?;
        x.iter_mut().zip(drawn).for_each(|(x, drawn)| x.row_mut(row).copy_from(&drawn));
    }
    Some(x)
}

fn is_away_from_kinks(dag: &Dag, sample: &[DMatrix<f64>]) -> bool {
    let cache = dag.forward(sample).expect("a sound sample");
    dag.graph.node_indices().all(|node| {
        let moderate = cache.y[node.index()].amax() < LARGEST;
        let DagOp::Activation(f) = dag.graph[node].op else { return moderate };
        let a = &cache.y[dag.sources(node)[0].1.index()];
        moderate && a.iter().all(|&a| f.is_smooth_near(a, MARGIN))
    })
}

fn pick(rng: &mut dyn Rng, all: &[NodeId]) -> NodeId {
    all[rng.random_range(0..all.len())]
}
