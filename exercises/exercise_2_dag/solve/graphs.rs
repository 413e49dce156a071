//! Graphs without cycles: built, judged, and ordered; and one that would have a cycle.

use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::Error;
use ma6202::activation::Activation;
use ma6202::dag::sample::Sample;
use ma6202::dag::{Certificate, Dag, NodeId, examples};
use ma6202::loss::Loss;
use ma6202::mlp::derivation::Backprop;
use ma6202::mlp::init::{Draw, manual_seed};
use ma6202::notebook;
use ma6202::oracle::{check_certificate, check_chain, check_graphs};
use serde::Serialize;

const SAMPLES: usize = 20;

/// What was built.
#[derive(Debug, Serialize)]
pub struct Graphs {
    /// How many random ones were judged.
    pub random_graphs: usize,
    /// The nodes' names, each after all that lead to it.
    pub orders: Results,
    /// The nodes of the cycle that was refused, the first one again at the end.
    pub cycle: Vec<String>,
    /// The lecture's network 13-5-5-5-3.
    #[serde(skip)]
    pub chain: Dag,
    #[serde(skip)]
    pub skipping: Dag,
    /// Without the edge that would close it, whose ends follow.
    #[serde(skip)]
    pub almost_a_cycle: (Dag, NodeId, NodeId),
}

pub fn solve(run: &mut Work) -> Result<Graphs> {
    let seed = run.seed();
    let chain = Dag::chain(&notebook::untrained(seed, 2, Activation::Relu, Draw::Double)?)?;
    let skipping = examples::skipping(&mut manual_seed(seed))?;
    judge(run)?;
    let orders = [&chain, &skipping].map(|dag| {
        run.check(check_certificate(dag.graph(), &Certificate::of(dag.graph())));
        let names = dag.order().iter().map(|&node| dag.graph()[node].name.clone());
        names.collect::<Vec<_>>()
    });
    let (almost_a_cycle, cycle) = refused(run)?;
    let orders = results! { chain => orders[0], skipping => orders[1] };
    Ok(Graphs { random_graphs: SAMPLES, orders, cycle, chain, skipping, almost_a_cycle })
}

/// Random graphs against every referee, and a chain against `mlp`.
fn judge(run: &mut Work) -> Result<()> {
    let mut rng = manual_seed(run.seed());
    let samples = (0..SAMPLES)
        .map(|_| Sample::random(&mut rng, 12, 3, Activation::ALL))
        .collect::<ma6202::Result<Vec<_>>>()?;
    run.check_all("random graphs", check_graphs("random graphs", &samples, &run.referees())?);
    let widths = [13, 5, 5, 5, 3];
    let problem = Backprop::random(&mut rng, 7, &widths, Activation::Tanh, Loss::CrossEntropy, 0)?;
    run.check_all("chain", [check_chain(&problem)?]);
    Ok(())
}

/// A cycle is attempted.
fn refused(run: &mut Work) -> Result<((Dag, NodeId, NodeId), Vec<String>)> {
    let (mut dag, from, to) = examples::almost_a_cycle(2.0, Activation::Tanh)?;
    let Err(Error::Cycle { nodes }) = dag.connect(from, to) else {
        unreachable!("an edge back to where it comes from closes a cycle")
    };
    let mut cyclic = dag.graph().clone();
    cyclic.add_edge(from, to, 1);
    run.check(check_certificate(&cyclic, &Certificate::of(&cyclic)));
    Ok(((dag, from, to), nodes))
}
