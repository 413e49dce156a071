//! J, ∇J and H beside their formulas, and what the loops over blocks of rows must not change.

use crate::common::*;
use approx::assert_relative_eq;
use ma6202::linear::Linear;
use ma6202::logistic::{Logistic, Reading};
use ma6202::neuron::Neuron;
use rstest::rstest;

/// J, ∇J and H from ℓ, ∂ℓ/∂a and ∂²ℓ/∂a² of a and t, as the head of `neuron` has them.
fn by_formula(
    model: &impl Neuron,
    w: &Vector,
    of: fn(f64, f64) -> [f64; 3],
) -> (f64, Vector, Matrix) {
    let (x, n, p) = (model.x(), model.t().len() as f64, model.penalty());
    let rows = (x * w).zip_map(model.t(), of);
    let [losses, delta, q] = [0, 1, 2].map(|k| rows.map(|row| row[k] / n));
    let loss = losses.sum() + 0.5 * p * w.norm_squared();
    let h = x.transpose() * Matrix::from_diagonal(&q) * x;
    (loss, x.tr_mul(&delta) + p * w, h + p * Matrix::identity(w.len(), w.len()))
}

fn square(a: f64, t: f64) -> [f64; 3] {
    [(a - t).powi(2), 2.0 * (a - t), 2.0]
}

fn cross_entropy(a: f64, t: f64) -> [f64; 3] {
    let y = 1.0 / (1.0 + (-a).exp());
    [a.max(0.0) - t * a + (-a.abs()).exp().ln_1p(), y - t, y * (1.0 - y)]
}

fn squared_error(a: f64, t: f64) -> [f64; 3] {
    let (y, slope) = (1.0 / (1.0 + (-a).exp()), 1.0 / (2.0 + 2.0 * a.cosh()));
    let bend = slope * (1.0 - 2.0 * y);
    [(y - t).powi(2), 2.0 * (y - t) * slope, 2.0 * (slope * slope + (y - t) * bend)]
}

#[track_caller]
fn assert_as_formula(model: &impl Neuron, w: &Vector, of: fn(f64, f64) -> [f64; 3]) {
    let (loss, gradient) = model.loss_and_gradient(w).unwrap();
    let h = model.hessian(w).unwrap();
    assert_eq!(h, h.transpose(), "symmetric to the bit");
    let (right_loss, right_gradient, right_h) = by_formula(model, w, of);
    assert_relative_eq!(loss, right_loss, max_relative = 1e-14);
    assert_relative_eq!(gradient, right_gradient, epsilon = 1e-14, max_relative = 1e-13);
    assert_relative_eq!(h, right_h, epsilon = 1e-14, max_relative = 1e-13);
}

/// Less than a block, a whole one, one and a row; columns by eights and fewer; several parts, of
/// which the last is short.
#[rstest]
fn blocks_of_rows_are_rows(
    #[values(1, 7, 8, 9, 178, 521)] n: usize,
    #[values(1, 4, 7, 8, 13, 14, 50)] d: usize,
) {
    let (linear, w) = random(n, d, 1);
    assert_as_formula(&linear, &w, square);
    let labels = Vector::from_fn(n, |i, _| f64::from(i % 3 == 0));
    for (reading, of) in [
        (Reading::CrossEntropy, cross_entropy as fn(f64, f64) -> [f64; 3]),
        (Reading::SquaredError, squared_error),
    ] {
        for penalty in [0.0, 0.3] {
            let x = linear.x().clone();
            let model = Logistic::new(x, labels.clone(), reading, penalty).unwrap();
            assert_as_formula(&model, &w, of);
        }
    }
}

/// One logarithm for many rows: of losses that are all small none is lost beside the 1 of 1 + e^z,
/// and where all are large nothing overflows.
#[rstest]
#[case::small(-40.0)]
#[case::tiny(-600.0)]
#[case::even(0.0)]
#[case::large(40.0)]
#[case::huge(1e300)]
fn one_logarithm_keeps_the_digits_of_all(#[case] z: f64) {
    for n in [1, 13, 600] {
        let x = Matrix::from_element(n, 1, 1.0);
        let model = Logistic::new(x, Vector::zeros(n), Reading::CrossEntropy, 0.0).unwrap();
        let loss = model.loss(&Vector::from_element(1, z)).unwrap();
        assert_relative_eq!(loss, z.max(0.0) + (-z.abs()).exp().ln_1p(), max_relative = 1e-14);
    }
}

/// Rows of zeros fill the last block up: they count neither where w is infinite after a step that
/// was too long, nor where J is.
#[rstest]
#[case::one(1)]
#[case::a_block_and_one(9)]
fn filling_is_no_row(#[case] n: usize) {
    let linear = Linear::new(Matrix::from_element(n, 1, 1e200), Vector::zeros(n)).unwrap();
    assert_eq!(linear.loss(&Vector::from_element(1, 1.0)).unwrap(), f64::INFINITY);
    assert!(linear.hessian(&Vector::zeros(1)).unwrap_err().to_string().contains("Hessian"));
    let small = Linear::new(Matrix::from_element(n, 1, 2.0), Vector::from_element(n, 1.0)).unwrap();
    let (loss, gradient) = small.loss_and_gradient(&Vector::zeros(1)).unwrap();
    assert_eq!((loss, gradient[0]), (1.0, -4.0));
}
