//! One attribute of the wines from the other twelve, by descent and in closed form.

use crate::language::said;
use crate::program::Work;
use crate::solved::Results;
use crate::wine::FEATURE_NAMES;
use crate::{Result, results};
use ma6202::descent::{DescentPath, Sgd, Stop, descend};
use ma6202::linear::attribute::{Attribute, explained};
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, compare, lstsq};
use ma6202::wine::{FEATURES, Wine};
use ma6202_formula::Words;
use nalgebra::DVector;

/// When the descent is looked at, apart from its start.
const AFTER: [usize; 5] = [1, 10, 100, 1000, 10_000];

/// What figures need.
#[derive(Debug)]
pub struct Wines {
    /// What the attribute is called in a sentence.
    pub name: Words,
    pub rows: Attribute,
    /// Of the descent from w = 0 with λ = 1/L.
    pub path: DescentPath,
    /// The least-squares w.
    pub w: DVector<f64>,
}

pub fn solve(run: &mut Work, wine: &Wine, target: usize) -> Result<(Results, Wines)> {
    let (rows, attribute) = (Attribute::prepare(wine, target, run.seed())?, FEATURES[target]);
    let (fit, curvature) = (rows.train.fit()?, rows.train.curvature()?);
    let sgd = Sgd { learning_rate: curvature.limit() / 2.0, momentum: 0.0 };
    let last = AFTER[AFTER.len() - 1];
    let path = descend(&rows.train, &DVector::zeros(fit.w.len()), sgd, &Stop::after(last))?;
    let theirs = lstsq(rows.train.x(), rows.train.t())?;
    let by = Referee::LeastSquares;
    run.check_all(
        "wines in closed form",
        [
            compare(format!("w by descent, {attribute}"), by, &path.last(), &theirs)?,
            compare(format!("w in closed form, {attribute}"), by, &fit.w, &theirs)?,
        ],
    );
    let fitness = |after: usize, w: &DVector<f64>| -> Result<Results> {
        let (train, test) = (&rows.train, &rows.test);
        Ok(results! {
            after, loss_train => train.loss(w)?, loss_test => test.loss(w)?,
            r2_train => explained(train, w)?, r2_test => explained(test, w)?,
            // ‖w - w*‖.
            distance => (w - &fit.w).norm(),
        })
    };
    let iterations = AFTER.map(|after| fitness(after, &path.w.column(after).into_owned()));
    let iterations = iterations.into_iter().collect::<Result<Vec<_>>>()?;
    let named = rows.columns.iter().zip(&fit.w).filter_map(|(column, &weight)| {
        let place = FEATURES.iter().position(|feature| feature == column)?;
        Some((weight, said(FEATURE_NAMES[place])))
    });
    let mut weights: Vec<_> = named.collect();
    weights.sort_by(|(one, _), (other, _)| other.abs().total_cmp(&one.abs()));
    let weights: Vec<_> = weights.into_iter().map(|(weight, of)| results! { of, weight }).collect();
    let tested = path.w.column_iter().map(|w| Ok(rows.test.loss(&w.into_owned())?));
    let tested = tested.collect::<Result<Vec<f64>>>()?;
    let name = FEATURE_NAMES[target];
    let told = results! {
        attribute, name => said(name),
        training_wines => rows.train.t().len(), test_wines => rows.test.t().len(),
        // κ of X standardised, and as it was measured.
        condition => curvature.condition(), raw_condition => rows.raw.curvature()?.condition(),
        columns => rows.columns, w => fit.w.as_slice(), by_descent => path.last().as_slice(),
        iterations,
        // By the attribute that each belongs to, the largest first.
        weights,
        // The least J of the wines that test, of all steps.
        least_loss_test => tested.into_iter().fold(f64::INFINITY, f64::min),
    };
    // Of the least-squares w: as the last row of the iterations.
    let told = told.and(fitness(0, &fit.w)?);
    Ok((told, Wines { name, rows, path, w: fit.w }))
}
