//! Exercise 5: does a plane tell the labels apart?

use crate::common::labelled::{self, Labelled, apart, line, mixed, shared_point, xor_with_ones};
use crate::common::*;
use approx::assert_relative_eq;
use ma6202::Error;
use ma6202::logistic::cars::cars;
use ma6202::logistic::growers::{ALL, grower};
use ma6202::logistic::separation::{Growth, Margin, Separation};
use ma6202::logistic::{Logistic, Reading, probabilities};
use ma6202::oracle::check_separation;
use ma6202::wine::{Wine, split};
use nalgebra::{dmatrix, dvector};
use proptest::prelude::*;
use rstest::rstest;

/// Rows of d numbers.
fn rows(d: usize, x: &[f64], t: &[f64]) -> Labelled {
    (Matrix::from_row_slice(t.len(), d, x), Vector::from_column_slice(t))
}

/// Ten rows (1, 0) and one (-1, 1): the largest Σ wᵀz_i in the unit box has the last on the plane.
fn konis() -> Labelled {
    let x = Matrix::from_fn(11, 2, |i, j| [[1.0, 0.0], [-1.0, 1.0]][i / 10][j]);
    (x, Vector::from_element(11, 1.0))
}

/// One class of the wines against the rest, standardised, with a column of ones: all of them or
/// those of seed 6202 that train.
fn some_wines(train: bool, class: &str, features: usize) -> Labelled {
    let all = Wine::embedded();
    let wine = if train { all.select(&split(178, 0.2, 6202).unwrap().train).unwrap() } else { all };
    labelled::rows(&grower(&wine, class.parse().unwrap(), &ALL[..features]).unwrap())
}

fn named(name: &str) -> Labelled {
    match name.split('-').collect::<Vec<_>>()[..] {
        ["wine", part, class, ..] => {
            let features = if name.ends_with("two-features") { 2 } else { 13 };
            some_wines(part == "train", class, features)
        }
        ["mtcars"] => labelled::rows(&cars(Reading::CrossEntropy)),
        ["shared", "point"] => shared_point(),
        ["apart"] => apart(),
        ["mixed"] => mixed(),
        ["xor"] => xor_with_ones(),
        ["konis"] => konis(),
        _ => panic!("{name}"),
    }
}

/// Decides, and has the certificate checked.
#[track_caller]
fn separation((x, t): &Labelled) -> Separation {
    let found = Separation::of(x, t).unwrap();
    assert_hold(check_separation(x, t, &found).unwrap());
    found
}

/// `tests/golden/logistic/separation.txt`: scipy's nnls, scikit-learn's SVC and HiGHS, see
/// `separation.py` beside it.
#[test]
fn cases_and_margins_are_those_of_others() {
    let golden = include_str!("golden/logistic/separation.txt");
    assert_eq!(golden.lines().count(), 18);
    for line in golden.lines() {
        let (name, rest) = line.split_once(' ').unwrap();
        let [nnls, svc, off, n] = numbers(rest)[..] else { panic!("{line}") };
        let data = named(name);
        assert_eq!(data.1.len() as f64, n, "{name}");
        match separation(&data) {
            Separation::Complete { margin: Margin { at_least, at_most }, .. } => {
                assert_eq!(off, n, "{name}");
                assert!(at_least <= at_most);
                assert_relative_eq!(at_least, nnls, max_relative = 1e-11);
                assert_relative_eq!(at_most, nnls, max_relative = 1e-11);
                // libsvm stops earlier.
                assert_relative_eq!(at_least, svc, max_relative = 2e-6);
            }
            Separation::Quasi { on_plane, .. } => {
                assert_eq!(off, n - on_plane.len() as f64, "{name}");
                assert!(off > 0.0);
            }
            Separation::Overlap { .. } => assert_eq!(off, 0.0, "{name}"),
        }
    }
}

#[test]
fn the_rows_on_the_plane_are_named() {
    let Separation::Quasi { w, on_plane, alpha } = separation(&shared_point()) else { panic!() };
    assert_eq!(on_plane, [2, 3]);
    // The plane is x = 3, and the larger x are the ones.
    assert_relative_eq!(w[0] / w[1], -3.0, max_relative = 1e-15);
    assert!(w[1] > 0.0);
    assert_relative_eq!(alpha[2], 0.5, max_relative = 1e-15);
    assert_relative_eq!(alpha[3], 0.5, max_relative = 1e-15);
}

