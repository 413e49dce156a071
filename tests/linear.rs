//! Exercise 4, the code: ∇J and the Hessian, what λ does, the wines.

use crate::common::*;
use approx::assert_relative_eq;
use ma6202::activation::Activation;
use ma6202::descent::{Ending, Sgd, Stop, descend};
use ma6202::estimate::Relation;
use ma6202::linear::attribute::{Attribute, explained, in_a_plane};
use ma6202::linear::derivation::{Walk, chains, distance, problems};
use ma6202::linear::{Curvature, Linear};
use ma6202::mlp::init::manual_seed;
use ma6202::neuron::Neuron;
#[cfg(feature = "torch")]
use ma6202::oracle::{
    Device, Referee, check_descent, check_estimate, check_neuron, descend_neuron, lstsq,
};
use ma6202::wine::{FEATURES, Wine, split};
use nalgebra::{dmatrix, dvector};
use proptest::prelude::*;
use rand::RngExt;
use rstest::rstest;

fn sgd(learning_rate: f64) -> Sgd {
    Sgd { learning_rate, momentum: 0.0 }
}

// "The exact ∇J(w), as a checked chain, and the Hessian; on random problems and on the wines."

#[cfg(feature = "torch")]
#[test]
fn every_line_holds() {
    for chain in chains() {
        for seed in 0..5 {
            let problems = problems(&mut manual_seed(seed)).unwrap();
            let shapes: Vec<_> = problems.iter().map(|p| p.neuron.x().shape()).collect();
            assert_eq!(shapes, [(3, 2), (1, 1), (9, 4), (3, 5), (20, 2), (8, 4), (142, 13)]);
            assert_holds(&chain, &problems);
        }
    }
}

#[cfg(feature = "torch")]
#[test]
fn wrong_factors_are_caught() {
    let problems = problems(&mut manual_seed(0)).unwrap();
    chains().iter().for_each(|chain| assert_spoiled_are_caught(chain, &problems));
}

/// By hand: a = (5, 11), residuals (4, 9), J = (16 + 81)/2, ∇J = (2/2) (4 + 3·9, 2·4 + 4·9),
/// H = Σ x xᵀ.
#[test]
fn numbers_by_hand() {
    let linear = Linear::new(dmatrix![1.0, 2.0; 3.0, 4.0], dvector![1.0, 2.0]).unwrap();
    let w = dvector![1.0, 2.0];
    let (loss, gradient) = linear.loss_and_gradient(&w).unwrap();
    assert_eq!((loss, gradient.as_slice()), (48.5, &[31.0, 44.0][..]));
    assert_eq!(linear.loss(&w).unwrap(), 48.5);
    assert_eq!(linear.hessian(&w).unwrap(), dmatrix![10.0, 14.0; 14.0, 20.0]);
    // Each row's: 2 · 4 · (1, 2) and 2 · 9 · (3, 4).
    assert_eq!(linear.gradients(&w).unwrap(), dmatrix![8.0, 16.0; 54.0, 72.0]);
}

/// The lecture's one-layer network: the core of exercise 6 with one neuron and the identity.
#[rstest]
#[case::one(1, 1)]
#[case::few(5, 3)]
#[case::many(178, 13)]
#[case::wide(3, 20)]
fn it_is_a_network_of_one_neuron(#[case] n: usize, #[case] d: usize) {
    let (linear, w) = random(n, d, 1);
    assert_is_one_neuron(&linear, &w, Activation::Identity, 1e-15);
}

#[cfg(feature = "torch")]
#[test]
fn every_referee_agrees_on_the_wines() {
    for (target, name) in FEATURES.into_iter().enumerate() {
        let rows = Attribute::prepare(&Wine::embedded(), target, 1).unwrap();
        let mut rng = manual_seed(target as u32);
        let w = Vector::from_fn(13, |_, _| rng.random_range(-1.0..1.0));
        let referees = Referee::of_derivatives(&[Device::CPU]);
        assert_hold(check_neuron(name, &rows.train, &w, &referees).unwrap());
    }
}

// "Descent as the lecture stops it", against torch's.

#[cfg(feature = "torch")]
#[rstest]
#[case::few(5, 3, 0.3)]
#[case::many(178, 13, 0.9)]
#[case::wide(3, 20, 0.5)]
#[case::one(1, 1, 0.7)]
fn the_path_is_torchs(#[case] n: usize, #[case] d: usize, #[case] share: f64) {
    let (linear, start) = random(n, d, 2);
    let rate = share * linear.curvature().unwrap().limit();
    for momentum in [0.0, 0.5] {
        let sgd = Sgd { learning_rate: rate, momentum };
        assert_hold([check_descent("random", &linear, &start, sgd, 50, Device::CPU).unwrap()]);
    }
}

