//! One attribute of the wines from the other twelve.

use super::Linear;
use crate::Result;
use crate::error::expect_setting;
use crate::neuron::Neuron;
use crate::wine::{FEATURES, Standardiser, Wine, expect_feature};
use nalgebra::{DMatrix, DVector};

/// The wines as rows of a linear regression, those that train and those that test.
#[derive(Clone, Debug)]
pub struct Attribute {
    pub train: Linear,
    pub test: Linear,
    /// The rows that train, before standardising: to see what that is good for.
    pub raw: Linear,
    /// What each column of X is, by UCI's names; the first is the column of ones.
    pub columns: Vec<&'static str>,
}

impl Attribute {
    /// A fifth of the wines set aside for testing, as [`split`](crate::wine::split) does.
    ///
    /// # Shapes
    /// X (n, 13): ones, then the other attributes, standardised with the mean and deviation of the
    /// training rows; t (n), the attribute as it was measured.
    ///
    /// # Errors
    /// No such attribute, fewer than 2 wines, numbers near the largest there are.
    pub fn prepare(wine: &Wine, target: usize, seed: u32) -> Result<Attribute> {
        expect_feature(target)?;
        let (train, test, standardiser) = wine.divide(seed)?;
        let from = |x: DMatrix<f64>, wine: &Wine| {
            let x = x.remove_column(target).insert_column(0, 1.0);
            Linear::new(x, wine.x.column(target).into_owned())
        };
        let part = |wine: &Wine| from(standardiser.transform(&wine.x)?, wine);
        let mut columns = FEATURES.to_vec();
        columns.remove(target);
        columns.insert(0, "1");
        let raw = from(train.x.clone(), &train)?;
        Ok(Attribute { train: part(&train)?, test: part(&test)?, raw, columns })
    }
}

/// The wines in the plane of two attributes: a problem of two weights, whose J can be drawn.
///
/// # Shapes
/// X (n, 2), t (n), all standardised over all wines, so that no bias is needed.
///
/// # Errors
/// No such attributes, no wines, numbers near the largest there are.
pub fn in_a_plane(wine: &Wine, attributes: [usize; 2], target: usize) -> Result<Linear> {
    attributes.into_iter().chain([target]).try_for_each(expect_feature)?;
    let z = Standardiser::fit(&wine.x)?.transform(&wine.x)?;
    Linear::new(z.select_columns(&attributes), z.column(target).into_owned())
}

/// The share of t's variance that y = Xw explains, R².
///
/// # Formula
/// ```math
/// R^2 = 1 - \frac{\sum_i (y_i - t_i)^2}{\sum_i (t_i - \bar t)^2}
/// ```
///
/// with t̄ the mean of these t: 0 for the mean itself, negative for what is worse.
///
/// # Errors
/// Weights that do not fit, targets that are all the same.
///
/// # Source
/// scikit-learn's `r2_score`.
pub fn explained(rows: &Linear, w: &DVector<f64>) -> Result<f64> {
    let t = rows.t();
    // By comparison: the mean of equal targets may be rounded.
    let varies = t.iter().any(|&other| other != t[0]);
    expect_setting("targets t", "some that differ", format!("{} for all", t[0]), varies)?;
    let variance = t.add_scalar(-t.mean()).norm_squared() / t.len() as f64;
    Ok(1.0 - rows.loss(w)? / variance)
}