/// Rows over and over are the same case; of many the likelihood says whether they overlap, by
/// α = |y - t|.
#[rstest]
#[case::apart(apart(), "complete separation")]
#[case::shared_point(shared_point(), "quasi-complete separation")]
#[case::mixed(mixed(), "overlap")]
fn many_rows_are_the_same_case(#[case] (x, t): Labelled, #[case] case: &str) {
    let rows = |i: usize| i % t.len();
    let many = (
        Matrix::from_fn(200 * t.len(), x.ncols(), |i, j| x[(rows(i), j)]),
        Vector::from_fn(200 * t.len(), |i, _| t[rows(i)]),
    );
    let found = separation(&many);
    assert_eq!(found.name(), case);
    if let Separation::Overlap { alpha } = found {
        let model = Logistic::new(x.clone(), t.clone(), Reading::CrossEntropy, 0.0).unwrap();
        let y = probabilities(&x, &model.newton().unwrap().last()).unwrap();
        let residuals = (y - &t).abs();
        for (i, alpha) in alpha.iter().enumerate() {
            let share = residuals[rows(i)] / residuals.sum() / 200.0;
            assert_relative_eq!(*alpha, share, max_relative = 1e-9);
        }
    }
}

/// Gordan's weights: a quarter each.
#[test]
fn xor_overlaps() {
    let Separation::Overlap { alpha } = separation(&xor_with_ones()) else { panic!() };
    alpha.iter().for_each(|&alpha| assert_relative_eq!(alpha, 0.25, max_relative = 1e-15));
}

/// The plane in the middle of 3 and 4: min |x - 3.5| / ‖(3.5, 1)‖.
#[test]
fn the_margin_is_the_distance_of_the_nearest() {
    let Separation::Complete { w, margin, .. } = separation(&apart()) else { panic!() };
    assert_relative_eq!(w[0] / w[1], -3.5, max_relative = 1e-13);
    assert_relative_eq!(margin.at_least, 0.5 / 13.25_f64.sqrt(), max_relative = 1e-13);
    // 0.5 / √13.25 is 0.13736056394868902959…: the bounds lie on their sides of it.
    let right = 0.137_360_563_948_689_03;
    assert!(margin.at_least <= right && right <= margin.at_most, "{margin:?}");
}

/// What case it is does not hang on units, on columns that say the same again, or on columns that
/// say nothing.
#[rstest]
#[case::apart(apart(), "complete separation")]
#[case::shared_point(shared_point(), "quasi-complete separation")]
#[case::mixed(mixed(), "overlap")]
fn rank_and_units_do_not_matter(#[case] (x, t): Labelled, #[case] case: &str) {
    assert_eq!(separation(&(x.clone(), t.clone())).name(), case);
    // A column of zeros, and one that is 0.1 times another but for rounding.
    let more = x.clone().insert_column(2, 0.0).insert_column(3, 0.0);
    let tenth = Matrix::from_fn(x.nrows(), 4, |i, j| {
        more[(i, j)] + if j == 3 { 0.1 * x[(i, 1)] } else { 0.0 }
    });
    assert_eq!(separation(&(tenth, t.clone())).name(), case);
    for [ones, feature] in
        [[1e-100, 1e10], [1e6, 1e-6], [1e300, 1e300], [1e-300, 1e-300], [1.0, -0.1]]
    {
        let scaled = Matrix::from_fn(x.nrows(), 2, |i, j| x[(i, j)] * [ones, feature][j]);
        assert_eq!(separation(&(scaled, t.clone())).name(), case, "{ones:e}, {feature:e}");
    }
}

#[test]
fn odd_data_have_an_answer() {
    // One class only, a row alone, and nothing but zeros.
    assert_eq!(separation(&line(&[1.0, 2.0], &[1.0, 1.0])).name(), "complete separation");
    assert_eq!(separation(&line(&[1.0], &[0.0])).name(), "complete separation");
    assert_eq!(separation(&rows(2, &[0.0; 6], &[0.0, 1.0, 1.0])).name(), "overlap");
    // A row of zeros lies on every plane.
    let found = separation(&rows(2, &[0.0, 0.0, 1.0, 2.0], &[0.0, 1.0]));
    assert!(matches!(found, Separation::Quasi { ref on_plane, .. } if on_plane == &[0]));
}

/// Down to gaps of a hundred-millionth; below, an error rather than a guess.
#[test]
fn narrow_gaps_are_decided_or_refused() {
    let with =
        |gap: f64| line(&[1.0, 2.0, 3.0, 3.0 + gap, 4.0, 5.0], &[0.0, 0.0, 0.0, 1.0, 1.0, 1.0]);
    for power in 1..=8 {
        let gap = 10_f64.powi(-power);
        let found = separation(&with(gap));
        let Separation::Complete { margin, .. } = found else { panic!("{gap}: {found:?}") };
        assert_relative_eq!(margin.at_least, gap / 40_f64.sqrt(), max_relative = 0.1);
        assert_eq!(separation(&with(-gap)).name(), "overlap");
    }
    for gap in [1e-11, -1e-11, 1e-14, -1e-14] {
        let (x, t) = with(gap);
        match Separation::of(&x, &t) {
            Err(error) => assert!(error.to_string().contains("on the border"), "{error}"),
            Ok(found) => assert_hold(check_separation(&x, &t, &found).unwrap()),
        }
    }
}

