mod by_autograd;
mod by_differences;
mod by_tape;

use crate::Result;
use crate::dag::sample::Sample;
use crate::dag::{Dag, NodeId};
use crate::derivation::column;
use crate::mlp::derivation::Backprop;
use crate::oracle::check::{Check, Referee, compare, compare_counts, worst_of};
use by_autograd::by_autograd;
use by_differences::by_differences;
use by_tape::by_tape;
use petgraph::Direction::Incoming;
use petgraph::visit::EdgeRef;

/// Compares every node's value, every node's ∂J/∂y and every parameter's gradient with autograd and
/// with the tape, and the gradients by parameters and inputs with differences.
///
/// # Errors
/// A missing device, or torch's own refusal.
pub fn check_graph(sample: &Sample, referees: &[Referee]) -> Result<Vec<Check>> {
    let Sample { dag, x, output, dj_dy } = sample;
    let cache = dag.forward(x)?;
    let grads = dag.backward(&cache, *output, dj_dy)?;
    let of = |symbol: &str, node: NodeId| format!("{symbol} of {}", dag.graph()[node].name);
    let mut checks = Vec::new();
    for &referee in referees {
        let theirs = match referee {
            Referee::Differences => by_differences(sample)?,
            Referee::Tape => by_tape(sample),
            Referee::Autograd(device) => by_autograd(sample, device)?,
            other => return Err(other.differentiates_nothing()),
        };
        for (what, theirs) in theirs {
            let (label, ours) = match what {
                What::Value(node) => (of("y", node), cache.y[node.index()].clone()),
                What::ByValue(node) => (of("∂J/∂y", node), grads.y[node.index()].clone()),
                What::ByWeight(number) => (format!("∂J/∂W{number}"), grads.w[number].clone()),
                What::ByBias(number) => (format!("∂J/∂b{number}"), column(&grads.b[number])),
                What::ByNegativeSlope(node) => {
                    (of("∂J/∂α", node), column(&grads.negative_slope[node.index()]))
                }
            };
            checks.push(compare(label, referee, &ours, &theirs)?);
        }
    }
    Ok(checks)
}

/// [`check_graph`] of several graphs: for each referee and each kind of number the worst.
///
/// # Errors
/// Those of [`check_graph`].
pub fn check_graphs(what: &str, samples: &[Sample], referees: &[Referee]) -> Result<Vec<Check>> {
    let mut all = Vec::new();
    for sample in samples {
        for mut check in check_graph(sample, referees)? {
            // "∂J/∂W3" and "∂J/∂y of v7" are of the kinds "∂J/∂W" and "∂J/∂y".
            let symbol = check.what.split(" of ").next().unwrap_or_default();
            let symbol = symbol.trim_end_matches(|c: char| c.is_ascii_digit());
            check.what = format!("{symbol}, {what}");
            all.push(check);
        }
    }
    Ok(worst_of(all))
}

/// Counts how many numbers of a chain, its values and every gradient, are to the last bit those of
/// the multilayer perceptron.
///
/// # Errors
/// Shapes that do not fit.
pub fn check_chain(problem: &Backprop) -> Result<Check> {
    let Backprop { mlp, x, t, loss, .. } = problem;
    let (_, cache, grads) = mlp.gradient(x, t, *loss)?;
    let layers = mlp.layers().len();
    let (_, dj_dy) = loss.value_and_derivative(&cache.y[layers - 1], t)?;
    let dag = Dag::chain(mlp)?;
    let ours = dag.forward(std::slice::from_ref(x))?;
    let gradients = dag.backward(&ours, dag.outputs()[0], &dj_dy)?;
    let (mut same, mut all) = (0, 0);
    let mut count = |ours: &[f64], theirs: &[f64]| {
        all += theirs.len().max(ours.len());
        same += ours.iter().zip(theirs).filter(|(a, b)| a.to_bits() == b.to_bits()).count();
    };
    for l in 0..layers {
        // x is node 0; then come a and y of each layer.
        let (a, y) = (2 * l + 1, 2 * l + 2);
        count(ours.y[a].as_slice(), cache.a[l].as_slice());
        count(ours.y[y].as_slice(), cache.y[l].as_slice());
        count(gradients.y[a].as_slice(), grads.delta[l].as_slice());
        count(gradients.w[l].as_slice(), grads.w[l].as_slice());
        count(gradients.b[l].as_slice(), grads.b[l].as_slice());
        count(gradients.negative_slope[y].as_slice(), grads.negative_slope[l].as_slice());
    }
    let what = "numbers of a chain with the bits of mlp's";
    Ok(compare_counts(what, same as u128, all as u128))
}

#[derive(Clone, Copy)]
enum What {
    Value(NodeId),
    ByValue(NodeId),
    ByWeight(usize),
    ByBias(usize),
    ByNegativeSlope(NodeId),
}

/// The nodes that lead to a node, in the order of its inputs.
fn sources(dag: &Dag, node: NodeId) -> impl Iterator<Item = NodeId> {
    let mut edges: Vec<_> = dag.graph().edges_directed(node, Incoming).collect();
    edges.sort_by_key(|edge| *edge.weight());
    edges.into_iter().map(|edge| edge.source())
}
