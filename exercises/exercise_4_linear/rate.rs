//! What λ does: the theory of the Hessian's eigenvalues beside descents.

use crate::Result;
use crate::program::{Report, table};
use ma6202::descent::{Sgd, Stop, descend};
use ma6202::linear::attribute::in_a_plane;
use ma6202::linear::derivation::{Walk, distance};
use ma6202::linear::{Curvature, Linear};
use ma6202::oracle::{Referee, at_most, compare, descend_neuron};
use ma6202::wine::Wine;
use nalgebra::{DVector, Vector1};
use serde_json::json;

/// λ by 2/L.
const SHARES: [f64; 7] = [0.1, 0.5, 0.9, 0.999, 1.0, 1.001, 1.1];
/// Steps after which J is looked at, and the contraction of each direction measured.
const STEPS: usize = 200;
const CONTRACTION: f64 = 1e-6;
/// What rounding does to w.
const ROUNDED: f64 = 1e-15;

/// A problem of two weights, which can be drawn, and where descent starts.
pub struct RegressionPlane {
    pub linear: Linear,
    pub curvature: Curvature,
    pub minimiser: DVector<f64>,
    pub start: DVector<f64>,
}

impl RegressionPlane {
    /// Alcohol by total phenols and flavanoids, which go together: a narrow valley.
    pub fn new(wine: &Wine) -> Result<RegressionPlane> {
        let linear = in_a_plane(wine, [5, 6], 0)?;
        let (curvature, minimiser) = (linear.curvature()?, linear.fit()?.w);
        // Down the valley, and a little up one of its sides.
        let start = &minimiser + DVector::from_column_slice(&[-0.57, 0.99]);
        Ok(RegressionPlane { linear, curvature, minimiser, start })
    }

    pub fn sgd(&self, share: f64) -> Sgd {
        Sgd { learning_rate: share * self.curvature.limit(), momentum: 0.0 }
    }
}

/// λ below, at and above its limit. Returns by how much the contraction of a direction was off at
/// worst, and what the JSON document says.
pub fn tell(report: &mut Report, plane: &RegressionPlane) -> Result<f64> {
    let RegressionPlane { linear, curvature, minimiser, start } = plane;
    report.paragraph(format_args!(
        "\nWhat λ does, seen on alcohol by total phenols and flavanoids (all standardised). H has \
         the eigenvalues L = {:.6} and μ = {:.6}, κ = L/μ = {:.2}. Along L descent multiplies the \
         distance from the minimiser by 1 - λL in each step, along μ by 1 - λμ; ρ is the larger of \
         the two. It converges for λ < 2/L = {:.6}, and ρ is least for λ = 2/(μ+L) = {:.6}. {STEPS} \
         steps from w = ({:.2}, {:.2}):\n",
        curvature.largest(),
        curvature.smallest(),
        curvature.condition(),
        curvature.limit(),
        curvature.best(),
        start[0],
        start[1],
    ));
    let mut rates: Vec<(String, f64)> =
        SHARES.map(|share| (format!("{share} · 2/L"), share * curvature.limit())).to_vec();
    rates.push(("2/(μ+L)".into(), curvature.best()));
    rates.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    let header =
        ["λ", "", "ρ", "1 - λL", "measured", "1 - λμ", "measured", "J - J*", "predicted", "J"];
    let mut rows = table(header);
    let c = curvature.components(start, minimiser)?;
    let (mut worst, mut results) = (0.0f64, Vec::new());
    for (name, rate) in rates {
        let sgd = Sgd { learning_rate: rate, momentum: 0.0 };
        let path = descend(linear, start, sgd, &Stop::after(STEPS))?;
        let measured = curvature.measured_factors(&path, minimiser)?;
        let factors = [0, 1].map(|k| curvature.factor(rate, k));
        let off = [0, 1].map(|k| (measured[k] - factors[k]).abs());
        worst = worst.max(off[0]).max(off[1]);
        let what = format!("contraction of each direction, λ = {name}");
        report.check(at_most(what, &off, &[CONTRACTION; 2])?);
        let excess = curvature.measured_excess(&path, minimiser)?[STEPS];
        let predicted = curvature.excess(&c, rate, STEPS);
        // w - w* is rounded as w is, and √(J - J*) with it.
        let allowed = 1e-11 * predicted + ROUNDED * (2.0 * predicted.sqrt() + ROUNDED);
        let what = format!("J - J* after {STEPS} steps, λ = {name}");
        report.at_most(what, (excess - predicted).abs(), allowed)?;
        let goes = match measured[0].abs() {
            factor if (factor - 1.0).abs() < 1e-9 => "to and fro",
            factor if factor < 1.0 => "falls",
            _ => "grows",
        };
        let rho = curvature.contraction(rate);
        let numbers = [rho, factors[0], measured[0], factors[1], measured[1]];
        let numbers = numbers.map(|number| format!("{number:.6}"));
        let ends = [format!("{excess:.3e}"), format!("{predicted:.3e}"), goes.into()];
        rows.add_row([format!("{rate:.6}"), name].into_iter().chain(numbers).chain(ends));
        results.push(json!({
            "learning_rate": rate,
            "share_of_limit": rate / curvature.limit(),
            "excess": excess,
            "predicted": predicted,
            "measured_factors": measured.as_slice(),
        }));
    }
    report.say(rows);
    report.paragraph(format_args!(
        "The measured factors differ from 1 - λL and 1 - λμ by {worst:.0e} at most."
    ));
    best(report, curvature)?;
    walks(report, plane)?;
    report.result(
        "learning_rate",
        json!({
            "hessian": { "largest": curvature.largest(), "smallest": curvature.smallest() },
            "limit": curvature.limit(),
            "best": curvature.best(),
            "descents": results,
        }),
    )?;
    Ok(worst)
}

