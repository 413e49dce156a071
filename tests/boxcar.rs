//! Exercise 3: the box of two logistic neurons, its errors, boxes that make functions, and descent
//! that looks for it.

use crate::common::*;
use approx::assert_relative_eq;
use ma6202::Error;
use ma6202::activation::Activation;
use ma6202::boxcar::derivation::{self, ApproximationAt, BoxcarAt};
use ma6202::boxcar::{
    Approximation, Boxcar, FoundNeuron, Search, SearchEnding, Target, rate, search,
};
use ma6202::descent::Schedule;
use ma6202::estimate::Relation;
use ma6202::loss::Loss;
use ma6202::mlp::Mlp;
use ma6202::mlp::derivation::Backprop;
use ma6202::mlp::init::{Draw, linear, manual_seed};
#[cfg(feature = "torch")]
use ma6202::oracle::{
    self, Device, Referee, at_most, check_estimate, check_intermediates, descend, l1_error,
    quadrature,
};
use nalgebra::dmatrix;
use proptest::prelude::*;
use rstest::rstest;

fn boxcar(a: f64, b: f64, height: f64, steepness: f64) -> Boxcar {
    Boxcar::new(a, b, height, steepness).unwrap()
}

/// y(x) of our network.
fn y(boxcar: &Boxcar, x: f64) -> f64 {
    boxcar.mlp().forward(&dmatrix![x]).unwrap().y[1][(0, 0)]
}

/// |y(x) - box(x)| as torch computes y.
#[cfg(feature = "torch")]
fn error_by_torch(p: &BoxcarAt) -> ma6202::Result<f64> {
    let x = dmatrix![p.x];
    Ok((oracle::output(&p.boxcar.mlp(), &x, Device::CPU)?[(0, 0)] - p.boxcar.value(p.x)).abs())
}

#[test]
fn the_box_is_the_lectures() {
    let boxcar = boxcar(-1.0, 2.0, 3.0, 10.0);
    // A (H(x - a) - H(x - b)) with H(0) = 1: closed on the left, open on the right.
    for (x, value) in [
        (-1.0 - 1e-12, 0.0),
        (-1.0, 3.0),
        (0.5, 3.0),
        (2.0 - 1e-12, 3.0),
        (2.0, 0.0),
        (1e8, 0.0),
        (f64::NEG_INFINITY, 0.0),
    ] {
        assert_eq!(boxcar.value(x), value, "at {x}");
    }
    assert!(boxcar.value(f64::NAN).is_nan());
}

/// `tests/golden/boxcar.txt`, mpmath 1.3, see `boxcar.py` beside it: values, and the L1 error by
/// its quadrature.
#[test]
fn values_and_l1_errors_are_mpmaths() {
    let golden = include_str!("golden/boxcar.txt");
    assert_eq!(golden.lines().count(), 63);
    for line in golden.lines() {
        let [a, b, height, steepness, l1, x, right] = numbers(line)[..] else { panic!("{line}") };
        let boxcar = boxcar(a, b, height, steepness);
        assert_relative_eq!(boxcar.l1_error(), l1, epsilon = 0.0, max_relative = 1e-14);
        let error = (y(&boxcar, x) - right).abs();
        assert!(error <= boxcar.rounding(x), "{line}: off by {error:e}");
    }
}

/// Narrow boxes, mpmath 1.3 at 40 digits, `4/k * log(2/(1 + exp(-k*w)))`; where k w underflows all
/// that is left is 2 w.
#[rstest]
#[case::series(9e-9, 1.0, 1.799_999_995_95e-8)]
#[case::underflow(1e-15, 1e-300, 2e-15)]
fn narrow_boxes_keep_their_digits(#[case] w: f64, #[case] k: f64, #[case] right: f64) {
    // By default the macro allows 2e-16 absolutely as well: a tenth of the second.
    let ours = boxcar(0.0, w, 1.0, k).l1_error();
    assert_relative_eq!(ours, right, epsilon = 0.0, max_relative = 1e-15);
}