// "Convergence exactly for 0 < λ < 2/L, the best λ = 2/(μ+L)."

/// H = diag(4, 1): X = diag(2, 1) and n = 2.
#[test]
fn eigenvalues_by_hand() {
    let linear = Linear::new(dmatrix![0.0, 1.0; 2.0, 0.0], dvector![1.0, 1.0]).unwrap();
    let curvature = linear.curvature().unwrap();
    assert_relative_eq!(curvature.h, dvector![4.0, 1.0], max_relative = 1e-15);
    assert_relative_eq!(curvature.v.abs(), Matrix::identity(2, 2), epsilon = 1e-15);
    let got = [
        curvature.largest(),
        curvature.smallest(),
        curvature.condition(),
        curvature.limit(),
        curvature.best(),
        curvature.contraction(curvature.best()),
        curvature.contraction(0.1),
        curvature.contraction(0.5),
        curvature.factor(0.5, 0),
    ];
    for (got, right) in got.into_iter().zip([4.0, 1.0, 4.0, 0.5, 0.4, 0.6, 0.9, 1.0, -1.0]) {
        assert_relative_eq!(got, right, max_relative = 1e-14);
    }
    let c = curvature.components(&dvector![3.0, -2.0], &dvector![1.0, 1.0]).unwrap();
    assert_relative_eq!(c.abs(), dvector![2.0, 3.0], max_relative = 1e-14);
    // ½ (4 (1 - 0.4)^6 4 + (1 - 0.1)^6 9)
    let right = 0.5 * (4.0 * 4.0 * 0.6f64.powi(6) + 9.0 * 0.9f64.powi(6));
    assert_relative_eq!(curvature.excess(&c, 0.1, 3), right, max_relative = 1e-13);
}

#[rstest]
#[case::tall(40, 7)]
#[case::square(5, 5)]
#[case::wide(3, 8)]
#[case::one(1, 1)]
fn eigenvectors_are_those_of_the_hessian(#[case] n: usize, #[case] d: usize) {
    let (linear, w) = random(n, d, 3);
    let Curvature { h, v } = linear.curvature().unwrap();
    // Checked against autograd and differences above and in `every_line_holds`.
    let hessian = linear.hessian(&w).unwrap();
    assert_relative_eq!(v.tr_mul(&v), Matrix::identity(d, d), epsilon = 1e-13);
    assert!(h.as_slice().is_sorted_by(|one, other| one >= other));
    assert_eq!(h.iter().filter(|&&h| h > 0.0).count(), n.min(d));
    for k in 0..d {
        let off = &hessian * v.column(k) - h[k] * v.column(k);
        assert!(off.amax() <= 1e-13 * h[0], "{k}: {off}");
    }
}

/// Singular values of X and not eigenvalues of XᵀX: 1e-14 would be lost beside 1.
#[test]
fn small_eigenvalues_keep_their_digits() {
    let x = dmatrix![1.0, 1.0; 1.0, 1.0 + 1e-7; 1.0, 1.0 - 1e-7];
    let curvature = Linear::new(x, dvector![1.0, 2.0, 4.0]).unwrap().curvature().unwrap();
    // mpmath, 30 digits: 2/3 times the eigenvalues of XᵀX, with the f64 nearest to 1 ± 1e-7.
    assert_relative_eq!(curvature.largest(), 4.000_000_000_000_007, max_relative = 1e-15);
    assert_relative_eq!(curvature.smallest(), 6.666_666_667_050_064e-15, max_relative = 1e-8);
}

#[rstest]
#[case::fit_of_zeros(Linear::new(Matrix::zeros(3, 2), Vector::zeros(3)).unwrap())]
#[case::too_small(Linear::new(Matrix::from_element(3, 2, 1e-200), Vector::zeros(3)).unwrap())]
#[case::too_large(Linear::new(Matrix::from_element(3, 2, 1e200), Vector::zeros(3)).unwrap())]
fn no_curvature_is_refused(#[case] linear: Linear) {
    assert_error_begins(
        linear.curvature(),
        "largest eigenvalue of H: expected a positive number, got",
    );
}

