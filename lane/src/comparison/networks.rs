//! Intermediates, steps and trainings of the network.

use ma6202::Result;
use ma6202::activation::Activation;
use ma6202::boxcar::Boxcar;
use ma6202::boxcar::search::{self, Search};
use ma6202::descent::{Clearing, Schedule};
use ma6202::loss::Loss;
use ma6202::mlp::derivation::Backprop;
use ma6202::mlp::init::{Draw, manual_seed};
use ma6202::mlp::{Mlp, Training};
use ma6202::notebook::{Data, Recipe, SGD, untrained};
use ma6202::oracle::{
    Check, Device, Referee, check_first_steps, check_intermediates, check_parameters, check_update,
    descend,
};
use ma6202::wine::Wine;
use std::ops::Range;

/// Networks of every activation and loss.
fn networks(seeds: Range<u32>) -> Result<Vec<Backprop>> {
    let mut networks = Vec::new();
    for seed in seeds {
        for &activation in Activation::ALL {
            for &loss in Loss::ALL {
                let mut rng = manual_seed(seed);
                networks.push(Backprop::random(&mut rng, 7, &[4, 6, 5, 3], activation, loss, 0)?);
            }
        }
    }
    Ok(networks)
}

pub fn intermediates(device: Device) -> Result<Vec<Check>> {
    let mut checks = Vec::new();
    for problem in networks(0..20)? {
        let rows = check_intermediates(&problem, &[Referee::Autograd(device)])?;
        checks.extend(rows.into_iter().flatten().flatten());
    }
    Ok(checks)
}

pub fn updates(device: Device) -> Result<Vec<Check>> {
    let mut checks = Vec::new();
    for problem in networks(0..3)? {
        // In training RReLU draws its slopes: it has no one gradient.
        if !matches!(problem.mlp.layers()[0].activation, Activation::Rrelu { .. }) {
            checks.extend(check_update(&problem, SGD, device)?);
        }
    }
    Ok(checks)
}

fn on_the_wines(activation: Activation) -> Result<(Mlp, Data)> {
    let start = untrained(6202, 2, activation, Draw::Double)?;
    Ok((start, Data::prepare(&Wine::embedded(), 6202)?))
}

pub fn first_steps(device: Device) -> Result<Vec<Check>> {
    let (start, data) = on_the_wines(Activation::Relu)?;
    let recipes = [Recipe::LITERAL, Recipe::SOFTMAX_TWICE, Recipe::CLEARED_LATE, Recipe::CORRECTED];
    let of = |recipe| check_first_steps("wines", &start, &data.train, recipe, device);
    recipes.map(of).into_iter().collect()
}

/// The parameters after a training of each kind: the wines with another activation, a box that is
/// searched for.
pub fn trainings(device: Device) -> Result<Vec<Check>> {
    let (wines, data) = on_the_wines(Activation::Prelu { negative_slope: 0.25 })?;
    let schedule = Schedule { epochs: 1, steps_per_epoch: 60, clearing: Clearing::EveryStep };
    let boxes = Search::new(Boxcar::new(-1.0, 2.0, 3.0, 10.0)?, 1.0)?;
    let (x, t) = boxes.samples();
    let mut checks = Vec::new();
    for (start, x, t, loss, sgd) in [
        (&wines, &data.train.x, &data.train.t, Loss::CrossEntropy, SGD),
        (&boxes.start(1)?, &x, &t, Loss::MeanSquaredError, search::SGD),
    ] {
        let mut training = Training::new(start.clone(), x, t, loss, sgd)?;
        training.follow(&schedule, &mut |_, _, _| ())?;
        let theirs = descend(start, x, t, loss, sgd, &schedule, device)?.mlp;
        checks.extend(check_parameters(training.mlp(), &theirs, Referee::Descent(device))?);
    }
    Ok(checks)
}