/// Where a bias is nearly the largest number, the allowance is one still.
#[test]
fn the_rounding_of_extreme_boxes_is_a_number() {
    let extreme = boxcar(0.0, 1e8, 1.0, 1e300);
    assert!([0.0, 1e8, -1e8].iter().all(|&x| extreme.rounding(x).is_finite()));
}

/// No allowance that hides an error: where nothing cancels it is a few roundings of A.
#[rstest]
#[case::near(0.5, 1e-14)]
#[case::at_an_edge(1.0, 1e-14)]
#[case::far(1e8, 1e-14)]
fn the_rounding_allowed_is_small(#[case] x: f64, #[case] at_most: f64) {
    assert!(boxcar(0.0, 1.0, 1.0, 20.0).rounding(x) < at_most);
    // At k = 1e6 an edge at 1 is only known to 1e-16, a ten-thousand-millionth of the
    // step's length.
    assert!(boxcar(0.0, 1.0, 1.0, 1e6).rounding(x) < 1e-9);
    assert!(boxcar(0.0, 1.0, 1.0, 20.0).l1_rounding() < 1e-13);
}

#[rstest]
#[case::usual(0.0, 1.0, 1.0, 20.0)]
#[case::downwards(-0.3, 0.7, -2.5, 3.0)]
#[case::steepest(-1.0, 1.0, 1.0, 1e6)]
#[case::gentle(0.0, 1.0, 1.0, 1e-3)]
#[case::narrow(2.0, 2.001, 5.0, 10.0)]
fn edges_and_peak(#[case] a: f64, #[case] b: f64, #[case] height: f64, #[case] k: f64) {
    let boxcar = boxcar(a, b, height, k);
    for (x, closed) in
        [(a, boxcar.edge_value()), (b, boxcar.edge_value()), (a + (b - a) / 2.0, boxcar.peak())]
    {
        assert!((y(&boxcar, x) - closed).abs() <= boxcar.rounding(x), "at {x}");
        assert!((closed / height) > 0.0 && (closed / height) <= 1.0);
    }
    // Nowhere larger, on a grid that holds the middle; and nowhere farther from the box than at a.
    let worst = |function: &dyn Fn(f64) -> f64| {
        (0..=3000)
            .map(|step| function(a + (b - a) * (f64::from(step) / 1000.0 - 1.0)))
            .fold(0.0, f64::max)
    };
    let slack = boxcar.rounding(a);
    assert!(worst(&|x| y(&boxcar, x).abs()) <= boxcar.peak().abs() + slack);
    let farthest = worst(&|x| (y(&boxcar, x) - boxcar.value(x)).abs());
    assert!(farthest <= boxcar.sup_error() + slack, "{farthest}");
    assert!((y(&boxcar, a) - boxcar.value(a)).abs() >= boxcar.sup_error() - slack);
}

/// A box much narrower than 1/k has its area and not its height.
#[cfg(feature = "torch")]
#[test]
fn a_narrow_box_is_low_and_wide() {
    let narrow = boxcar(0.0, 0.001, 5.0, 10.0);
    assert_relative_eq!(narrow.peak(), 5.0 * 0.01 / 4.0, max_relative = 1e-4);
    let ends: Vec<f64> = (-40..=40).map(f64::from).collect();
    let area = quadrature(|x| Ok(y(&narrow, x)), &ends).unwrap();
    assert_relative_eq!(area, 0.005, max_relative = 1e-10);
}

#[test]
fn nothing_is_nan_far_away() {
    for k in [1e-6, 1.0, 1e6, 1e300] {
        let boxcar = boxcar(-1.0, 1.0, 2.0, k);
        for x in [-1e8, 1e8, -f64::MAX, f64::MAX, -1.0, 1.0, 0.0, 5e-324] {
            let y = y(&boxcar, x);
            assert!((-2.0..=2.0).contains(&y), "k = {k:e}, x = {x:e}: {y}");
        }
    }
}

