//! Networks, graphs, the tape; how wines are prepared and answers counted.

use super::scene::Scene;
use crate::common::{Matrix, Vector, random};
use ma6202::activation::Activation;
use ma6202::dag::{Dag, NodeId, Weights};
use ma6202::derivation::Problem;
use ma6202::jacobian::{by_rows, jv, uj};
use ma6202::loss::Loss;
use ma6202::metrics::ConfusionMatrix;
use ma6202::mlp::derivation::{Backprop, BackpropVariable};
use ma6202::mlp::init::{Draw, linear, manual_seed};
use ma6202::neuron::Neuron;
use ma6202::number::Number;
use ma6202::principal::PrincipalComponents;
use ma6202::tape::{Expression, Step, Tape};
use ma6202::wine::Standardiser;
use ma6202_formula::Symbols;
use nalgebra::{dmatrix, dvector};

pub fn letters((file, item, number): (&str, &str, usize)) -> Option<Vec<Symbols>> {
    use BackpropVariable::*;
    let scenes: Vec<Scene> = match (file, item, number) {
        ("src/mlp/mod.rs", "", 0) => vec![backprop(Weights, Activation::Tanh, 1)],
        ("src/mlp/mod.rs", "", 2) => vec![backprop(LastActivationValue, Activation::Tanh, 2)],
        ("src/mlp/mod.rs", "", 3) => vec![backprop(HiddenActivationValue, Activation::Tanh, 1)],
        ("src/mlp/mod.rs", "", 4) => vec![backprop(Weights, Activation::Tanh, 1)],
        ("src/mlp/mod.rs", "", 6) => {
            vec![backprop(NegativeSlope, Activation::Prelu { negative_slope: 0.25 }, 1)]
        }
        ("src/mlp/mod.rs", "", 7) => vec![backprop(LastActivationValue, Activation::Tanh, 2)],
        ("src/mlp/mod.rs", "", 8) => vec![backprop(HiddenActivationValue, Activation::Tanh, 1)],
        ("src/mlp/mod.rs", "", 9) => vec![backprop_of(1, Weights, Activation::Tanh, 1)],
        ("src/mlp/init.rs", "linear", 0) => vec![first_weights()],
        ("src/dag/mod.rs", "", 0) => graph(),
        ("src/tape/mod.rs", "", 0) => tape(),
        ("src/jacobian/mod.rs", "", 0) => vec![two_modes()],
        ("src/metrics/mod.rs", "Scores", 0) => vec![scores()],
        ("src/principal.rs", "PrincipalComponents", 0) => vec![covariance()],
        ("src/wine/standardise.rs", "Standardiser", 0) => vec![standardised()],
        _ => return None,
    };
    Some(scenes.into_iter().map(Scene::end).collect())
}

fn backprop(variable: BackpropVariable, f: Activation, layer: usize) -> Scene {
    backprop_of(7, variable, f, layer)
}

fn backprop_of(rows: usize, variable: BackpropVariable, f: Activation, layer: usize) -> Scene {
    let (loss, mut rng) = (Loss::MeanSquaredError, manual_seed(1));
    let problem = Backprop::random(&mut rng, rows, &[4, 6, 5, 3], f, loss, layer).unwrap();
    Scene::of(problem.symbols(variable))
}

fn first_weights() -> Scene {
    let mut rng = manual_seed(1);
    // More outputs than inputs: 1/√k would be too small.
    let layer = linear(&mut rng, 5, 13, Activation::Tanh, Draw::Double).unwrap();
    Scene::new()
        .size("m", 5, "i")
        .size("k", 13, "j")
        .matrix(["W", "w"], ["m", "k"], &layer.w)
        .vector("b", "k", &layer.b)
}

