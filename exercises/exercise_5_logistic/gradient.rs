//! ∇J, the Hessian and the step in both readings, each "=" judged.

use crate::Result;
use crate::program::Report;
use ma6202::descent::Sgd;
use ma6202::logistic::growers::{ALL, grower};
use ma6202::logistic::{Reading, derivation};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{check_descent, check_neuron};
use ma6202::wine::Wine;
use nalgebra::DVector;
use rand::RngExt;

/// The chains on random problems, then J, ∇J, H and a hundred steps on the wines.
pub fn tell(report: &mut Report, wine: &Wine, class: usize, seed: u32) -> Result<()> {
    let referees = report.referees();
    report.paragraph(format_args!(
        "y = σ(Xw). As the lecture has it J = (1/n) Σ (y_i - t_i)²; as is usual J = -(1/n) Σ [t_i \
         ln y_i + (1 - t_i) ln(1 - y_i)]. Each \"=\", judged by the derivative on its left as each \
         referee computes it (worst relative error over random problems).\n"
    ));
    let mut rng = manual_seed(seed);
    for chain in derivation::chains() {
        let problems = chain.problems(&mut rng)?;
        report.derivation(&chain.derivation, &problems, &referees)?;
    }
    report.say(format_args!("On the wines, class {class} against the rest, at random weights:"));
    let wines = grower(wine, class, &ALL)?;
    let w = DVector::from_fn(1 + ALL.len(), |_, _| rng.random_range(-0.5..0.5));
    let mut checks = Vec::new();
    for reading in Reading::ALL {
        let wines = wines.read_as(reading);
        checks.extend(check_neuron(reading.name(), &wines, &w, &referees)?);
        let sgd = Sgd { learning_rate: 1.0 / wines.largest_curvature()?, momentum: 0.0 };
        for device in report.devices() {
            checks.push(check_descent(reading.name(), &wines, &w, sgd, 100, device)?);
        }
    }
    report.check_all(checks);
    Ok(())
}