/// Sizes whose squares are too large or too small: an answer, or an error, and no panic.
#[test]
fn sizes_far_apart_do_no_harm() {
    for x in [[1.0, -1e170], [1e-170, -1.0], [1.0, -1e-300], [1e-300, -1e300]] {
        let (x, t) = rows(1, &x, &[1.0, 0.0]);
        match Separation::of(&x, &t) {
            Err(error) => assert!(matches!(error, Error::Setting { .. }), "{error}"),
            Ok(found) => {
                assert_eq!(found.name(), "complete separation");
                // The least is the margin, and it may not be known.
                let checks = check_separation(&x, &t, &found).unwrap();
                assert!(checks.iter().all(|check| check.holds || check.what == "margin: gap"));
            }
        }
    }
}

/// Columns whose units are 1e8 apart: the nearest row is (3, 59097133) from 0.
#[test]
fn margins_are_found_in_odd_units() {
    let x = dmatrix![
        3.0, -59_097_133.0;
        6.0, 413_679_931.0;
        3.0, -531_874_197.0;
        -2.0, -413_679_931.0;
        0.0, -413_679_931.0
    ];
    let found = separation(&(x, dvector![1.0, 0.0, 1.0, 1.0, 1.0]));
    let Separation::Complete { margin, .. } = found else { panic!("{found:?}") };
    assert_relative_eq!(margin.at_least, 3f64.hypot(59_097_133.0), max_relative = 1e-13);
}

/// Here the solver does not get there: both bounds are true, and descent is not held against a
/// margin that is not known.
#[test]
fn a_margin_that_is_not_known_is_not_used() {
    let x = [3.0, 295_485_665.0, 2.0, -6.0, -177_291_399.0, 3.0, -6.0, 177_291_399.0, -2.0];
    let (x, t) = rows(3, &x, &[0.0, 1.0, 1.0]);
    let found = Separation::of(&x, &t).unwrap();
    let Separation::Complete { margin, .. } = found else { panic!("{found:?}") };
    // The distance of 0 from the triangle of the z_i, in rationals.
    let right = 5.269_309_727_089_498;
    assert!(0.0 < margin.at_least && margin.at_least <= right && right <= margin.at_most);
    let checks = check_separation(&x, &t, &Separation::of(&x, &t).unwrap()).unwrap();
    let gap = checks.iter().find(|check| check.what == "margin: gap").unwrap();
    assert!(checks.iter().all(|check| check.holds || check.what == gap.what));
    let model = Logistic::new(x, t, Reading::CrossEntropy, 0.0).unwrap();
    match Growth::watch(&model, 10) {
        Ok(_) => assert!(gap.holds, "{margin:?}"),
        Err(error) => assert!(error.to_string().starts_with("largest margin: expected"), "{error}"),
    }
}

