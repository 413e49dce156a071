//! Linearly separable labels: no minimiser, and what to do.

use super::likelihood::{APART, FLAT};
use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::Error;
use ma6202::descent::DescentPath;
use ma6202::logistic::growers::{ALL, grower};
use ma6202::logistic::separation::{Growth, Separation};
use ma6202::logistic::{Logistic, probabilities};
use ma6202::neuron::Neuron;
use ma6202::oracle::{at_most, check_neuron, check_separation};
use ma6202::wine::Wine;
use nalgebra::DVector;

/// Watched for so long.
pub const ITERATIONS: usize = 100_000;
/// When it is looked at.
const AFTER: [usize; 5] = [10, 100, 1000, 10_000, ITERATIONS];
/// p.
const PENALTY: f64 = 0.01;
/// Two classes, and two attributes by which a line tells them apart: alcohol and flavanoids.
const PAIR: [usize; 2] = [0, 2];
pub const TWO_OF_PAIR: [usize; 2] = [0, 6];
/// Between these y a neuron is in doubt.
pub const STRIP: [f64; 2] = [0.1, 0.9];
/// How often the number of iterations doubles, from 1 on.
pub const DOUBLINGS: u32 = 16;

/// What figures need of descents on the wines by all attributes.
#[derive(Debug)]
pub struct Separable {
    /// Without a penalty.
    pub growth: Growth,
    /// With one.
    pub path: DescentPath,
}

/// What figures need of a descent on two classes of the wines by two attributes.
#[derive(Debug)]
pub struct SeparablePair {
    /// Those of which the first is told from the second, whose label is 0.
    pub classes: [usize; 2],
    pub model: Logistic,
    pub growth: Growth,
}

impl SeparablePair {
    /// w after so many iterations.
    pub fn after(&self, iterations: usize) -> DVector<f64> {
        self.growth.path.w.column(iterations).into_owned()
    }

    /// The cosine of the angle between w then and the w of the largest margin.
    pub fn alignment(&self, iterations: usize) -> f64 {
        self.after(iterations).normalize().dot(&self.growth.direction.normalize())
    }

    /// How many wines then have y between the ends of [`STRIP`].
    fn in_strip(&self, iterations: usize) -> Result<usize> {
        let y = probabilities(self.model.x(), &self.after(iterations))?;
        Ok(y.iter().filter(|y| (STRIP[0]..STRIP[1]).contains(*y)).count())
    }

    /// How wide the strip is then in which y is between them.
    ///
    /// # Derivation
    /// wᵀx is ln(p/(1 - p)) where y = p: from one side to the other it rises by the difference of
    /// two of these, and by the length of (w_1, w_2) in each step of length 1.
    pub fn width(&self, iterations: usize) -> f64 {
        let [low, high] = STRIP.map(|p| libm::log(p / (1.0 - p)));
        (high - low) / self.growth.path.w.column(iterations).rows(1, 2).norm()
    }
}

/// Labels that a line in a plane separates: the same as above can be drawn.
pub fn pair(run: &mut Work, wine: &Wine) -> Result<(Results, SeparablePair)> {
    let rows = || (0..wine.class.len()).filter(|&row| PAIR.contains(&wine.class[row]));
    let wines = Wine {
        x: wine.x.select_rows(&rows().collect::<Vec<_>>()),
        class: rows().map(|row| wine.class[row]).collect(),
    };
    let model = grower(&wines, PAIR[0], &TWO_OF_PAIR)?;
    let separation = Separation::of(model.x(), model.t())?;
    let checks = check_separation(model.x(), model.t(), &separation)?;
    run.check_all("certificates", checks);
    let growth = Growth::watch(&model, 1 << DOUBLINGS)?;
    let pair = SeparablePair { classes: PAIR, model, growth };
    let moment = |after: usize| -> Result<Results> {
        let w = pair.after(after);
        Ok(results! {
            after, length => w.norm(), loss => pair.growth.path.losses[after],
            alignment => pair.alignment(after),
            misclassified => pair.model.mistakes(&w)?, in_strip => pair.in_strip(after)?,
            width => pair.width(after),
        })
    };
    let told = results! {
        pair => results! {
            classes => PAIR, strip => STRIP, wines => pair.model.t().len(),
            first => moment(1)?, last => moment(1 << DOUBLINGS)?,
        },
    };
    Ok((told, pair))
}

pub fn solve(run: &mut Work, wine: &Wine, class: usize) -> Result<(Results, Separable)> {
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
    let (watched, growth) = watch(run, &model, class)?;
    let (penalised, path) = penalise(run, &model, class)?;
    let told = results! {
        attributes => ALL.len(), separation => super::case(&separation),
        // How many of two ways refuse to look for a minimiser that is not there.
        refusals, growth => watched, penalised,
    };
    Ok((told, Separable { growth, path }))
}

/// Plain descent goes on for ever.
fn watch(run: &mut Work, model: &Logistic, class: usize) -> Result<(Results, Growth)> {
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
    let moment = |after: usize| {
        let loss = growth.path.losses[after];
        results! {
            after, loss, by_theory => loss / growth.loss_in_theory(after as f64),
            length => lengths[after], rate => growth.rate(after),
            alignment => growth.alignment(after),
        }
    };
    let told = results! {
        class, learning_rate => growth.learning_rate,
        // γ; and the rise of ‖w‖ by e-fold, over the second half, which tends to 1/γ.
        margin => growth.margin, rate => growth.rate(ITERATIONS),
        alignment => growth.alignment(ITERATIONS), loss_rate => growth.loss_rate(ITERATIONS),
        loss => growth.path.last_loss(), length => lengths[ITERATIONS],
        // Iterations in which J did not fall.
        iterations => ITERATIONS, rises,
        moments => AFTER.map(moment),
    };
    Ok((told, growth))
}

/// With a penalty there is one minimiser.
fn penalise(run: &mut Work, model: &Logistic, class: usize) -> Result<(Results, DescentPath)> {
    let penalised = model.with_penalty(PENALTY)?;
    let (path, newton) = (penalised.descend_to_minimum(FLAT, ITERATIONS)?, penalised.newton()?);
    let w = newton.last();
    let mut checks = check_neuron("with a penalty", &penalised, &w, &run.referees())?;
    let off = (path.last() - &w).amax() / w.amax();
    checks.push(at_most("w by descent and by Newton apart", &[off], &[APART])?);
    run.check_all("with a penalty", checks);
    let told = results! {
        class, penalty => PENALTY, learning_rate => 1.0 / penalised.largest_curvature()?,
        w => w.as_slice(), length => w.norm(),
        iterations => path.done(), newton_steps => newton.done(),
    };
    Ok((told, path))
}
