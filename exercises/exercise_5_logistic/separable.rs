//! Linearly separable labels: no minimiser, and what to do.

use super::maximum_likelihood::APART;
use crate::Result;
use crate::program::{Report, table};
use ma6202::Error;
use ma6202::descent::DescentPath;
use ma6202::logistic::Logistic;
use ma6202::logistic::growers::{ALL, grower};
use ma6202::logistic::separation::{Growth, Separation};
use ma6202::neuron::Neuron;
use ma6202::oracle::{at_most, check_neuron, check_separation};
use ma6202::wine::Wine;
use serde_json::json;

/// Watched for so long.
pub const ITERATIONS: usize = 100_000;
/// p.
pub const PENALTY: f64 = 0.01;

pub struct Separable {
    pub growth: Growth,
    /// The same labels with a penalty, descended until it rests.
    pub penalised: DescentPath,
}

pub fn tell(report: &mut Report, wine: &Wine, class: usize) -> Result<Separable> {
    let model = grower(wine, class, &ALL)?;
    let separation = Separation::of(model.x(), model.t())?;
    report.paragraph(format_args!(
        "\nClass {class} by all {} attributes: {}. Each case is proved by a certificate, checked in \
         exact arithmetic:",
        ALL.len(),
        separation.name()
    ));
    report.check_all(check_separation(model.x(), model.t(), &separation)?);
    let mut claimed = 0;
    for (way, found) in [
        ("Newton's method", model.newton()),
        ("Descent to the minimum", model.descend_to_minimum(1e-6, ITERATIONS)),
    ] {
        match found {
            Err(error @ Error::Separated { .. }) => {
                report.paragraph(format_args!("{way} refuses: \"{error}\"."))
            }
            Err(error) => return Err(error.into()),
            Ok(_) => claimed += 1,
        }
    }
    let what = "minimisers claimed where there is none";
    report.at_most(what, f64::from(claimed), 0.0)?;
    let growth = watch(report, &model, class)?;
    let penalised = penalty(report, &model, class)?;
    Ok(Separable { growth, penalised })
}

/// Plain descent goes on for ever.
fn watch(report: &mut Report, model: &Logistic, class: usize) -> Result<Growth> {
    let growth = Growth::watch(model, ITERATIONS)?;
    let lengths = growth.lengths();
    report.paragraph(format_args!(
        "\nPlain descent goes on for ever, here with λ = 1/L = {:.6}. The largest margin of a plane \
         is γ = {:.9} (the constant is one of the columns of X, so the bias counts in ‖w‖). In \
         theory ‖w‖ rises by 1/γ = {:.4} whenever the iterations are multiplied by e, J falls like \
         1/(λγ²k), and w turns towards the normal of that plane, all of it as slowly as 1/ln k:\n",
        growth.learning_rate,
        growth.margin,
        1.0 / growth.margin
    ));
    let header =
        ["iterations k", "J", "J λγ²k", "‖w‖", "rise of ‖w‖ from k/2, by e-fold", "cosine"];
    let mut rows = table(header);
    for k in [10, 100, 1000, 10_000, ITERATIONS] {
        let loss = growth.path.losses[k];
        rows.add_row([
            k.to_string(),
            format!("{loss:.3e}"),
            format!("{:.3}", loss / growth.loss_in_theory(k as f64)),
            format!("{:.3}", lengths[k]),
            format!("{:.4}", growth.rate(k)),
            format!("{:.4}", growth.alignment(k)),
        ]);
    }
    report.say(rows);
    // Each is nearer to its limit, 1, than after a tenth of the iterations.
    type Share = fn(&Growth, usize) -> f64;
    let shares: [(&str, Share); 3] = [
        ("rise of ‖w‖ by e-fold, by 1/γ", |growth, k| growth.rate(k) * growth.margin),
        ("rise of 1/J by iteration, by λγ²", Growth::loss_rate),
        ("cosine of w and the normal", Growth::alignment),
    ];
    for (what, share) in shares {
        let off = [ITERATIONS, ITERATIONS / 10].map(|k| (share(&growth, k) - 1.0).abs());
        let what = format!("{what}: off its limit, by what it was after a tenth");
        report.at_most(what, off[0], off[1])?;
    }
    let sinks = growth.path.losses.windows(2).filter(|pair| pair[1] >= pair[0]).count();
    report.at_most("iterations in which J did not fall", sinks as f64, 0.0)?;
    report.result(
        "growth",
        json!({
            "class": class,
            "learning_rate": growth.learning_rate,
            "margin": growth.margin,
            "rate": growth.rate(ITERATIONS),
            "alignment": growth.alignment(ITERATIONS),
            "loss_rate": growth.loss_rate(ITERATIONS),
            "loss": growth.path.last_loss(),
            "length": lengths[lengths.len() - 1],
        }),
    )?;
    Ok(growth)
}

/// With a penalty there is one minimiser.
fn penalty(report: &mut Report, model: &Logistic, class: usize) -> Result<DescentPath> {
    let penalised = model.with_penalty(PENALTY)?;
    let (descent, newton) = (penalised.descend_to_minimum(1e-13, ITERATIONS)?, penalised.newton()?);
    let w = newton.last();
    report.paragraph(format_args!(
        "\nWith the penalty ½ p ‖w‖², p = {PENALTY}, there is one minimiser: descent comes to rest \
         after {} iterations, Newton's method after {} steps, both at ‖w‖ = {:.9}. J, its gradient \
         and Hessian there:",
        descent.done(),
        newton.done(),
        w.norm()
    ));
    let mut checks = check_neuron("with a penalty", &penalised, &w, &report.referees())?;
    let off = (descent.last() - &w).amax() / w.amax();
    checks.push(at_most("w by descent and by Newton apart", &[off], &[APART])?);
    report.check_all(checks);
    report.result("penalised", json!({ "class": class, "penalty": PENALTY, "w": w.as_slice() }))?;
    Ok(descent)
}
