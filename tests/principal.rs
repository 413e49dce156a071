//! Principal components: `src/principal.rs`. Golden values: `tests/golden/wine/README.md`.

use crate::common::*;
use approx::assert_abs_diff_eq;
use ma6202::principal::PrincipalComponents;
use ma6202::wine::{Standardiser, Wine, split};
use nalgebra::dmatrix;
use proptest::prelude::*;
use rstest::rstest;

/// What 13 features of size 1 and a sum over 178 rows may lose.
const TOLERANCE: f64 = 1e-12;

fn standardised(rows: &[usize]) -> Matrix {
    let x = Wine::embedded().select(rows).unwrap().x;
    Standardiser::fit(&x).unwrap().transform(&x).unwrap()
}

#[rstest]
#[case::all_in_the_plane((0..178).collect(), 2, 0)]
#[case::training_in_four_dimensions_too(split(178, 0.2, 42).unwrap().train, 4, 5)]
fn wines_are_where_scikit_learn_puts_them(
    #[case] rows: Vec<usize>,
    #[case] k: usize,
    #[case] first_line: usize,
) {
    let lines: Vec<Vec<f64>> = include_str!("golden/wine/principal.txt")
        .lines()
        .skip(first_line)
        .map(|line| line.split(' ').map(from_bits).collect())
        .collect();
    let x = standardised(&rows);
    let ours = PrincipalComponents::fit(&x, k).unwrap();
    let projected = ours.project(&x.rows(0, 3).into_owned()).unwrap();
    let first_rows = projected.transpose();
    let found = [
        ("mean", ours.mean.as_slice()),
        ("axes", ours.axes.as_slice()),
        ("variances", ours.variances.as_slice()),
        ("explained", ours.explained.as_slice()),
        ("first rows", first_rows.as_slice()),
    ];
    for ((name, ours), theirs) in found.into_iter().zip(&lines) {
        assert_eq!(ours.len(), theirs.len(), "{name}");
        for (i, (a, b)) in ours.iter().zip(theirs).enumerate() {
            assert!((a - b).abs() <= TOLERANCE, "{name} {i}: ours {a}, scikit-learn's {b}");
        }
    }
}

/// Rows on a line: the axis is known by hand, and its larger entry is positive.
#[rstest]
#[case::larger_entry_first([4.0, -3.0], [0.8, -0.6])]
#[case::larger_entry_last([3.0, -4.0], [-0.6, 0.8])]
#[case::both_negative([-3.0, -4.0], [0.6, 0.8])]
fn rows_on_a_line_have_one_axis(#[case] step: [f64; 2], #[case] axis: [f64; 2]) {
    let x = Matrix::from_fn(3, 2, |i, j| 7.0 + i as f64 * step[j]);
    let found = PrincipalComponents::fit(&x, 2).unwrap();
    assert_abs_diff_eq!(found.axes.column(0).as_slice(), axis.as_slice(), epsilon = 1e-15);
    assert_abs_diff_eq!(found.variances.as_slice(), [25.0, 0.0].as_slice(), epsilon = 1e-13);
    assert_abs_diff_eq!(found.explained.as_slice(), [1.0, 0.0].as_slice(), epsilon = 1e-14);
    assert!(found.variances[1] >= 0.0);
}

#[test]
fn equal_rows_explain_nothing_and_are_no_nan() {
    let found = PrincipalComponents::fit(&Matrix::from_element(3, 2, 0.1), 1).unwrap();
    assert!(found.variances[0] < 1e-30 && found.explained[0].is_finite());
    let zero = PrincipalComponents::fit(&Matrix::zeros(3, 2), 1).unwrap();
    assert_eq!((zero.variances[0], zero.explained[0]), (0.0, 0.0));
}

/// Four rows span three directions; rounding takes the fourth variance to either side of 0.
#[test]
fn no_variance_is_negative() {
    for m in 2..100 {
        let x = Matrix::from_fn(4, 5, |i, j| (((i + 3) * (j + 5) * m * m) % 97) as f64);
        let variances = PrincipalComponents::fit(&x, 4).unwrap().variances;
        assert!(variances.min() >= 0.0, "{variances}");
    }
}

#[test]
fn points_of_the_plane_come_back() {
    let plane = PrincipalComponents::fit(&standardised(&[0, 20, 40, 80, 120, 177]), 2).unwrap();
    let z = dmatrix![0.0, 0.0; 1.5, -2.0; -3.0, 0.25];
    let x = plane.back(&z).unwrap();
    assert_eq!(x.shape(), (3, 13));
    assert_abs_diff_eq!(plane.project(&x).unwrap(), z, epsilon = TOLERANCE);
    assert_abs_diff_eq!(x.row(0).into_owned(), plane.mean, epsilon = TOLERANCE);
}

#[rstest]
#[case::no_rows(Matrix::zeros(0, 3), 1, "at least one")]
#[case::one_row(Matrix::zeros(1, 3), 1, "expected at least 2, got 1")]
#[case::no_component(Matrix::zeros(3, 2), 0, "from 1 to 2, got 0")]
#[case::more_components_than_features(Matrix::zeros(5, 2), 3, "from 1 to 2, got 3")]
#[case::more_components_than_rows(Matrix::zeros(2, 5), 3, "from 1 to 2, got 3")]
#[case::nan(dmatrix![1., 2.; f64::NAN, 4.], 1, "row 1, column 0")]
#[case::covariance_overflows(dmatrix![1e200, 0.; -1e200, 1.], 1, "covariance")]
#[case::mean_overflows(dmatrix![1e308, 0.; 1.7e308, 1.], 1, "covariance")]
fn what_has_no_components_is_an_error(#[case] x: Matrix, #[case] k: usize, #[case] says: &str) {
    assert_refused(PrincipalComponents::fit(&x, k), says);
}

#[rstest]
#[case::columns(Matrix::zeros(2, 3), "got (2, 3)")]
#[case::infinite(dmatrix![0.0, f64::INFINITY], "inf in row 0, column 1")]
fn only_rows_of_the_same_space_are_projected(#[case] x: Matrix, #[case] says: &str) {
    let plane = PrincipalComponents::fit(&dmatrix![1., 2.; 3., 5.; 0., 1.], 2).unwrap();
    for error in [plane.project(&x), plane.back(&x)].map(Result::unwrap_err) {
        assert!(error.to_string().contains(says), "{error}");
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn axes_are_perpendicular_and_hold_all_variance(
        values in prop::collection::vec(-1e3..1e3f64, 40),
        d in 1usize..7,
    ) {
        let x = Matrix::from_fn(40 / d, d, |i, j| values[i * d + j]);
        let k = d.min(40 / d);
        let found = PrincipalComponents::fit(&x, k).unwrap();
        let gram = found.axes.tr_mul(&found.axes);
        prop_assert!((gram - Matrix::identity(k, k)).amax() < 1e-12);
        prop_assert!((found.explained.sum() - 1.0).abs() < 1e-12);
        let back = found.back(&found.project(&x).unwrap()).unwrap();
        prop_assert!((back - x).amax() < 1e-10);
    }
}

fn from_bits(hex: &str) -> f64 {
    f64::from_bits(u64::from_str_radix(hex, 16).unwrap())
}