/// Swapped neurons: the same network to the last bit if A is a power of two, else to a rounding.
#[rstest]
#[case::one(1.0, true)]
#[case::a_quarter_downwards(-0.25, true)]
#[case::three(3.0, false)]
#[case::a_tenth(0.1, false)]
fn the_hidden_neurons_may_be_swapped(#[case] height: f64, #[case] to_the_bit: bool) {
    let boxcar = boxcar(-0.3, 0.8, height, 7.0);
    let (mlp, swapped) = (boxcar.mlp(), boxcar.swapped());
    let (first, other) = (&mlp.layers()[0], &swapped.layers()[0]);
    assert_eq!((first.b[0], first.b[1]), (other.b[1], other.b[0]));
    assert_ne!(first.b[0], first.b[1]);
    let x = Matrix::from_fn(2001, 1, |r, _| -2.0 + 0.002 * r as f64);
    let (y, swapped) = (&mlp.forward(&x).unwrap().y[1], &swapped.forward(&x).unwrap().y[1]);
    let moved = (y - swapped).amax();
    assert!(moved <= boxcar.swapping(), "{moved:e}");
    assert_eq!(moved == 0.0, to_the_bit, "{moved:e}");
}

#[rstest]
#[case::edges_equal(1.0, 1.0, 1.0, 1.0, "edges a, b of the box: expected a < b, got a = 1, b = 1")]
#[case::edges_swapped(2.0, 1.0, 1.0, 1.0, "expected a < b, got a = 2, b = 1")]
#[case::edge_nan(f64::NAN, 1.0, 1.0, 1.0, "edge a: expected a finite number, got NaN")]
#[case::edge_infinite(0.0, f64::INFINITY, 1.0, 1.0, "edge b: expected a finite number, got inf")]
#[case::height_nan(0.0, 1.0, f64::NAN, 1.0, "height A: expected a finite number, got NaN")]
#[case::flat_neurons(0.0, 1.0, 1.0, 0.0, "steepness k: expected a positive finite number, got 0")]
#[case::falling_neurons(0.0, 1.0, 1.0, -2.0, "steepness k: expected a positive finite number, got -2")]
#[case::bias_overflows(0.0, 1e200, 1.0, 1e200, "sizes of the box")]
fn nonsense_boxes_are_refused(
    #[case] a: f64,
    #[case] b: f64,
    #[case] height: f64,
    #[case] k: f64,
    #[case] says: &str,
) {
    assert_refused(Boxcar::new(a, b, height, k), says);
}

#[test]
fn no_height_is_the_zero_function() {
    let zero = boxcar(0.0, 1.0, 0.0, 5.0);
    assert_eq!(
        (y(&zero, 0.5), zero.value(0.5), zero.l1_error(), zero.l1_bound()),
        (0.0, 0.0, 0.0, 0.0)
    );
}

#[cfg(feature = "torch")]
proptest! {
    #![proptest_config(cases(300))]

    /// The chain for one point holds for any box, wherever it stands and however steep, by torch's
    /// own values.
    #[test]
    fn the_error_at_a_point(
        a in -1e3..1e3,
        width in prop_oneof![1e-6..1e-3, 0.1..10.0, 1e2..1e4],
        height in prop_oneof![-1e3..-0.1, 0.1..1e3],
        exponent in -3.0..6.0,
        place in -3.0..4.0,
        far in prop_oneof![Just(0.0), Just(0.0), -1e8..1e8],
    ) {
        let boxcar = boxcar(a, a + width, height, f64::powf(10.0, exponent));
        let points = [BoxcarAt { boxcar, x: a + place * width + far }, BoxcarAt { boxcar, x: a }, BoxcarAt { boxcar, x: boxcar.b() }];
        assert_hold(check_estimate(&derivation::pointwise(), &points, AUTOGRAD, error_by_torch).unwrap());
    }
}

