//! Our own tape against torch: random expressions, and the wine network's loss.

use crate::program::Work;
use crate::solved::Results;
use crate::{Result, intermediates, results};
use ma6202::activation::Activation;
use ma6202::derivation::Function;
use ma6202::loss::Loss;
use ma6202::mlp::derivation::{Backprop, BackpropVariable};
use ma6202::mlp::init::{Draw, manual_seed};
use ma6202::notebook::{Data, untrained};
use ma6202::number::{Entries, Number};
use ma6202::oracle::{Referee, check_expression, compare, criterion, worst_of};
use ma6202::tape::{Expression, Tape};
use ma6202::wine::Wine;
use nalgebra::{DVector, Vector1};
use rand::RngExt;

/// Random expressions, each of so many steps.
const EXPRESSIONS: usize = 200;
const STEPS: usize = 40;
/// In so many numbers at most.
const INPUTS: usize = 5;

pub fn solve(run: &mut Work) -> Result<Results> {
    let mut rng = manual_seed(run.seed());
    let mut checks = Vec::new();
    let bar = run.progress_bar(
        ["derivando", "differentiating"],
        EXPRESSIONS,
        ["expresiones", "expressions"],
    );
    for _ in 0..EXPRESSIONS {
        let inputs = rng.random_range(1..=INPUTS);
        let x = DVector::from_fn(inputs, |_, _| rng.random_range(-2.0..2.0));
        let f = Expression::random(&mut rng, x.as_slice(), STEPS, 1)?;
        for device in run.devices() {
            checks.extend(check_expression("random expressions", &f, &x, device)?);
        }
        bar.inc(1);
    }
    run.check_all("random expressions", worst_of(checks));
    let expressions = results! { count => EXPRESSIONS, steps => STEPS, inputs => INPUTS };
    Ok(results! { expressions, wine_network => wine_network(run)? })
}

/// J of the wine network, every number of the training wines recorded.
fn wine_network(run: &mut Work) -> Result<Results> {
    let seed = run.seed();
    let part = Data::prepare(&Wine::embedded(), seed)?.train;
    let mlp = untrained(seed, 2, Activation::Relu, Draw::Double)?;
    let problem = Backprop { mlp, x: part.x, t: part.t, loss: Loss::CrossEntropy, layer: 0 };
    let function = Function::of(&problem, BackpropVariable::Weights)?;
    let (w, tape) = (function.at(), Tape::new());
    let leaves = Entries::from_fn(w.nrows(), w.ncols(), |i, j| tape.leaf(w[(i, j)]));
    let j = function.of_numbers()?.value(&leaves)?[(0, 0)];
    let (ours, cache, _) = problem.mlp.gradient(&problem.x, &problem.t, problem.loss)?;
    let logits = &cache.y[cache.y.len() - 1];
    let number = Vector1::new;
    run.check(compare("J of the wines", Referee::Tape, &number(ours), &number(j.value()))?);
    let devices = run.devices();
    for &device in &devices {
        let theirs = criterion(problem.loss, logits, &problem.t, device)?.0;
        let by = Referee::Autograd(device);
        run.check(compare("J of the wines", by, &number(ours), &number(theirs))?);
    }
    let autograd = devices.into_iter().map(Referee::Autograd);
    let referees: Vec<Referee> = std::iter::once(Referee::Tape).chain(autograd).collect();
    intermediates::judge(run, &problem, &referees)?;
    let recorded = tape.nodes().len();
    Ok(results! { wines => problem.x.nrows(), loss => j.value(), recorded })
}
