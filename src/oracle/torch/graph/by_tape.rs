use super::{What, sources};
use crate::dag::sample::Sample;
use crate::dag::{DagOp, NodeId};
use crate::derivation::column;
use crate::number::{Entries, Number};
use crate::tape::{Tape, Var};
use nalgebra::DMatrix;

/// By the tape, on which every number of every node is recorded.
pub(super) fn by_tape(sample: &Sample) -> Vec<(What, DMatrix<f64>)> {
    let Sample { dag, x, output, dj_dy } = sample;
    let tape = Tape::new();
    let leaves = |matrix: &DMatrix<f64>| {
        Entries::from_fn(matrix.nrows(), matrix.ncols(), |i, j| tape.leaf(matrix[(i, j)]))
    };
    let w: Vec<_> = dag.weights().iter().map(|weights| leaves(&weights.w)).collect();
    let b: Vec<_> = dag.weights().iter().map(|weights| leaves(&column(&weights.b))).collect();
    let mut y: Vec<Option<Entries<Var>>> = dag.graph().node_indices().map(|_| None).collect();
    let mut negative_slopes = Vec::new();
    for (node, x) in dag.inputs().into_iter().zip(x) {
        y[node.index()] = Some(leaves(x));
    }
    for &node in dag.order() {
        let input = |from: NodeId| y[from.index()].clone().expect("an earlier node");
        let inputs: Vec<_> = sources(dag, node).map(input).collect();
        let value = match dag.graph()[node].op {
            DagOp::Input => continue,
            DagOp::Dense(number) => {
                let (w, b) = (&w[number], &b[number]);
                Entries::from_fn(inputs[0].nrows(), w.ncols(), |r, j| {
                    // A missing connection is none: its weight of 0 is no leaf.
                    let joined = |i: usize| match &dag.weights()[number].mask {
                        Some(mask) => mask[(i, j)],
                        None => true,
                    };
                    let joined = (0..w.nrows()).filter(|&i| joined(i));
                    Var::sum(joined.map(|i| inputs[0][(r, i)] * w[(i, j)])) + b[(j, 0)]
                })
            }
            DagOp::Activation(f) => match f.learned() {
                [negative_slope] => {
                    let negative_slope = tape.leaf(*negative_slope);
                    negative_slopes.push((node, negative_slope));
                    inputs[0].map(|a| if a.value() > 0.0 { a } else { negative_slope * a })
                }
                _ => {
                    let definition = f.definition();
                    inputs[0].map(|a| definition.value(a))
                }
            },
            DagOp::Sum => fold(&inputs, |sum, y| sum + y),
            DagOp::Product => fold(&inputs, |product, y| product * y),
            DagOp::Concatenation => side_by_side(&inputs),
        };
        // A new number even where nothing is computed, or where it does not lead back: a step's.
        y[node.index()] = Some(value.map(|y| match y.node() {
            Some(_) => y * 1.0,
            None => tape.leaf(y.value()),
        }));
    }
    let y: Vec<_> = y.into_iter().map(|y| y.expect("every node is in the order")).collect();
    let at_output = y[output.index()].as_slice();
    let upstream: Vec<_> = at_output.iter().copied().zip(dj_dy.iter().copied()).collect();
    let gradients = tape.backward(&upstream);
    let of = |entries: &Entries<Var>| {
        DMatrix::from_fn(entries.nrows(), entries.ncols(), |i, j| gradients.of(entries[(i, j)]))
    };
    let mut all = Vec::new();
    for (node, y) in dag.graph().node_indices().zip(&y) {
        let value = DMatrix::from_fn(y.nrows(), y.ncols(), |i, j| y[(i, j)].value());
        all.extend([(What::Value(node), value), (What::ByValue(node), of(y))]);
    }
    for number in 0..w.len() {
        all.extend([
            (What::ByWeight(number), of(&w[number])),
            (What::ByBias(number), of(&b[number])),
        ]);
    }
    let one = |negative_slope| DMatrix::from_element(1, 1, gradients.of(negative_slope));
    all.extend(
        negative_slopes
            .into_iter()
            .map(|(node, negative_slope)| (What::ByNegativeSlope(node), one(negative_slope))),
    );
    all
}

/// Matrices of one shape, combined entry by entry.
fn fold<'t>(
    inputs: &[Entries<Var<'t>>],
    combine: impl Fn(Var<'t>, Var<'t>) -> Var<'t>,
) -> Entries<Var<'t>> {
    Entries::from_fn(inputs[0].nrows(), inputs[0].ncols(), |i, j| {
        let entries = inputs.iter().map(|input| input[(i, j)]);
        entries.reduce(&combine).expect("a node has inputs")
    })
}

fn side_by_side<'t>(inputs: &[Entries<Var<'t>>]) -> Entries<Var<'t>> {
    let places: Vec<_> =
        inputs.iter().flat_map(|input| (0..input.ncols()).map(move |j| (input, j))).collect();
    Entries::from_fn(inputs[0].nrows(), places.len(), |i, j| places[j].0[(i, places[j].1)])
}