#[cfg(feature = "torch")]
proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn the_error_on_the_whole_line(
        a in -10.0..10.0,
        width in prop_oneof![1e-4..1e-2, 0.1..10.0],
        height in prop_oneof![-1e3..-0.1, 0.1..1e3],
        exponent in -2.0..6.0,
    ) {
        let boxcar = boxcar(a, a + width, height, f64::powf(10.0, exponent));
        let measure = |boxcar: &Boxcar| l1_error(boxcar, &boxcar.mlp());
        assert_hold(check_estimate(&derivation::l1(), &[boxcar], Referee::Quadrature, measure).unwrap());
    }
}

/// Each line of a chain spoiled by a share that no rounding explains is refused at that line: an
/// equality in both directions, a bound when it is made smaller than what it bounds.
#[cfg(feature = "torch")]
#[test]
fn a_spoiled_line_is_caught() {
    let boxcar = boxcar(0.0, 1.0, 2.0, 4.0);
    let points =
        [BoxcarAt { boxcar, x: -0.2 }, BoxcarAt { boxcar, x: 0.3 }, BoxcarAt { boxcar, x: 0.0 }];
    let checks = check_estimate(&derivation::pointwise(), &points, AUTOGRAD, error_by_torch);
    assert_hold(checks.unwrap());
    // 1: equals the measured; 2: at least line 1, to which it is equal at some points; 3: equals
    // line 2; 4: line 3's fractions over their denominators, twice as large at an edge.
    let (more, less) = ("1.000001", "0.999999");
    for (line, factor) in [(0, more), (0, less), (1, less), (2, more), (2, less), (3, "0.5")] {
        let pointwise = derivation::pointwise();
        let formula = times(factor, pointwise.lines[line].formula);
        let held = held_with(pointwise, line, formula, &points, AUTOGRAD, error_by_torch);
        assert!(!held[line], "line {} times {factor}", line + 1);
    }
    let steep = [self::boxcar(0.0, 1.0, 2.0, 40.0)];
    let measure = |boxcar: &Boxcar| l1_error(boxcar, &boxcar.mlp());
    let l1 = |spoiled: &'static str, line: usize| {
        held_with(derivation::l1(), line, spoiled, &steep, Referee::Quadrature, measure)[line]
    };
    // The factor 2 of half the line, forgotten; k forgotten; ln 2 rounded to 0.69.
    assert!(!l1(r"\frac{2|A|}{k} \ln \frac{2}{1 + e^{-k(b-a)}}", 2));
    assert!(!l1(r"4|A| \bigl( \ln 2 - \ln(1 + e^{-k(b-a)}) \bigr)", 1));
    assert!(!l1(r"\frac{4|A|}{k} \cdot 0.69", 3));
    assert!(l1(r"\frac{4|A|}{k} \ln 2", 3));
}

#[cfg(feature = "torch")]
#[test]
fn a_bound_is_no_bound_if_it_is_exceeded_or_absurd() {
    assert!(at_most("half", &[1.0], &[2.0]).unwrap().holds);
    assert!(!at_most("more", &[2.0 + 1e-15], &[2.0]).unwrap().holds);
    assert!(!at_most("one of two", &[1.0, 3.0], &[2.0, 2.0]).unwrap().holds);
    assert!(!at_most("nan", &[f64::NAN], &[2.0]).unwrap().holds);
    assert!(matches!(at_most("none", &[], &[]), Err(Error::Empty { .. })));
    assert!(matches!(at_most("lengths", &[1.0], &[1.0, 2.0]), Err(Error::Shape { .. })));
    for bound in [f64::NAN, f64::INFINITY, -1.0] {
        assert!(matches!(at_most("absurd", &[0.0], &[bound]), Err(Error::Setting { .. })));
    }
}

