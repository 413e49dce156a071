//! The maximum-likelihood estimate of w, where there is one: by descent and by Newton's method.

use crate::language::Said;
use crate::program::Work;
use crate::solved::Results;
use crate::wine::FEATURE_NAMES;
use crate::{Result, results};
use ma6202::descent::Ending;
use ma6202::logistic::growers::grower;
use ma6202::logistic::separation::{Separation, TOLERANCE};
use ma6202::logistic::{Logistic, Reading, cars};
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, check_separation, compare};
use ma6202::wine::Wine;
use nalgebra::DVector;
use serde::Serialize;

/// Two attributes that do not tell any class from the rest: alcohol and malic acid.
pub const TWO: [usize; 2] = [0, 1];
/// By Newton's method with 50 digits: tests/golden/logistic/estimates.py.
const CARS: [f64; 2] = [12.040_369_728_657_321, -4.023_969_962_173_202];
pub const CARS_DIGITS: u32 = 50;
/// Descent ends where no |∂J/∂w_j| is above this.
pub const FLAT: f64 = 1e-14;
const MOST: usize = 1_000_000;
/// Both losses are seen up to so many times the estimate to either side of 0.
pub const FARTHEST: f64 = 5.0;
/// How far two ways may end from each other, as a share of w.
pub const APART: f64 = 1e-10;

/// A maximum-likelihood estimate, and what figures need of it.
#[derive(Debug, Serialize)]
pub struct MaximumLikelihood {
    #[serde(flatten)]
    told: Results,
    #[serde(skip)]
    pub data: Said,
    #[serde(skip)]
    pub model: Logistic,
    #[serde(skip)]
    pub w: DVector<f64>,
}

/// Of the cars, then of the wines.
pub fn solve(run: &mut Work, wine: &Wine, class: usize) -> Result<[MaximumLikelihood; 2]> {
    let [es, en] = [TWO.map(|k| FEATURE_NAMES[k].es), TWO.map(|k| FEATURE_NAMES[k].en)];
    let wines = Said::new(
        format!("variedad {class} según {}", es.join(" y ")),
        format!("class {class} by {}", en.join(" and ")),
    );
    let manual = Said::new("manual según el peso", "manual by weight");
    let cars = estimate(run, manual, cars::cars(Reading::CrossEntropy), Some(CARS))?;
    let wines = estimate(run, wines, grower(wine, class, &TWO)?, None)?;
    Ok([cars, wines])
}

/// An estimate by two ways, and beside what is known of it.
fn estimate(
    run: &mut Work,
    data: Said,
    model: Logistic,
    known: Option<[f64; 2]>,
) -> Result<MaximumLikelihood> {
    let overlap = Separation::of(model.x(), model.t())?;
    let (descent, newton) = (model.descend_to_minimum(FLAT, MOST)?, model.newton()?);
    let (by_descent, w) = (descent.last(), newton.last());
    run.check_all("certificates", check_separation(model.x(), model.t(), &overlap)?);
    let absorbed = absorbed(&model, &overlap);
    let what = format!("change of the α that absorbs what Σ α_i z_i leaves, {}", data.en);
    run.at_most(what, absorbed, 0.5)?;
    let restless = [&descent, &newton].iter().filter(|path| path.ending != Ending::Flat).count();
    let what = format!("ways that did not come to rest, {}", data.en);
    run.at_most(what, restless as f64, 0.0)?;
    let apart = (&by_descent - &w).amax() / w.amax();
    run.at_most(format!("w by descent and by Newton apart, {}", data.en), apart, APART)?;
    if let Some(known) = known {
        let known = DVector::from_column_slice(&known);
        let by = Referee::MultiPrecision;
        run.check_all(
            "known estimate",
            [
                compare("w of the cars by descent", by, &by_descent, &known)?,
                compare("w of the cars by Newton", by, &w, &known)?,
            ],
        );
    }
    let along = |r: f64| -> Result<Results> {
        let loss = |reading| model.read_as(reading).loss(&(r * &w));
        let [squared_error, cross_entropy] = Reading::ALL.map(loss);
        Ok(results! { r, squared_error => squared_error?, cross_entropy => cross_entropy? })
    };
    let told = results! {
        data, absorbed, case => super::case(&overlap),
        by_descent => by_descent.as_slice(), by_newton => w.as_slice(),
        // How far the two are from each other, as a share of w.
        apart,
        iterations => descent.done(), newton_steps => newton.done(), loss => newton.last_loss(),
        // Rows with y on the wrong side of ½.
        rows => model.t().len(), misclassified => model.mistakes(&w)?,
        // Both losses at w = r times the estimate, where the answers are wrong.
        along => [along(-FARTHEST / 2.0)?, along(-FARTHEST)?],
    };
    Ok(MaximumLikelihood { told, data, model, w })
}

/// How far each α_i has to change at most for Σ α_i z_i to be 0 and no longer nearly 0, as a share
/// of the smallest: below 1, there are positive α with a sum of exactly 0.
///
/// # Derivation
/// The Σ α_i z_i that was verified is v with |v_j| ≤ ε c_j Σ α_i (see [`Separation`]). If the rows
/// span the space, some change δ has Σ δ_i z_i = -v, and the shortest is no longer than ‖v‖ / s,
/// with s the smallest singular value of X, since those of the z_i are the same.
fn absorbed(model: &Logistic, overlap: &Separation) -> f64 {
    let Separation::Overlap { alpha } = overlap else { return f64::INFINITY };
    let columns =
        DVector::from_iterator(model.x().ncols(), model.x().column_iter().map(|x| x.amax()));
    let left = TOLERANCE * columns.norm() * alpha.sum();
    left / (model.x().clone().singular_values().min() * alpha.min())
}
