//! Every derivation and every estimate of the crate, with some of its problems.

use crate::common::labelled::line;
use crate::common::random;
use crate::perceptron::bounded;
use ma6202::activation::{self, Activation};
use ma6202::boxcar::derivation::{ApproximationAt, BoxcarAt};
use ma6202::boxcar::{self, Approximation, Boxcar, Target};
use ma6202::derivation::Derivation;
use ma6202::descent::Batch;
use ma6202::estimate::{Estimate, Subject};
use ma6202::jacobian::derivation::TwoModes;
use ma6202::linear::derivation::{Along, Walk};
use ma6202::logistic::derivation::Answer;
use ma6202::mlp::init::manual_seed;
use ma6202::neuron::Neuron;
use ma6202::notebook::{self, derivation::LiteralRow};
use ma6202::oracle::Autograd;
use ma6202::{dag, jacobian, linear, logistic, mlp};
use nalgebra::{DVector, dvector};

/// What is done with every chain.
pub trait EveryChain {
    fn derivation<P: Autograd>(&mut self, chain: &Derivation<P>, problems: &[P]);
    fn estimate<P: Subject>(&mut self, estimate: &Estimate<P>, problems: &[P]);
}

/// Each chain with a few problems, its example first.
pub fn try_every_chain(tried: &mut impl EveryChain) {
    let mut rng = manual_seed(3);
    for &f in Activation::ALL {
        let problems = activation::derivation::problems(&mut rng, f).unwrap();
        tried.derivation(&activation::derivation::chain(f), &problems);
    }
    let problems = dag::derivation::problems(&mut rng).unwrap();
    for chain in dag::derivation::chains() {
        tried.derivation(&chain, &problems[..]);
    }
    // Not the one with one row and one weight: no number is transposed.
    let mut problems = linear::derivation::problems(&mut rng).unwrap();
    problems.remove(1);
    for chain in linear::derivation::chains() {
        tried.derivation(&chain, &problems[..5]);
    }
    for chain in logistic::derivation::chains() {
        let mut problems = chain.problems(&mut rng).unwrap();
        problems.remove(1);
        tried.derivation(&chain.derivation, &problems);
    }
    for chain in mlp::derivation::chains() {
        let problems = mlp::derivation::problems(&mut rng, chain.variable).unwrap();
        let some: Vec<_> = problems.into_iter().step_by(13).collect();
        tried.derivation(&chain, &some);
    }
    let mut problems = vec![TwoModes::example()];
    problems.extend((0..5).map(|_| TwoModes::random(&mut rng)));
    for chain in jacobian::derivation::chains() {
        tried.derivation(&chain, &problems);
    }
    estimates(tried);
}

/// Some problems of each estimate: where its bounds are near, and where they are not.
fn estimates(tried: &mut impl EveryChain) {
    let boxes = [(-0.3, 1.2, 2.0, 4.0), (0.1, 0.6, -1.5, 3.0)];
    let boxes = boxes.map(|(a, b, height, k)| Boxcar::new(a, b, height, k).unwrap());
    let points = boxes
        .iter()
        .flat_map(|&boxcar| [-0.4, boxcar.a(), 0.3, 1.7].map(|x| BoxcarAt { boxcar, x }));
    let example = BoxcarAt::example().unwrap();
    let points: Vec<_> = std::iter::once(example).chain(points).collect();
    let boxes = [example.boxcar, boxes[0], boxes[1]];
    tried.estimate(&boxcar::derivation::pointwise(), &points);
    tried.estimate(&boxcar::derivation::l1(), &boxes);
    let at = |target: Target, n, share: f64| {
        let x = target.from + share * (target.to - target.from);
        ApproximationAt { approximation: Approximation::new(target, n).unwrap(), x }
    };
    let shares = [0.05, 0.23];
    let near = Target::ALL
        .iter()
        .flat_map(|&target| shares.map(|share| [1, 3].map(|n| at(target, n, share))))
        .flatten();
    let example = ApproximationAt::example().unwrap();
    let near: Vec<_> = std::iter::once(example).chain(near).collect();
    tried.estimate(&boxcar::derivation::approximation(), &near);
    let (linear, w) = random(9, 3, 4);
    let walk = |share, k| {
        let limit = linear.curvature().unwrap().limit();
        Walk::new(linear.clone(), w.clone(), share * limit, k).unwrap()
    };
    tried.estimate(&linear::derivation::distance(), &[walk(0.3, 1), walk(0.9, 5), walk(1.1, 3)]);
    let gradients = linear.gradients(&w).unwrap();
    let along = |b| {
        let batch = Batch::new(gradients.clone(), b).unwrap();
        Along::new(batch, dvector![0.5, 2.0, -0.7]).unwrap()
    };
    let problems = [Along::example().unwrap(), along(2), along(4), along(8)];
    tried.estimate(&linear::derivation::batch_variance(), &problems);
    let answers = [-3.0, 0.0, 0.5, 2.0, 7.0].map(|a| Answer { a });
    tried.estimate(&logistic::derivation::plateau(), &answers);
    let rows = line(&[0.3, 0.9, 2.2, 3.1], &[0.0, 0.0, 1.0, 1.0]);
    let novikoff = [
        logistic::derivation::Novikoff::example().unwrap(),
        bounded(&rows, 2),
        bounded(&rows, 100),
    ];
    tried.estimate(&logistic::derivation::novikoff(), &novikoff);
    let row = |y: [f64; 3], class| LiteralRow { y: DVector::from_column_slice(&y), class };
    let rows = [
        LiteralRow::example(),
        row([0.3, -1.2, 2.0], 0),
        row([9.0, -7.0, 1.0], 0),
        row([1.0, 2.0, 0.5], 2),
    ];
    tried.estimate(&notebook::derivation::floor(), &rows);
}
