//! Exercise 2, the code: what a cycle would mean. Its solutions, its gradient, and the same
//! unrolled in time.

use crate::common::*;
use approx::assert_relative_eq;
use ma6202::activation::Activation::{self, Identity, Logistic, Relu, Tanh, Threshold};
use ma6202::dag::derivation::{chains, problems};
use ma6202::dag::recurrence::{Branch, Fate, Recurrence, Solution, branches};
use ma6202::dag::sample::Sample;
use ma6202::mlp::init::manual_seed;
#[cfg(feature = "torch")]
use ma6202::oracle::{Referee, check_graph};
use nalgebra::dmatrix;
use proptest::prelude::*;
use rstest::rstest;

// "A cycle turns the output into a fixed point, of which there are none, one, three or
// infinitely many."

/// Golden values: mpmath 1.3, 30 digits, `findroot(lambda y: tanh(w*y + x) - y, near)`
/// and likewise.
#[rstest]
#[case::none(Relu, 1.0, 1.0, &[])]
#[case::none_identity(Identity, 1.0, -2.0, &[])]
#[case::one(Relu, 0.5, 1.0, &[2.0])]
#[case::one_that_repels(Relu, -1.0, 1.0, &[0.5])]
#[case::two(Relu, 3.0, -1.0, &[0.0, 0.5])]
#[case::two_close_together(Relu, 1e15, -1.0, &[0.0, 1e-15])]
#[case::three(Tanh, 2.0, 0.0, &[-0.9575040240772687, 0.0, 0.9575040240772687])]
#[case::triple(Tanh, 1.0, 0.0, &[0.0])]
#[case::no_cycle(Tanh, 0.0, 0.5, &[0.46211715726000973])]
#[case::jump_between(Threshold, -1.0, 0.5, &[])]
#[case::jump_both(Threshold, 1.0, -0.5, &[0.0, 1.0])]
#[case::leaky(Activation::LeakyRelu { negative_slope: 0.5 }, 3.0, -1.0, &[0.5])]
#[case::one_of_the_logistic(Logistic, -3.0, 1.0, &[0.4288492467170004])]
#[case::one_of_softplus(Activation::Softplus { beta: 1.0 }, 0.5, 0.3, &[1.2640140339774482])]
fn the_solutions(#[case] f: Activation, #[case] w: f64, #[case] x: f64, #[case] expected: &[f64]) {
    let solutions = Recurrence::new(f, w, x).unwrap().solutions().unwrap();
    assert_eq!(solutions.len(), expected.len(), "{solutions:?}");
    for (solution, &expected) in solutions.iter().zip(expected) {
        let Solution::Point(y) = *solution else { panic!("{solution:?}") };
        assert_relative_eq!(y, expected, epsilon = 1e-15, max_relative = 1e-14);
    }
}

#[rstest]
#[case::relu(Relu, 1.0, 0.0, Solution::Interval(0.0, f64::INFINITY))]
#[case::identity(Identity, 1.0, 0.0, Solution::Interval(f64::NEG_INFINITY, f64::INFINITY))]
#[case::relu6(Activation::Relu6, 1.0, 0.0, Solution::Interval(0.0, 6.0))]
fn infinitely_many(#[case] f: Activation, #[case] w: f64, #[case] x: f64, #[case] all: Solution) {
    let recurrence = Recurrence::new(f, w, x).unwrap();
    assert_eq!(recurrence.solutions().unwrap(), [all]);
    for y in all.points() {
        assert_eq!(recurrence.step(y), y);
    }
}

/// Two solutions that lie within one step of the grid, and a double one: the fold of tanh at
/// x = 0.2.
#[rstest]
#[case::before_the_fold(-1e-6, 1)]
#[case::after_the_fold(1e-6, 3)]
#[case::farther(1e-3, 3)]
fn a_pair_of_solutions_is_not_overlooked(#[case] beyond: f64, #[case] count: usize) {
    // mpmath: tanh(w y + 0.2) = y and w (1 - y²) = 1.
    let recurrence = Recurrence::new(Tanh, 1.486871192315124 + beyond, 0.2).unwrap();
    assert_eq!(recurrence.solutions().unwrap().len(), count);
}

/// a (a + 3) / 6 = (a - 1/16) / 1.5 only at a = ½, twice; no point of the grid.
#[test]
fn a_double_solution_is_found_to_half_the_digits() {
    let all = Recurrence::new(Activation::HardSwish, 1.5, 0.0625).unwrap().solutions().unwrap();
    let near = |solution: &Solution| matches!(*solution, Solution::Point(y) if (y - 7.0 / 24.0).abs() < 1e-7);
    assert!(all.iter().any(near), "{all:?}");
}