proptest! {
    #![proptest_config(cases(60))]

    /// A thousandth below 2/L J comes down to its minimum, a thousandth above it grows, wherever
    /// descent starts; and each direction shrinks by what is predicted.
    #[test]
    fn descent_converges_exactly_below_the_limit(
        n in 1_usize..12,
        d in 1_usize..6,
        seed in 0_u32..1000,
        share in 0.05..1.95_f64,
    ) {
        let (linear, start) = random(n, d, seed);
        let (curvature, fit) = (linear.curvature().unwrap(), linear.fit().unwrap());
        prop_assume!(curvature.condition() < 100.0);
        let c = curvature.components(&start, &fit.w).unwrap();
        prop_assume!(c.rows(0, curvature.rank()).iter().all(|c| c.abs() > 0.01));
        let after = |share: f64, steps: usize| {
            let path = descend(&linear, &start, sgd(share * curvature.limit()), &Stop::after(steps)).unwrap();
            curvature.measured_excess(&path, &fit.w).unwrap()
        };
        let below = after(0.999, 20_000);
        prop_assert!(below[20_000] < 1e-12 * below[0], "{:e} of {:e}", below[20_000], below[0]);
        let above = after(1.001, 10_000);
        prop_assert!(above[10_000] > 1e6 * above[0]);
        // Where the steps go to and fro they stay as far as they were.
        let at = after(1.0, 2000);
        let along_l = 0.5 * curvature.h[0] * c[0] * c[0];
        prop_assert!((at[2000] / along_l - 1.0).abs() < 1e-6, "{} {}", at[2000], along_l);

        let rate = share / 2.0 * curvature.limit();
        let path = descend(&linear, &start, sgd(rate), &Stop::after(40)).unwrap();
        let measured = curvature.measured_factors(&path, &fit.w).unwrap();
        for k in 0..curvature.rank() {
            let off = (measured[k] - curvature.factor(rate, k)).abs();
            prop_assert!(off < 1e-6, "direction {}: measured {}, predicted {}", k, measured[k], curvature.factor(rate, k));
        }
        // No λ shrinks the worst direction more than the best.
        prop_assert!(curvature.contraction(rate) >= curvature.contraction(curvature.best()) - 1e-15);
        let kappa = curvature.condition();
        prop_assert!((curvature.contraction(curvature.best()) - (kappa - 1.0) / (kappa + 1.0)).abs() < 1e-14);
    }

    /// "On rank-deficient X the limit from w = 0 is the minimum-norm solution", torch's lstsq by
    /// singular values.
    #[cfg(feature = "torch")]
    #[test]
    fn from_zero_descent_ends_at_the_shortest(
        n in 2_usize..8,
        d in 3_usize..8,
        rank in 1_usize..3,
        seed in 0_u32..1000,
    ) {
        let mut rng = manual_seed(seed);
        let mut factor = |n, d| Matrix::from_fn(n, d, |_, _| rng.random_range(-1.0..1.0));
        let (x, t) = (factor(n, rank) * factor(rank, d), factor(n, 1).column(0).into_owned());
        let linear = Linear::new(x, t).unwrap();
        let curvature = linear.curvature().unwrap();
        prop_assume!(curvature.condition() < 50.0);
        prop_assert_eq!(curvature.rank(), rank.min(n));
        let path = descend(&linear, &Vector::zeros(d), sgd(curvature.best()), &Stop::after(3000)).unwrap();
        let theirs = lstsq(linear.x(), linear.t()).unwrap();
        prop_assert!((path.last() - &theirs).norm() <= 1e-10 * theirs.norm(), "{} {}", path.last(), theirs);
        // From elsewhere it ends at another minimiser: what lies in the null space stays.
        let start = Vector::from_element(d, 1.0);
        let other = descend(&linear, &start, sgd(curvature.best()), &Stop::after(3000)).unwrap().last();
        let c = curvature.components(&other, &theirs).unwrap();
        let c_start = curvature.components(&start, &theirs).unwrap();
        for k in 0..d {
            let expected = if k < curvature.rank() { 0.0 } else { c_start[k] };
            prop_assert!((c[k] - expected).abs() < 1e-9, "{}: {} {}", k, c[k], expected);
        }
    }
}

