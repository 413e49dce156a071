//! Labels that a plane tells apart: no minimiser, and what to do.

use ma6202::descent::Path;
use ma6202::logistic::Logistic;
use ma6202::logistic::growers::grower;
use ma6202::logistic::separation::{Growth, Separation};
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, at_most, check_neuron, check_separation};
use ma6202::program::Report;
use ma6202::wine::{FEATURES, Wine};
use ma6202::{Error, Result};
use serde_json::json;

/// Watched for so long.
const ITERATIONS: usize = 100_000;
/// p.
pub const PENALTY: f64 = 0.01;

pub struct Separable {
    pub growth: Growth,
    /// The same labels with a penalty, descended as long.
    pub penalised: Path,
}

pub fn tell(report: &mut Report, wine: &Wine, class: usize) -> Result<Separable> {
    let all: Vec<usize> = (0..FEATURES.len()).collect();
    let model = grower(wine, class, &all)?;
    let separation = Separation::of(model.x(), model.t())?;
    report.say(format_args!(
        "\nClass {class} by all {} attributes: {}. Each case is proved by a certificate, checked in exact arithmetic:",
        all.len(),
        separation.name()
    ));
    report.check_all(check_separation(model.x(), model.t(), &separation)?);
    let refusal = match model.newton() {
        Err(error @ Error::Separated { .. }) => error.to_string(),
        Err(error) => return Err(error),
        Ok(_) => "none".into(),
    };
    report.check(at_most(
        "minimisers claimed where there is none",
        &[f64::from(u8::from(refusal == "none"))],
        &[0.0],
    )?);
    report.say(format_args!("Newton's method and descent to the minimum refuse: \"{refusal}\"."));
    let growth = watch(report, &model)?;
    let penalised = penalty(report, &model)?;
    Ok(Separable { growth, penalised })
}

/// Plain descent goes on for ever.
fn watch(report: &mut Report, model: &Logistic) -> Result<Growth> {
    let growth = Growth::watch(model, ITERATIONS)?;
    let lengths = growth.lengths();
    report.say(format_args!(
        "\nPlain descent goes on for ever. The largest margin of a plane is γ = {:.9}; in theory ‖w‖ grows by 1/γ = {:.4} whenever\n\
         the iterations are multiplied by e, and J falls like 1/(λγ²k):\n",
        growth.margin,
        1.0 / growth.margin
    ));
    let head = ["iterations k", "J", "J λγ²k", "‖w‖", "‖w‖ γ / ln k"];
    let mut rows = vec![head.map(String::from).to_vec()];
    for k in [10, 100, 1000, 10_000, ITERATIONS] {
        let loss = growth.path.losses[k];
        let share = loss * growth.learning_rate * growth.margin * growth.margin * k as f64;
        rows.push(vec![
            k.to_string(),
            format!("{loss:.3e}"),
            format!("{share:.3}"),
            format!("{:.3}", lengths[k]),
            format!("{:.3}", lengths[k] * growth.margin / libm::log(k as f64)),
        ]);
    }
    report.table(&rows);
    report.say(format_args!(
        "In the last half ‖w‖ grows by {:.4} per e-fold; w makes an angle of cosine {:.4} with the plane's normal of largest margin.",
        growth.rate(),
        growth.alignment()
    ));
    // The theory's limits are reached as slowly as 1 / ln k.
    let slow = 2.0 / libm::log(ITERATIONS as f64);
    for (what, measured, limit) in [
        ("growth of ‖w‖ per e-fold, by 1/γ", growth.rate() * growth.margin, 1.0),
        ("1/J per iteration, by λγ²", growth.loss_rate(), 1.0),
        ("cosine of w and the largest margin's normal", growth.alignment(), 1.0),
    ] {
        report.check(at_most(
            format!("{what}: off its limit"),
            &[(measured - limit).abs()],
            &[slow],
        )?);
    }
    let sinks = growth.path.losses.windows(2).filter(|pair| pair[1] >= pair[0]).count();
    report.check(at_most("iterations in which J did not fall", &[sinks as f64], &[0.0])?);
    report.result(
        "growth",
        json!({ "margin": growth.margin, "rate": growth.rate(), "alignment": growth.alignment(), "loss_rate": growth.loss_rate(), "loss": growth.path.last_loss(), "length": lengths[lengths.len() - 1] }),
    )?;
    Ok(growth)
}

/// With a penalty there is one minimiser.
fn penalty(report: &mut Report, model: &Logistic) -> Result<Path> {
    let penalised = model.with_penalty(PENALTY)?;
    let (descent, newton) = (penalised.descend_to_minimum(1e-13, ITERATIONS)?, penalised.newton()?);
    let (by_descent, by_newton) = (descent.last(), newton.last());
    report.say(format_args!(
        "\nWith the penalty ½ p ‖w‖², p = {PENALTY}, there is one minimiser: descent comes to rest after {} iterations, Newton's method after {}\n\
         steps, both at ‖w‖ = {:.9}. J, its gradient and Hessian there:",
        descent.iterations[descent.iterations.len() - 1],
        newton.losses.len() - 1,
        by_newton.norm()
    ));
    let mut checks =
        check_neuron("with a penalty", &penalised, &by_newton, &Referee::of_derivatives())?;
    let off = (&by_descent - &by_newton).amax() / by_newton.amax();
    checks.push(at_most("w by descent and by Newton apart", &[off], &[1e-10])?);
    report.check_all(checks);
    report.result("penalised", json!({ "penalty": PENALTY, "w": by_newton.as_slice() }))?;
    Ok(descent)
}
