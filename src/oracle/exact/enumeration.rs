//! Every batch there is, one by one: what mini-batches do on average, by nothing but its
//! definition.

use crate::Result;
use crate::descent::Batch;
use crate::error::expect_setting;
use crate::linear::Linear;
use crate::neuron::Neuron;
use crate::oracle::exact::planes::{Real, real};
use nalgebra::{DMatrix, DVector};

/// With more rows there are too many batches.
const MOST_ROWS: usize = 16;
/// Enough for what is left to be below the last digit of an f64.
const DIGITS: usize = 200;

/// The mean (d) and the covariance (d, d) of the gradient of a batch over all batches of its size,
/// computed without rounding and rounded at the end.
///
/// # Errors
/// More than 16 rows.
pub fn enumerate_batches(batch: &Batch) -> Result<(DVector<f64>, DMatrix<f64>)> {
    let (gradients, size) = (batch.gradients(), batch.size());
    let d = gradients.ncols();
    let batches = batches(gradients.nrows(), size)?;
    let mut sums = vec![Real::ZERO; d]; // Σ_b B ∇J_b
    let mut products = vec![Real::ZERO; d * d]; // Σ_b B² ∇J_b ∇J_bᵀ
    for rows in &batches {
        let sum = |j: usize| rows.iter().fold(Real::ZERO, |sum, &i| sum + real(gradients[(i, j)]));
        let sum: Vec<Real> = (0..d).map(sum).collect();
        for j in 0..d {
            sums[j] += &sum[j];
            for k in 0..d {
                products[j * d + k] += &sum[j] * &sum[k];
            }
        }
    }
    let (count, b) = (real(batches.len() as f64), real(size as f64));
    let quotient = |numerator: &Real, denominator: &Real| {
        let long = |number: &Real| number.clone().with_precision(DIGITS).value();
        (long(numerator) / long(denominator)).to_f64().value()
    };
    let mean = DVector::from_fn(d, |j, _| quotient(&sums[j], &(&count * &b)));
    let covariance = DMatrix::from_fn(d, d, |j, k| {
        let numerator = &count * &products[j * d + k] - &sums[j] * &sums[k];
        quotient(&numerator, &(&count * &count * &b * &b))
    });
    Ok((mean, covariance))
}

/// The covariance (d, d) of w around the minimiser after so many steps in batches from the
/// minimiser, every batch of every step weighed alike. In f64, with the gradient and the Hessian of
/// each batch as the code has them; of the formula that is judged, the share of a batch, nothing is
/// used.
///
/// # Errors
/// More than 16 rows, those of [`Linear::fit`].
pub fn enumerate_ball(
    linear: &Linear,
    learning_rate: f64,
    size: usize,
    steps: usize,
) -> Result<DMatrix<f64>> {
    let (n, d) = linear.x().shape();
    let w = linear.fit()?.w;
    // Each batch as a regression of its own: its H_b and its gradient at w*.
    let mut each = Vec::new();
    for rows in batches(n, size)? {
        let part = Linear::new(linear.x().select_rows(&rows), linear.t().select_rows(&rows))?;
        let step = DMatrix::identity(d, d) - part.hessian(&w)? * learning_rate;
        each.push((step, part.loss_and_gradient(&w)?.1 * learning_rate));
    }
    // The gradients of all batches at w* sum to 0, so that w stays there on average, and its second
    // moment is its covariance.
    let mut covariance = DMatrix::zeros(d, d);
    for _ in 0..steps {
        let mut sum = DMatrix::zeros(d, d);
        for (step, drift) in &each {
            sum += step * &covariance * step.transpose() + drift * drift.transpose();
        }
        covariance = sum / each.len() as f64;
    }
    Ok(covariance)
}

/// The rows of every batch of B of n.
fn batches(n: usize, size: usize) -> Result<Vec<Vec<usize>>> {
    let few = n <= MOST_ROWS;
    expect_setting("rows whose batches are enumerated", &format!("at most {MOST_ROWS}"), n, few)?;
    let rows = |set: u32| (0..n).filter(move |&i| set & (1 << i) != 0).collect::<Vec<_>>();
    Ok((0..1u32 << n).filter(|set| set.count_ones() as usize == size).map(rows).collect())
}