/// ω bounds what the functions do between random points, and is not twice too large everywhere.
#[test]
fn the_moduli_of_continuity_are_bounds() {
    for target in Target::ALL {
        let at = |i: u32| {
            let share = f64::from(i.wrapping_mul(2_654_435_761)) / f64::from(u32::MAX);
            target.from + (target.to - target.from) * share
        };
        let mut nearest: f64 = 0.0;
        for i in 0..20_000 {
            let x = at(i);
            for t in [1e-6, 1e-3, 0.1, 1.0] {
                let z = (x + t).min(target.to);
                let moved = ((target.value)(z) - (target.value)(x)).abs();
                assert!(moved <= target.modulus(z - x) * (1.0 + 1e-9) + 1e-15, "{}", target.name);
                nearest = nearest.max(moved / target.modulus(t));
            }
            assert!((target.value)(x).abs() <= target.size);
        }
        assert!(nearest > 0.15, "{}: {nearest}", target.name);
    }
}

/// The Weierstrass function of another hand: mpmath 1.3 at 120 digits,
/// `sum(mpf(.5)**m * cos(4**m * pi * mpf(x)) for m in range(150))`.
#[rstest]
#[case(0.0, 2.0)]
#[case(0.5, 1.0)]
#[case(0.125, 1.4238795325112867)]
#[case(0.3, -0.22123172894578905)]
#[case(0.61, -0.14516229125172883)]
fn the_weierstrass_function_is_mpmaths(#[case] x: f64, #[case] right: f64) {
    assert_relative_eq!((Target::WILD.value)(x), right, epsilon = 1e-14);
}

/// Every network of n boxes is a network of 2n neurons, within its bound; more boxes,
/// smaller bound.
#[test]
fn boxes_come_as_near_as_they_say() {
    for target in Target::ALL {
        let mut before = f64::INFINITY;
        for n in [1, 2, 3, 5, 8, 21, 64] {
            let approximation = Approximation::new(target, n).unwrap();
            assert_eq!(approximation.mlp().layers()[0].w.shape(), (1, 2 * n));
            let sup = approximation.sup().unwrap();
            assert!(
                sup.at_least < sup.at_most && sup.at_most <= approximation.bound(),
                "{n}: {sup:?}"
            );
            // No bound that anything would meet: between the ends and beyond.
            assert!(approximation.bound() < 6.0 * sup.at_least, "{}, {n}: {sup:?}", target.name);
            assert!(approximation.bound() < before);
            before = approximation.bound();
        }
    }
}

/// The deepest points of the Weierstrass function are found too. By numpy 2.4, with whole
/// numbers i of points i/N, and for 4ᵐ i modulo 2N, on a grid eight times as fine as ours: the
/// greatest differences are at 4/5, 7/10, 27/40 and 107/160.
#[rstest]
#[case(1, 2.617_965_707_210_216_5)]
#[case(4, 1.458_021_591_876_254)]
#[case(16, 0.781_097_674_663_284_7)]
#[case(64, 0.407_301_984_923_031_8)]
fn the_deepest_points_count(#[case] n: usize, #[case] right: f64) {
    let sup = Approximation::new(Target::WILD, n).unwrap().sup().unwrap();
    assert_relative_eq!(sup.at_least, right, max_relative = 1e-6);
}

/// mpmath 1.3 at 40 digits, the formulas of `bound` and `sup` for sin x with k h = 8 + 2 ln n.
#[rstest]
#[case(1, 3.706_994_393_016_689, 0.049_148_483_807_322_57)]
#[case(4, 0.875_396_041_094_494_8, 0.015_676_139_113_160_2)]
fn the_bound_is_its_formula(#[case] n: usize, #[case] bound: f64, #[case] between: f64) {
    let approximation = Approximation::new(Target::SINE, n).unwrap();
    assert_relative_eq!(approximation.bound(), bound, max_relative = 1e-11);
    let sup = approximation.sup().unwrap();
    assert_relative_eq!(sup.at_most - sup.at_least, between, max_relative = 1e-9);
}