/// Sums of columns that were rounded: what is left of their own direction is rounding, and no
/// curvature.
#[test]
fn dependent_columns_have_no_curvature() {
    for seed in 0..20 {
        let (linear, start) = random(9, 3, seed);
        let mut x = linear.x().clone().insert_column(3, 0.0);
        x.set_column(3, &(0.1 * x.column(0) + 0.3 * x.column(2)));
        let dependent = Linear::new(x, linear.t().clone()).unwrap();
        let curvature = dependent.curvature().unwrap();
        assert_eq!((curvature.rank(), curvature.h[3]), (3, 0.0), "{curvature:?}");
        assert!(curvature.smallest() > 1e-4, "{curvature:?}");
        let start = start.insert_row(3, 1.0);
        let path = descend(&dependent, &start, sgd(curvature.best()), &Stop::after(20)).unwrap();
        let minimiser = dependent.fit().unwrap().w;
        let factors = curvature.measured_factors(&path, &minimiser).unwrap();
        // Nothing moves along it.
        assert_relative_eq!(factors[3], 1.0, max_relative = 1e-12);
    }
}

/// Beside a component that grows a small one is lost in its rounding: it is measured while it is
/// clear.
#[test]
fn small_factors_are_measured_beside_growing_ones() {
    let (linear, start) = random(12, 3, 8);
    let (curvature, fit) = (linear.curvature().unwrap(), linear.fit().unwrap());
    for share in [1.3, 2.0, 5.0] {
        let rate = share * curvature.limit();
        let path = descend(&linear, &start, sgd(rate), &Stop::after(60)).unwrap();
        let factors = curvature.measured_factors(&path, &fit.w).unwrap();
        for k in 0..3 {
            let predicted = curvature.factor(rate, k);
            assert_relative_eq!(factors[k], predicted, epsilon = 1e-8, max_relative = 1e-8);
        }
    }
}

/// Against descent itself, which stops where J is no number any more.
#[test]
fn the_overflow_is_foreseen() {
    for (seed, share) in (0..10).zip([1.01, 1.1, 1.5, 2.0, 5.0, 1.01, 1.1, 1.5, 2.0, 5.0]) {
        let (linear, start) = random(12, 3, seed);
        let (curvature, fit) = (linear.curvature().unwrap(), linear.fit().unwrap());
        let c = curvature.components(&start, &fit.w).unwrap();
        let rate = share * curvature.limit();
        let path = descend(&linear, &start, sgd(rate), &Stop::after(50_000)).unwrap();
        let Ending::Diverged { iteration } = path.ending else { panic!("{:?}", path.ending) };
        let foreseen = curvature.overflow(&c, rate, 12).unwrap();
        assert!(iteration.abs_diff(foreseen) <= 1, "seed {seed}: {iteration}, not {foreseen}");
        // Never where descent converges, or without a component along L.
        assert_eq!(curvature.overflow(&c, 0.999 * curvature.limit(), 12), None);
        assert_eq!(curvature.overflow(&dvector![0.0, 1.0, 1.0], rate, 12), None);
    }
}

/// Of a component that is not there, or hardly, nothing can be measured.
#[test]
fn a_path_without_a_component_has_no_factor() {
    let linear = Linear::new(dmatrix![2.0, 0.0; 0.0, 1.0], dvector![0.0, 0.0]).unwrap();
    let curvature = linear.curvature().unwrap();
    for (component, there) in [(0.0, false), (1e-7, false), (1e-5, true)] {
        let path = descend(&linear, &dvector![1.0, component], sgd(0.1), &Stop::after(5)).unwrap();
        let factors = curvature.measured_factors(&path, &dvector![0.0, 0.0]).unwrap();
        assert_relative_eq!(factors[0], 0.6, max_relative = 1e-12);
        if there {
            assert_relative_eq!(factors[1], 0.9, max_relative = 1e-9);
        } else {
            assert!(factors[1].is_nan(), "{component}: {factors}");
        }
    }
    let at_once = Stop { loss: Some(1.0), ..Stop::after(1) };
    let none = descend(&linear, &dvector![0.0, 0.0], sgd(0.1), &at_once).unwrap();
    assert!(curvature.measured_factors(&none, &dvector![0.0, 0.0]).is_err());
}

fn walks() -> Vec<Walk> {
    let (linear, start) = random(9, 3, 4);
    let limit = linear.curvature().unwrap().limit();
    let each =
        [0.1, 0.5, 0.9, 1.0, 1.1].into_iter().flat_map(|share| [1, 5, 50].map(|k| (share, k)));
    each.map(|(share, k)| Walk::new(linear.clone(), start.clone(), share * limit, k).unwrap())
        .collect()
}

