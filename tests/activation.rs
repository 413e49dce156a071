//! Activations by name and with parameters, and the exponential and logarithm under them. Their
//! values: `tests/activation_accuracy.rs`.

use crate::common::*;
use ma6202::Error;
use ma6202::activation::{Activation, Digits};
use ma6202::kernel::elementary::{exp, ln};
use ma6202::mlp::{Layer, Mlp};
use nalgebra::{dmatrix, dvector};
use rstest::rstest;

/// Distance in units of the last place of the right value.
fn ulps(ours: f64, right: f64) -> u64 {
    if ours == right { 0 } else { (ours.to_bits() as i64).abs_diff(right.to_bits() as i64) }
}

/// `tests/golden/functions.txt`: 50-digit values of mpmath 1.3
/// (`cd tests/golden; python functions.py > functions.txt`).
#[rstest]
#[case::exp("exp", exp, 1)]
#[case::ln("ln", ln, 1)]
fn values_have_all_their_digits(
    #[case] name: &str,
    #[case] function: fn(f64) -> f64,
    #[case] tolerance: u64,
) {
    let mut compared = 0;
    for line in include_str!("golden/functions.txt").lines() {
        let (of, rest) = line.split_once(' ').unwrap();
        if of == name {
            let [x, right] = numbers(rest)[..] else { panic!("{line}") };
            let ours = function(x);
            assert!(ulps(ours, right) <= tolerance, "{name}({x:e}) is {ours:e}, not {right:e}");
            compared += 1;
        }
    }
    assert!(compared >= 30, "{compared} values of {name}");
}

#[test]
fn names_differ_and_every_activation_is_listed() {
    let names: Vec<_> = Activation::ALL.iter().map(|f| f.name()).collect();
    let lecture = ["identity", "threshold", "logistic", "bipolar-logistic", "tanh", "relu"];
    let variants = ["leaky-relu", "prelu", "rrelu", "elu", "celu", "selu", "gelu", "gelu-tanh"];
    let smooth_and_hard = ["silu", "mish", "softplus", "relu6", "hard-swish"];
    assert_eq!(names, [&lecture[..], &variants, &smooth_and_hard].concat());
    for f in Activation::ALL {
        f.check().unwrap();
        assert!(f.latex().contains('a') && f.source().len() > 5, "{f}");
    }
}

/// In words and back.
#[rstest]
#[case::usual("elu", Activation::Elu { alpha: 1.0 }, "elu:1")]
#[case::another("elu:0.5", Activation::Elu { alpha: 0.5 }, "elu:0.5")]
#[case::two("rrelu:0.1,0.25", Activation::Rrelu { lower: 0.1, upper: 0.25 }, "rrelu:0.1,0.25")]
#[case::negative("prelu:-2", Activation::Prelu { negative_slope: -2.0 }, "prelu:-2")]
#[case::none("hard-swish", Activation::HardSwish, "hard-swish")]
fn it_is_read_and_written(#[case] text: &str, #[case] f: Activation, #[case] written: &str) {
    let read: Activation = text.parse().unwrap();
    assert_eq!(read, f);
    assert_eq!(f.to_string(), written);
    assert_eq!(written.parse::<Activation>().unwrap(), f);
}

#[rstest]
#[case::unknown("swish", "activation: expected identity, threshold,")]
#[case::empty("", "activation: expected identity")]
#[case::a_parameter_too_many("relu:1", "parameters of relu: expected none, got 1")]
#[case::a_parameter_too_few(
    "rrelu:0.1",
    "parameters of rrelu: expected rrelu:lower,upper, each a number, got 0.1"
)]
#[case::no_number("elu:one", "parameters of elu: expected elu:alpha, each a number, got one")]
#[case::nothing("elu:", "parameters of elu: expected elu:alpha, each a number, got ")]
fn what_is_no_activation_is_refused(#[case] text: &str, #[case] says: &str) {
    assert_error_begins(text.parse::<Activation>(), says);
}

const SIZE: &str = "a positive number, from 1e-18 to 1e18";
const SHARE: &str = "a number from 0 to 1";