/// ρ(λ) is nowhere smaller than at 2/(μ+L).
fn best(report: &mut Report, curvature: &Curvature) -> Result<()> {
    let least = curvature.contraction(curvature.best());
    let others: Vec<f64> = (1..=2000)
        .map(|step| curvature.contraction(f64::from(step) / 1000.0 * curvature.limit()))
        .collect();
    report.check(at_most("ρ of λ = 2/(μ+L)", &vec![least; others.len()], &others)?);
    let kappa = curvature.condition();
    let formula = Vector1::new((kappa - 1.0) / (kappa + 1.0));
    let by = Referee::Substitution;
    report.check(compare("(κ-1)/(κ+1)", by, &Vector1::new(least), &formula)?);
    report.paragraph(format_args!(
        "No λ has a smaller ρ than 2/(μ+L): tried at 2000 places, and equal to (κ-1)/(κ+1) = \
         {least:.6} there."
    ));
    Ok(())
}

/// The distance from the minimiser, line by line, as torch.optim.SGD walks it.
fn walks(report: &mut Report, plane: &RegressionPlane) -> Result<()> {
    let mut walks = Vec::new();
    for share in [0.3, 0.7, 0.95, 1.0, 1.02] {
        for steps in [1, 7, 60] {
            let rate = share * plane.curvature.limit();
            walks.push(Walk::new(plane.linear.clone(), plane.start.clone(), rate, steps)?);
        }
    }
    report.say(
        "\nWhy, with c_k the component of w_0 - w* along the eigenvector v_k, after K steps \
        of torch.optim.SGD:",
    );
    let by_torch = |p: &Walk, device| {
        let w = descend_neuron(&p.linear, &p.start, p.sgd, p.steps, device)?;
        Ok((w.column(p.steps) - &p.minimiser).norm())
    };
    let referees: Vec<_> = report.f64_devices().into_iter().map(Referee::Descent).collect();
    report.estimate(&distance(), &walks, &referees, by_torch)
}
