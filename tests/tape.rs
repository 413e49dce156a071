//! Exercise 8: the tape, against values by hand, by mpmath, by a published example, and by torch.

use crate::common::*;
use approx::assert_relative_eq;
use ma6202::activation::Activation;
use ma6202::mlp::init::manual_seed;
use ma6202::number::{Dual64, Entries, Number, constants};
#[cfg(feature = "torch")]
use ma6202::oracle::{Device, Referee, check_activation, check_expression};
use ma6202::tape::{Expression, Op, Step, Tape, Var};
use nalgebra::{DMatrix, DVector};
use proptest::prelude::*;
use rand::RngExt;
use rstest::rstest;

// "z = x³, whose gradient at 5 is 75"

#[test]
fn the_lectures_cube() {
    let tape = Tape::new();
    let x = tape.leaf(5.0);
    let z = x.powi(3);
    assert_eq!((z.value(), z.backward().of(x)), (125.0, 75.0));
    // The upstream gradient multiplies: 5 in place of 1.
    assert_eq!(tape.backward(&[(z, 5.0)]).of(x), 375.0);
}

#[test]
fn what_is_recorded_can_be_read() {
    let tape = Tape::new();
    let x = tape.leaf(5.0);
    let z = x * 2.0 + 1.0;
    let nodes = tape.nodes();
    assert_eq!(nodes.iter().map(|node| node.op).collect::<Vec<_>>(), [Op::Leaf, Op::Mul, Op::Add]);
    assert_eq!(nodes.iter().map(|node| node.value).collect::<Vec<_>>(), [5.0, 10.0, 11.0]);
    assert!(nodes[0].operands.iter().all(Option::is_none));
    let [of_x, constant] = nodes[1].operands.map(|operand| operand.unwrap());
    assert_eq!((of_x.node, of_x.value, of_x.derivative), (Some(0), 5.0, 2.0));
    assert_eq!((constant.node, constant.value, constant.derivative), (None, 2.0, 5.0));
    assert_eq!(z.node(), Some(2));
}

/// `tests/golden/number.txt`: mpmath 1.3.0, see `number.py` beside it.
#[test]
fn values_and_slopes_are_mpmaths() {
    fn function<S: Number>(name: &str, x: S) -> S {
        match name {
            "exp" => x.exp(),
            "ln" => x.ln(),
            "sin" => x.sin(),
            "tanh" => x.tanh(),
            "cube" => x.powi(3),
            "inverse_square" => x.powi(-2),
            "zeroth_power" => x.powi(0),
            "normal" => x.normal(),
            other => panic!("{other}"),
        }
    }
    let golden = include_str!("golden/number.txt");
    assert_eq!(golden.lines().count(), 46);
    for line in golden.lines() {
        let (name, rest) = line.split_once(' ').unwrap();
        let [x, value, slope] = numbers(rest)[..] else { panic!("{line}") };
        let tape = Tape::new();
        let leaf = tape.leaf(x);
        let y = function(name, leaf);
        let dual = function(name, Dual64::new(x, 1.0));
        for found in [y.value(), dual.re, function(name, x)] {
            assert_relative_eq!(found, value, max_relative = 1e-15);
        }
        for found in [y.backward().of(leaf), dual.eps] {
            assert_relative_eq!(found, slope, max_relative = 4e-15);
        }
    }
}

/// Value, ∂/∂x and ∂/∂y at x = 3, y = -2, by hand.
#[test]
fn arithmetic() {
    type Function = for<'t> fn(Var<'t>, Var<'t>) -> Var<'t>;
    let cases: [(Function, f64, f64, f64); 12] = [
        (|x, y| x + y, 1.0, 1.0, 1.0),
        (|x, y| x - y, 5.0, 1.0, -1.0),
        (|x, y| x * y, -6.0, -2.0, 3.0),
        (|x, y| x / y, -1.5, -0.5, -0.75),
        (|x, _| -x, -3.0, -1.0, 0.0),
        (|x, _| x + 4.0, 7.0, 1.0, 0.0),
        (|x, _| x - 4.0, -1.0, 1.0, 0.0),
        (|x, _| x * 4.0, 12.0, 4.0, 0.0),
        (|x, _| x / 4.0, 0.75, 0.25, 0.0),
        (|x, _| Var::from(6.0) / x, 2.0, -2.0 / 3.0, 0.0),
        (|x, y| x * x + x * y, 3.0, 4.0, 3.0), // x is used three times
        (|x, y| x * y * x + x * y, -24.0, -14.0, 12.0),
    ];
    for (number, (f, value, by_x, by_y)) in cases.into_iter().enumerate() {
        let tape = Tape::new();
        let (x, y) = (tape.leaf(3.0), tape.leaf(-2.0));
        let z = f(x, y);
        let gradients = z.backward();
        let found = (z.value(), gradients.of(x), gradients.of(y));
        assert_eq!(found, (value, by_x, by_y), "case {number}");
    }
}