/// y = w y + x far out, where each of these f is the identity but for less than the last digit.
#[rstest]
#[case::softplus(Activation::Softplus { beta: 1.0 })]
#[case::silu(Activation::Silu)]
#[case::gelu(Activation::Gelu)]
#[case::elu(Activation::Elu { alpha: 1.0 })]
fn a_solution_far_out_is_found(#[case] f: Activation) {
    the_solutions(f, 0.5, 1e13, &[2e13]);
    the_solutions(f, 1.0 - f64::powi(2.0, -50), 1.0, &[f64::powi(2.0, 50)]);
}

#[test]
fn where_nobody_can_tell_there_is_an_error() {
    assert_refused(
        Recurrence::new(Activation::Gelu, 1.0, 0.0).unwrap().solutions(),
        "whole stretch",
    );
}

#[rstest]
#[case::w_is_nan(Tanh, f64::NAN, 0.0, "weight w")]
#[case::x_is_infinite(Tanh, 1.0, f64::INFINITY, "input x")]
#[case::no_slope(Activation::Prelu { negative_slope: f64::NAN }, 1.0, 0.0, "slope")]
fn a_nonsense_cycle_is_refused(
    #[case] f: Activation,
    #[case] w: f64,
    #[case] x: f64,
    #[case] word: &str,
) {
    assert_refused(Recurrence::new(f, w, x), word);
}

proptest! {
    #![proptest_config(cases(500))]

    /// Each solution by its residual; between two that cross there is always a third; and with |w
    /// f'| < 1 exactly one, which repeating finds from anywhere.
    #[test]
    fn every_solution_solves(
        f in prop::sample::select(&[Relu, Tanh, Logistic, Activation::Elu { alpha: 1.0 }, Activation::BipolarLogistic, Activation::LeakyRelu { negative_slope: 0.1 }][..]),
        w in -4.0..4.0,
        x in -3.0..3.0,
        start in -5.0..5.0,
    ) {
        let recurrence = Recurrence::new(f, w, x).unwrap();
        let solutions = recurrence.solutions().unwrap();
        for solution in &solutions {
            for y in solution.points() {
                let residual = (recurrence.step(y) - y).abs();
                prop_assert!(residual <= 1e-14 * y.abs().max(1.0), "{} at {}", residual, y);
            }
        }
        if f == Tanh || f == Logistic {
            prop_assert!(solutions.len() % 2 == 1, "a bounded f crosses y an odd number of times");
        }
        if recurrence.contraction() < 0.99 {
            let [Solution::Point(y)] = solutions[..] else { panic!("{solutions:?}") };
            let Fate::Settles(found) = recurrence.fate(start) else { panic!() };
            prop_assert!((found - y).abs() <= 1e-10 * y.abs().max(1.0));
        }
    }
}

/// "Or an iteration that never settles."
#[rstest]
#[case::relu_to_and_fro(Relu, -1.0, 1.0, 0.0, Fate::Alternates(0.0, 1.0))]
#[case::tanh_to_and_fro(Tanh, -2.0, 0.0, 0.1, Fate::Alternates(-0.9575040240772687, 0.9575040240772687))]
#[case::grows_step_by_step(Relu, 1.0, 1.0, 0.0, Fate::Unsettled(10_000.0))]
#[case::grows_beyond_all_numbers(Relu, 2.0, 1.0, 0.0, Fate::Unsettled(f64::INFINITY))]
#[case::settles(Relu, 0.5, 1.0, 0.0, Fate::Settles(2.0))]
#[case::settles_to_and_fro(Tanh, -0.9, 0.0, 0.5, Fate::Settles(0.0))]
fn where_repeating_leads(
    #[case] f: Activation,
    #[case] w: f64,
    #[case] x: f64,
    #[case] start: f64,
    #[case] fate: Fate,
) {
    let found = Recurrence::new(f, w, x).unwrap().fate(start);
    let near = |found: f64, right: f64| found == right || (found - right).abs() < 1e-12;
    let as_expected = match (found, fate) {
        (Fate::Settles(y), Fate::Settles(right)) => near(y, right),
        (Fate::Alternates(a, b), Fate::Alternates(low, high)) => near(a, low) && near(b, high),
        (Fate::Unsettled(y), Fate::Unsettled(right)) => near(y, right),
        _ => false,
    };
    assert!(as_expected, "{found:?}, expected {fate:?}");
}

// "The gradient is the geometric series of the paths round the cycle."

