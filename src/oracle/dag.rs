use super::autograd::{activation, bias, slope};
use super::check::{Check, Referee, compare, compare_counts};
use super::device::{Device, matrix};
use super::differences::differences;
use crate::Result;
use crate::dag::sample::Sample;
use crate::dag::{Dag, NodeId, Op, Weights};
use crate::derivation::column;
use crate::mlp::derivation::Backprop;
use nalgebra::{DMatrix, DVector};
use petgraph::Direction::Incoming;
use petgraph::algo::has_path_connecting;
use petgraph::visit::EdgeRef;
use tch::{Kind, Tensor};

/// Compares every node's value, every node's ∂J/∂y and every parameter's gradient with autograd, and the
/// gradients by parameters and inputs with differences.
///
/// # Errors
/// A missing device, or torch's own refusal.
pub fn check_graph(sample: &Sample, referees: &[Referee]) -> Result<Vec<Check>> {
    let Sample { dag, x, output, dj_dy } = sample;
    let cache = dag.forward(x)?;
    let grads = dag.backward(&cache, *output, dj_dy)?;
    let mut checks = Vec::new();
    for &referee in referees {
        let theirs = match referee {
            Referee::Differences => by_differences(sample)?,
            Referee::Autograd(device) => by_autograd(sample, device)?,
            other => return Err(other.differentiates_nothing()),
        };
        for (what, theirs) in theirs {
            let (label, ours) = match what {
                What::Value(node) => {
                    (format!("y of {}", name(dag, node)), cache.y[node.index()].clone())
                }
                What::ByValue(node) => {
                    (format!("∂J/∂y of {}", name(dag, node)), grads.y[node.index()].clone())
                }
                What::ByWeight(number) => (format!("∂J/∂W{number}"), grads.w[number].clone()),
                What::ByBias(number) => (format!("∂J/∂b{number}"), column(&grads.b[number])),
                What::BySlope(node) => {
                    (format!("∂J/∂α of {}", name(dag, node)), column(&grads.slope[node.index()]))
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
    let mut worst: Vec<Check> = Vec::new();
    for sample in samples {
        for mut check in check_graph(sample, referees)? {
            // "∂J/∂W3" and "∂J/∂y of v7" are of the kinds "∂J/∂W" and "∂J/∂y".
            let symbol = check.what.split(" of ").next().unwrap_or_default();
            let symbol = symbol.trim_end_matches(|c: char| c.is_ascii_digit());
            check.what = format!("{symbol}, {what}");
            let same = |other: &&mut Check| {
                (&other.what, &other.referee, other.device)
                    == (&check.what, &check.referee, check.device)
            };
            match worst.iter_mut().find(same) {
                Some(worst) => worst.keep_worse(check),
                None => worst.push(check),
            }
        }
    }
    Ok(worst)
}

/// Counts how many numbers of a chain, its values and every gradient, are to the last bit those of the
/// multilayer perceptron.
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
        count(gradients.slope[y].as_slice(), grads.slope[l].as_slice());
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
    BySlope(NodeId),
}

fn name(dag: &Dag, node: NodeId) -> &str {
    &dag.graph()[node].name
}

fn by_autograd(sample: &Sample, device: Device) -> Result<Vec<(What, DMatrix<f64>)>> {
    let Sample { dag, x, output, dj_dy } = sample;
    let leaf = |tensor: Tensor| tensor.f_set_requires_grad(true);
    let (mut w, mut b) = (Vec::new(), Vec::new());
    for weights in dag.weights() {
        w.push(leaf(device.tensor(&weights.w)?)?);
        b.push(leaf(bias(&weights.b, device)?)?);
    }
    let mut y: Vec<Option<Tensor>> = dag.graph().node_indices().map(|_| None).collect();
    let mut slopes = Vec::new();
    for (node, x) in dag.inputs().into_iter().zip(x) {
        y[node.index()] = Some(leaf(device.tensor(x)?)?);
    }
    for &node in dag.order() {
        let mut edges: Vec<_> = dag.graph().edges_directed(node, Incoming).collect();
        edges.sort_by_key(|edge| *edge.weight());
        let input = |edge: &petgraph::graph::EdgeReference<usize>| {
            y[edge.source().index()].as_ref().expect("an earlier node").shallow_clone()
        };
        let inputs: Vec<Tensor> = edges.iter().map(input).collect();
        // A new node of torch's graph even where nothing is computed: autograd then tells it from its input.
        let fresh = || inputs[0].f_mul_scalar(1.0);
        y[node.index()] = Some(match dag.graph()[node].op {
            Op::Input => continue,
            Op::Dense(number) => {
                let w = match &dag.weights()[number].mask {
                    Some(mask) => {
                        let mask = mask.map(|present| if present { 1.0 } else { 0.0 });
                        w[number].f_mul(&device.tensor(&mask)?)?
                    }
                    None => w[number].shallow_clone(),
                };
                inputs[0].f_linear(&w.f_tr()?, Some(&b[number]))?
            }
            Op::Activation(f) => {
                let slope = slope(f, device)?.map(leaf).transpose()?;
                let value = activation(f, slope.as_ref(), &inputs[0])?;
                slopes.extend(slope.map(|slope| (node, slope)));
                value
            }
            Op::Sum => inputs[1..].iter().try_fold(fresh()?, |sum, y| sum.f_add(y))?,
            Op::Product => inputs[1..].iter().try_fold(fresh()?, |product, y| product.f_mul(y))?,
            Op::Concatenation => Tensor::f_cat(&inputs, 1)?,
        });
    }
    let y: Vec<Tensor> = y.into_iter().map(|y| y.expect("every node is in the order")).collect();
    let j = y[output.index()].f_mul(&device.tensor(dj_dy)?)?.f_sum(Kind::Double)?;

    // torch refuses to differentiate by what J does not depend on.
    let reaches = |node: NodeId| has_path_connecting(dag.graph(), node, *output, None);
    let mut by: Vec<(What, &Tensor)> = Vec::new();
    for node in dag.graph().node_indices().filter(|&node| reaches(node)) {
        by.push((What::ByValue(node), &y[node.index()]));
    }
    for number in 0..w.len() {
        let used = |node: NodeId| dag.graph()[node].op == Op::Dense(number) && reaches(node);
        if dag.graph().node_indices().any(used) {
            by.extend([(What::ByWeight(number), &w[number]), (What::ByBias(number), &b[number])]);
        }
    }
    by.extend(
        slopes
            .iter()
            .filter(|(node, _)| reaches(*node))
            .map(|(node, slope)| (What::BySlope(*node), slope)),
    );
    let tensors: Vec<&Tensor> = by.iter().map(|(_, tensor)| *tensor).collect();
    let gradients = Tensor::f_run_backward(&[&j], &tensors, false, false)?;
    let mut all = Vec::new();
    for (node, y) in dag.graph().node_indices().zip(&y) {
        all.push((What::Value(node), matrix(y)?));
    }
    for ((what, _), gradient) in by.iter().zip(&gradients) {
        all.push((*what, matrix(gradient)?));
    }
    Ok(all)
}

fn by_differences(sample: &Sample) -> Result<Vec<(What, DMatrix<f64>)>> {
    let loss = |sample: Sample| sample.loss().expect("a sound sample");
    let mut all = Vec::new();
    for (number, node) in sample.dag.inputs().into_iter().enumerate() {
        let moved = |value: &DMatrix<f64>| {
            let mut moved = sample.clone();
            moved.x[number].copy_from(value);
            loss(moved)
        };
        all.push((What::ByValue(node), differences(moved, &sample.x[number])));
    }
    for (number, weights) in sample.dag.weights().iter().enumerate() {
        let with = |weights: Weights| {
            let mut moved = sample.clone();
            moved.dag.set_weights(number, weights).expect("the same shapes");
            loss(moved)
        };
        let of_w = |value: &DMatrix<f64>| {
            let mut w = value.clone();
            // A missing connection has no weight to move.
            if let Some(mask) = &weights.mask {
                w.zip_apply(mask, |w, present| *w = if present { *w } else { 0.0 });
            }
            with(Weights { w, ..weights.clone() })
        };
        let of_b = |value: &DMatrix<f64>| {
            with(Weights { b: DVector::from_column_slice(value.as_slice()), ..weights.clone() })
        };
        all.push((What::ByWeight(number), differences(of_w, &weights.w)));
        all.push((What::ByBias(number), differences(of_b, &column(&weights.b))));
    }
    Ok(all)
}
