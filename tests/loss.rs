//! The three losses: values from torch, extremes, and what is refused.

use crate::common::*;
use approx::assert_relative_eq;
use ma6202::loss::Loss;
use rstest::rstest;

/// Logits and targets of two samples, three classes.
fn sample() -> (Matrix, Matrix) {
    let y = Matrix::from_row_slice(2, 3, &[0.5, -1.25, 2.0, -0.75, 0.1, 0.3]);
    let t = Matrix::from_row_slice(2, 3, &[0.0, 0.0, 1.0, 1.0, 0.0, 0.0]);
    (y, t)
}

/// torch 2.11.0, f64:
/// ```python
/// y = torch.tensor([[.5, -1.25, 2.], [-.75, .1, .3]], dtype=torch.float64, requires_grad=True)
/// c = torch.tensor([2, 0]); t = F.one_hot(c, 3).double()
/// for J in (3 * F.mse_loss(y, t), F.cross_entropy(y, c), F.cross_entropy(y.softmax(1), c)):
///     print(repr(J.item()), torch.autograd.grad(J, y)[0].tolist())
/// ```
#[rstest]
#[case::mean_squared_error(Loss::MeanSquaredError, 2.9875, [0.5, -1.25, 1.0, -1.7499999999999998, 0.1, 0.3])]
#[case::cross_entropy(Loss::CrossEntropy, 1.0283676844338325, [0.08841009105372215, 0.015363370163218216, -0.10377346121694037, -0.4193196773140029, 0.1887634629846663, 0.23055621432933654])]
#[case::softmax_then_cross_entropy(Loss::SoftmaxThenCrossEntropy, 0.9875520901323798, [0.05411415049237086, 0.00884150560085488, -0.06295565609322573, -0.07332980848699225, 0.02988276546722595, 0.043447043019766284])]
fn values_and_derivatives_are_torchs(#[case] loss: Loss, #[case] j: f64, #[case] dj_dy: [f64; 6]) {
    let (y, t) = sample();
    let (ours, gradient) = loss.value_and_derivative(&y, &t).unwrap();
    assert_relative_eq!(ours, j, max_relative = 1e-14);
    assert_relative_eq!(gradient, Matrix::from_row_slice(2, 3, &dj_dy), max_relative = 1e-13);
}

/// No overflow and no ln 0: a right answer costs nothing, a wrong one as much as its logit is off.
#[rstest]
#[case::right_by_a_thousand(1000.0, 0.0, 0.0)]
#[case::wrong_by_a_thousand(-1000.0, 1000.0, -1.0)]
fn cross_entropy_of_extreme_logits(#[case] logit: f64, #[case] j: f64, #[case] derivative: f64) {
    let y = Matrix::from_row_slice(1, 2, &[logit, 0.0]);
    let t = Matrix::from_row_slice(1, 2, &[1.0, 0.0]);
    let (ours, gradient) = Loss::CrossEntropy.value_and_derivative(&y, &t).unwrap();
    assert_eq!((ours, gradient[0]), (j, derivative));
}

/// ln(e + k - 1) - 1 with k classes, reached only by an infinitely sure answer.
#[rstest]
#[case::two_classes(2, 0.3132616875182228)]
#[case::three_classes(3, 0.5514447139320509)]
#[case::ten_classes(10, 1.4611501717344746)]
fn softmax_twice_has_a_floor(#[case] k: usize, #[case] floor: f64) {
    let t = Matrix::from_fn(1, k, |_, c| if c == 0 { 1.0 } else { 0.0 });
    let at = |logit: f64| {
        Loss::SoftmaxThenCrossEntropy.value_and_derivative(&(&t * logit), &t).unwrap().0
    };
    assert_relative_eq!(at(1000.0), floor, max_relative = 4e-16);
    assert!(at(10.0) > floor && at(1.0) > at(10.0));
}

/// Each row weighs 1/n, wherever it stands in a block of rows.
#[rstest]
fn a_batch_is_the_mean_of_its_rows(#[values(1, 2, 7, 8, 9, 15, 16, 17, 40, 142)] n: usize) {
    let y = Matrix::from_fn(n, 3, |r, c| ((r * 3 + c) as f64).sin());
    let t = Matrix::from_fn(n, 3, |r, c| if r % 3 == c { 1.0 } else { 0.0 });
    for &loss in Loss::ALL {
        let (whole, gradient) = loss.value_and_derivative(&y, &t).unwrap();
        let mut sum = 0.0;
        for r in 0..n {
            let row = |m: &Matrix| m.rows(r, 1).into_owned();
            let (j, of_row) = loss.value_and_derivative(&row(&y), &row(&t)).unwrap();
            sum += j;
            assert_relative_eq!(
                row(&gradient),
                of_row / n as f64,
                max_relative = 1e-13,
                epsilon = 1e-17
            );
        }
        assert_relative_eq!(whole, sum / n as f64, max_relative = 1e-14);
    }
}

#[rstest]
#[case::shapes(
    Matrix::zeros(2, 3),
    Matrix::zeros(3, 2),
    "outputs y: expected shape (3, 2), got (2, 3)"
)]
#[case::no_rows(
    Matrix::zeros(0, 3),
    Matrix::zeros(0, 3),
    "outputs y: expected at least one, got none"
)]
#[case::nan(Matrix::from_element(1, 2, f64::NAN), Matrix::from_row_slice(1, 2, &[1.0, 0.0]), "outputs y: expected finite numbers, got NaN in row 0, column 0")]
#[case::infinite_target(
    Matrix::zeros(1, 2),
    Matrix::from_element(1, 2, f64::INFINITY),
    "targets t: expected finite numbers"
)]
#[case::no_distribution(Matrix::zeros(2, 2), Matrix::from_row_slice(2, 2, &[1.0, 0.0, 1.0, 1.0]), "targets t, row 1: expected probabilities that sum to 1")]
#[case::negative(Matrix::zeros(1, 2), Matrix::from_row_slice(1, 2, &[2.0, -1.0]), "targets t, row 0")]
fn bad_input_is_refused(#[case] y: Matrix, #[case] t: Matrix, #[case] says: &str) {
    assert_refused(Loss::CrossEntropy.value_and_derivative(&y, &t), says);
}

#[test]
fn a_regression_may_have_any_targets() {
    let (y, t) = (Matrix::from_element(1, 1, 1.0), Matrix::from_element(1, 1, -3.0));
    let (j, dj_dy) = Loss::MeanSquaredError.value_and_derivative(&y, &t).unwrap();
    assert_eq!((j, dj_dy[0]), (16.0, 8.0));
}
