//! What exercise 6 computes: every chain judged, then one network number by number, and a step.

use crate::program::Work;
use crate::solved::{Results, worst};
use crate::{Result, intermediates, results};
use ma6202::activation::Activation;
use ma6202::loss::Loss;
use ma6202::mlp::derivation::{self, Backprop};
use ma6202::mlp::init::manual_seed;
use ma6202::mlp::{Cache, Grads, Layer, Mlp};
use ma6202::notebook::SGD;
use ma6202::oracle;
use nalgebra::{DMatrix, DVector, dmatrix};
use serde::Serialize;

/// All dimensions differ: no transpose and no mixed-up layer can go unnoticed.
const WIDTHS: [usize; 4] = [4, 6, 5, 3];
const SAMPLES: usize = 7;
const ACTIVATION: Activation = Activation::Tanh;

/// What was found, and what figures need.
#[derive(Debug, Serialize)]
pub struct Found {
    #[serde(flatten)]
    told: Results,
    #[serde(skip)]
    pub small: SmallPass,
}

/// A pass forward and back through a network that can be drawn.
#[derive(Debug)]
pub struct SmallPass {
    pub mlp: Mlp,
    /// The only sample.
    pub x: DMatrix<f64>,
    pub t: DMatrix<f64>,
    pub j: f64,
    pub cache: Cache,
    pub grads: Grads,
}

impl SmallPass {
    /// Two inputs, two hidden neurons and two outputs, logistic, without biases.
    fn new() -> Result<SmallPass> {
        let layer = |w| Layer { w, b: DVector::zeros(2), activation: Activation::Logistic };
        // The first hidden neuron is at a = 0, where f' is 1/4.
        let hidden = layer(dmatrix![0.5, 0.25; -1.0, 0.5]);
        let mlp = Mlp::new(vec![hidden, layer(dmatrix![2.0, -1.0; -1.0, 1.0])])?;
        let (x, t) = (dmatrix![2.0, 1.0], dmatrix![1.0, 0.0]);
        let (j, cache, grads) = mlp.gradient(&x, &t, Loss::MeanSquaredError)?;
        Ok(SmallPass { mlp, x, t, j, cache, grads })
    }

    /// f'(a) of a neuron.
    pub fn slope(&self, layer: usize, neuron: usize) -> f64 {
        self.mlp.layers()[layer].activation.derivative(self.cache.a[layer][neuron])
    }
}

pub fn solve(run: &mut Work) -> Result<Found> {
    let (seed, referees) = (run.seed(), run.referees());
    let mut rng = manual_seed(seed);
    for chain in derivation::chains() {
        let problems = derivation::problems(&mut rng, chain.variable)?;
        run.derivation(&chain, &problems, &referees)?;
    }
    let mut rng = manual_seed(seed);
    let loss = Loss::CrossEntropy;
    let problem = Backprop::random(&mut rng, SAMPLES, &WIDTHS, ACTIVATION, loss, 0)?;
    let intermediates = intermediates::judge(run, &problem, &referees)?;
    for device in run.devices() {
        run.check_all("update", oracle::check_update(&problem, SGD, device)?);
    }
    let small = SmallPass::new()?;
    let SmallPass { mlp, x, t, grads, .. } = &small;
    intermediates::check_descents(run, mlp.clone(), (x.clone(), t.clone()), "small network")?;
    let (w, next) = (mlp.layers()[1].w.row(0), &grads.delta[1]);
    let told_small = results! {
        // The delta of the first hidden neuron is the product of these two.
        passed_back => w.iter().zip(next).map(|(w, delta)| w * delta).sum::<f64>(),
        slope => small.slope(0, 0), delta => grads.delta[0][0],
        // And a derivative that of the delta and the input.
        input => x[0], gradient => grads.w[0][(0, 0)],
    };
    let judges = referees.iter().enumerate().map(|(place, referee)| {
        let errors = intermediates.iter().filter_map(|row| row.errors[place]);
        let worst = worst(errors);
        results! { referee => referee.name(), device => referee.device(), worst }
    });
    let told = results! {
        small => told_small,
        network => results! {
            widths => WIDTHS, samples => SAMPLES, activation => ACTIVATION.name(),
            parameters => problem.mlp.weights_and_biases().count(),
        },
        // Who judged the intermediates, in the order of their errors.
        judges => judges.collect::<Vec<_>>(), intermediates,
        learning_rate => SGD.learning_rate,
    };
    Ok(Found { told, small })
}