/// The referee believes nothing: each claim, spoiled, is refused.
#[test]
fn wrong_certificates_are_caught() {
    let refused = |(x, t): &Labelled, found: &Separation| {
        check_separation(x, t, found).unwrap().iter().any(|check| !check.holds)
    };
    let complete = |spoil: fn(&mut Vector, &mut Vector, &mut Margin)| {
        let Separation::Complete { mut w, mut alpha, mut margin } = separation(&apart()) else {
            panic!()
        };
        spoil(&mut w, &mut alpha, &mut margin);
        refused(&apart(), &Separation::Complete { w, alpha, margin })
    };
    assert!(!complete(|_, _, _| ()));
    assert!(complete(|w, _, _| w.neg_mut()));
    assert!(complete(|w, _, _| w[0] *= 1.01));
    assert!(complete(|_, alpha, _| alpha[0] = -1e-300));
    assert!(complete(|_, alpha, _| alpha[0] += 0.01));
    assert!(complete(|_, _, margin| margin.at_least *= 1.0 + 1e-12));
    assert!(complete(|_, _, margin| margin.at_most *= 1.0 - 1e-12));
    assert!(complete(|_, _, margin| margin.at_most *= 1.0 + 1e-8));
    assert!(complete(|_, _, margin| margin.at_least = f64::NAN));
    assert!(complete(|w, _, _| w[0] = f64::NAN));
    // The margin of a w that is not of length 1.
    assert!(!complete(|w, _, _| *w *= 2.0));
    assert!(complete(|w, _, margin| {
        *w *= 2.0;
        margin.at_least *= 2.0;
    }));
    let quasi = |spoil: fn(&mut Vector, &mut Vec<usize>, &mut Vector)| {
        let Separation::Quasi { mut w, mut on_plane, mut alpha } = separation(&shared_point())
        else {
            panic!()
        };
        spoil(&mut w, &mut on_plane, &mut alpha);
        refused(&shared_point(), &Separation::Quasi { w, on_plane, alpha })
    };
    assert!(!quasi(|_, _, _| ()));
    assert!(quasi(|w, _, _| w.neg_mut()));
    assert!(quasi(|w, _, _| w[0] += 1e-10));
    assert!(quasi(|_, on_plane, _| on_plane.truncate(1)));
    assert!(quasi(|_, on_plane, _| on_plane.push(4)));
    assert!(quasi(|_, _, alpha| alpha[2] += 1e-10));
    assert!(quasi(|_, _, alpha| alpha[0] = 1e-20));
    assert!(quasi(|_, _, alpha| alpha.fill(0.0)));
    let overlap = |spoil: fn(&mut Vector)| {
        let Separation::Overlap { mut alpha } = separation(&mixed()) else { panic!() };
        spoil(&mut alpha);
        refused(&mixed(), &Separation::Overlap { alpha })
    };
    assert!(!overlap(|_| ()));
    assert!(overlap(|alpha| alpha.fill(0.0)));
    assert!(overlap(|alpha| alpha[0] *= 1.0 + 1e-9));
    assert!(overlap(|alpha| alpha.neg_mut()));
    // The labels turned round are other data, but for the sign the same certificate; one label
    // turned is not.
    let (x, mut t) = mixed();
    let found = separation(&mixed());
    t[0] = 1.0;
    assert!(refused(&(x.clone(), t), &found));
    let short = Separation::Overlap { alpha: Vector::from_element(2, 0.5) };
    assert!(matches!(check_separation(&x, &mixed().1, &short), Err(Error::Shape { .. })));
}

#[rstest]
#[case::labels_missing(line(&[1.0, 2.0], &[1.0]), "expected shape")]
#[case::nan(line(&[1.0, f64::NAN], &[0.0, 1.0]), "inputs X: expected finite numbers, got NaN in row 1, column 1")]
#[case::infinite(line(&[f64::INFINITY, 1.0], &[0.0, 1.0]), "got inf in row 0, column 1")]
#[case::label_minus_one(line(&[1.0, 2.0], &[1.0, -1.0]), "label t of row 1: expected 0 or 1, got -1")]
#[case::label_nan(line(&[1.0, 2.0], &[f64::NAN, 1.0]), "targets t: expected finite numbers, got NaN in row 0, column 0")]
#[case::no_rows(line(&[], &[]), "inputs X: expected at least one, got none")]
fn bad_data_are_refused(#[case] (x, t): Labelled, #[case] says: &str) {
    assert_refused(Separation::of(&x, &t), says);
}

#[test]
fn no_columns_are_refused() {
    let error = Separation::of(&Matrix::zeros(2, 0), &Vector::zeros(2)).unwrap_err();
    assert!(matches!(error, Error::Empty { .. }), "{error}");
}

/// Points with labels by a plane, or with labels at random: real ones, and whole ones, of which
/// many lie on planes.
fn random() -> impl Strategy<Value = (Labelled, bool)> {
    (1_usize..30, 1_usize..6, any::<bool>(), any::<bool>()).prop_flat_map(
        |(n, d, by_plane, whole)| {
            let numbers = prop::collection::vec(-1.0..1.0_f64, n * d);
            let numbers = numbers.prop_map(move |x| {
                Matrix::from_vec(n, d, x).map(|x| if whole { (3.0 * x).round() } else { x })
            });
            let labels = prop::collection::vec(0..=1_u8, n);
            let plane = prop::collection::vec(-1.0..1.0_f64, d);
            (numbers, labels, plane).prop_map(move |(x, labels, plane)| {
                let a = &x * Vector::from_vec(plane);
                let t = Vector::from_fn(n, |i, _| {
                    f64::from(if by_plane { a[i] > 0.0 } else { labels[i] == 1 })
                });
                ((x, t), by_plane)
            })
        },
    )
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn every_certificate_holds((data, by_plane) in random()) {
        match separation(&data) {
            Separation::Complete { margin, .. } => prop_assert!(margin.at_least <= margin.at_most),
            Separation::Quasi { on_plane, .. } => prop_assert!(on_plane.len() < data.1.len()),
            // Only rows of zeros lie on that plane.
            Separation::Overlap { .. } => prop_assert!(!by_plane || data.0.amax() == 0.0),
        }
    }
}
