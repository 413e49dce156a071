//! What exercise 6 computes: every chain judged, then one network number by number, and a step.

use crate::program::Work;
use crate::solved::{Results, worst};
use crate::{Result, intermediates, results};
use ma6202::activation::Activation;
use ma6202::loss::Loss;
use ma6202::mlp::derivation::{self, Backprop};
use ma6202::mlp::init::manual_seed;
use ma6202::notebook::SGD;
use ma6202::oracle;

/// All dimensions differ: no transpose and no mixed-up layer can go unnoticed.
const WIDTHS: [usize; 4] = [4, 6, 5, 3];
const SAMPLES: usize = 7;
const ACTIVATION: Activation = Activation::Tanh;

pub fn solve(run: &mut Work) -> Result<Results> {
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
        let worst = worst(errors);
        results! { referee => referee.name(), device => referee.device(), worst }
    });
    Ok(results! {
        network => results! {
            widths => WIDTHS, samples => SAMPLES, activation => ACTIVATION.name(),
            parameters => problem.mlp.weights_and_biases().count(),
        },
        // Who judged the intermediates, in the order of their errors.
        judges => judges.collect::<Vec<_>>(), intermediates,
        learning_rate => SGD.learning_rate,
    })
}
