//! ∇J, the Hessian and the step in both readings, each "=" judged.

use crate::Result;
use crate::program::Work;
use ma6202::descent::Sgd;
use ma6202::logistic::growers::{ALL, grower};
use ma6202::logistic::{Reading, derivation};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{check_descent, check_neuron};
use ma6202::wine::Wine;
use nalgebra::DVector;
use rand::RngExt;

/// The chains on random problems, then J, ∇J, H and a hundred steps on the wines.
pub fn judge(run: &mut Work, wine: &Wine, class: usize) -> Result<()> {
    let referees = run.referees();
    let mut rng = manual_seed(run.seed());
    for chain in derivation::chains() {
        let problems = chain.problems(&mut rng)?;
        run.derivation(&chain.derivation, &problems, &referees)?;
    }
    let wines = grower(wine, class, &ALL)?;
    let w = DVector::from_fn(1 + ALL.len(), |_, _| rng.random_range(-0.5..0.5));
    let mut checks = Vec::new();
    for reading in Reading::ALL {
        let wines = wines.read_as(reading);
        checks.extend(check_neuron(reading.name(), &wines, &w, &referees)?);
        let sgd = Sgd { learning_rate: 1.0 / wines.largest_curvature()?, momentum: 0.0 };
        for device in run.devices() {
            checks.push(check_descent(reading.name(), &wines, &w, sgd, 100, device)?);
        }
    }
    run.check_all("wines", checks);
    Ok(())
}
