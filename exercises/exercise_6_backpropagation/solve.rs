//! What exercise 6 computes: every chain judged, then one network number by number, and a step.

use crate::Result;
use crate::intermediates::{self, Intermediate};
use crate::program::Work;
use crate::solved::worst;
use ma6202::activation::Activation;
use ma6202::loss::Loss;
use ma6202::mlp::derivation::{self, Backprop};
use ma6202::mlp::init::manual_seed;
use ma6202::notebook::SGD;
use ma6202::oracle::{self, Device};
use serde::Serialize;

/// All dimensions differ: no transpose and no mixed-up layer can go unnoticed.
const WIDTHS: [usize; 4] = [4, 6, 5, 3];
const SAMPLES: usize = 7;
const ACTIVATION: Activation = Activation::Tanh;

/// What was found.
#[derive(Debug, Serialize)]
pub struct Found {
    pub network: Network,
    /// Who judged the intermediates, in the order of their errors.
    pub judges: Vec<Judge>,
    pub intermediates: Vec<Intermediate>,
    /// λ of the step.
    pub learning_rate: f64,
}

/// The network that is looked at number by number.
#[derive(Debug, Serialize)]
pub struct Network {
    pub widths: [usize; 4],
    pub samples: usize,
    pub activation: &'static str,
    /// How many weights and biases it has.
    pub parameters: usize,
}

/// A referee, and how far it is from ours at most.
#[derive(Debug, Serialize)]
pub struct Judge {
    pub referee: &'static str,
    pub device: Device,
    pub worst: f64,
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
    let judges = referees.iter().enumerate().map(|(place, referee)| {
        let errors = intermediates.iter().filter_map(|row| row.errors[place]);
        Judge { referee: referee.name(), device: referee.device(), worst: worst(errors) }
    });
    let layers = problem.mlp.layers().iter();
    Ok(Found {
        network: Network {
            widths: WIDTHS,
            samples: SAMPLES,
            activation: ACTIVATION.name(),
            parameters: layers.map(|layer| layer.w.len() + layer.b.len()).sum(),
        },
        judges: judges.collect(),
        intermediates,
        learning_rate: SGD.learning_rate,
    })
}
