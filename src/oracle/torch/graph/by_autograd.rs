use super::{What, sources};
use crate::Result;
use crate::dag::sample::Sample;
use crate::dag::{DagOp, NodeId};
use crate::oracle::check::Device;
use crate::oracle::torch::autograd::{activation, negative_slope};
use crate::oracle::torch::device::matrix;
use nalgebra::DMatrix;
use petgraph::algo::has_path_connecting;
use tch::Tensor;

pub(super) fn by_autograd(sample: &Sample, device: Device) -> Result<Vec<(What, DMatrix<f64>)>> {
    let Sample { dag, x, output, dj_dy } = sample;
    let leaf = |tensor: Tensor| tensor.f_set_requires_grad(true);
    let (mut w, mut b) = (Vec::new(), Vec::new());
    for weights in dag.weights() {
        w.push(leaf(device.tensor(&weights.w)?)?);
        b.push(leaf(device.vector(weights.b.as_slice())?)?);
    }
    let mut y: Vec<Option<Tensor>> = dag.graph().node_indices().map(|_| None).collect();
    let mut negative_slopes = Vec::new();
    for (node, x) in dag.inputs().into_iter().zip(x) {
        y[node.index()] = Some(leaf(device.tensor(x)?)?);
    }
    for &node in dag.order() {
        let input =
            |from: NodeId| y[from.index()].as_ref().expect("an earlier node").shallow_clone();
        let inputs: Vec<Tensor> = sources(dag, node).map(input).collect();
        // A new node of torch's graph even where nothing is computed: autograd then tells it from
        // its input.
        let fresh = || inputs[0].f_mul_scalar(1.0);
        y[node.index()] = Some(match dag.graph()[node].op {
            DagOp::Input => continue,
            DagOp::Dense(number) => {
                let w = match &dag.weights()[number].mask {
                    Some(mask) => w[number].f_mul(&device.tensor(&mask.map(f64::from))?)?,
                    None => w[number].shallow_clone(),
                };
                inputs[0].f_linear(&w.f_tr()?, Some(&b[number]))?
            }
            DagOp::Activation(f) => {
                let negative_slope = negative_slope(f, device)?.map(leaf).transpose()?;
                let value = activation(f, negative_slope.as_ref(), &inputs[0])?;
                negative_slopes.extend(negative_slope.map(|negative_slope| (node, negative_slope)));
                value
            }
            DagOp::Sum => inputs[1..].iter().try_fold(fresh()?, |sum, y| sum.f_add(y))?,
            DagOp::Product => {
                inputs[1..].iter().try_fold(fresh()?, |product, y| product.f_mul(y))?
            }
            DagOp::Concatenation => Tensor::f_cat(&inputs, 1)?,
        });
    }
    let y: Vec<Tensor> = y.into_iter().map(|y| y.expect("every node is in the order")).collect();
    let j = y[output.index()].f_mul(&device.tensor(dj_dy)?)?.f_sum(device.kind())?;

    // torch refuses to differentiate by what J does not depend on.
    let reaches = |node: NodeId| has_path_connecting(dag.graph(), node, *output, None);
    let nodes = dag.graph().node_indices().filter(|&node| reaches(node));
    let mut by: Vec<_> = nodes.map(|node| (What::ByValue(node), &y[node.index()])).collect();
    for number in 0..w.len() {
        let used = |node: NodeId| dag.graph()[node].op == DagOp::Dense(number) && reaches(node);
        if dag.graph().node_indices().any(used) {
            by.extend([(What::ByWeight(number), &w[number]), (What::ByBias(number), &b[number])]);
        }
    }
    by.extend(
        negative_slopes
            .iter()
            .filter(|(node, _)| reaches(*node))
            .map(|(node, negative_slope)| (What::ByNegativeSlope(*node), negative_slope)),
    );
    let tensors: Vec<&Tensor> = by.iter().map(|(_, tensor)| *tensor).collect();
    let gradients = Tensor::f_run_backward(&[&j], &tensors, false, false)?;
    let values = dag.graph().node_indices().map(What::Value).zip(&y);
    let gradients = by.iter().map(|(what, _)| *what).zip(&gradients);
    values.chain(gradients).map(|(what, tensor)| Ok((what, matrix(tensor)?))).collect()
}
