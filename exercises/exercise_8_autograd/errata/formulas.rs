//! Slips in what the lecture defines.

use super::Erratum;
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
        name: "the step at 0",
        place: "introduction: the perceptron; list of activation functions; H of the boxcar",
        in_edition: true,
        says: "The perceptron answers 1 for arguments greater than 0 and else 0, so 0 at 0. The \
               threshold of the list and H are 1 at 0.",
        right: "One convention is needed, and the formulas' is kept: H(0) = 1. torch's heaviside \
                asks for the value at 0 as an argument; here it answers a > 0 and a >= 0.",
        numbers: &["f(0)"],
        written: |_| Ok(vec![perceptron(0.0)]),
        meant: |_| Ok(vec![threshold(0.0)]),
        by_torch: |_, device| Ok(steps_at_zero(device)?.map(|step| vec![step])),
    }
}

/// How many terms J of linear regression has.
pub(super) fn terms_of_the_loss() -> Erratum {
    Erratum {
        name: "the n + 1 terms of J",
        place: "training scheme of a linear regression: J, in both of its forms",
        in_edition: true,
        says: "J is 1/n times a sum from i = 0 to n.",
        right: "From 0 to n there are n + 1 terms, which divided by n make J and ∇J too large by \
                the factor (n + 1)/n. n terms belong to 1/n. Here n + 1 is the number of wines.",
        numbers: &["J of 142 wines"],
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

/// J of linear regression without t.
pub(super) fn target_lost() -> Erratum {
    fn without_targets(wines: &Linear) -> Result<Linear> {
        Linear::new(wines.x().clone(), DVector::zeros(wines.t().len()))
    }
    Erratum {
        name: "J without its target",
        place: "training scheme of a linear regression: the second form of J",
        in_edition: false,
        says: "J is the mean of (wᵀx_i)²: the t of the target, beside the t of the transpose, is \
               easily lost.",
        right: "J is the mean of (wᵀx_i - t_i)². Without t there is nothing to learn: w = 0 is best.",
        numbers: &["J of 142 wines"],
        written: |seed| {
            let (wines, w) = regression(seed)?;
            Ok(vec![without_targets(&wines)?.loss(&w)?])
        },
        meant: j,
        by_torch: |seed, device| {
            let (wines, w) = regression(seed)?;
            let of = |linear: &Linear| by_torch(linear, &w, device);
            Ok([vec![of(&without_targets(&wines)?)?], vec![of(&wines)?]])
        },
    }
}

fn j(seed: u32) -> Result<Vec<f64>> {
    let (wines, w) = regression(seed)?;
    Ok(vec![wines.loss(&w)?])
}

/// The alcohol of the wines by what else is measured, at weights that are none of the best.
fn regression(seed: u32) -> Result<(Linear, DVector<f64>)> {
    let wines = Attribute::prepare(&Wine::embedded(), 0, seed)?.train;
    let w = DVector::from_element(wines.x().ncols(), 0.5);
    Ok((wines, w))
}

fn by_torch(linear: &Linear, w: &DVector<f64>, device: Device) -> Result<f64> {
    Ok(losses(linear, &DMatrix::from_columns(std::slice::from_ref(w)), device)?[0])
}
