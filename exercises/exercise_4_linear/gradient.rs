//! ∇J, the Hessian and the step, each "=" judged.

use crate::Result;
use crate::program::Report;
use ma6202::descent::Sgd;
use ma6202::linear::derivation;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{check_descent, check_neuron};

/// The chains on random problems, then J, ∇J, H and a hundred steps on the wines.
pub fn tell(report: &mut Report, seed: u32) -> Result<()> {
    let referees = report.referees();
    report.paragraph(format_args!(
        "J = (1/n) Σ (wᵀx_i - t_i)². Each \"=\", judged by the derivative on its left as each \
         referee computes it (worst relative error over random problems, wide and rank-deficient \
         ones too, and the wines).\n"
    ));
    let problems = derivation::problems(&mut manual_seed(seed))?;
    for chain in derivation::chains() {
        report.derivation(&chain, &problems, &referees)?;
    }
    report.say("On the wines, at random weights:");
    let wines = problems.last().expect("the last problem is of wines");
    let mut checks = check_neuron("wines", &wines.neuron, &wines.w, &referees)?;
    let sgd = Sgd { learning_rate: wines.neuron.curvature()?.best(), momentum: 0.0 };
    for device in report.devices() {
        checks.push(check_descent("wines", &wines.neuron, &wines.w, sgd, 100, device)?);
    }
    report.check_all(checks);
    Ok(())
}
