//! Newton's method on the cross-entropy, whether or not it has a minimiser: who calls it knows.

use super::Logistic;
use crate::descent::{DescentPath, Ending};
use crate::error::expect_setting;
use crate::linear::least_squares;
use crate::neuron::{Neuron, Pass};
use crate::{Error, Result};
use nalgebra::{DMatrix, DVector};

/// A step of Newton's method that moves no activation value by more than this, or this share of the
/// largest, is the last: the error after it is about its square.
const LAST_STEP: f64 = 1e-9;
/// J may seem to grow by that where it does not fall any more: by its own rounding.
const ROUNDED: f64 = 8.0 * f64::EPSILON;
const MOST_HALVINGS: usize = 60;

/// Steps from `start` until they change next to nothing, but no more than so many.
///
/// # Errors
/// Initial weights that do not fit; an H that is not positive definite.
pub(super) fn minimise(
    model: &Logistic,
    start: &DVector<f64>,
    most_steps: usize,
) -> Result<DescentPath> {
    model.check_weights(start)?;
    let mut pass = Pass::over(model);
    let (mut w, mut loss) = (start.clone(), pass.run(model, start.as_slice()));
    let (mut ways, mut losses) = (vec![w.clone()], vec![loss]);
    let mut ending = Ending::Iterations;
    for _ in 0..most_steps {
        let gradient = DVector::from_column_slice(&pass.gradient);
        let step = newton_step(model, &mut pass, &w, &gradient)?;
        let halved = (0..MOST_HALVINGS).map(|halvings| 0.5f64.powi(halvings as i32));
        let better = halved.map(|share| (share, &w - share * &step)).find_map(|(share, next)| {
            model.check_weights(&next).ok()?;
            let next_loss = pass.run(model, next.as_slice());
            (next_loss <= loss + ROUNDED * loss).then_some((share, next, next_loss))
        });
        let Some((share, next, next_loss)) = better else { break };
        let moved = pass.largest_activation_value((&next - &w).as_slice());
        (w, loss) = (next, next_loss);
        ways.push(w.clone());
        losses.push(loss);
        let largest = pass.largest_activation_value(w.as_slice());
        if share == 1.0 && moved <= LAST_STEP * largest.max(1.0) {
            ending = Ending::Flat;
            break;
        }
    }
    let iterations = (0..ways.len()).collect();
    Ok(DescentPath { w: DMatrix::from_columns(&ways), losses, iterations, ending })
}

/// H⁻¹ ∇J.
fn newton_step(
    model: &Logistic,
    pass: &mut Pass,
    w: &DVector<f64>,
    gradient: &DVector<f64>,
) -> Result<DVector<f64>> {
    if let Some(factor) = pass.hessian(model, w.as_slice())?.cholesky() {
        return Ok(factor.solve(gradient));
    }
    let fit = least_squares(model.x(), model.t())?;
    let expected = "independent ones, or a penalty";
    expect_setting("columns of X", expected, &fit, fit.is_unique())?;
    let expected = "some answers y that are neither 0 nor 1: else J has no curvature";
    let got = format!("|a| up to {:e}", pass.largest_activation_value(w.as_slice()));
    Err(Error::setting("weights w", expected, got))
}
