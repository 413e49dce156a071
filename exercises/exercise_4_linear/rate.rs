//! What λ does: the theory of the Hessian's eigenvalues beside descents.

use ma6202::descent::{Ending, Sgd, Stop, descend};
use ma6202::linear::attribute::in_a_plane;
use ma6202::linear::convergence::{Walk, distance};
use ma6202::linear::{Curvature, Linear};
use ma6202::neuron::Neuron;
use ma6202::oracle::{Device, Referee, at_most, compare, descend_neuron, lstsq};
use ma6202::program::Report;
use ma6202::wine::Wine;
use ma6202::{Error, Result};
use nalgebra::{DMatrix, DVector};
use serde_json::json;

/// λ by 2/L.
const SHARES: [f64; 7] = [0.1, 0.5, 0.9, 0.999, 1.0, 1.001, 1.1];
/// Steps after which J is looked at, and the contraction of each direction measured.
const STEPS: usize = 200;
const CONTRACTION: f64 = 1e-6;
const ROUNDED: f64 = 1e-15;

/// The problem of the pictures, and where a too large λ was found out.
pub struct Rates {
    pub plane: Linear,
    pub curvature: Curvature,
    pub diverged_at: usize,
    pub worst_contraction: f64,
}

/// λ below, at and above its limit.
pub fn tell(report: &mut Report, wine: &Wine) -> Result<Rates> {
    // Total phenols and flavanoids, which go together: a narrow valley.
    let plane = in_a_plane(wine, [5, 6], 0)?;
    let curvature = plane.curvature()?;
    let start = DVector::from_column_slice(&[-0.6, -0.9]);
    report.say(format_args!(
        "\nWhat λ does, seen on alcohol by total phenols and flavanoids (all standardised): H has the eigenvalues L = {:.6} and\n\
         μ = {:.6}, κ = L/μ = {:.2}. Descent converges for λ < 2/L = {:.6}, fastest for λ = 2/(μ+L) = {:.6}. {STEPS} steps:\n",
        curvature.largest(),
        curvature.smallest(),
        curvature.condition(),
        curvature.limit(),
        curvature.best(),
    ));
    let mut rates: Vec<(String, f64)> =
        SHARES.map(|share| (format!("{share} · 2/L"), share * curvature.limit())).to_vec();
    rates.push(("2/(μ+L)".into(), curvature.best()));
    rates.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    let mut rows = vec![
        ["λ", "", "1 - λL", "measured", "1 - λμ", "measured", "J - J*", "predicted", "goes"]
            .map(String::from)
            .to_vec(),
    ];
    let (mut worst, mut results) = (0.0f64, Vec::new());
    for (name, rate) in rates {
        let sgd = Sgd { learning_rate: rate, momentum: 0.0 };
        let path = descend(&plane, &start, sgd, &Stop::after(STEPS))?;
        let minimiser = plane.fit()?.w;
        let measured = curvature.measured_factors(&path, &minimiser)?;
        let off: Vec<f64> =
            (0..2).map(|k| (measured[k] - curvature.factor(rate, k)).abs()).collect();
        worst = worst.max(off[0]).max(off[1]);
        let what = format!("contraction of each direction, λ = {name}");
        report.check(at_most(what, &off, &[CONTRACTION; 2])?);
        let c = curvature.components(&start, &minimiser)?;
        let excess = curvature.measured_excess(&path, &minimiser)?[STEPS];
        let predicted = curvature.excess(&c, rate, STEPS);
        // w - w* is rounded as w is, and √(J - J*) with it.
        let allowed = 1e-11 * predicted + ROUNDED * (2.0 * predicted.sqrt() + ROUNDED);
        let what = format!("J - J* after {STEPS} steps, λ = {name}");
        report.check(at_most(what, &[(excess - predicted).abs()], &[allowed])?);
        let goes = match measured[0].abs() {
            factor if (factor - 1.0).abs() < 1e-9 => "to and fro",
            factor if factor < 1.0 => "down",
            _ => "up",
        };
        let numbers = [
            format!("{rate:.6}"),
            name.clone(),
            format!("{:.6}", curvature.factor(rate, 0)),
            format!("{:.6}", measured[0]),
            format!("{:.6}", curvature.factor(rate, 1)),
            format!("{:.6}", measured[1]),
            format!("{excess:.3e}"),
            format!("{predicted:.3e}"),
            goes.into(),
        ];
        rows.push(numbers.to_vec());
        results.push(json!({ "learning_rate": rate, "by_limit": rate / curvature.limit(), "excess": excess, "predicted": predicted, "measured_factors": measured.as_slice() }));
    }
    report.table(&rows);
    report.say(format_args!(
        "The measured factors differ from 1 - λh by {worst:.0e} at most. No λ has a smaller ρ than 2/(μ+L)."
    ));
    best(report, &curvature)?;
    walks(report, &plane, &curvature, &start)?;
    let diverged_at = endings(report, &plane, &curvature, &start)?;
    shortest(report, wine)?;
    report.result(
        "learning_rate",
        json!({ "largest": curvature.largest(), "smallest": curvature.smallest(), "limit": curvature.limit(), "best": curvature.best(), "descents": results }),
    )?;
    Ok(Rates { plane, curvature, diverged_at, worst_contraction: worst })
}

