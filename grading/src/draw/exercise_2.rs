//! Exercise 2: why acyclic.

use serde_json::{Value, json};

use super::random::Random;
use super::{Input, plain, unknown};

type Edges = Vec<(usize, usize)>;

pub fn inputs(number: &str, draw: &mut Random) -> Vec<Input> {
    match number {
        "2.1" => plain(acyclic(draw)),
        "2.2" => plain(cyclic(draw)),
        "2.3" => plain(networks(draw)),
        "2.4" => {
            plain(weighted_graphs(draw).into_iter().flat_map(|(n, edges)| ends(draw, n, edges)))
        }
        _ => unknown(number),
    }
}

/// Other numbers for the same neurons, and the edges in another order: nothing is sorted.
fn renamed(draw: &mut Random, n: usize, edges: &[(usize, usize)]) -> Edges {
    let names = draw.permutation(n);
    let mut edges: Edges = edges.iter().map(|&(i, j)| (names[i], names[j])).collect();
    draw.shuffle(&mut edges);
    edges
}

/// Edges forward between so many neurons.
fn forward(draw: &mut Random, n: usize, count: usize) -> Edges {
    let pairs: Edges = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j))).collect();
    let chosen = draw.permutation(pairs.len());
    chosen.into_iter().take(count).map(|k| pairs[k]).collect()
}

fn path(n: usize) -> Edges {
    (1..n).map(|j| (j - 1, j)).collect()
}

fn acyclic(draw: &mut Random) -> Vec<Value> {
    let diamond = vec![(0, 1), (0, 2), (1, 3), (2, 3), (0, 3)];
    // A neuron with a short and a long way to it, edges that come twice, neurons without any.
    let double = vec![(0, 3), (0, 3), (2, 3), (1, 2), (1, 2)];
    let graphs = [
        (1, vec![]),
        (3, vec![]),
        (4, diamond),
        (4, double),
        (7, vec![(5, 0), (4, 1), (1, 0)]),
        (12, forward(draw, 12, 24)),
        // No list of all orders is that long.
        (30, forward(draw, 30, 90)),
        (40, path(40)),
    ];
    // Who counts equal edges once, and goes along them twice, has 3 before 2.
    let mut cases = vec![
        json!([4, [[3, 1], [0, 3], [2, 0]]]),
        json!([4, [[0, 3], [0, 3], [2, 3], [1, 2]]]),
        json!([4, [[3, 0], [1, 2], [3, 0], [2, 0]]]),
    ];
    cases.extend(graphs.map(|(n, edges)| json!([n, renamed(draw, n, &edges)])));
    cases
}

fn cyclic(draw: &mut Random) -> Vec<Value> {
    let with = |mut edges: Edges, more: &[(usize, usize)]| {
        edges.extend(more);
        edges
    };
    let tail_and_end = vec![(0, 1), (1, 2), (2, 3), (3, 4), (4, 2), (4, 5), (5, 6)];
    let graphs = [
        (3, vec![(0, 1), (1, 2), (2, 0)]),
        // From a neuron to itself, alone and at the end of a way.
        (1, vec![(0, 0)]),
        (2, vec![(0, 1), (1, 1)]),
        // The cycle is not where neuron 0 is.
        (4, vec![(0, 1), (2, 3), (3, 2)]),
        // What leads to a cycle, and what it leads to, is in none.
        (7, tail_and_end.clone()),
        (7, tail_and_end),
        // Two cycles that share an edge, and a diamond beside one.
        (5, vec![(0, 1), (1, 2), (2, 0), (1, 3), (3, 4), (4, 1)]),
        (6, vec![(0, 1), (0, 2), (1, 3), (2, 3), (3, 4), (4, 5), (5, 3)]),
        (9, with(forward(draw, 8, 12), &[(3, 8), (8, 3), (8, 8)])),
        (20, with(path(20), &[(17, 4), (17, 4)])),
        (25, with(forward(draw, 25, 60), &[(24, 0), (0, 24)])),
    ];
    let graphs = graphs.into_iter();
    let mut cases: Vec<Value> =
        graphs.map(|(n, edges)| json!([n, renamed(draw, n, &edges)])).collect();
    // A cycle that goes down; a tail with smaller numbers than the cycle, the way in last.
    cases.push(json!([3, [[2, 1], [1, 0], [0, 2]]]));
    cases.push(json!([5, [[0, 1], [1, 2], [3, 2], [2, 4], [4, 3]]]));
    // Branches that end are in no cycle, whether seen from the first neuron or from the last.
    for [a, b, c, d, e, f] in [[0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0]] {
        cases.push(json!([6, [[a, c], [a, b], [a, d], [b, e], [b, a], [b, f]]]));
    }
    // Two ways to one neuron are no cycle, from whichever end they are seen before the cycle.
    let diamond = |k: usize| [[k, k + 1], [k, k + 2], [k + 1, k + 3], [k + 2, k + 3]];
    let edges = [&diamond(0)[..], &[[4, 5], [5, 4]], &diamond(6)].concat();
    cases.push(json!([10, edges]));
    cases
}

