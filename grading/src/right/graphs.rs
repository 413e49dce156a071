//! Exercises 2 and 8: graphs and records.

use nalgebra::DVector;
use starter::answers::exercise_2::Order;
use starter::answers::exercise_8::Operation;

use super::{Alternative, alternative};
use crate::SOLUTION;

pub const ALTERNATIVES: &[Alternative] = &[
    alternative!(order_or_cycle, "depth first", depth_first),
    alternative!(outputs, "by recursion", |n, edges, inputs| (0..n)
        .map(|j| output(edges, inputs, j))
        .collect()),
    alternative!(
        sum_over_paths,
        "by recursion over the paths, from the end",
        |_, edges, from, to| path_sum(edges, from, to)
    ),
    alternative!(cube_gradient, "call by call", |x, calls| (0..calls)
        .map(|_| 3.0 * x.powi(2))
        .sum()),
    alternative!(product_gradients, "by zip", |x, y, v| (
        v.zip_map(y, |v, y| v * y),
        v.zip_map(x, |v, x| v * x)
    )),
    alternative!(vector_jacobian, "a sum of rows", |v, jacobian| {
        let mut sum = DVector::zeros(jacobian.ncols());
        for i in (0..jacobian.nrows()).rev() {
            sum += jacobian.row(i).transpose() * v[i];
        }
        sum
    }),
    alternative!(values, "by recursion", |record, inputs| (0..record.len())
        .map(|k| value(record, inputs, k))
        .collect()),
    alternative!(reverse_gradient, "forwards, once for every input", |record, inputs| {
        let along = |i: usize| {
            let mut v = vec![0.0; inputs.len()];
            v[i] = 1.0;
            (SOLUTION.forward_derivative)(record, inputs, &v)
        };
        (0..inputs.len()).map(along).collect()
    }),
    alternative!(forward_derivative, "backwards, and then along v", |record, inputs, v| {
        let gradient = (SOLUTION.reverse_gradient)(record, inputs);
        gradient.iter().zip(v).map(|(g, v)| g * v).sum()
    }),
];

fn depth_first(n: usize, edges: &[(usize, usize)]) -> Order {
    let (mut done, mut path) = (vec![], vec![]);
    for i in (0..n).rev() {
        if let Some(cycle) = visit(edges, i, &mut done, &mut path) {
            return Order::Cycle(cycle);
        }
    }
    done.reverse();
    Order::Acyclic(done)
}

/// Adds i to `done` after all that comes after it; a cycle if i comes after itself.
fn visit(
    edges: &[(usize, usize)],
    i: usize,
    done: &mut Vec<usize>,
    path: &mut Vec<usize>,
) -> Option<Vec<usize>> {
    if done.contains(&i) {
        return None;
    }
    if let Some(start) = path.iter().position(|&j| j == i) {
        return Some(path[start..].to_vec());
    }
    path.push(i);
    for &(_, j) in edges.iter().filter(|edge| edge.0 == i) {
        if let Some(cycle) = visit(edges, j, done, path) {
            return Some(cycle);
        }
    }
    path.pop();
    done.push(i);
    None
}

fn output(edges: &[(usize, usize, f64)], inputs: &[(usize, f64)], j: usize) -> f64 {
    match inputs.iter().find(|input| input.0 == j) {
        Some(input) => input.1,
        None => {
            let into = edges.iter().rev().filter(|edge| edge.1 == j);
            into.map(|&(i, _, w)| w * output(edges, inputs, i)).sum::<f64>().tanh()
        }
    }
}

fn path_sum(edges: &[(usize, usize, f64)], from: usize, to: usize) -> f64 {
    if from == to {
        return 1.0;
    }
    let into = edges.iter().filter(|edge| edge.1 == to);
    into.map(|&(i, _, w)| path_sum(edges, from, i) * w).sum()
}

fn value(record: &[Operation], inputs: &[f64], k: usize) -> f64 {
    let of = |i: usize| value(record, inputs, i);
    match record[k] {
        Operation::Input => inputs[record[..k].iter().filter(|o| **o == Operation::Input).count()],
        Operation::Add(i, j) => of(i) + of(j),
        Operation::Sub(i, j) => of(i) - of(j),
        Operation::Mul(i, j) => of(i) * of(j),
        Operation::Exp(i) => of(i).exp(),
        Operation::Sin(i) => of(i).sin(),
        Operation::Detach(i) => of(i),
    }
}