#[cfg(feature = "torch")]
#[test]
fn the_chain_of_the_boxes_holds() {
    let mut points = Vec::new();
    for target in Target::ALL {
        for n in [1, 3, 16] {
            let approximation = Approximation::new(target, n).unwrap();
            for step in 0..=97 {
                let x = target.from + (target.to - target.from) * f64::from(step) / 97.0;
                points.push(ApproximationAt { approximation: approximation.clone(), x });
            }
        }
    }
    let measure = |p: &ApproximationAt| {
        let x = dmatrix![p.x];
        let y = oracle::output(p.approximation.mlp(), &x, Device::CPU)?[(0, 0)];
        Ok((y - (p.approximation.target().value)(p.x)).abs())
    };
    let estimate = derivation::approximation();
    let checks = check_estimate(&estimate, &points, AUTOGRAD, measure).unwrap();
    let of_lines = checks.iter().filter(|check| check.what.contains(", line "));
    for (line, check) in estimate.lines.iter().zip(of_lines) {
        // A bound that is nowhere near what it bounds proves little.
        assert!(line.relation == Relation::Equal || check.max_rel_error > 0.5, "{check}");
    }
    assert_hold(checks);
}

#[test]
fn a_rate_is_a_slope() {
    let errors: Vec<f64> = [8, 16, 32].iter().map(|&n| 3.0 / f64::from(n).powf(0.7)).collect();
    assert_relative_eq!(rate(&[8, 16, 32], &errors).unwrap(), 0.7, max_relative = 1e-12);
    assert!(rate(&[8], &errors[..1]).is_err());
    assert!(rate(&[8, 16], &[0.1, 0.0]).is_err());
}

#[rstest]
#[case::none(0)]
#[case::too_many(5000)]
fn odd_numbers_of_boxes_are_refused(#[case] n: usize) {
    let error = Approximation::new(Target::SINE, n).unwrap_err();
    assert!(matches!(error, Error::Setting { .. }), "{error}");
}

#[rstest]
#[case::no_interval(Target { to: 0.0, ..Target::SINE }, "interval of target \"sin x\": expected finite p < q, got [0, 0]")]
#[case::interval_nan(Target { from: f64::NAN, ..Target::SINE }, "interval")]
#[case::size_infinite(Target { size: f64::INFINITY, ..Target::SINE }, "size M")]
#[case::constant_negative(Target { constant: -1.0, ..Target::SINE }, "constant C")]
#[case::exponent_above_1(Target { exponent: 1.5, ..Target::SINE }, "exponent α")]
#[case::values_nan(Target { value: |_| f64::NAN, ..Target::SINE }, "whose weights and biases are finite, got NaN")]
#[case::too_short(Target { to: 5e-324, ..Target::SINE }, "whose weights and biases are finite")]
fn odd_targets_are_refused(#[case] target: Target, #[case] says: &str) {
    assert_refused(Approximation::new(target, 2), says);
}

fn looked_for(stretch: f64) -> Search {
    Search::new(boxcar(0.0, 1.0, 1.0, 1.0), stretch).unwrap()
}

/// The gradient that descent follows, by every referee, and its path, by torch's SGD.
#[cfg(feature = "torch")]
#[rstest]
#[case::gentle(1.0, 3)]
#[case::steep(20.0, 4)]
fn descent_follows_the_gradient(#[case] stretch: f64, #[case] seed: u32) {
    let search = looked_for(stretch);
    let ((x, t), mlp) = (search.samples(), search.start(seed).unwrap());
    let problem = Backprop { mlp, x, t, loss: Loss::MeanSquaredError, layer: 0 };
    let checks = check_intermediates(&problem, &[Referee::Differences, AUTOGRAD]).unwrap();
    assert_hold(checks.into_iter().flatten().flatten());
    let schedule = Schedule { epochs: search::STEPS, ..Schedule::ONE_STEP };
    let Backprop { mlp, x, t, loss, .. } = &problem;
    let theirs = descend(mlp, x, t, *loss, search::SGD, &schedule, Device::CPU).unwrap();
    let ours = search.run(&[seed]).unwrap().swap_remove(0);
    let (last, _, _) = theirs.mlp.gradient(x, t, *loss).unwrap();
    assert_relative_eq!(ours.loss, last, max_relative = 1e-6);
}

