//! Graphs without cycles: built, judged, ordered, and their paths counted.

use crate::Result;
use crate::program::{Report, table};
use ma6202::Error;
use ma6202::activation::Activation;
use ma6202::dag::sample::Sample;
use ma6202::dag::{Certificate, Dag, NodeId, examples};
use ma6202::loss::Loss;
use ma6202::mlp::derivation::Backprop;
use ma6202::mlp::init::{Draw, manual_seed};
use ma6202::notebook;
use ma6202::oracle::{
    Referee, check_certificate, check_chain, check_graphs, compare, compare_counts,
};
use nalgebra::DMatrix;
use serde_json::json;

/// What was built and counted.
pub struct Graphs {
    /// The lecture's network 13-5-5-5-3.
    pub chain: Dag,
    pub skipping: Dag,
    /// Without the edge that would close it, whose ends follow.
    pub almost_a_cycle: (Dag, NodeId, NodeId),
    pub depths: Vec<BlockDepth>,
}

/// A network of so many skip connections.
pub struct BlockDepth {
    pub blocks: usize,
    pub paths: u128,
    pub edges: usize,
    /// Products of the walk over all paths, where it is still feasible.
    pub products: Option<u128>,
    /// Edges that the backward pass went along.
    pub visits: usize,
}

pub fn tell(report: &mut Report, seed: u32) -> Result<Graphs> {
    let chain = Dag::chain(&notebook::untrained(seed, 2, Activation::Relu, Draw::Double)?)?;
    let skipping = examples::skipping(&mut manual_seed(seed))?;
    referees(report, seed)?;
    for (name, dag) in [
        ("the lecture's chain 13-5-5-5-3", &chain),
        ("a network that skips, gates and joins", &skipping),
    ] {
        let names: Vec<&str> =
            dag.order().iter().map(|&node| dag.graph()[node].name.as_str()).collect();
        report.say(format_args!("An order of {name}: {}", names.join(", ")));
        report.check(check_certificate(dag.graph(), &Certificate::of(dag.graph())));
    }
    let almost_a_cycle = refused(report)?;
    let depths = paths(report, seed)?;
    Ok(Graphs { chain, skipping, almost_a_cycle, depths })
}

/// Random graphs against every referee, and a chain against `mlp`.
fn referees(report: &mut Report, seed: u32) -> Result<()> {
    let mut rng = manual_seed(seed);
    let samples = (0..20)
        .map(|_| Sample::random(&mut rng, 12, 3, Activation::ALL))
        .collect::<ma6202::Result<Vec<_>>>()?;
    report.say(format_args!(
        "{} random graphs of inputs, dense layers with missing connections and shared weights, activations,\nsums, products and concatenations; the worst relative error of every node and parameter:\n",
        samples.len()
    ));
    let checks = check_graphs("random graphs", &samples, &report.referees())?;
    report.check_all(checks);
    let widths = [13, 5, 5, 5, 3];
    let problem = Backprop::random(&mut rng, 7, &widths, Activation::Tanh, Loss::CrossEntropy, 0)?;
    let check = check_chain(&problem)?;
    report.say(format_args!(
        "A chain {} the multilayer perceptron of exercise 6 to the last bit, in every value and gradient.\n",
        if check.holds { "is" } else { "is not" }
    ));
    report.check(check);
    Ok(())
}

/// A cycle is attempted.
fn refused(report: &mut Report) -> Result<(Dag, NodeId, NodeId)> {
    let (mut dag, from, to) = examples::almost_a_cycle(2.0, Activation::Tanh)?;
    let connected = dag.connect(from, to);
    let Err(error @ Error::Cycle { nodes }) = &connected else {
        unreachable!("an edge back to where it comes from closes a cycle")
    };
    report.say(format_args!("\nA cycle is refused: {error}."));
    report.result("cycle", nodes)?;
    let mut cyclic = dag.graph().clone();
    cyclic.add_edge(from, to, 1);
    report.check(check_certificate(&cyclic, &Certificate::of(&cyclic)));
    Ok((dag, from, to))
}

/// Paths against edges, as the depth grows.
fn paths(report: &mut Report, seed: u32) -> Result<Vec<BlockDepth>> {
    report.say(
        "\nThe chain rule is a sum over paths. Skip connections double them, block by block:\n",
    );
    let mut rows =
        table(["blocks", "paths", "products on them", "edges", "edges visited backward"]);
    let mut depths = Vec::new();
    let x = DMatrix::from_row_slice(1, 3, &[0.3, -0.4, 0.5]);
    let dj_dy = DMatrix::from_row_slice(1, 3, &[1.0, -2.0, 0.5]);
    for blocks in (1..=14).chain([20, 30, 40]) {
        let dag = Dag::residual(&mut manual_seed(seed), blocks, 3, Activation::Tanh)?;
        let (input, output) = (dag.inputs()[0], dag.outputs()[0]);
        let cache = dag.forward(std::slice::from_ref(&x))?;
        let grads = dag.backward(&cache, output, &dj_dy)?;
        let mut depth = BlockDepth {
            blocks,
            paths: dag.count_paths(input, output)?,
            edges: dag.graph().edge_count(),
            products: None,
            visits: grads.visits.iter().sum(),
        };
        if blocks <= 14 {
            let sum = dag.sum_over_paths(&cache, input, output, &dj_dy)?;
            depth.products = Some(sum.products);
            let what = |what: &str| format!("{what}, {blocks} blocks");
            let referee = Referee::Summation;
            report.check(compare(what("∂J/∂x"), referee, &grads.y[input.index()], &sum.gradient)?);
            report.check(compare_counts(what("paths"), depth.paths, sum.paths));
        }
        let once = grads.visits.iter().filter(|&&visits| visits == 1).count();
        let what = format!("edges visited once, {blocks} blocks");
        report.check(compare_counts(what, once as u128, depth.edges as u128));
        if [1, 2, 4, 8, 14].contains(&blocks) || blocks > 14 {
            rows.add_row([
                blocks.to_string(),
                depth.paths.to_string(),
                depth.products.map_or("-".into(), |products| products.to_string()),
                depth.edges.to_string(),
                depth.visits.to_string(),
            ]);
        }
        depths.push(depth);
    }
    report.say(rows);
    report.say("(up to 14 blocks every path was walked, and the sum over them is the gradient; - : not walked)");
    let of = |d: &BlockDepth| json!({ "blocks": d.blocks, "paths": d.paths as f64, "products": d.products.map(|p| p as f64), "edges": d.edges, "visits": d.visits });
    report.result("paths", depths.iter().map(of).collect::<Vec<_>>())?;
    Ok(depths)
}