/// σ(w₀x₀ + w₁x₁ + w₂) with the numbers of Stanford's course CS231n, notes on backpropagation: its
/// picture shows them with two digits.
#[test]
fn a_neuron_as_published() {
    let tape = Tape::new();
    let [w0, x0, w1, x1, w2] = [2.0, -1.0, -3.0, -2.0, -3.0].map(|value| tape.leaf(value));
    let a = w0 * x0 + w1 * x1 + w2;
    let y = Var::from(1.0) / ((-a).exp() + 1.0);
    let gradients = y.backward();
    assert_eq!((a.value(), format!("{:.2}", y.value())), (1.0, "0.73".into()));
    let shown = [w0, x0, w1, x1, w2].map(|leaf| format!("{:.2}", gradients.of(leaf)));
    assert_eq!(shown, ["-0.20", "0.39", "-0.39", "-0.59", "0.20"]);
}

#[test]
fn several_results_share_one_sweep() {
    let tape = Tape::new();
    let (x, y) = (tape.leaf(2.0), tape.leaf(7.0));
    let (product, sum) = (x * y, x + y);
    let gradients = tape.backward(&[(product, 10.0), (sum, -1.0)]);
    assert_eq!((gradients.of(x), gradients.of(y)), (69.0, 19.0));
    // The same result twice counts twice.
    assert_eq!(tape.backward(&[(sum, 2.0), (sum, 5.0)]).of(x), 7.0);
}

#[test]
fn constants_are_not_recorded_and_have_no_gradient() {
    let tape = Tape::new();
    let x = tape.leaf(2.0);
    let c = (Var::from(3.0) * 2.0).exp();
    assert_eq!((c.node(), tape.nodes().len()), (None, 1));
    assert_eq!(c.backward().of(x), 0.0);
    let detached = (x * x).detach();
    assert_eq!((detached.value(), detached.node()), (4.0, None));
    let z = detached * x;
    assert_eq!(z.backward().of(x), 4.0, "the square is a number");
    assert_eq!(tape.backward(&[(detached, 1.0)]).of(x), 0.0);
}

/// What z does not depend on is not gone through: ln 0 has an infinite slope, and 0 · ∞ is none.
#[test]
fn what_is_not_on_the_way_does_not_disturb() {
    let tape = Tape::new();
    let (x, unused) = (tape.leaf(2.0), tape.leaf(0.0));
    let lost = unused.ln();
    let z = x * 3.0;
    let gradients = z.backward();
    assert_eq!((gradients.of(x), gradients.of(unused)), (3.0, 0.0));
    assert_eq!((gradients.at(0), gradients.at(1), gradients.at(99)), (Some(3.0), None, None));
    assert!(lost.value().is_infinite());
}

#[test]
#[should_panic(expected = "across two tapes")]
fn two_tapes_do_not_mix() {
    let (one, other) = (Tape::new(), Tape::new());
    let _ = one.leaf(1.0) + other.leaf(2.0);
}

#[test]
#[should_panic(expected = "the gradient of a number from another tape")]
fn gradients_are_those_of_their_tape() {
    let (one, other) = (Tape::new(), Tape::new());
    let (x, _) = (one.leaf(1.0), other.leaf(2.0));
    (x * x).backward().of(other.leaf(3.0));
}

/// Where the library's dual numbers, or y², would overflow.
#[test]
fn extremes_keep_their_slopes() {
    for x in [20.0, -20.0, 400.0, 800.0, -800.0] {
        let (tape, dual) = (Tape::new(), Number::tanh(Dual64::new(x, 1.0)));
        let leaf = tape.leaf(x);
        assert_eq!(dual.re, x.signum());
        assert_eq!((dual.eps, leaf.tanh().backward().of(leaf)), (0.0, 0.0));
    }
    for (x, n, value, slope) in
        [(1e-80, -1, 1e80, -1e160), (1e80, 2, 1e160, 2e80), (0.0, 1, 0.0, 1.0), (0.0, 0, 1.0, 0.0)]
    {
        let tape = Tape::new();
        let (leaf, dual) = (tape.leaf(x), Number::powi(Dual64::new(x, 1.0), n));
        for (found_value, found_slope) in
            [(leaf.powi(n).value(), leaf.powi(n).backward().of(leaf)), (dual.re, dual.eps)]
        {
            assert_relative_eq!(found_value, value, max_relative = 1e-14);
            assert_relative_eq!(found_slope, slope, max_relative = 1e-14);
        }
    }
    assert_eq!(Number::powi(2.0, i32::MIN), 0.0);
    assert_eq!(Tape::new().leaf(2.0).powi(i32::MIN).value(), 0.0);
    for (x, y, slope) in [(1e160, 1e160, -1e-160), (3e-200, 1e-180, -3e160)] {
        let tape = Tape::new();
        let (x, y) = (tape.leaf(x), tape.leaf(y));
        assert_relative_eq!((x / y).backward().of(y), slope, max_relative = 1e-14);
    }
}

#[test]
#[should_panic(expected = "another tape")]
fn a_tape_differentiates_its_own() {
    let (one, other) = (Tape::new(), Tape::new());
    one.backward(&[(other.leaf(2.0), 1.0)]);
}

// "agreeing with autograd on random expression graphs"

