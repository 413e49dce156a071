//! Exercise 2, the code: architectures as graphs, their gradients, and certificates of order
//! or cycle.

use crate::common::*;
use ma6202::activation::Activation;
use ma6202::dag::sample::Sample;
use ma6202::dag::{Certificate, Dag, DagCache, DagOp, DagTraining, NodeId, Weights};
use ma6202::descent::Sgd;
use ma6202::loss::Loss;
use ma6202::mlp::derivation::Backprop;
use ma6202::mlp::init::manual_seed;
use ma6202::mlp::{self, Layer, Mlp};
#[cfg(feature = "torch")]
use ma6202::oracle::{Referee, check_certificate, check_graph, compare};
use ma6202::{Error, Result};
use nalgebra::{DMatrix, dmatrix};
use petgraph::graph::DiGraph;
use proptest::prelude::*;
use rand::RngExt;
use rstest::rstest;
use std::collections::{BTreeMap, BTreeSet};

const SGD: Sgd = Sgd { learning_rate: 0.05, momentum: 0.9 };

fn weights(w: Matrix) -> Weights {
    let b = Vector::zeros(w.ncols());
    Weights::full(w, b)
}

// A chain equals `mlp` to the last bit.

fn bits<'a>(values: impl IntoIterator<Item = &'a f64>) -> Vec<u64> {
    values.into_iter().map(|value| value.to_bits()).collect()
}