/// Nodes of one number: s = a + z with a = w x, y = tanh a, z = v y, and p = s y, where J begins.
fn graph() -> Vec<Scene> {
    let mut dag = Dag::new();
    let weights = |w| Weights::full(dmatrix![w], dvector![0.0]);
    let x = dag.input("x", 1).unwrap();
    let a = dag.dense("a", x, weights(0.7)).unwrap();
    let y = dag.activation("y", a, Activation::Tanh).unwrap();
    let z = dag.dense("z", y, weights(-1.3)).unwrap();
    let s = dag.sum("s", &[a, z]).unwrap();
    let p = dag.product("p", &[s, y]).unwrap();
    let cache = dag.forward(&[dmatrix![0.6]]).unwrap();
    let grads = dag.backward(&cache, p, &dmatrix![2.0]).unwrap();
    let value = |node: NodeId| cache.y[node.index()][(0, 0)];
    let mut d = Matrix::zeros(6, 6);
    for (u, v, derivative) in [
        (x, a, 0.7),
        (a, y, 1.0 - value(y) * value(y)),
        (y, z, -1.3),
        (a, s, 1.0),
        (z, s, 1.0),
        (s, p, value(y)),
        (y, p, value(s)),
    ] {
        d[(v.index(), u.index())] = derivative;
    }
    let all = Vector::from_iterator(6, grads.y.iter().map(|y| y[(0, 0)]));
    adjoints(["y", "u", "v"], &d, &all, p.index())
}

/// Of z = x³ tanh(x y) + y.
fn tape() -> Vec<Scene> {
    let tape = Tape::new();
    let (x, y) = (tape.leaf(0.7), tape.leaf(-0.4));
    let z = x.powi(3) * (x * y).tanh() + y;
    let (nodes, gradients) = (tape.nodes(), z.backward());
    let mut d = Matrix::zeros(nodes.len(), nodes.len());
    for (i, node) in nodes.iter().enumerate() {
        for operand in node.operands.iter().flatten() {
            d[(i, operand.node.unwrap())] += operand.derivative;
        }
    }
    let all = Vector::from_fn(nodes.len(), |i, _| gradients.at(i).unwrap());
    adjoints(["v", "j", "i"], &d, &all, z.node().unwrap())
}

/// The derivatives of what is at `end` by each node: by all but itself, which is given.
fn adjoints([name, from, to]: [&str; 3], d: &Matrix, all: &Vector, end: usize) -> Vec<Scene> {
    let scene = |node: usize| {
        Scene::new()
            .size("n", all.len(), to)
            .fixed_index(from, "n", node)
            .matrix(["D", "d"], ["n", "n"], d)
            .vector(&format!(r"\bar {name}"), "n", all)
    };
    (0..all.len()).filter(|&node| node != end).map(scene).collect()
}

/// J, uᵀJ and J v, each by its own code.
fn two_modes() -> Scene {
    let steps = vec![Step::Power(0, 3), Step::Mul(0, 1), Step::Mul(1, 1)];
    let f = Expression::new(2, steps, 3).unwrap();
    let (at, u, v) = (dvector![0.7, -1.2], dvector![0.4, 1.1, -0.3], dvector![-0.6, 0.9]);
    Scene::new()
        .size("m", 3, "k")
        .size("n", 2, "j")
        .matrix(["J", "j"], ["m", "n"], &by_rows(&f, &at).unwrap())
        .vector("u", "m", &u)
        .vector("v", "n", &v)
        .vector("g", "n", &uj(&f, &at, &u).unwrap())
        .vector(r"\tau", "m", &jv(&f, &at, &v).unwrap())
}

/// Three rows are of class 1, four are taken for it, two are both.
fn scores() -> Scene {
    let counts = ConfusionMatrix::new(&[1, 1, 1, 0, 0, 2], &[1, 1, 0, 1, 1, 2], 3).unwrap();
    let scores = counts.scores(1).unwrap();
    Scene::new()
        .numbers([("P", scores.precision), ("R", scores.recall), ("F_1", scores.f1)])
        .numbers([("T", 2.0), ("p", 4.0), ("s", 3.0)])
}

/// C from all its axes and variances.
fn covariance() -> Scene {
    let (linear, _) = random(9, 4, 1);
    let all = PrincipalComponents::fit(linear.x(), 4).unwrap();
    let covariance = &all.axes * Matrix::from_diagonal(&all.variances) * all.axes.transpose();
    Scene::rows(linear.x())
        .vector(r"\mathbf{1}_n", "n", &Vector::from_element(9, 1.0))
        .vector(r"\mu", "m", &all.mean.transpose())
        .matrix(["C", "c"], ["m", "m"], &covariance)
}

fn standardised() -> Scene {
    let x = dmatrix![1.0; 2.5; -0.5; 4.0];
    let standardiser = Standardiser::fit(&x).unwrap();
    Scene::new().numbers([
        ("x", x[(1, 0)]),
        (r"\mu", standardiser.mean[0]),
        (r"\sigma", standardiser.deviation[0]),
        ("z", standardiser.transform(&x).unwrap()[(1, 0)]),
    ])
}