#[rstest]
#[case::alpha_zero("elu:0", "alpha", SIZE, "0")]
#[case::alpha_infinite("celu:inf", "alpha", SIZE, "inf")]
#[case::beta_negative("softplus:-1", "beta", SIZE, "-1")]
#[case::beta_subnormal("softplus:1e-310", "beta", SIZE, "")]
#[case::alpha_huge("elu:1e19", "alpha", SIZE, "")]
#[case::beta_nan("softplus:NaN", "beta", SIZE, "NaN")]
#[case::slope_above_one("leaky-relu:1.5", "negative_slope", SHARE, "1.5")]
#[case::slope_negative("leaky-relu:-0.1", "negative_slope", SHARE, "-0.1")]
#[case::slope_nan("prelu:NaN", "negative_slope", "a finite number", "NaN")]
#[case::bounds_swapped("rrelu:0.3,0.1", "upper", "a number from lower, 0.3, to 1", "0.1")]
#[case::bound_nan("rrelu:NaN,0.1", "lower", SHARE, "NaN")]
fn nonsense_parameters_are_refused(
    #[case] text: &str,
    #[case] parameter: &str,
    #[case] expected: &str,
    #[case] got: &str,
) {
    let (name, _) = text.split_once(':').unwrap();
    let says = format!("{parameter} of {name}: expected {expected}, got {got}");
    assert_error_begins(text.parse::<Activation>(), &says);
}

/// However it came to be: a network does not take it either.
#[test]
fn no_network_has_nonsense_parameters() {
    let activation = Activation::Softplus { beta: -1.0 };
    let layer = Layer { w: dmatrix![1.0], b: dvector![0.0], activation };
    assert!(matches!(Mlp::new(vec![layer]), Err(Error::Setting { .. })));
}

/// With the largest and the smallest parameters that are taken the limits are right, and nothing
/// is NaN.
#[cfg(feature = "torch")]
#[rstest]
#[case::elu(|p| Activation::Elu { alpha: p })]
#[case::celu(|p| Activation::Celu { alpha: p })]
#[case::softplus(|p| Activation::Softplus { beta: p })]
fn extreme_parameters(#[case] of: fn(f64) -> Activation) {
    for parameter in [1e-18, 1e18] {
        let f = of(parameter);
        f.check().unwrap();
        let least = if matches!(f, Activation::Softplus { .. }) { 0.0 } else { -parameter };
        assert_eq!((f.value(-f64::INFINITY), f.derivative(-f64::INFINITY)), (least, 0.0), "{f}");
        for a in [-0.0, 5e-324, 1e-300, 1e-18, 1.0, 800.0, 1e18, 1e300, f64::MAX] {
            for a in [a, -a] {
                let right = ma6202::oracle::multiprecision::activation(f, a);
                assert!(ulps(f.value(a), right.0) <= 1, "{f} at {a:e}: not {:e}", right.0);
                assert!(ulps(f.derivative(a), right.1) <= 1, "{f}' at {a:e}: not {:e}", right.1);
                // To most digits, with an exponential that is 0 from e^-800 on at the latest.
                let few = 4.0 * f64::EPSILON * 801.0;
                let (y, slope) = f.value_and_derivative(Digits::Most, a);
                for (ours, right) in [(y, right.0), (slope, right.1)] {
                    let error = few * right.abs() + f64::MIN_POSITIVE;
                    let near = ours == right || (ours - right).abs() <= error;
                    assert!(near, "{f} at {a:e} to most digits: {ours:e}, not {right:e}");
                }
            }
        }
    }
}

#[test]
fn exp_at_the_ends_of_its_range() {
    assert_eq!(exp(f64::NEG_INFINITY), 0.0);
    assert_eq!(exp(-746.0), 0.0);
    assert_eq!(exp(-745.0), 5e-324);
    assert_eq!(exp(710.0), f64::INFINITY);
    assert_eq!(exp(f64::INFINITY), f64::INFINITY);
    assert!(exp(f64::NAN).is_nan());
}
