//! What λ does: the theory of the Hessian's eigenvalues beside descents.

use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::descent::{Sgd, Stop, descend};
use ma6202::linear::attribute::in_a_plane;
use ma6202::linear::derivation::{Walk, distance};
use ma6202::linear::{Curvature, Linear};
use ma6202::oracle::{Referee, at_most, compare, descend_neuron};
use ma6202::wine::Wine;
use nalgebra::{DVector, Vector1};

/// λ by 2/L; none is 2/(μ+L).
const SHARES: [Option<f64>; 8] =
    [Some(0.1), Some(0.5), Some(0.9), None, Some(0.999), Some(1.0), Some(1.001), Some(1.1)];
/// Steps after which J is looked at, and the contraction of each direction measured.
const STEPS: usize = 200;
/// Places at which no λ may be better than 2/(μ+L).
const TRIES: u32 = 2000;
const CONTRACTION: f64 = 1e-6;
/// What rounding does to w.
const ROUNDED: f64 = 1e-15;

/// A problem of two weights, which can be drawn, and where descent starts.
#[derive(Debug)]
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

/// λ below, at and above its limit.
pub fn solve(run: &mut Work, plane: &RegressionPlane) -> Result<Results> {
    let RegressionPlane { linear, curvature, minimiser, start } = plane;
    let c = curvature.components(start, minimiser)?;
    let (mut descents, mut worst_factor) = (Vec::new(), 0.0_f64);
    for share in SHARES {
        let learning_rate = share.map_or(curvature.best(), |share| share * curvature.limit());
        let sgd = Sgd { learning_rate, momentum: 0.0 };
        let path = descend(linear, start, sgd, &Stop::after(STEPS))?;
        let measured = curvature.measured_factors(&path, minimiser)?;
        let excess = curvature.measured_excess(&path, minimiser)?;
        let predicted = curvature.excess(&c, learning_rate, STEPS);
        // 1 - λL and 1 - λμ.
        let factors = [0, 1].map(|k| curvature.factor(learning_rate, k));
        let off = [0, 1].map(|k| (measured[k] - factors[k]).abs());
        worst_factor = off.into_iter().fold(worst_factor, f64::max);
        let name = share.map_or("2/(μ+L)".into(), |share| format!("{share} · 2/L"));
        let what = format!("contraction of each direction, λ = {name}");
        run.check(at_most(what, &off, &[CONTRACTION; 2])?);
        // w - w* is rounded as w is, and √(J - J*) with it.
        let allowed = 1e-11 * predicted + ROUNDED * (2.0 * predicted.sqrt() + ROUNDED);
        let what = format!("J - J* after {STEPS} steps, λ = {name}");
        run.at_most(what, (excess[STEPS] - predicted).abs(), allowed)?;
        descents.push(results! {
            learning_rate, factors, measured_factors => measured.as_slice(), predicted,
            share_of_limit => learning_rate / curvature.limit(), is_best => share.is_none(),
            // Of the slowest direction.
            factor => curvature.contraction(learning_rate),
            // J - J* at the start, and after all steps.
            first_excess => excess[0], excess => excess[STEPS],
        });
    }
    best(run, curvature)?;
    walks(run, plane)?;
    Ok(results! {
        hessian => results! { largest => curvature.largest(), smallest => curvature.smallest() },
        condition => curvature.condition(),
        limit => curvature.limit(), best => curvature.best(),
        // Of the slowest direction with the best λ.
        least_factor => curvature.contraction(curvature.best()),
        tries => TRIES, start => start.as_slice(), steps => STEPS, descents,
        // How far a measured factor is from 1 - λh at most.
        worst_factor,
    })
}

/// ρ(λ) is nowhere smaller than at 2/(μ+L).
fn best(run: &mut Work, curvature: &Curvature) -> Result<()> {
    let least = curvature.contraction(curvature.best());
    let others: Vec<f64> = (1..=TRIES)
        .map(|step| curvature.contraction(f64::from(step) / 1000.0 * curvature.limit()))
        .collect();
    run.check(at_most("ρ of λ = 2/(μ+L)", &vec![least; others.len()], &others)?);
    let kappa = curvature.condition();
    let formula = Vector1::new((kappa - 1.0) / (kappa + 1.0));
    let by = Referee::Substitution;
    run.check(compare("(κ-1)/(κ+1)", by, &Vector1::new(least), &formula)?);
    Ok(())
}

/// The distance from the minimiser, line by line, as torch.optim.SGD walks it.
fn walks(run: &mut Work, plane: &RegressionPlane) -> Result<()> {
    let walk = |share, steps| {
        let rate = share * plane.curvature.limit();
        Walk::new(plane.linear.clone(), plane.start.clone(), rate, steps)
    };
    // Shown with numbers: some steps that come nearer.
    let mut walks = vec![walk(0.5, 3)?];
    for share in [0.3, 0.7, 0.95, 1.0, 1.02] {
        for steps in [1, 7, 60] {
            walks.push(walk(share, steps)?);
        }
    }
    let by_torch = |p: &Walk, device| {
        let w = descend_neuron(&p.linear, &p.start, p.sgd, p.steps, device)?;
        Ok((w.column(p.steps) - &p.minimiser).norm())
    };
    let referees: Vec<_> = run.f64_devices().into_iter().map(Referee::Descent).collect();
    run.estimate(&distance(), &walks, &referees, by_torch)
}
