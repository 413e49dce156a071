//! The referees themselves: what they find, and what they must not let pass.

use crate::common::*;
use approx::assert_relative_eq;
use ma6202::oracle::{Referee, compare, compare_counts, differences, worst_of};
use nalgebra::{DMatrix, dmatrix};
use rstest::rstest;

/// f(x) = Σ e^x sin 3x, whose derivative is e^x (sin 3x + 3 cos 3x).
#[test]
fn differences_of_a_smooth_function() {
    let x = dmatrix![-1.0, -0.3, 0.0; 0.4, 1.1, 2.0];
    let found = differences(|x| x.iter().map(|x| x.exp() * (3.0 * x).sin()).sum(), &x);
    let right = x.map(|x| x.exp() * ((3.0 * x).sin() + 3.0 * (3.0 * x).cos()));
    assert_relative_eq!(found, right, epsilon = 1e-11);
}

/// At 100 a power wants steps that grow with x, a wave steps that do not; by hand.
#[test]
fn differences_far_from_0() {
    for x in [100.0, -3e6] {
        let power = differences(|x| x[0].powi(4), &dmatrix![x]);
        assert_relative_eq!(power[0], 4.0 * x.powi(3), max_relative = 1e-9);
    }
    let at = dmatrix![100.0, -40.0];
    let wave = differences(|x| x.iter().map(|x| (2.0 * x).sin()).sum(), &at);
    assert_relative_eq!(wave, at.map(|x| 2.0 * (2.0 * x).cos()), max_relative = 1e-9);
}

#[rstest]
#[case::equal(1.0, 1.0, true)]
#[case::off_by_a_rounding(1.0, 1.0 + 2.0 * f64::EPSILON, true)]
#[case::off_by_a_millionth(1.0, 1.0 + 1e-6, false)]
#[case::off_by_1e_11(1.0, 1.0 + 1e-11, false)]
#[case::another_sign(1.0, -1.0, false)]
#[case::ours_is_nan(f64::NAN, 1.0, false)]
#[case::theirs_is_nan(1.0, f64::NAN, false)]
#[case::ours_is_infinite(f64::INFINITY, 1.0, false)]
#[case::ours_is_zero(0.0, 1e-9, false)]
#[case::both_are_zero(0.0, -0.0, true)]
fn one_entry(#[case] ours: f64, #[case] theirs: f64, #[case] holds: bool) {
    let check = compare("entry", AUTOGRAD, &dmatrix![ours], &dmatrix![theirs]).unwrap();
    assert_eq!(check.holds, holds);
}

#[test]
fn counts_are_equal_or_not() {
    for (ours, theirs) in [(0, 0), (3, 3), (3, 4), (0, 1), (1_000_001, 1_000_000)] {
        let check = compare_counts("things", ours, theirs);
        assert_eq!(check.holds, ours == theirs, "{check}");
        assert_eq!(check.referee, "counting");
    }
}

/// A NaN beside a large ordinary error must not be hidden by it.
#[test]
fn a_nan_wins_wherever_it_stands() {
    let theirs = DMatrix::from_element(1, 3, 1.0);
    for position in 0..3 {
        let mut ours = DMatrix::from_element(1, 3, 2.0);
        ours[position] = f64::NAN;
        let check = compare("row", AUTOGRAD, &ours, &theirs).unwrap();
        assert!(check.max_rel_error.is_nan() && !check.holds, "{check}");
    }
}

#[test]
fn a_failure_says_what_where_and_both_values() {
    let theirs = dmatrix![1.0, 2.0; 3.0, 4.0];
    let mut ours = theirs.clone();
    ours[(1, 0)] = 3.5;
    let text = compare("∂J/∂W²", AUTOGRAD, &ours, &theirs).unwrap().to_string();
    for part in ["∂J/∂W²", "autograd", "cpu f64", "(1, 0)", "3.5e0", "3e0", "1e-12"] {
        assert!(text.contains(part), "{text:?} does not say {part:?}");
    }
}

#[test]
fn shapes_must_match() {
    let refused = compare("δ¹", AUTOGRAD, &DMatrix::zeros(2, 3), &DMatrix::zeros(3, 2));
    assert_error_is(refused, "δ¹: expected shape (3, 2), got (2, 3)");
}

#[test]
fn of_the_same_comparison_the_worst_is_kept() {
    let of = |what, ours, by| compare(what, by, &dmatrix![ours], &dmatrix![1.0]).unwrap();
    let all = [
        of("a", 1.1, AUTOGRAD),
        of("b", 1.0, AUTOGRAD),
        of("a", 1.3, AUTOGRAD),
        of("a", f64::NAN, Referee::Tape),
        of("a", 1.2, AUTOGRAD),
        of("a", 1.0, Referee::Tape),
    ];
    let kept = worst_of(all);
    let names: Vec<_> = kept.iter().map(|check| (&*check.what, &*check.referee)).collect();
    assert_eq!(names, [("a", "autograd"), ("b", "autograd"), ("a", "tape")]);
    assert_relative_eq!(kept[0].max_abs_error, 0.3, max_relative = 1e-14);
    assert!(kept[2].max_rel_error.is_nan());
}
