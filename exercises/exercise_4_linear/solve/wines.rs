//! One attribute of the wines from the other twelve, by descent and in closed form.

use crate::Result;
use crate::language::Said;
use crate::program::Work;
use crate::wine::FEATURE_NAMES;
use ma6202::descent::{DescentPath, Sgd, Stop, descend};
use ma6202::linear::attribute::{Attribute, explained};
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, compare, lstsq};
use ma6202::wine::{FEATURES, Wine};
use nalgebra::DVector;
use serde::Serialize;

/// When the descent is looked at, apart from its start.
const AFTER: [usize; 5] = [1, 10, 100, 1000, 10_000];

#[derive(Debug, Serialize)]
pub struct Wines {
    pub attribute: &'static str,
    /// What it is called in a sentence.
    pub name: Said,
    pub training_wines: usize,
    pub test_wines: usize,
    /// κ of X standardised, and as it was measured.
    pub condition: f64,
    pub raw_condition: f64,
    pub columns: Vec<&'static str>,
    /// The least-squares w.
    pub w: Vec<f64>,
    /// The same by the attribute that each weight belongs to, the largest first.
    pub weights: Vec<Weight>,
    pub by_descent: Vec<f64>,
    /// Of the descent from w = 0 with λ = 1/L.
    pub iterations: Vec<Fitness>,
    /// The last row of it.
    #[serde(flatten)]
    pub closed: Fitness,
    #[serde(skip)]
    pub rows: Attribute,
    #[serde(skip)]
    pub path: DescentPath,
}

/// The weight of an attribute.
#[derive(Debug, Serialize)]
pub struct Weight {
    pub of: Said,
    pub weight: f64,
}

/// How good a w is.
#[derive(Clone, Debug, Serialize)]
pub struct Fitness {
    pub after: usize,
    pub loss_train: f64,
    pub loss_test: f64,
    pub r2_train: f64,
    pub r2_test: f64,
    /// ‖w - w*‖.
    pub distance: f64,
}

pub fn solve(run: &mut Work, wine: &Wine, target: usize) -> Result<Wines> {
    let (rows, attribute) = (Attribute::prepare(wine, target, run.seed())?, FEATURES[target]);
    let (fit, curvature) = (rows.train.fit()?, rows.train.curvature()?);
    let sgd = Sgd { learning_rate: curvature.limit() / 2.0, momentum: 0.0 };
    let last = AFTER[AFTER.len() - 1];
    let path = descend(&rows.train, &DVector::zeros(fit.w.len()), sgd, &Stop::after(last))?;
    let fitness = |after: usize, w: &DVector<f64>| -> Result<Fitness> {
        let (train, test) = (&rows.train, &rows.test);
        Ok(Fitness {
            after,
            loss_train: train.loss(w)?,
            loss_test: test.loss(w)?,
            r2_train: explained(train, w)?,
            r2_test: explained(test, w)?,
            distance: (w - &fit.w).norm(),
        })
    };
    let iterations = AFTER.map(|after| fitness(after, &path.w.column(after).into_owned()));
    let iterations = iterations.into_iter().collect::<Result<_>>()?;
    let theirs = lstsq(rows.train.x(), rows.train.t())?;
    let by = Referee::LeastSquares;
    run.check_all(
        "wines in closed form",
        [
            compare(format!("w by descent, {attribute}"), by, &path.last(), &theirs)?,
            compare(format!("w in closed form, {attribute}"), by, &fit.w, &theirs)?,
        ],
    );
    let named = rows.columns.iter().zip(&fit.w).filter_map(|(column, &weight)| {
        let place = FEATURES.iter().position(|feature| feature == column)?;
        Some(Weight { of: FEATURE_NAMES[place].into(), weight })
    });
    let mut weights: Vec<Weight> = named.collect();
    weights.sort_by(|one, other| other.weight.abs().total_cmp(&one.weight.abs()));
    Ok(Wines {
        weights,
        attribute,
        name: FEATURE_NAMES[target].into(),
        training_wines: rows.train.t().len(),
        test_wines: rows.test.t().len(),
        condition: curvature.condition(),
        raw_condition: rows.raw.curvature()?.condition(),
        columns: rows.columns.clone(),
        w: fit.w.as_slice().to_vec(),
        by_descent: path.last().as_slice().to_vec(),
        iterations,
        closed: fitness(0, &fit.w)?,
        path,
        rows,
    })
}