/// What the endings are called is what their networks do.
#[test]
fn endings_are_told_apart() {
    let search = looked_for(20.0);
    let mut found = search.run(&(0..40).collect::<Vec<_>>()).unwrap();
    let gentle = looked_for(1.0);
    found.extend(gentle.run(&(0..10).collect::<Vec<_>>()).unwrap());
    let (x, t) = search.samples();
    for found in &found {
        let y = &found.mlp.forward(&x).unwrap().y[1];
        let error = (y - &t).map(|e| e * e).mean();
        assert_relative_eq!(error, found.loss, max_relative = 1e-9);
        // The best constant on a third of ones: 0.22. The best single step: 0.17.
        match found.ending {
            SearchEnding::Box => assert!(found.loss < 0.02, "{found:?}"),
            SearchEnding::Hill => assert!((0.02..0.15).contains(&found.loss), "{found:?}"),
            SearchEnding::Step => assert!((0.15..0.2).contains(&found.loss), "{found:?}"),
            SearchEnding::Flat => assert!(found.loss > 0.2, "{found:?}"),
        }
    }
    for ending in [SearchEnding::Box, SearchEnding::Hill, SearchEnding::Step] {
        assert!(found.iter().any(|found| found.ending == ending), "no {ending:?} among fifty");
    }
}

/// The levels that endings are told by, for 20 ones between 20 zeros and 21.
#[test]
fn levels_of_the_loss() {
    let search = looked_for(1.0);
    let (_, t) = search.samples();
    assert_eq!((t.sum(), t.as_slice()[19], t.as_slice()[20]), (20.0, 0.0, 1.0));
    assert_relative_eq!(search.flat_loss(), 20.0 * 41.0 / 61.0 / 61.0, max_relative = 1e-14);
    // Cut behind the ones: 20 zeros and 20 ones, then 21 zeros.
    assert_relative_eq!(search.step_loss(), 10.0 / 61.0, max_relative = 1e-14);
}

/// Data in other units, the same initial weights: too gentle to tell the samples of a narrow
/// box apart.
#[test]
fn a_narrow_box_is_not_found() {
    let search = Search::new(boxcar(0.0, 0.05, 1.0, 1.0), 1.0).unwrap();
    let found = search.run(&(0..10).collect::<Vec<_>>()).unwrap();
    assert!(found.iter().all(|found| found.ending == SearchEnding::Flat));
}

/// For a wide box torch's first neurons both stay on the side of the edge at 0, near which
/// they start.
#[test]
fn a_wide_box_keeps_both_neurons_on_one_side() {
    let search = Search::new(boxcar(0.0, 20.0, 1.0, 1.0), 1.0).unwrap();
    let found = search.run(&(0..10).collect::<Vec<_>>()).unwrap();
    let steps: Vec<_> = found.iter().filter(|found| found.ending == SearchEnding::Step).collect();
    assert!(steps.len() > 5, "{}", steps.len());
    for found in &steps {
        assert!(search.is_one_sided(found), "{found:?}");
    }
    // One may have been carried far away, to serve as a bias.
    let saturated = steps.iter().filter(|found| found.is_saturated()).count();
    assert!(saturated <= 1, "{saturated}");
    let of_boxes = looked_for(5.0).run(&[0, 1, 2]).unwrap();
    for found in of_boxes.iter().filter(|found| found.ending == SearchEnding::Box) {
        assert!(!looked_for(5.0).is_one_sided(found));
    }
}