type Weighted = Vec<(usize, usize, f64)>;

fn weighted_graphs(draw: &mut Random) -> Vec<(usize, Weighted)> {
    let mut graphs = vec![];
    let shapes = [
        (2, vec![(0, 1)]),
        // Both of two equal edges count.
        (3, vec![(0, 1), (0, 1), (1, 2), (0, 2), (1, 2)]),
        (5, vec![(0, 1), (0, 2), (1, 3), (2, 3), (0, 3), (3, 4)]),
        (8, forward(draw, 8, 14)),
        (9, forward(draw, 7, 12)),
        (12, path(12)),
    ];
    for (n, edges) in shapes {
        let edges = renamed(draw, n, &edges);
        // Along a long path nothing gets lost.
        let weight =
            |draw: &mut Random| if n == 12 { 1.5 * draw.real().signum() } else { draw.real() };
        let mut edges: Weighted = edges.into_iter().map(|(i, j)| (i, j, weight(draw))).collect();
        // Two that are equal in everything.
        if n == 3 {
            edges.push(edges[0]);
        }
        graphs.push((n, edges));
    }
    graphs
}

/// Those graphs; a network of zeros, which are outputs as well; weights so large that e to them is
/// no number, where tanh is still 1.
fn networks(draw: &mut Random) -> Vec<Value> {
    let graphs = weighted_graphs(draw).into_iter();
    let mut cases: Vec<Value> = graphs.map(|(n, edges)| given(draw, n, edges)).collect();
    cases.push(json!([3, [[1, 2, draw.real()], [0, 1, draw.real()]], [[0, 0.0]]]));
    // From the last neuron down to the first.
    let down: Weighted = (1..12).map(|j| (j, j - 1, draw.between(1.5, 2.0))).collect();
    cases.push(json!([12, down, [[11, draw.real()]]]));
    cases.push(json!([3, [[0, 1, 900.0], [0, 2, -900.0]], [[0, draw.between(1.0, 2.0)]]]));
    cases
}

/// The outputs of all neurons without edges into them, in any order.
fn given(draw: &mut Random, n: usize, edges: Weighted) -> Value {
    let is_input = |j: &usize| edges.iter().all(|edge| edge.1 != *j);
    let mut inputs: Vec<(usize, f64)> = (0..n).filter(is_input).map(|j| (j, draw.real())).collect();
    draw.shuffle(&mut inputs);
    json!([n, edges, inputs])
}

/// From some neurons to some, from one to itself, and the other way round, where nothing leads.
fn ends(draw: &mut Random, n: usize, edges: Weighted) -> Vec<Value> {
    let mut pairs: Vec<(usize, usize)> = vec![];
    let own = draw.count(0..=n - 1);
    pairs.push((own, own));
    for &(i, j, _) in edges.iter().take(2) {
        pairs.extend([(i, j), (j, i)]);
    }
    // From the first to the last along the graph, where most ways are.
    let first = (0..n)
        .find(|i| edges.iter().all(|edge| edge.1 != *i) && edges.iter().any(|edge| edge.0 == *i));
    let last = (0..n)
        .rev()
        .find(|j| edges.iter().all(|edge| edge.0 != *j) && edges.iter().any(|edge| edge.1 == *j));
    pairs.extend(first.zip(last));
    pairs.into_iter().map(|(from, to)| json!([n, edges, from, to])).collect()
}
