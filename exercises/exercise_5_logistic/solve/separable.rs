//! Linearly separable labels: no minimiser, and what to do.

use super::likelihood::APART;
use crate::Result;
use crate::language::Said;
use crate::program::Work;
use ma6202::Error;
use ma6202::descent::DescentPath;
use ma6202::logistic::Logistic;
use ma6202::logistic::growers::{ALL, grower};
use ma6202::logistic::separation::{Growth, Separation};
use ma6202::neuron::Neuron;
use ma6202::oracle::{at_most, check_neuron, check_separation};
use ma6202::wine::Wine;
use serde::Serialize;

/// Watched for so long.
const ITERATIONS: usize = 100_000;
/// When it is looked at.
const AFTER: [usize; 5] = [10, 100, 1000, 10_000, ITERATIONS];
/// p.
const PENALTY: f64 = 0.01;

/// The wines by all attributes.
#[derive(Debug, Serialize)]
pub struct Separable {
    pub attributes: usize,
    /// Which of the three cases the labels are.
    pub separation: Said,
    /// How many of two ways refuse to look for a minimiser that is not there.
    pub refusals: u8,
    pub growth: Watched,
    pub penalised: Penalised,
}

/// Descent that goes on for ever.
#[derive(Debug, Serialize)]
pub struct Watched {
    pub class: usize,
    pub learning_rate: f64,
    /// γ.
    pub margin: f64,
    /// Of ‖w‖, by e-fold, over the second half; it tends to 1/γ.
    pub rate: f64,
    pub alignment: f64,
    pub loss_rate: f64,
    pub loss: f64,
    pub length: f64,
    pub iterations: usize,
    /// Iterations in which J did not fall.
    pub rises: usize,
    pub moments: Vec<Moment>,
    #[serde(skip)]
    pub growth: Growth,
}

/// How far it has come.
#[derive(Debug, Serialize)]
pub struct Moment {
    pub after: usize,
    pub loss: f64,
    /// J by 1/(λγ²k).
    pub by_theory: f64,
    pub length: f64,
    /// Of ‖w‖ since half the iterations, by e-fold.
    pub rate: f64,
    pub alignment: f64,
}

/// The one minimiser that there is with a penalty.
#[derive(Debug, Serialize)]
pub struct Penalised {
    pub class: usize,
    pub penalty: f64,
    pub w: Vec<f64>,
    pub length: f64,
    pub iterations: usize,
    pub newton_steps: usize,
    #[serde(skip)]
    pub path: DescentPath,
}

pub fn solve(run: &mut Work, wine: &Wine, class: usize) -> Result<Separable> {
    let model = grower(wine, class, &ALL)?;
    let separation = Separation::of(model.x(), model.t())?;
    run.check_all("certificates", check_separation(model.x(), model.t(), &separation)?);
    let ways = [model.newton(), model.descend_to_minimum(1e-6, ITERATIONS)];
    let (mut refusals, mut claimed) = (0, 0);
    for found in ways {
        match found {
            Err(Error::Separated { .. }) => refusals += 1,
            Err(error) => return Err(error.into()),
            Ok(_) => claimed += 1,
        }
    }
    run.at_most("minimisers claimed where there is none", f64::from(claimed), 0.0)?;
    Ok(Separable {
        attributes: ALL.len(),
        separation: super::case(&separation),
        refusals,
        growth: watch(run, &model, class)?,
        penalised: penalise(run, &model, class)?,
    })
}

/// Plain descent goes on for ever.
fn watch(run: &mut Work, model: &Logistic, class: usize) -> Result<Watched> {
    let growth = Growth::watch(model, ITERATIONS)?;
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
        run.at_most(what, off[0], off[1])?;
    }
    let rises = growth.path.losses.windows(2).filter(|pair| pair[1] >= pair[0]).count();
    run.at_most("iterations in which J did not fall", rises as f64, 0.0)?;
    let lengths = growth.lengths();
    let moment = |after: usize| Moment {
        after,
        loss: growth.path.losses[after],
        by_theory: growth.path.losses[after] / growth.loss_in_theory(after as f64),
        length: lengths[after],
        rate: growth.rate(after),
        alignment: growth.alignment(after),
    };
    Ok(Watched {
        class,
        learning_rate: growth.learning_rate,
        margin: growth.margin,
        rate: growth.rate(ITERATIONS),
        alignment: growth.alignment(ITERATIONS),
        loss_rate: growth.loss_rate(ITERATIONS),
        loss: growth.path.last_loss(),
        length: lengths[ITERATIONS],
        iterations: ITERATIONS,
        rises,
        moments: AFTER.map(moment).into(),
        growth,
    })
}

/// With a penalty there is one minimiser.
fn penalise(run: &mut Work, model: &Logistic, class: usize) -> Result<Penalised> {
    let penalised = model.with_penalty(PENALTY)?;
    let (path, newton) = (penalised.descend_to_minimum(1e-13, ITERATIONS)?, penalised.newton()?);
    let w = newton.last();
    let mut checks = check_neuron("with a penalty", &penalised, &w, &run.referees())?;
    let off = (path.last() - &w).amax() / w.amax();
    checks.push(at_most("w by descent and by Newton apart", &[off], &[APART])?);
    run.check_all("with a penalty", checks);
    Ok(Penalised {
        class,
        penalty: PENALTY,
        w: w.as_slice().to_vec(),
        length: w.norm(),
        iterations: path.done(),
        newton_steps: newton.done(),
        path,
    })
}