/// Values, gradients, and five steps with momentum.
fn assert_chain_is_mlp(problem: &Backprop) {
    let Backprop { mlp, x, t, loss, .. } = problem;
    let dag = Dag::chain(mlp).unwrap();
    let inputs = [x.clone()];
    let (_, cache, grads) = mlp.gradient(x, t, *loss).unwrap();
    let output = dag.outputs()[0];
    let ours = dag.forward(&inputs).unwrap();
    let dj_dy = loss.value_and_derivative(cache.y.last().unwrap(), t).unwrap().1;
    let gradients = dag.backward(&ours, output, &dj_dy).unwrap();
    let node = |name: String| dag.find(&name).unwrap().index();
    for l in 0..mlp.layers().len() {
        let (a, y) = (node(format!("a{}", l + 1)), node(format!("y{}", l + 1)));
        assert_eq!(bits(&ours.y[a]), bits(&cache.a[l]), "a of layer {l}");
        assert_eq!(bits(&ours.y[y]), bits(&cache.y[l]), "y of layer {l}");
        assert_eq!(bits(&gradients.y[a]), bits(&grads.delta[l]), "δ of layer {l}");
        assert_eq!(bits(&gradients.w[l]), bits(&grads.w[l]), "∂J/∂W of layer {l}");
        assert_eq!(bits(&gradients.b[l]), bits(&grads.b[l]), "∂J/∂b of layer {l}");
        assert_eq!(
            bits(&gradients.negative_slope[y]),
            bits(&grads.negative_slope[l]),
            "∂J/∂α of layer {l}"
        );
    }
    if mlp.layers().iter().any(|layer| matches!(layer.activation, Activation::Rrelu { .. })) {
        return; // In training mlp draws its slopes.
    }
    let mut theirs = mlp::Training::new(mlp.clone(), x, t, *loss, SGD).unwrap();
    let mut ours = DagTraining::new(dag, &inputs, output, t, *loss, SGD).unwrap();
    for step in 0..5 {
        theirs.clear_gradients();
        let (theirs_j, ours_j) = (theirs.step(), ours.step().unwrap());
        assert_eq!(ours_j.to_bits(), theirs_j.to_bits(), "J at step {step}");
        for (ours, theirs) in ours.dag().weights().iter().zip(theirs.mlp().layers()) {
            assert_eq!(bits(&ours.w), bits(&theirs.w), "W after step {step}");
            assert_eq!(bits(&ours.b), bits(&theirs.b), "b after step {step}");
            assert_ne!(theirs.b.amax(), 0.0);
        }
        for (l, theirs) in theirs.mlp().layers().iter().enumerate() {
            let node = ours.dag().find(&format!("y{}", l + 1)).unwrap();
            assert_eq!(ours.dag().graph()[node].op, DagOp::Activation(theirs.activation));
        }
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn a_chain_is_an_mlp_to_the_last_bit(
        seed: u32,
        rows in 1..=20_usize,
        widths in prop::collection::vec(1..=6_usize, 2..=5),
        activation in prop::sample::select(Activation::ALL),
        loss in prop::sample::select(Loss::ALL),
    ) {
        let problem = Backprop::random(&mut manual_seed(seed), rows, &widths, activation, loss, 0);
        assert_chain_is_mlp(&problem.unwrap());
    }
}

/// Of so many inputs the library adds some after the others, and the bias has its place in that.
#[rstest]
fn a_wide_chain_is_an_mlp_too(
    #[values(Activation::Relu, Activation::Tanh, Activation::Prelu { negative_slope: 0.25 })]
    f: Activation,
) {
    let loss = Loss::CrossEntropy;
    let widths = [1500, 130, 3];
    assert_chain_is_mlp(&Backprop::random(&mut manual_seed(1), 20, &widths, f, loss, 0).unwrap());
}

// Random graphs against torch and differences.

fn sample(seed: u32, nodes: usize, rows: usize) -> Sample {
    Sample::random(&mut manual_seed(seed), nodes, rows, Activation::ALL).unwrap()
}

#[cfg(feature = "torch")]
fn assert_agrees(sample: &Sample, referee: Referee) {
    let checks = check_graph(sample, &[referee]).unwrap();
    assert!(checks.len() >= sample.dag.inputs().len());
    for check in checks {
        assert!(check.holds, "{check}\n{:?}", sample.dag);
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[cfg(feature = "torch")]
    #[test]
    fn random_graphs_agree_with_autograd(seed: u32, nodes in 2..=14_usize, rows in 1..=5_usize) {
        assert_agrees(&sample(seed, nodes, rows), AUTOGRAD);
    }

    /// "Reverse accumulation touches each edge once."
    #[test]
    fn the_backward_pass_goes_along_each_edge_once(seed: u32, nodes in 2..=14_usize) {
        let Sample { dag, x, output, dj_dy } = sample(seed, nodes, 2);
        let grads = dag.backward(&dag.forward(&x).unwrap(), output, &dj_dy).unwrap();
        prop_assert_eq!(grads.visits, vec![1; dag.graph().edge_count()]);
    }

    /// The chain rule without sharing gives the same gradient.
    #[cfg(feature = "torch")]
    #[test]
    fn the_sum_over_paths_is_the_gradient(seed: u32, nodes in 2..=12_usize) {
        let Sample { dag, x, output, dj_dy } = sample(seed, nodes, 2);
        let cache = dag.forward(&x).unwrap();
        let grads = dag.backward(&cache, output, &dj_dy).unwrap();
        for input in dag.inputs() {
            let sum = dag.sum_over_paths(&cache, input, output, &dj_dy).unwrap();
            prop_assert_eq!(sum.paths, dag.count_paths(input, output).unwrap());
            let check = compare("∂J/∂x", AUTOGRAD, &sum.gradient, &grads.y[input.index()]).unwrap();
            prop_assert!(check.holds, "{}", check);
        }
    }

    /// "A node comes after all that lead to it."
    #[cfg(feature = "torch")]
    #[test]
    fn the_order_of_a_graph_is_certified(seed: u32, nodes in 2..=14_usize) {
        let Sample { dag, .. } = sample(seed, nodes, 1);
        let certificate = Certificate::Order(dag.order().to_vec());
        let check = check_certificate(dag.graph(), &certificate);
        prop_assert!(check.holds, "{}", check);
    }
}

#[cfg(feature = "torch")]
proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn random_graphs_agree_with_differences(seed: u32, nodes in 2..=12_usize, rows in 1..=3_usize) {
        assert_agrees(&sample(seed, nodes, rows), Referee::Differences);
        assert_agrees(&sample(seed, nodes, rows), Referee::Tape);
    }
}

/// The random graphs are what they are said to be: otherwise the tests above say little.
#[test]
fn random_graphs_have_everything() {
    let (mut kinds, mut activations) = (BTreeSet::new(), BTreeSet::new());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut count = |what, is| *counts.entry(what).or_default() += usize::from(is);
    for seed in 0..200 {
        let Sample { dag, .. } = sample(seed, 12, 1);
        let graph = dag.graph();
        let mut numbers = BTreeSet::new();
        for node in graph.node_indices() {
            kinds.insert(graph[node].op.name());
            match graph[node].op {
                DagOp::Activation(f) => _ = activations.insert(f.name()),
                DagOp::Dense(number) => count("shared weights", !numbers.insert(number)),
                _ => {}
            }
            let after: BTreeSet<NodeId> = graph.neighbors(node).collect();
            count("fan-out", after.len() > 1);
            count("parallel edges", after.len() < graph.neighbors(node).count());
        }
        for Weights { mask, .. } in dag.weights() {
            count("missing connections", mask.iter().flatten().any(|present| !present));
        }
        count("edges against the order of adding", !dag.order().is_sorted());
    }
    assert_eq!(kinds.len(), 6, "{kinds:?}");
    assert_eq!(activations.len(), Activation::ALL.len(), "{activations:?}");
    assert!(counts.len() == 5 && counts.values().all(|&count| count >= 20), "{counts:?}");
}

// By hand.

/// x → 2x and 3x, their sum, their product, both side by side.
#[rstest]
#[case::sum(Dag::sum, dmatrix![5.0], dmatrix![1.0], 5.0)]
#[case::product(Dag::product, dmatrix![6.0], dmatrix![1.0], 12.0)]
#[case::concatenation(Dag::concatenation, dmatrix![2.0, 3.0], dmatrix![10.0, 100.0], 320.0)]
fn a_node_by_hand(
    #[case] of: fn(&mut Dag, &str, &[NodeId]) -> Result<NodeId>,
    #[case] y: Matrix,
    #[case] dj_dy: Matrix,
    #[case] dj_dx: f64,
) {
    let mut dag = Dag::new();
    let x = dag.input("x", 1).unwrap();
    let two = dag.dense("2x", x, weights(dmatrix![2.0])).unwrap();
    let three = dag.dense("3x", x, weights(dmatrix![3.0])).unwrap();
    let node = of(&mut dag, "y", &[two, three]).unwrap();
    let cache = dag.forward(&[dmatrix![1.0]]).unwrap();
    assert_eq!(cache.y[node.index()], y);
    let grads = dag.backward(&cache, node, &dj_dy).unwrap();
    assert_eq!(grads.y[x.index()], dmatrix![dj_dx]);
}

#[test]
fn a_node_that_comes_twice_counts_twice() {
    let mut dag = Dag::new();
    let x = dag.input("x", 1).unwrap();
    let cube = dag.product("x³", &[x, x, x]).unwrap();
    let double = dag.sum("x³ + x³", &[cube, cube]).unwrap();
    let cache = dag.forward(&[dmatrix![2.0]]).unwrap();
    assert_eq!(cache.y[double.index()], dmatrix![16.0]);
    let grads = dag.backward(&cache, double, &dmatrix![1.0]).unwrap();
    assert_eq!(grads.y[x.index()], dmatrix![24.0]); // 6 x²
    assert_eq!(grads.visits, [1; 5]);
    assert_eq!(dag.count_paths(x, double).unwrap(), 6);
}

#[test]
fn what_the_output_does_not_depend_on_has_gradient_0_and_is_not_visited() {
    let mut dag = Dag::new();
    let (x, z) = (dag.input("x", 2).unwrap(), dag.input("z", 2).unwrap());
    let y = dag.dense("y", x, weights(dmatrix![1.0; 2.0])).unwrap();
    dag.dense("aside", z, weights(dmatrix![3.0; 4.0])).unwrap();
    let cache = dag.forward(&[dmatrix![1.0, 1.0], dmatrix![1.0, 1.0]]).unwrap();
    let grads = dag.backward(&cache, y, &dmatrix![1.0]).unwrap();
    assert_eq!(grads.y[x.index()], dmatrix![1.0, 2.0]);
    assert_eq!(grads.y[z.index()], dmatrix![0.0, 0.0]);
    assert_eq!((grads.w[0].clone(), grads.w[1].clone()), (dmatrix![1.0; 1.0], dmatrix![0.0; 0.0]));
    assert_eq!(grads.visits, [1, 0]);
}

// "w_ij = 0 is a missing connection and stays 0 while training."

#[test]
fn a_missing_connection_stays_missing_while_the_others_learn() {
    let mut rng = manual_seed(3);
    let mut uniform = || rng.random_range(-1.0..1.0);
    let mask = DMatrix::from_fn(4, 3, |i, j| (i + j) % 3 != 0);
    let w = Matrix::from_fn(4, 3, |i, j| if mask[(i, j)] { uniform() } else { 0.0 });
    let b = Vector::from_fn(3, |_, _| uniform());
    let (x, t) =
        ([Matrix::from_fn(6, 4, |_, _| uniform())], Matrix::from_fn(6, 3, |_, _| uniform()));
    let mut dag = Dag::new();
    let input = dag.input("x", 4).unwrap();
    let weights = Weights { w: w.clone(), b, mask: Some(mask.clone()) };
    let a = dag.dense("a", input, weights).unwrap();
    let y = dag.activation("y", a, Activation::Tanh).unwrap();
    let mut training = DagTraining::new(dag, &x, y, &t, Loss::MeanSquaredError, SGD).unwrap();
    let first = training.step().unwrap();
    let last = (0..200).map(|_| training.step().unwrap()).last().unwrap();
    assert!(last < 0.7 * first, "J from {first} to {last}");
    let learned = &training.dag().weights()[0].w;
    for ((learned, start), present) in learned.iter().zip(&w).zip(&mask) {
        if *present {
            assert!((learned - start).abs() > 1e-3);
        } else {
            assert_eq!(learned.to_bits(), 0.0_f64.to_bits());
        }
    }
}

/// No loss judges the last update, so its parameters are looked at.
#[rstest]
#[case::in_the_second_step(1.0, 3.0, 1e200, 2)]
#[case::in_the_last_update(1e3, 0.0, 1e308, 1)]
fn a_descent_that_diverges_says_so(
    #[case] x: f64,
    #[case] t: f64,
    #[case] learning_rate: f64,
    #[case] diverged: usize,
) {
    let mut dag = Dag::new();
    let input = dag.input("x", 1).unwrap();
    let y = dag.dense("y", input, weights(dmatrix![1.0])).unwrap();
    let (x, t, sgd) = ([dmatrix![x]], dmatrix![t], Sgd { learning_rate, momentum: 0.0 });
    let mut training = DagTraining::new(dag, &x, y, &t, Loss::MeanSquaredError, sgd).unwrap();
    for _ in 1..diverged {
        training.step().unwrap();
    }
    let error = training.step();
    assert!(matches!(error, Err(Error::Diverged { step, .. }) if step == diverged), "{error:?}");
}

#[test]
fn shared_weights_are_the_same_numbers_and_their_gradients_add_up() {
    let mut dag = Dag::new();
    let x = dag.input("x", 1).unwrap();
    let first = dag.dense("w x", x, weights(dmatrix![3.0])).unwrap();
    let second = dag.dense_like("w w x", first, first).unwrap();
    let cache = dag.forward(&[dmatrix![5.0]]).unwrap();
    assert_eq!(cache.y[second.index()], dmatrix![45.0]);
    let grads = dag.backward(&cache, second, &dmatrix![1.0]).unwrap();
    assert_eq!(grads.w, [dmatrix![30.0]]); // 2 w x
    assert_eq!(grads.b, [Vector::from_element(1, 4.0)]); // w + 1
}

// Nonsense is an error that says what was expected and what came.

/// x of width 2, a of width 3, y = tanh(a), s = a + y.
fn small() -> (Dag, [NodeId; 4]) {
    let mut dag = Dag::new();
    let x = dag.input("x", 2).unwrap();
    let a = dag.dense("a", x, weights(Matrix::from_element(2, 3, 0.5))).unwrap();
    let y = dag.activation("y", a, Activation::Tanh).unwrap();
    let s = dag.sum("s", &[a, y]).unwrap();
    (dag, [x, a, y, s])
}

/// Tells the compiler what a closure in a table is.
fn node(wrong: Wrong) -> Wrong {
    wrong
}

fn pass(wrong: WrongPass) -> WrongPass {
    wrong
}

type Wrong = fn(&mut Dag, [NodeId; 4]) -> Result<NodeId>;

#[rstest]
#[case::no_width(node(|dag, _| dag.input("z", 0)), "width of \"z\" … at least one")]
#[case::name_taken(node(|dag, _| dag.input("x", 1)), "name of a node … \"x\"")]
#[case::blank_name(node(|dag, _| dag.input(" ", 1)), "name of a node … \" \"")]
#[case::wrong_inputs(node(|dag, [x, ..]| dag.dense("z", x, weights(Matrix::from_element(3, 1, 1.0)))), "weights W of \"z\" … (2, 1) … (3, 1)")]
#[case::no_outputs(node(|dag, [x, ..]| dag.dense("z", x, weights(Matrix::zeros(2, 0)))), "weights W of \"z\"")]
#[case::not_finite(node(|dag, [x, ..]| dag.dense("z", x, weights(dmatrix![1.0; f64::NAN]))), "weights W of \"z\" … NaN … row 1")]
#[case::mask_of_another_shape(node(|dag, [x, ..]| dag.dense("z", x, Weights { mask: Some(DMatrix::from_element(1, 2, true)), ..weights(Matrix::from_element(2, 1, 1.0)) })), "mask of \"z\" … (2, 1) … (1, 2)")]
#[case::weight_at_a_missing_connection(node(|dag, [x, ..]| dag.dense("z", x, Weights { mask: Some(DMatrix::from_element(2, 1, false)), ..weights(dmatrix![0.0; 7.0]) })), "missing connection (1, 0) … expected 0 … 7")]
#[case::sum_of_nothing(node(|dag, _| dag.sum("z", &[])), "inputs of \"z\" … at least one")]
#[case::sum_of_widths(node(|dag, [x, a, ..]| dag.sum("z", &[x, a])), "\"a\", an input of \"z\" … (1, 2) … (1, 3)")]
#[case::product_of_widths(node(|dag, [x, a, ..]| dag.product("z", &[a, x])), "\"x\", an input of \"z\"")]
#[case::nothing_side_by_side(node(|dag, _| dag.concatenation("z", &[])), "inputs of \"z\"")]
#[case::unknown_node(node(|dag, _| dag.activation("z", NodeId::new(9), Activation::Relu)), "node … 4 nodes … number 9")]
#[case::no_activation(node(|dag, [_, a, ..]| dag.activation("z", a, Activation::LeakyRelu { negative_slope: f64::NAN })), "slope")]
#[case::shares_with_a_sum(node(|dag, [_, _, y, s]| dag.dense_like("z", y, s)), "a dense node … \"s\", sum")]
#[case::shares_another_width(node(|dag, [_, a, y, _]| dag.dense_like("z", y, a)), "shared weights of \"z\" … (2, 3) … (3, 3)")]
#[case::one_more_input_of_a_dense_node(node(|dag, [x, a, ..]| dag.connect(x, a).map(|()| x)), "\"a\" … a sum or a product … dense")]
#[case::one_more_input_of_another_width(node(|dag, [x, _, _, s]| dag.connect(x, s).map(|()| x)), "\"s\" … (1, 3) … (1, 2)")]
#[case::connects_the_unknown(node(|dag, [.., s]| dag.connect(NodeId::new(7), s).map(|()| s)), "number 7")]
fn nonsense_is_refused(#[case] wrong: Wrong, #[case] says: &str) {
    let (mut dag, nodes) = small();
    let before = format!("{dag:?}");
    assert_refused(wrong(&mut dag, nodes), says);
    assert_eq!(format!("{dag:?}"), before, "the graph stays as it was");
}

type WrongPass = fn(&Dag, &DagCache, NodeId) -> Result<()>;

#[rstest]
#[case::no_inputs(pass(|dag, _, _| dag.forward(&[]).map(drop)), "number of inputs x … expected 1 … got 0")]
#[case::other_features(pass(|dag, _, _| dag.forward(&[Matrix::zeros(1, 3)]).map(drop)), "input \"x\" … (1, 2) … (1, 3)")]
#[case::no_rows(pass(|dag, _, _| dag.forward(&[Matrix::zeros(0, 2)]).map(drop)), "input \"x\" … at least one")]
#[case::infinite(pass(|dag, _, _| dag.forward(&[dmatrix![0.0, f64::INFINITY]]).map(drop)), "input \"x\" … inf")]
#[case::other_rows(pass(|dag, cache, s| dag.backward(cache, s, &Matrix::zeros(2, 3)).map(drop)), "cached y of \"x\" … (2, 2) … (1, 2)")]
#[case::other_width(pass(|dag, cache, s| dag.backward(cache, s, &Matrix::zeros(1, 2)).map(drop)), "∂J/∂y of \"s\" … (1, 3)")]
#[case::nan_gradient(pass(|dag, cache, s| dag.backward(cache, s, &Matrix::from_element(1, 3, f64::NAN)).map(drop)), "∂J/∂y of \"s\" … NaN")]
#[case::another_graph_s_cache(pass(|dag, _, s| dag.backward(&DagCache { y: vec![] }, s, &Matrix::zeros(1, 3)).map(drop)), "values in the cache … expected 4 … got 0")]
fn a_nonsense_pass_is_refused(#[case] wrong: WrongPass, #[case] says: &str) {
    let (dag, [.., s]) = small();
    let cache = dag.forward(&[dmatrix![1.0, 2.0]]).unwrap();
    assert_refused(wrong(&dag, &cache, s), says);
}

#[test]
fn widths_that_overflow_are_refused() {
    let mut dag = Dag::new();
    let wide = dag.input("wide", usize::MAX).unwrap();
    assert_refused(dag.concatenation("z", &[wide, wide]), "width of \"z\": expected at most");
}

#[test]
fn a_graph_without_nodes_has_nothing_to_compute() {
    assert_refused(Dag::new().forward(&[]), "inputs of the graph: expected at least one");
}

// "An edge that closes a cycle is refused with the cycle written out."

#[test]
fn a_cycle_is_refused_and_written_out() {
    let mut dag = Dag::new();
    let x = dag.input("x", 1).unwrap();
    let a = dag.sum("a", &[x]).unwrap();
    let b = dag.activation("b", a, Activation::Tanh).unwrap();
    let c = dag.dense("c", b, weights(dmatrix![1.0])).unwrap();
    let d = dag.sum("d", &[a, c]).unwrap();
    let before = format!("{dag:?}");
    for (from, to, cycle) in [
        (c, a, "the edge c → a closes a cycle: a → b → c → a;"),
        (a, a, "the edge a → a closes a cycle: a → a;"),
        (d, a, "the edge d → a closes a cycle: a → d → a;"),
        (c, b, "the edge c → b closes a cycle: b → c → b;"),
    ] {
        let error = dag.connect(from, to).unwrap_err();
        assert!(error.to_string().starts_with(cycle), "{error}");
        assert!(matches!(error, Error::Cycle { .. }));
        assert_eq!(format!("{dag:?}"), before, "the graph stays as it was");
    }
    dag.connect(b, d).unwrap();
    assert_eq!(dag.count_paths(x, d).unwrap(), 3);
}

/// Any directed graph: self-loops, parallel edges, parts that do not hang together.
fn any_graph() -> impl Strategy<Value = DiGraph<(), ()>> {
    (0..=9_u32).prop_flat_map(|nodes| {
        let edges = if nodes == 0 { 0..=0 } else { 0..=14 };
        prop::collection::vec((0..nodes.max(1), 0..nodes.max(1)), edges).prop_map(move |edges| {
            let mut graph = DiGraph::new();
            for _ in 0..nodes {
                graph.add_node(());
            }
            graph.extend_with_edges(edges);
            graph
        })
    })
}

/// Whether any node reaches itself, by Warshall's closure.
fn has_cycle(graph: &DiGraph<(), ()>) -> bool {
    let n = graph.node_count();
    let mut reaches = vec![vec![false; n]; n];
    graph.raw_edges().iter().for_each(|e| reaches[e.source().index()][e.target().index()] = true);
    for k in 0..n {
        for i in 0..n {
            for j in 0..n {
                reaches[i][j] |= reaches[i][k] && reaches[k][j];
            }
        }
    }
    (0..n).any(|i| reaches[i][i])
}

/// The fewest steps from a node back to it, layer by layer.
fn shortest_return(graph: &DiGraph<(), ()>, node: NodeId) -> usize {
    let mut layer = vec![node];
    for steps in 1..=graph.node_count() {
        layer = layer.iter().flat_map(|&u| graph.neighbors(u)).collect();
        layer.sort();
        layer.dedup();
        if layer.contains(&node) {
            return steps;
        }
    }
    usize::MAX
}

proptest! {
    #![proptest_config(cases(100))]

    /// Whatever the graph: a refused cycle begins and ends where its edge leads to, and its last
    /// step is that edge.
    #[test]
    fn a_refused_cycle_is_told_from_its_edge(seed: u32, nodes in 2..=14_usize) {
        let Sample { mut dag, .. } = sample(seed, nodes, 1);
        let name = |dag: &Dag, node: NodeId| dag.graph()[node].name.clone();
        let order = dag.order().to_vec();
        for (from, to) in order.iter().flat_map(|&u| order.iter().map(move |&v| (u, v))) {
            let before = format!("{dag:?}");
            let Err(Error::Cycle { nodes }) = dag.connect(from, to) else { continue };
            prop_assert_eq!(format!("{dag:?}"), before);
            prop_assert_eq!(&nodes[0], &name(&dag, to));
            let last = [name(&dag, from), name(&dag, to)];
            prop_assert_eq!(&nodes[nodes.len() - 2..], &last[..]);
            for step in nodes.windows(2).rev().skip(1) {
                let [u, v] = [&step[0], &step[1]].map(|name| dag.find(name).unwrap());
                prop_assert!(dag.graph().contains_edge(u, v));
            }
        }
    }
}

#[cfg(feature = "torch")]
proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn the_order_or_the_cycle_is_certified(graph in any_graph()) {
        let certificate = Certificate::of(&graph);
        let check = check_certificate(&graph, &certificate);
        prop_assert!(check.holds, "{}: {:?} of {:?}", check, certificate, graph);
        prop_assert_eq!(matches!(certificate, Certificate::Cycle(_)), has_cycle(&graph));
        if let Certificate::Cycle(cycle) = certificate {
            let shortest = |&node: &NodeId| shortest_return(&graph, node) == cycle.len();
            prop_assert!(cycle.iter().any(shortest), "{:?} of {:?}", cycle, graph);
        }
    }
}