/// Nothing of the loss reaches a neuron whose step lies beyond the samples, as its bounds say.
#[test]
fn a_saturated_neuron_has_no_gradient() {
    let search = looked_for(100.0);
    let (mut saturated, mut tight): (usize, f64) = (0, 0.0);
    for found in search.run(&(0..40).collect::<Vec<_>>()).unwrap() {
        for neuron in found.neurons {
            let bound = search.derivative_bound(&neuron);
            assert!(neuron.derivative <= bound, "{neuron:?} above {bound:e}");
            assert!(neuron.gradient <= search.gradient_bound(&neuron, found.loss), "{neuron:?}");
            saturated += usize::from(bound < 1e-6);
            tight = tight.max(if bound < 1.0 { neuron.derivative / bound } else { 0.0 });
        }
    }
    assert!(saturated > 10, "{saturated}");
    assert!(tight > 0.5, "some bound is nearly met: {tight}");
}

#[test]
fn threads_change_nothing() {
    let search = looked_for(5.0);
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| search.run(&[7, 1, 3]).unwrap())
    };
    assert_eq!(run(1), run(3));
    assert_eq!(run(2)[1], search.run(&[1]).unwrap()[0]);
}

#[rstest]
#[case(0.0)]
#[case(-1.0)]
#[case(f64::NAN)]
fn odd_stretches_are_refused(#[case] stretch: f64) {
    let refused = Search::new(boxcar(0.0, 1.0, 1.0, 1.0), stretch);
    assert!(matches!(refused, Err(Error::Setting { .. })));
}

const NEURON: FoundNeuron =
    FoundNeuron { centre: 0.0, steepness: 1.0, height: 1.0, derivative: 0.25, gradient: 0.0 };

/// 2 |v| max |x| max σ' √J on the samples from -1 to 2.
#[test]
fn the_gradient_s_bound_is_its_formula() {
    let neuron = FoundNeuron { height: 3.0, ..NEURON };
    let bound = looked_for(1.0).gradient_bound(&neuron, 0.04);
    assert_relative_eq!(bound, 2.0 * 3.0 * 2.0 * 0.25 * 0.2, max_relative = 1e-12);
}

#[test]
fn saturated_is_a_slope_below_a_thousandth() {
    let neuron = |derivative| FoundNeuron { derivative, ..NEURON };
    assert!(neuron(9e-4).is_saturated() && !neuron(1.1e-3).is_saturated());
}

#[cfg(feature = "torch")]
#[test]
fn ends_that_do_not_rise_are_refused() {
    for ends in [&[1.0, 0.0][..], &[0.0, f64::NAN], &[0.0], &[]] {
        assert!(quadrature(Ok, ends).is_err(), "{ends:?}");
    }
}

/// A neuron without a weight has no step anywhere.
#[test]
fn a_dead_weight_bounds_nothing() {
    let neuron = FoundNeuron { centre: f64::NAN, steepness: 0.0, ..NEURON };
    assert_eq!(looked_for(1.0).derivative_bound(&neuron), 1.0);
}

/// Three hidden neurons are two boxes' worth; without a hidden layer there is no neuron to look at.
#[rstest]
#[case::one_more(&[1, 3, 1])]
#[case::one_less(&[1, 1, 1])]
#[case::none(&[1, 1])]
#[case::a_layer_more(&[1, 2, 2, 1])]
fn only_a_network_of_two_neurons_is_an_answer(#[case] widths: &[usize]) {
    let mut rng = manual_seed(0);
    let layers = widths.windows(2).map(|ends| {
        linear(&mut rng, ends[0], ends[1], Activation::Logistic, Draw::Double).unwrap()
    });
    let mlp = Mlp::new(layers.collect()).unwrap();
    assert_refused(looked_for(1.0).found(mlp), "1-2-1");
}