/// ρ(λ) is nowhere smaller than at 2/(μ+L).
fn best(report: &mut Report, curvature: &Curvature) -> Result<()> {
    let least = curvature.contraction(curvature.best());
    let others: Vec<f64> = (1..=2000)
        .map(|step| curvature.contraction(f64::from(step) / 1000.0 * curvature.limit()))
        .collect();
    report.check(at_most("ρ of λ = 2/(μ+L)", &vec![least; others.len()], &others)?);
    let kappa = curvature.condition();
    let formula = DMatrix::from_element(1, 1, (kappa - 1.0) / (kappa + 1.0));
    let least = DMatrix::from_element(1, 1, least);
    report.check(compare("(κ-1)/(κ+1)", Referee::Substitution, &least, &formula)?);
    Ok(())
}

/// The distance from the minimiser, line by line, as torch.optim.SGD walks it.
fn walks(
    report: &mut Report,
    plane: &Linear,
    curvature: &Curvature,
    start: &DVector<f64>,
) -> Result<()> {
    let mut walks = Vec::new();
    for share in [0.3, 0.7, 0.95, 1.0, 1.02] {
        for steps in [1, 7, 60] {
            let rate = share * curvature.limit();
            walks.push(Walk::new(plane.clone(), start.clone(), rate, steps)?);
        }
    }
    report.say("\nWhy, with c_k the component of w_0 - w* along the eigenvector v_k:");
    let by_torch = |p: &Walk| {
        let w = descend_neuron(p.linear(), p.start(), p.sgd(), p.steps(), Device::CPU)?;
        Ok((w.column(p.steps()) - p.minimiser()).norm())
    };
    report.estimate(&distance(), &walks, Referee::Descent(Device::CPU), by_torch)
}

/// The three ways a descent ends.
fn endings(
    report: &mut Report,
    plane: &Linear,
    curvature: &Curvature,
    start: &DVector<f64>,
) -> Result<usize> {
    let threshold = 1.001 * plane.fit()?.loss;
    let below = Sgd { learning_rate: curvature.best(), momentum: 0.0 };
    let above = Sgd { learning_rate: 1.1 * curvature.limit(), momentum: 0.0 };
    let stop = Stop { loss: Some(threshold), ..Stop::after(10_000) };
    report.say(format_args!("\nHow descent ends, with the threshold J = 1.001 J* = {threshold:.6}, or after so many iterations:"));
    let mut diverged_at = 0;
    for (what, sgd, stop) in [
        ("λ = 2/(μ+L)", below, stop),
        ("λ = 2/(μ+L), at most 3 iterations", below, Stop { iterations: 3, ..stop }),
        ("λ = 1.1 · 2/L", above, stop),
    ] {
        let path = descend(plane, start, sgd, &stop)?;
        let done = path.iterations[path.iterations.len() - 1];
        let loss = path.last_loss();
        report.say(match path.ending {
            Ending::Threshold => format!("  {what}: threshold reached after {done}, J = {loss:.6}"),
            Ending::Flat => format!("  {what}: flat after {done}, J = {loss:.6}"),
            Ending::Iterations => format!("  {what}: all {done} iterations done, J = {loss:.6}"),
            Ending::Diverged { iteration } => {
                diverged_at = iteration;
                format!("  {what}: diverged in iteration {iteration}; before it J was {loss:.1e}, and w is that of before")
            }
        });
    }
    match diverged_at {
        0 => Err(Error::Diverged { step: 0, loss: 0.0 }),
        at => Ok(at),
    }
}

/// Rank-deficient X: from w = 0 descent ends at the shortest of all minimisers.
fn shortest(report: &mut Report, wine: &Wine) -> Result<()> {
    let two = in_a_plane(wine, [5, 6], 0)?;
    let sum = two.x().column(0) + two.x().column(1);
    let mut x = two.x().clone().insert_column(2, 0.0);
    x.set_column(2, &sum);
    let three = Linear::new(x, two.t().clone())?;
    let (fit, curvature) = (three.fit()?, three.curvature()?);
    let sgd = Sgd { learning_rate: curvature.best(), momentum: 0.0 };
    let path = descend(&three, &DVector::zeros(3), sgd, &Stop::after(2000))?;
    report.say(format_args!(
        "\nWith their sum as a third column: {fit}.\nDescent from w = 0 ends at w = ({}), of length {:.6}, as does torch's lstsq:",
        path.last().iter().map(|w| format!("{w:.10}")).collect::<Vec<_>>().join(", "),
        path.last().norm(),
    ));
    let theirs = lstsq(three.x(), three.t())?;
    let column = |w: DVector<f64>| DMatrix::from_column_slice(w.len(), 1, w.as_slice());
    let theirs = column(theirs);
    report.check_all(vec![
        compare("the limit of descent", Referee::LeastSquares, &column(path.last()), &theirs)?,
        compare("the shortest minimiser", Referee::LeastSquares, &column(fit.w), &theirs)?,
    ]);
    Ok(())
}
