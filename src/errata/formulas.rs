//! Slips in what the lecture defines.

use super::Erratum;
use crate::Result;
use crate::activation::threshold;
use crate::linear::Linear;
use crate::linear::attribute::Attribute;
use crate::neuron::Neuron;
use crate::oracle::{Device, heaviside, losses};
use crate::wine::Wine;
use nalgebra::{DMatrix, DVector};

/// f(0) of the perceptron's step.
pub(super) fn step_at_zero() -> Erratum {
    Erratum {
        name: "the step at 0",
        place: "introduction: the perceptron; list of activation functions; H of the boxcar",
        says: "The perceptron answers 1 for arguments greater than 0 and else 0, so 0 at 0. The \
               threshold of the list and H are 1 at 0.",
        right: "One convention is needed, and the formulas' is kept: H(0) = 1. Where it matters, at \
                a = 0, torch asks for the value too: heaviside takes it as an argument.",
        numbers: &["f(0)"],
        written: |_| Ok(vec![0.0]),
        meant: |_| Ok(vec![threshold(0.0)]),
        by_torch: |_, device| Ok([vec![heaviside(0.0, device)?], vec![heaviside(1.0, device)?]]),
    }
}

/// J of linear regression.
pub(super) fn loss_of_linear_regression() -> Erratum {
    Erratum {
        name: "J of linear regression",
        place: "training scheme of a linear regression: J, in both of its forms",
        says: "J is 1/n times a sum from i = 0 to n. (The edition of June 2020 has the target t_i \
               in both forms; where a copy has lost it, J is the mean of (wᵀx_i)².)",
        right: "From 0 to n there are n + 1 terms, which by n make J and ∇J too large by the factor \
                (n + 1)/n: n terms belong to 1/n. Without t there is nothing to learn: w = 0 is best.",
        numbers: &["J of 142 wines, the sum divided by 141", "J of 142 wines, without t"],
        written: |seed| {
            let (wines, w) = regression(seed)?;
            let n = wines.t().len() as f64;
            let without = without_targets(&wines)?.loss(&w)?;
            Ok(vec![wines.loss(&w)? * n / (n - 1.0), without])
        },
        meant: |seed| {
            let (wines, w) = regression(seed)?;
            Ok(vec![wines.loss(&w)?; 2])
        },
        by_torch: |seed, device| {
            let (wines, w) = regression(seed)?;
            let n = wines.t().len() as f64;
            let j = |linear: &Linear| by_torch(linear, &w, device);
            let (right, without) = (j(&wines)?, j(&without_targets(&wines)?)?);
            Ok([vec![right * n / (n - 1.0), without], vec![right; 2]])
        },
    }
}

/// The alcohol of the wines by what else is measured, at weights that are none of the best.
fn regression(seed: u32) -> Result<(Linear, DVector<f64>)> {
    let wines = Attribute::prepare(&Wine::embedded(), 0, seed)?.train;
    let w = DVector::from_element(wines.x().ncols(), 0.5);
    Ok((wines, w))
}

fn without_targets(wines: &Linear) -> Result<Linear> {
    Linear::new(wines.x().clone(), DVector::zeros(wines.t().len()))
}

fn by_torch(linear: &Linear, w: &DVector<f64>, device: Device) -> Result<f64> {
    Ok(losses(linear, &DMatrix::from_columns(&[w.clone()]), device)?[0])
}