/// The referee of certificates refuses what is none: a → b → c → a, and d aside.
#[cfg(feature = "torch")]
#[rstest]
#[case::an_order_of_a_cycle(Certificate::Order([0, 1, 2, 3].map(NodeId::new).to_vec()))]
#[case::a_cycle_that_skips_a_node(Certificate::Cycle([0, 2].map(NodeId::new).to_vec()))]
#[case::a_cycle_backwards(Certificate::Cycle([2, 1, 0].map(NodeId::new).to_vec()))]
#[case::a_cycle_twice_round(Certificate::Cycle([0, 1, 2, 0, 1, 2].map(NodeId::new).to_vec()))]
#[case::a_cycle_of_nothing(Certificate::Cycle(vec![]))]
fn a_wrong_certificate_is_refused(#[case] certificate: Certificate) {
    let graph: DiGraph<(), ()> = DiGraph::from_edges([(0, 1), (1, 2), (2, 0), (0, 3)]);
    assert!(!check_certificate(&graph, &certificate).holds);
    let right = Certificate::Cycle([1, 2, 0].map(NodeId::new).to_vec());
    assert!(check_certificate(&graph, &right).holds);
}

#[cfg(feature = "torch")]
#[rstest]
#[case::a_node_missing(&[0, 1])]
#[case::a_node_twice(&[0, 1, 2, 2])]
#[case::an_edge_back(&[1, 0, 2])]
fn a_wrong_order_is_refused(#[case] order: &[usize]) {
    let graph: DiGraph<(), ()> = DiGraph::from_edges([(0, 1), (1, 2)]);
    let order = order.iter().map(|&node| NodeId::new(node)).collect();
    assert!(!check_certificate(&graph, &Certificate::Order(order)).holds);
}

