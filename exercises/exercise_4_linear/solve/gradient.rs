//! ∇J, the Hessian and the step, each "=" judged.

use crate::Result;
use crate::program::Work;
use ma6202::descent::Sgd;
use ma6202::linear::derivation;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{check_descent, check_neuron};

/// The chains on random problems, then J, ∇J, H and a hundred steps on the wines.
pub fn judge(run: &mut Work) -> Result<()> {
    let referees = run.referees();
    let problems = derivation::problems(&mut manual_seed(run.seed()))?;
    for chain in derivation::chains() {
        run.derivation(&chain, &problems, &referees)?;
    }
    let wines = problems.last().expect("the last problem is of wines");
    let mut checks = check_neuron("wines", &wines.neuron, &wines.w, &referees)?;
    let sgd = Sgd { learning_rate: wines.neuron.curvature()?.best(), momentum: 0.0 };
    for device in run.devices() {
        checks.push(check_descent("wines", &wines.neuron, &wines.w, sgd, 100, device)?);
    }
    run.check_all("wines", checks);
    Ok(())
}
