//! Slips in what the lecture defines.

use super::Erratum;
use crate::results;
use crate::solved::Results;
use ma6202::Result;
use ma6202::activation::threshold;
use ma6202::linear::Linear;
use ma6202::linear::attribute::Attribute;
use ma6202::neuron::Neuron;
use ma6202::oracle::{Device, losses, steps_at_zero, sum_of_squares};
use ma6202::wine::Wine;
use nalgebra::{DMatrix, DVector};

/// f(0) of the perceptron's step.
pub(super) fn step_at_zero() -> Erratum {
    /// 1 for arguments greater than 0, else 0.
    fn perceptron(a: f64) -> f64 {
        if a > 0.0 { 1.0 } else { 0.0 }
    }
    Erratum {
        id: "step_at_zero",
        name: "the step at 0",
        in_edition: true,
        given: |_| Ok(Results::default()),
        written: |_| Ok(vec![perceptron(0.0)]),
        meant: |_| Ok(vec![threshold(0.0)]),
        by_torch: |_, device| Ok(steps_at_zero(device)?.map(|step| vec![step])),
    }
}

/// How many terms J of linear regression has.
pub(super) fn terms_of_the_loss() -> Erratum {
    Erratum {
        id: "terms_of_the_loss",
        name: "the n + 1 terms of J",
        in_edition: true,
        given,
        written: |seed| {
            let (wines, w) = regression(seed)?;
            let n = wines.t().len() as f64;
            Ok(vec![wines.loss(&w)? * n / (n - 1.0)])
        },
        meant: j,
        by_torch: |seed, device| {
            let (wines, w) = regression(seed)?;
            let n = wines.t().len() as f64;
            let sum = sum_of_squares(&wines, &w, device)?;
            Ok([vec![sum / (n - 1.0)], vec![by_torch(&wines, &w, device)?]])
        },
    }
}

/// J of linear regression with i for t_i.
pub(super) fn target_lost() -> Erratum {
    fn numbered(wines: &Linear) -> Result<Linear> {
        Linear::new(wines.x().clone(), DVector::from_fn(wines.t().len(), |i, _| (i + 1) as f64))
    }
    Erratum {
        id: "target_lost",
        name: "i instead of the target t_i",
        in_edition: true,
        given,
        written: |seed| {
            let (wines, w) = regression(seed)?;
            Ok(vec![numbered(&wines)?.loss(&w)?])
        },
        meant: j,
        by_torch: |seed, device| {
            let (wines, w) = regression(seed)?;
            let of = |linear: &Linear| by_torch(linear, &w, device);
            Ok([vec![of(&numbered(&wines)?)?], vec![of(&wines)?]])
        },
    }
}

fn j(seed: u32) -> Result<Vec<f64>> {
    let (wines, w) = regression(seed)?;
    Ok(vec![wines.loss(&w)?])
}

/// Every weight, and how many wines there are, by its name.
fn given(seed: u32) -> Result<Results> {
    let (wines, _) = regression(seed)?;
    Ok(results! { weight => WEIGHT, wines => wines.t().len() })
}

/// None of the best.
const WEIGHT: f64 = 0.5;

/// The alcohol of the wines from what else is measured, at weights that are all the same.
fn regression(seed: u32) -> Result<(Linear, DVector<f64>)> {
    let wines = Attribute::prepare(&Wine::embedded(), 0, seed)?.train;
    let w = DVector::from_element(wines.x().ncols(), WEIGHT);
    Ok((wines, w))
}

fn by_torch(linear: &Linear, w: &DVector<f64>, device: Device) -> Result<f64> {
    Ok(losses(linear, &DMatrix::from_columns(std::slice::from_ref(w)), device)?[0])
}