#[cfg(feature = "torch")]
proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn random_expressions_agree_with_autograd(
        x in proptest::collection::vec(-3.0..3.0, 1..6),
        steps in 1..60_usize,
        seed: u32,
    ) {
        let f = Expression::random(&mut manual_seed(seed), &x, steps, 1).unwrap();
        let x = DVector::from_vec(x);
        for check in check_expression("expression", &f, &x, Device::CPU).unwrap() {
            prop_assert!(check.holds, "{check}\n{f:?} at {x}");
        }
    }
}

#[test]
fn random_expressions_use_every_operation_and_every_input() {
    let mut rng = manual_seed(0);
    let x = [0.5, -1.0, 2.0];
    let mut kinds = std::collections::BTreeSet::new();
    for _ in 0..50 {
        let f = Expression::random(&mut rng, &x, 30, 2).unwrap();
        assert_eq!((f.inputs(), f.outputs(), f.steps().len()), (3, 2, 30));
        let used: Vec<usize> = f.steps().iter().flat_map(|step| step.uses()).collect();
        assert!((0..3).all(|input| used.contains(&input)), "{f:?}");
        let name = |step: &Step| format!("{step:?}").split('(').next().unwrap().to_owned();
        kinds.extend(f.steps().iter().map(name));
        let trace = f.trace(&x).unwrap();
        assert!(trace.iter().all(|value| value.abs() <= 4.0));
        for step in f.steps() {
            match *step {
                Step::Div(_, j) => assert!(trace[j].abs() >= 0.25, "{f:?}"),
                Step::Ln(i) => assert!(trace[i] >= 0.25, "{f:?}"),
                _ => {}
            }
        }
    }
    assert_eq!(kinds.len(), 13, "{kinds:?}");
}

#[rstest]
#[case::no_inputs(0, vec![], 0, "inputs: expected at least one")]
#[case::no_outputs(1, vec![Step::Neg(0)], 0, "outputs: expected at least one")]
#[case::too_few_steps(1, vec![Step::Neg(0)], 2, "at least 2")]
#[case::not_yet_made(1, vec![Step::Neg(0), Step::Add(0, 2)], 1, "step 1 uses: expected below 2, got 2")]
fn expressions_that_are_none(
    #[case] inputs: usize,
    #[case] steps: Vec<Step>,
    #[case] outputs: usize,
    #[case] words: &str,
) {
    assert_refused(Expression::new(inputs, steps, outputs), words);
}

#[test]
fn another_number_of_inputs_is_refused() {
    let f = Expression::new(2, vec![Step::Add(0, 1)], 1).unwrap();
    let says = "inputs of the expression: expected shape (2, 1), got (1, 1)";
    assert_error_is(f.value(&[1.0]), says);
    assert_refused(Expression::random(&mut manual_seed(0), &[f64::NAN], 3, 1), "finite");
    let none = Expression::random(&mut manual_seed(0), &[], 3, 1);
    assert_error_is(none, "inputs: expected at least one, got none");
}

/// The definition is the function: what the tape differentiates is what the network computes.
#[test]
fn definitions_are_the_activations() {
    let mut rng = manual_seed(1);
    for &f in Activation::ALL {
        let definition = f.definition();
        for _ in 0..500 {
            let a: f64 = rng.random_range(-8.0..8.0);
            assert_relative_eq!(
                definition.value(a),
                f.value(a),
                max_relative = 1e-9,
                epsilon = 1e-15
            );
        }
        for &kink in f.kinks() {
            assert_eq!(definition.value(kink), f.value(kink), "{f} at {kink}");
        }
    }
    for f in [Activation::Elu { alpha: 0.3 }, Activation::Celu { alpha: 2.5 }] {
        for a in [-3.0, -0.1, 0.2, 4.0] {
            assert_relative_eq!(f.definition().value(a), f.value(a), max_relative = 1e-14);
        }
    }
    let softplus = Activation::Softplus { beta: 3.0 };
    assert_relative_eq!(
        softplus.definition().value(0.4),
        softplus.value(0.4),
        max_relative = 1e-14
    );
}

#[cfg(feature = "torch")]
#[test]
fn the_tape_judges_the_activations() {
    let mut rng = manual_seed(2);
    let points: Vec<f64> = (0..300).map(|_| rng.random_range(-8.0..8.0)).collect();
    for &f in Activation::ALL {
        let checks = check_activation(f, &points, &[Referee::Tape]).unwrap();
        assert_eq!(checks.len(), 2);
        for check in checks {
            assert!(check.holds && check.referee == "tape", "{check}");
        }
    }
}

#[test]
fn entries_are_a_matrix() {
    let matrix = DMatrix::from_row_slice(2, 3, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    let entries: Entries<f64> = constants(&matrix);
    assert_eq!((entries.nrows(), entries.ncols(), entries[(1, 2)]), (2, 3, 6.0));
    assert_eq!(entries.as_slice(), matrix.as_slice());
    assert_eq!(entries.map(|x| 10.0 * x)[(0, 1)], 20.0);
    assert_eq!((f64::sum([]), f64::sum([1.0, 2.0, 4.0])), (0.0, 7.0));
    assert_eq!(f64::norm_squared(&[3.0, -4.0]), 25.0);
}