// "Exponentially many paths, linearly many edges."

#[cfg(feature = "torch")]
#[rstest]
#[case(1)]
#[case(5)]
#[case(12)]
fn paths_double_with_each_skip_and_edges_do_not(#[case] blocks: usize) {
    let dag = Dag::residual(&mut manual_seed(1), blocks, 3, Activation::Tanh).unwrap();
    let (x, output) = (dag.inputs()[0], dag.outputs()[0]);
    assert_eq!(dag.count_paths(x, output).unwrap(), 1 << blocks);
    assert_eq!(dag.graph().edge_count(), 4 * blocks);
    let cache = dag.forward(&[dmatrix![0.3, -0.4, 0.5]]).unwrap();
    let dj_dy = dmatrix![1.0, -2.0, 0.5];
    let sum = dag.sum_over_paths(&cache, x, output, &dj_dy).unwrap();
    // Each block costs 4 products of every path that reaches it: 4 (1 + 2 + 4 + …).
    assert_eq!((sum.paths, sum.products), (1 << blocks, 4 * ((1 << blocks) - 1)));
    let grads = dag.backward(&cache, output, &dj_dy).unwrap();
    assert_eq!(grads.visits, vec![1; 4 * blocks]);
    assert!(compare("∂J/∂x", AUTOGRAD, &sum.gradient, &grads.y[x.index()]).unwrap().holds);
}

