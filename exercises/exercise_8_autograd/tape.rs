//! Our own tape against torch: random expressions, and the wine network's loss.

use crate::Result;
use crate::exercise_6_backpropagation::judged_intermediates;
use crate::program::Report;
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
use serde_json::json;

/// Random expressions, each of so many steps.
const EXPRESSIONS: usize = 200;
const STEPS: usize = 40;

pub fn tell(report: &mut Report, seed: u32) -> Result<()> {
    report.paragraph(format_args!(
        "\nThe tape records every operation with its derivatives and is read backwards once. On \
         {EXPRESSIONS} random expressions of {STEPS} operations in 1 to 5 numbers, in which \
         anything may be used several times, against torch's (the worst of all):\n"
    ));
    let mut rng = manual_seed(seed);
    let mut checks = Vec::new();
    for _ in 0..EXPRESSIONS {
        let inputs = rng.random_range(1..=5);
        let x = DVector::from_fn(inputs, |_, _| rng.random_range(-2.0..2.0));
        let f = Expression::random(&mut rng, x.as_slice(), STEPS, 1)?;
        for device in report.devices() {
            checks.extend(check_expression("random expressions", &f, &x, device)?);
        }
    }
    report.check_all(worst_of(checks));
    wine_network(report, seed)
}

/// J of the wine network, every number of 142 wines recorded.
fn wine_network(report: &mut Report, seed: u32) -> Result<()> {
    let part = Data::prepare(&Wine::embedded(), seed)?.train;
    let mlp = untrained(seed, 2, Activation::Relu, Draw::Double)?;
    let problem = Backprop { mlp, x: part.x, t: part.t, loss: Loss::CrossEntropy, layer: 0 };
    let function = Function::of(&problem, BackpropVariable::Weights)?;
    let (w, tape) = (function.at(), Tape::new());
    let leaves = Entries::from_fn(w.nrows(), w.ncols(), |i, j| tape.leaf(w[(i, j)]));
    let j = function.of_numbers()?.value(&leaves)?[(0, 0)];
    let recorded = tape.nodes().len();
    report.paragraph(format_args!(
        "\nThe wine network 13-5-5-5-3 on {} wines: J = {:.10}. By W¹ the tape records {recorded} \
         numbers of it. Our network's gradients, whose formulas were derived by hand, against the \
         tape's and torch's:\n",
        problem.x.nrows(),
        j.value(),
    ));
    let (ours, cache, _) = problem.mlp.gradient(&problem.x, &problem.t, problem.loss)?;
    let logits = &cache.y[cache.y.len() - 1];
    let number = Vector1::new;
    report.check(compare("J of the wines", Referee::Tape, &number(ours), &number(j.value()))?);
    for device in report.devices() {
        let theirs = criterion(problem.loss, logits, &problem.t, device)?.0;
        let by = Referee::Autograd(device);
        report.check(compare("J of the wines", by, &number(ours), &number(theirs))?);
    }
    let devices = report.devices();
    let autograd = devices.into_iter().map(Referee::Autograd);
    let referees: Vec<Referee> = std::iter::once(Referee::Tape).chain(autograd).collect();
    judged_intermediates(report, &problem, &referees)?;
    report.paragraph(
        "The tape judges every derivation of exercises 2, 4, 5 and 6 too, and the activations of \
         exercise 1: it is the column \"tape\" there.",
    );
    report.result("wine_network", json!({ "loss": j.value(), "recorded": recorded }))
}
