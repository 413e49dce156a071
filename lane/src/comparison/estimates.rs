//! Errors that are at most so large, the left-hand side measured by torch.

use ma6202::Result;
use ma6202::boxcar::derivation::{self as of_boxcar, ApproximationAt, BoxcarAt};
use ma6202::boxcar::{Approximation, Boxcar, Target};
use ma6202::descent::derivation::{NeuronAt, NeuronVariable};
use ma6202::linear::Linear;
use ma6202::linear::derivation::{Walk, distance};
use ma6202::logistic::Reading;
use ma6202::logistic::derivation::{Answer, plateau};
use ma6202::loss::Loss;
use ma6202::mlp::init::manual_seed;
use ma6202::notebook::derivation::{LiteralRow, floor};
use ma6202::oracle::{
    Autograd, Check, Device, Referee, check_estimate, criterion, descend_neuron, output,
};
use nalgebra::{DMatrix, DVector};
use rand::RngExt;

pub fn box_at_a_point(device: Device) -> Result<Vec<Check>> {
    let mut points = Vec::new();
    for steepness in [1.0, 30.0, 1e6] {
        let boxcar = Boxcar::new(-1.0, 2.0, 3.0, steepness)?;
        points.extend((-40..=80).map(|step| BoxcarAt { boxcar, x: f64::from(step) / 20.0 }));
    }
    let error = |p: &BoxcarAt| {
        let x = DMatrix::from_element(1, 1, p.x);
        Ok((output(&p.boxcar.mlp(), &x, device)?[(0, 0)] - p.boxcar.value(p.x)).abs())
    };
    check_estimate(&of_boxcar::pointwise(), &points, Referee::Autograd(device), error)
}

pub fn function_of_boxes(device: Device) -> Result<Vec<Check>> {
    let mut points = Vec::new();
    for target in Target::ALL {
        let approximation = Approximation::new(target, 8)?;
        let at = |step: i32| target.from + (target.to - target.from) * f64::from(step) / 37.0;
        let within = |step| ApproximationAt { approximation: approximation.clone(), x: at(step) };
        points.extend((0..=37).map(within));
    }
    let error = |p: &ApproximationAt| {
        let x = DMatrix::from_element(1, 1, p.x);
        let y = output(p.approximation.mlp(), &x, device)?[(0, 0)];
        Ok((y - (p.approximation.target().value)(p.x)).abs())
    };
    check_estimate(&of_boxcar::approximation(), &points, Referee::Autograd(device), error)
}

pub fn distance_of_a_descent(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(4);
    let x = DMatrix::from_fn(9, 3, |_, _| rng.random_range(-1.0..1.0));
    let t = DVector::from_fn(9, |_, _| rng.random_range(-1.0..1.0));
    let linear = Linear::new(x, t)?;
    let limit = linear.curvature()?.limit();
    let start = DVector::from_element(3, 0.7);
    let walk = |share: f64| Walk::new(linear.clone(), start.clone(), share * limit, 20);
    let walks = [0.1, 0.5, 0.9, 1.1].map(walk).into_iter().collect::<Result<Vec<_>>>()?;
    let error = |p: &Walk| {
        let w = descend_neuron(&p.linear, &p.start, p.sgd, p.steps, device)?;
        Ok((w.column(p.steps) - &p.minimiser).norm())
    };
    check_estimate(&distance(), &walks, Referee::Descent(device), error)
}

pub fn plateau_of_a_row(device: Device) -> Result<Vec<Check>> {
    let answers = [-3.0, 0.0, 0.5, 2.0, 7.0, 20.0].map(|a| Answer { a });
    let derivative = |p: &Answer| {
        let w = DVector::from_element(1, p.a);
        let point = NeuronAt { neuron: p.model(Reading::SquaredError), w, k: 0 };
        Ok(point.autograd(NeuronVariable::Weights, device)?[0].abs())
    };
    check_estimate(&plateau(), &answers, Referee::Autograd(device), derivative)
}

pub fn floor_of_a_loss(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(5);
    let mut row =
        |class| LiteralRow { y: DVector::from_fn(3, |_, _| rng.random_range(-9.0..9.0)), class };
    let rows = [0, 1, 2, 0, 1, 2].map(&mut row);
    let probability = |p: &LiteralRow| {
        let t = DMatrix::from_fn(1, 3, |_, k| if k == p.class { 1.0 } else { 0.0 });
        let y = DMatrix::from_row_slice(1, 3, p.y.as_slice());
        Ok((-criterion(Loss::SoftmaxThenCrossEntropy, &y, &t, device)?.0).exp())
    };
    check_estimate(&floor(), &rows, Referee::Autograd(device), probability)
}