#[test]
fn too_many_paths_are_counted_but_not_walked() {
    let dag = Dag::residual(&mut manual_seed(1), 40, 1, Activation::Tanh).unwrap();
    let (x, output) = (dag.inputs()[0], dag.outputs()[0]);
    assert_eq!(dag.count_paths(x, output).unwrap(), 1 << 40);
    let cache = dag.forward(&[dmatrix![0.1]]).unwrap();
    let sum = dag.sum_over_paths(&cache, x, output, &dmatrix![1.0]);
    assert_refused(sum, "number of paths … 1099511627776");
    let deep = Dag::residual(&mut manual_seed(1), 128, 1, Activation::Tanh).unwrap();
    assert_refused(deep.count_paths(deep.inputs()[0], deep.outputs()[0]), "2^128");
}

/// A path is longer than any stack, and what hangs beside the paths is not walked.
#[test]
fn paths_are_walked_however_long_and_only_those_asked_for() {
    let mut dag = Dag::new();
    let x = dag.input("x", 1).unwrap();
    let mut y = x;
    for k in 0..20_000 {
        y = dag.sum(&format!("s{k}"), &[y]).unwrap();
    }
    let cache = dag.forward(&[dmatrix![1.0]]).unwrap();
    let walked = || dag.sum_over_paths(&cache, x, y, &dmatrix![3.0]).unwrap();
    let stack = std::thread::Builder::new().stack_size(1 << 20);
    let sum = std::thread::scope(|s| stack.spawn_scoped(s, walked).unwrap().join().unwrap());
    assert_eq!((sum.gradient, sum.paths, sum.products), (dmatrix![3.0], 1, 20_000));

    let mut dag = Dag::residual(&mut manual_seed(1), 60, 1, Activation::Tanh).unwrap();
    let (z, end) = (dag.input("z", 1).unwrap(), dag.find("s60").unwrap());
    let y = dag.sum("y", &[end, z]).unwrap();
    let cache = dag.forward(&[dmatrix![0.1], dmatrix![0.2]]).unwrap();
    let sum = dag.sum_over_paths(&cache, z, y, &dmatrix![2.0]).unwrap();
    assert_eq!((sum.gradient, sum.paths, sum.products), (dmatrix![2.0], 1, 1));
}

/// The lecture's network is one of these graphs.
#[test]
fn a_chain_has_one_path_and_a_node_for_each_activation_value_and_output() {
    let layer = |inputs, outputs| Layer {
        w: Matrix::from_element(inputs, outputs, 0.1),
        b: Vector::zeros(outputs),
        activation: Activation::Relu,
    };
    let mlp = Mlp::new(vec![layer(13, 5), layer(5, 5), layer(5, 5), layer(5, 3)]).unwrap();
    let dag = Dag::chain(&mlp).unwrap();
    let widths: Vec<usize> = dag.order().iter().map(|&node| dag.graph()[node].width).collect();
    assert_eq!(widths, [13, 5, 5, 5, 5, 5, 5, 3, 3]);
    assert_eq!(dag.count_paths(dag.inputs()[0], dag.outputs()[0]).unwrap(), 1);
}