#[cfg(feature = "torch")]
#[test]
fn every_line_about_a_fixed_point_holds() {
    for chain in chains() {
        assert_eq!(chain.lines.len(), 3);
        for seed in 0..5 {
            let problems = problems(&mut manual_seed(seed)).unwrap();
            assert!(problems.len() >= 2 * (Activation::ALL.len() - 1));
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

#[test]
fn a_solution_where_w_f_is_1_has_no_derivative() {
    assert_refused(Recurrence::new(Tanh, 1.0, 0.0).unwrap().gradient(0.0), "other than 1, got 1");
}

// "Unrolled in time it is a DAG again, and autograd agrees; truncated gradients
// converge geometrically."

#[cfg(feature = "torch")]
#[rstest]
#[case::one_turn(Tanh, 1)]
#[case::many_turns(Tanh, 40)]
#[case::another_activation(Activation::Silu, 7)]
fn an_unrolled_cycle_is_a_graph_like_others(#[case] f: Activation, #[case] turns: usize) {
    let unrolled = Recurrence::new(f, 0.8, 0.4).unwrap().unrolled(turns).unwrap();
    let edges = 4 * turns; // w y, its sum with x, f: three nodes, four edges a turn
    assert_eq!(
        (unrolled.dag.graph().node_count(), unrolled.dag.graph().edge_count()),
        (2 + 3 * turns, edges)
    );
    assert_eq!(unrolled.dag.weights().len(), 1, "w is shared");
    // A path from x for each turn: how often it still goes round.
    assert_eq!(unrolled.dag.count_paths(unrolled.x, unrolled.output).unwrap(), turns as u128);
    let sample = Sample {
        dag: unrolled.dag,
        x: vec![dmatrix![0.4], dmatrix![0.7]],
        output: unrolled.output,
        dj_dy: dmatrix![1.3],
    };
    for referee in [AUTOGRAD, Referee::Differences] {
        let checks = check_graph(&sample, &[referee]).unwrap();
        assert!(checks.len() >= 4);
        assert_hold(checks);
    }
}

#[rstest]
#[case::same_sign(Tanh, 0.8, 0.5)]
#[case::to_and_fro(Tanh, -0.9, 0.5)]
#[case::relu(Relu, 0.5, 1.0)]
fn truncated_gradients_approach_the_implicit_one_by_w_f(
    #[case] f: Activation,
    #[case] w: f64,
    #[case] x: f64,
) {
    let recurrence = Recurrence::new(f, w, x).unwrap();
    let [Solution::Point(y)] = recurrence.solutions().unwrap()[..] else { panic!() };
    let implicit = recurrence.gradient(y).unwrap().x;
    let truncated = recurrence.truncated_gradients(y, 250).unwrap();
    assert_relative_eq!(truncated[249], implicit, max_relative = 1e-12);
    let errors: Vec<f64> = truncated[..12].iter().map(|gradient| gradient - implicit).collect();
    for pair in errors.windows(2) {
        assert_relative_eq!(pair[1] / pair[0], recurrence.multiplier(y), max_relative = 1e-6);
    }
}

// The branches of the solutions as w grows.

#[test]
fn the_branches_meet_at_the_fold() {
    let w: Vec<f64> = (0..=60).map(|step| f64::from(step) * 0.05).collect();
    let all = branches(Tanh, 0.2, &w).unwrap();
    let shape: Vec<_> = all.iter().map(|b: &Branch| (b.of, b.number, b.attracts)).collect();
    assert_eq!(shape, [(1, 0, true), (3, 0, true), (3, 1, false), (3, 2, true)]);
    // mpmath, as above.
    let (fold, y) = (1.486871192315124, -0.57222966146379);
    assert!((all[0].w.last().unwrap() - fold).abs() < 1e-8);
    for branch in &all[1..3] {
        assert!((branch.w[0] - fold).abs() < 1e-8 && (branch.y[0] - y).abs() < 1e-3, "{branch:?}");
    }
    for branch in &all {
        assert_eq!(branch.w.len(), branch.y.len());
        assert!(branch.w.is_sorted());
    }
    assert!(branches(Tanh, 0.2, &[]).is_err());
    assert!(branches(Tanh, 0.2, &[2.0, 1.0]).is_err());
}

/// Neighbouring numbers are farther apart there than 1e-9: bisection ends with them.
#[test]
fn a_place_is_found_as_well_as_numbers_tell() {
    // The step at w y - 1e8: 0 solves it, and 1 as well from w = 1e8 on.
    let all = branches(Threshold, -1e8, &[9e7, 1.1e8]).unwrap();
    let last = all[0].w[all[0].w.len() - 1];
    assert_eq!((all[0].of, all[1].of), (1, 2));
    assert!((last - 1e8).abs() < 1e-6, "{last}");
}