#[cfg(feature = "torch")]
fn distance_by_torch(p: &Walk) -> ma6202::Result<f64> {
    let w = descend_neuron(&p.linear, &p.start, p.sgd, p.steps, Device::CPU)?;
    Ok((w.column(p.steps) - &p.minimiser).norm())
}

#[cfg(feature = "torch")]
#[test]
fn the_distance_is_estimated_line_by_line() {
    let by = Referee::Descent(Device::CPU);
    let checks = check_estimate(&distance(), &walks(), by, distance_by_torch).unwrap();
    assert_hold(checks);
    for (line, factor) in ["1.000001", "0.5", "1.000001"].into_iter().enumerate() {
        let formula = times(factor, distance().lines[line].formula);
        let held = held_with(distance(), line, formula, &walks(), by, distance_by_torch);
        assert!(!held[line], "line {}", line + 1);
    }
    assert_eq!(distance().lines[1].relation, Relation::AtMost);
}

#[test]
fn walks_without_one_minimiser_are_refused() {
    let linear = Linear::new(dmatrix![1.0, 1.0; 2.0, 2.0], dvector![1.0, 2.0]).unwrap();
    let walk = Walk::new(linear, dvector![0.0, 0.0], 0.1, 1);
    assert_error_is(walk, "directions with curvature: expected all 2, got 1");
}

/// Every point of the ellipse has this J.
#[test]
fn contours_are_where_j_is_constant() {
    let plane = in_a_plane(&Wine::embedded(), [5, 6], 0).unwrap();
    let (curvature, fit) = (plane.curvature().unwrap(), plane.fit().unwrap());
    for excess in [1e-3, 0.7] {
        let ellipse = curvature.contour(&fit.w, excess, 60).unwrap();
        assert_eq!(ellipse.len(), 61);
        let mut farthest = 0.0f64;
        for &(x, y) in &ellipse {
            let w = dvector![x, y];
            assert_relative_eq!(plane.loss(&w).unwrap(), fit.loss + excess, max_relative = 1e-13);
            farthest = farthest.max((w - &fit.w).norm());
        }
        let right = (2.0 * excess / curvature.smallest()).sqrt();
        assert_relative_eq!(farthest, right, max_relative = 1e-12);
        let (first, last) = (ellipse[0], ellipse[60]);
        assert!((first.0 - last.0).abs() < 1e-14 && (first.1 - last.1).abs() < 1e-14);
    }
    assert!(curvature.contour(&fit.w, 0.0, 60).is_err());
    assert!(curvature.contour(&fit.w, f64::NAN, 60).is_err());
    let (three, _) = random(5, 3, 1);
    assert!(three.curvature().unwrap().contour(&Vector::zeros(3), 1.0, 9).is_err());
}

// "On real data: one wine attribute from the others."

/// `tests/golden/linear/attribute.txt`: scikit-learn's LinearRegression, see `attribute.py` beside
/// it.
#[test]
fn each_attribute_is_scikit_learns() {
    let golden = include_str!("golden/linear/attribute.txt");
    assert_eq!(golden.lines().count(), FEATURES.len());
    for line in golden.lines() {
        let numbers = numbers(line);
        let (target, w) = (numbers[0] as usize, Vector::from_column_slice(&numbers[1..14]));
        let rows = Attribute::prepare(&Wine::embedded(), target, 6202).unwrap();
        let fit = rows.train.fit().unwrap();
        assert!((&fit.w - &w).norm() <= 1e-12 * w.norm(), "{target}: {} {w}", fit.w);
        let ours = [
            rows.train.loss(&fit.w).unwrap(),
            rows.test.loss(&fit.w).unwrap(),
            explained(&rows.train, &fit.w).unwrap(),
            explained(&rows.test, &fit.w).unwrap(),
        ];
        for (ours, theirs) in ours.into_iter().zip(&numbers[14..]) {
            assert_relative_eq!(ours, *theirs, max_relative = 1e-11);
        }
        let curvature = rows.train.curvature().unwrap();
        let sgd = sgd(curvature.best());
        let path = descend(&rows.train, &Vector::zeros(13), sgd, &Stop::after(5000)).unwrap();
        assert_eq!(path.ending, Ending::Iterations);
        assert!((path.last() - &w).norm() <= 1e-11 * w.norm(), "{target}: {}", path.last());
    }
}

#[test]
fn attributes_are_in_their_places() {
    let wine = Wine::embedded();
    let rows = Attribute::prepare(&wine, 12, 6202).unwrap();
    assert_eq!(rows.columns, [&["1"], &FEATURES[..12]].concat());
    assert_eq!((rows.train.x().shape(), rows.test.x().shape()), ((142, 13), (36, 13)));
    assert!(rows.train.x().column(0).iter().all(|&one| one == 1.0));
    // The mean of the training rows, not of all.
    assert!(rows.train.x().column(1).mean().abs() < 1e-14);
    assert!(rows.test.x().column(1).mean().abs() > 1e-3);
    // As it was measured, but for the proline, which is predicted.
    let first = wine.x.row(split(178, 0.2, 6202).unwrap().train[0]);
    assert_eq!(rows.raw.x().row(0).columns(1, 12), first.columns(0, 12));
    assert_eq!((rows.raw.x()[(0, 0)], rows.raw.t()[0]), (1.0, first[12]));
    assert_eq!(rows.raw.t(), rows.train.t());
    let proline: f64 = rows.train.t().sum() + rows.test.t().sum();
    assert_relative_eq!(proline, wine.x.column(12).sum(), max_relative = 1e-15);
    assert!(Attribute::prepare(&wine, 13, 1).is_err());
    assert!(Attribute::prepare(&wine.select(&[0]).unwrap(), 0, 1).is_err());
    assert!(in_a_plane(&wine, [0, 13], 1).is_err());
}

#[test]
fn the_mean_explains_nothing() {
    let linear = Linear::new(dmatrix![1.0; 1.0; 1.0], dvector![1.0, 2.0, 6.0]).unwrap();
    assert_eq!(explained(&linear, &dvector![3.0]).unwrap(), 0.0);
    // 1 - (1 + 4 + 36) / 14
    assert_relative_eq!(explained(&linear, &dvector![0.0]).unwrap(), 1.0 - 41.0 / 14.0);
    // Ten times 0.1 have a mean that is not 0.1, and so a variance that is not 0.
    for (n, t) in [(2, 2.0), (10, 0.1)] {
        let constant =
            Linear::new(Matrix::from_element(n, 1, 1.0), Vector::from_element(n, t)).unwrap();
        let says = format!("targets t: expected some that differ, got {t} for all");
        assert_error_is(explained(&constant, &dvector![3.0]), &says);
    }
}

// "Bad input gets an error that carries both values."

#[rstest]
#[case::shapes(
    Matrix::zeros(3, 2),
    Vector::zeros(2),
    "targets t: expected shape (3, 1), got (2, 1)"
)]
#[case::no_rows(Matrix::zeros(0, 2), Vector::zeros(0), "inputs X: expected at least one, got none")]
#[case::no_columns(
    Matrix::zeros(2, 0),
    Vector::zeros(2),
    "inputs X: expected at least one, got none"
)]
#[case::nan_in_x(dmatrix![1.0, f64::NAN], dvector![1.0], "inputs X: expected finite numbers, got NaN in row 0, column 1")]
#[case::infinite_t(dmatrix![1.0; 2.0], dvector![1.0, f64::INFINITY], "targets t: expected finite numbers, got inf in row 1, column 0")]
fn bad_rows_are_refused(#[case] x: Matrix, #[case] t: Vector, #[case] says: &str) {
    assert_error_is(Linear::new(x, t), says);
}

#[rstest]
#[case::too_many(dvector![1.0, 2.0, 3.0], "weights w: expected shape (2, 1), got (3, 1)")]
#[case::nan(dvector![1.0, f64::NAN], "weights w: expected finite numbers, got NaN in row 1, column 0")]
fn bad_weights_are_refused(#[case] w: Vector, #[case] says: &str) {
    let linear = Linear::new(dmatrix![1.0, 2.0], dvector![1.0]).unwrap();
    assert_error_is(linear.loss(&w), says);
    assert_error_is(linear.hessian(&w), says);
    assert_error_is(linear.gradients(&w), says);
    assert_error_is(descend(&linear, &w, sgd(0.1), &Stop::after(1)), says);
}

/// J = ∞ is what it is when the numbers are too large, and no NaN; an infinite H is of no use.
#[test]
fn an_overflow_is_infinite() {
    let linear = Linear::new(dmatrix![1e200, 1.0], dvector![0.0]).unwrap();
    assert_eq!(linear.loss(&dvector![1.0, 1.0]).unwrap(), f64::INFINITY);
    let hessian = linear.hessian(&dvector![1.0, 1.0]);
    assert_error_is(hessian, "Hessian H: expected finite numbers, got inf in row 0, column 0");
}
