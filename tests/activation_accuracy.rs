//! Exercise 1: value and derivative of every activation against values of 60 digits, over the whole
//! range of an `f64`.

use crate::common::activation_golden::{self, Row};
use ma6202::activation::*;
#[cfg(feature = "torch")]
use ma6202::oracle::multiprecision::activation;
use rand_mt::Mt;
use rstest::rstest;

type Function = fn(f64, &[f64]) -> f64;

/// Every function by its name in the golden file: f, f', the root of f' if there is one.
const FUNCTIONS: [(&str, Function, Function, f64); 19] = [
    ("identity", |a, _| identity(a), |a, _| identity_derivative(a), f64::NAN),
    ("threshold", |a, _| threshold(a), |a, _| threshold_derivative(a), f64::NAN),
    ("logistic", |a, _| logistic(a), |a, _| logistic_derivative(a), f64::NAN),
    (
        "bipolar-logistic",
        |a, _| bipolar_logistic(a),
        |a, _| bipolar_logistic_derivative(a),
        f64::NAN,
    ),
    ("tanh", |a, _| tanh(a), |a, _| tanh_derivative(a), f64::NAN),
    ("relu", |a, _| relu(a), |a, _| relu_derivative(a), f64::NAN),
    ("leaky-relu", |a, p| leaky_relu(a, p[0]), |a, p| leaky_relu_derivative(a, p[0]), f64::NAN),
    ("prelu", |a, p| prelu(a, p[0]), |a, p| prelu_derivative(a, p[0]), f64::NAN),
    ("rrelu", |a, p| rrelu(a, p[0], p[1]), |a, p| rrelu_derivative(a, p[0], p[1]), f64::NAN),
    ("relu6", |a, _| relu6(a), |a, _| relu6_derivative(a), f64::NAN),
    ("hard-swish", |a, _| hard_swish(a), |a, _| hard_swish_derivative(a), f64::NAN),
    ("elu", |a, p| elu(a, p[0]), |a, p| elu_derivative(a, p[0]), f64::NAN),
    ("celu", |a, p| celu(a, p[0]), |a, p| celu_derivative(a, p[0]), f64::NAN),
    ("selu", |a, _| selu(a), |a, _| selu_derivative(a), f64::NAN),
    ("softplus", |a, p| softplus(a, p[0]), |a, p| softplus_derivative(a, p[0]), f64::NAN),
    ("gelu", |a, _| gelu(a), |a, _| gelu_derivative(a), -0.7518),
    ("gelu-tanh", |a, _| gelu_tanh(a), |a, _| gelu_tanh_derivative(a), -0.7525),
    ("silu", |a, _| silu(a), |a, _| silu_derivative(a), -1.2785),
    ("mish", |a, _| mish(a), |a, _| mish_derivative(a), -1.1925),
];

/// Distance in units of the last place of the right value, across 0 too.
fn ulps(ours: f64, right: f64) -> u64 {
    let place =
        |x: f64| if x < 0.0 { -((x.to_bits() << 1 >> 1) as i64) } else { x.to_bits() as i64 };
    if ours == right { 0 } else { place(ours + 0.0).abs_diff(place(right + 0.0)) }
}

/// Panics unless f and f' at a are at most the next number to the right ones; within 0.5 of the
/// root of f' an absolute error of 2^-53 will do. How many of the two are the right ones.
#[track_caller]
fn check(index: usize, parameters: &[f64], a: f64, right: (f64, f64)) -> usize {
    const ABSOLUTE: f64 = f64::EPSILON / 2.0;
    let (name, f, derivative, root) = FUNCTIONS[index];
    let (y, slope) = (f(a, parameters), derivative(a, parameters));
    assert!(ulps(y, right.0) <= 1, "{name} {parameters:?} at {a:e}: {y:e}, not {:e}", right.0);
    let near_root = (a - root).abs() <= 0.5 && (slope - right.1).abs() <= ABSOLUTE;
    assert!(
        ulps(slope, right.1) <= 1 || near_root,
        "derivative of {name} {parameters:?} at {a:e}: {slope:e}, not {:e}",
        right.1
    );
    usize::from(y == right.0) + usize::from(slope == right.1)
}

/// `tests/golden/activation/golden.txt`: mpmath 1.3, see `golden.py` beside it. What is computed in
/// twice the precision and rounded once is mostly the nearest number: a tail that is lost shows in
/// how often.
#[test]
fn every_digit() {
    let (mut rows, mut nearest) = ([0; FUNCTIONS.len()], [0; FUNCTIONS.len()]);
    for Row { line, name, parameters, a, right } in activation_golden::rows() {
        let index = FUNCTIONS.iter().position(|f| f.0 == name).expect(line);
        nearest[index] += check(index, &parameters, a, right);
        rows[index] += 2;
    }
    for f in Activation::ALL {
        assert!(FUNCTIONS.iter().any(|(name, ..)| *name == f.name()), "{f} is not compared");
    }
    for ((name, ..), (rows, nearest)) in FUNCTIONS.iter().zip(rows.into_iter().zip(nearest)) {
        assert!(rows >= 300, "{rows} values of {name}");
        let percent = if matches!(*name, "rrelu" | "hard-swish") { 94 } else { 97 }; // two roundings
        assert!(
            100 * nearest >= percent * rows,
            "{nearest} of {rows} values of {name} are the nearest"
        );
    }
}

/// Points of all magnitudes, in the middle and in the left tail, against the referee.
#[cfg(feature = "torch")]
#[rstest]
#[case(6202, 40)]
#[ignore = "a quarter of an hour: 50 000 points of each function"]
#[case(1, 10_000)]
fn every_digit_at_random(#[case] seed: u32, #[case] points: usize) {
    let mut rng = Mt::new(seed);
    let mut uniform =
        |low: f64, high: f64| low + (high - low) * f64::from(rng.next_u32()) / f64::from(u32::MAX);
    for (index, (name, ..)) in FUNCTIONS.iter().enumerate() {
        let sets: &[&[f64]] = match *name {
            "leaky-relu" | "prelu" => &[&[0.01], &[0.3]],
            "rrelu" => &[&[0.125, 1.0 / 3.0], &[0.1, 0.7]],
            "elu" | "celu" => &[&[1.0], &[0.5], &[2.7], &[1e-3], &[1e10]],
            "softplus" => &[&[1.0], &[0.1], &[30.0], &[1e-3], &[1e10]],
            _ => &[&[]],
        };
        for parameters in sets {
            let scale = match *name {
                "celu" => parameters[0],
                "softplus" => 1.0 / parameters[0],
                "tanh" => 0.5,
                "gelu" => 0.052,
                "gelu-tanh" => 0.03,
                _ => 1.0,
            };
            for _ in 0..points {
                let magnitude = uniform(-1074.0, 1023.0).exp2();
                for a in [
                    uniform(-2.0, 2.0).signum() * magnitude,
                    uniform(-10.0, 10.0),
                    uniform(-1.5, 1.5),
                    scale * uniform(-760.0, 0.0),
                    scale * uniform(-760.0, -700.0),
                ] {
                    let right =
                        activation(name, parameters, a).expect("a function of the exercise");
                    check(index, parameters, a, right);
                }
            }
        }
    }
}

/// The limits at ±∞, and the same far out where squares and cubes overflow: never NaN.
#[rstest]
#[case::identity("identity", &[], [-f64::INFINITY, f64::INFINITY], [1.0, 1.0])]
#[case::threshold("threshold", &[], [0.0, 1.0], [0.0, 0.0])]
#[case::logistic("logistic", &[], [0.0, 1.0], [0.0, 0.0])]
#[case::bipolar_logistic("bipolar-logistic", &[], [-1.0, 1.0], [0.0, 0.0])]
#[case::tanh("tanh", &[], [-1.0, 1.0], [0.0, 0.0])]
#[case::relu("relu", &[], [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::leaky_relu("leaky-relu", &[0.01], [-f64::INFINITY, f64::INFINITY], [0.01, 1.0])]
#[case::prelu("prelu", &[0.25], [-f64::INFINITY, f64::INFINITY], [0.25, 1.0])]
#[case::rrelu("rrelu", &[0.125, 0.375], [-f64::INFINITY, f64::INFINITY], [0.25, 1.0])]
#[case::relu6("relu6", &[], [0.0, 6.0], [0.0, 0.0])]
#[case::hard_swish("hard-swish", &[], [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::elu("elu", &[2.7], [-2.7, f64::INFINITY], [0.0, 1.0])]
#[case::celu("celu", &[2.7], [-2.7, f64::INFINITY], [0.0, 1.0])]
#[case::celu_narrow("celu", &[0.1], [-0.1, f64::INFINITY], [0.0, 1.0])]
#[case::selu("selu", &[], [-1.758_099_340_847_376_8, f64::INFINITY], [0.0, 1.050_700_987_355_480_5])]
#[case::softplus("softplus", &[1.0], [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::softplus_sharp("softplus", &[30.0], [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::gelu("gelu", &[], [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::gelu_tanh("gelu-tanh", &[], [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::silu("silu", &[], [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::mish("mish", &[], [0.0, f64::INFINITY], [0.0, 1.0])]
fn extremes(
    #[case] name: &str,
    #[case] parameters: &[f64],
    #[case] values: [f64; 2],
    #[case] derivatives: [f64; 2],
) {
    let &(_, f, derivative, _) =
        FUNCTIONS.iter().find(|f| f.0 == name).expect("a name of the table");
    for (i, sign) in [-1.0, 1.0].into_iter().enumerate() {
        assert_eq!(f(sign * f64::INFINITY, parameters), values[i], "{name} at {sign} ∞");
        assert_eq!(
            derivative(sign * f64::INFINITY, parameters),
            derivatives[i],
            "{name}' at {sign} ∞"
        );
        for a in [1e4, 1e100, 1e154, 1e200, 1e300, f64::MAX] {
            let a = sign * a;
            let y = f(a, parameters);
            // Each grows like a multiple of a or not at all.
            let finite = if values[i].is_finite() {
                values[i]
            } else {
                y.clamp(-2.0 * a.abs(), 2.0 * a.abs())
            };
            assert_eq!(y, finite, "{name} at {a:e}");
            assert!(values[i].is_finite() || (y / a) > 0.0, "{name} at {a:e}: {y:e}");
            assert_eq!(derivative(a, parameters), derivatives[i], "{name}' at {a:e}");
        }
    }
    assert!(f(f64::NAN, parameters).is_nan(), "{name} at NaN");
    let of_nan = derivative(f64::NAN, parameters);
    match name {
        "identity" | "relu" => assert_eq!(of_nan, 1.0, "{name}' at NaN"), // relu's as torch's
        "threshold" => assert_eq!(of_nan, 0.0, "{name}' at NaN"),
        _ => assert!(of_nan.is_nan(), "{name}' at NaN: {of_nan}"),
    }
}

/// f' where it jumps, on torch's side (torch 2.11).
#[rstest]
#[case("relu", &[], 0.0, 0.0)]
#[case("leaky-relu", &[0.01], 0.0, 0.01)]
#[case("prelu", &[0.25], 0.0, 0.25)]
#[case("rrelu", &[0.125, 0.375], 0.0, 0.25)]
#[case("relu6", &[], 0.0, 0.0)]
#[case("relu6", &[], 6.0, 0.0)]
#[case("hard-swish", &[], -3.0, 0.0)]
#[case("hard-swish", &[], 3.0, 1.0)]
#[case("elu", &[2.7], 0.0, 2.7)]
#[case("celu", &[2.7], 0.0, 1.0)]
#[case("selu", &[], 0.0, 1.758_099_340_847_376_8)]
fn kinks(#[case] name: &str, #[case] parameters: &[f64], #[case] a: f64, #[case] right: f64) {
    let &(_, _, derivative, _) =
        FUNCTIONS.iter().find(|f| f.0 == name).expect("a name of the table");
    assert_eq!(derivative(a, parameters), right, "{name}' at {a}");
    if a == 0.0 {
        assert_eq!(derivative(-0.0, parameters), right, "{name}' at -0");
    }
}

/// -0 stays -0 where f is odd in the limit, as torch's does.
#[test]
fn minus_zero() {
    for (name, f, ..) in FUNCTIONS {
        let parameters: &[f64] = &[0.5, 0.5];
        let y = f(-0.0, parameters);
        match name {
            "threshold" => assert_eq!(y, 1.0),
            "logistic" => assert_eq!(y, 0.5),
            "softplus" => assert_eq!(y, 2.0 * std::f64::consts::LN_2),
            _ => assert!(y == 0.0 && y.is_sign_negative(), "{name} of -0 is {y:?}"),
        }
    }
}

#[test]
fn slope_of_prelu() {
    for (a, right) in
        [(-2.5, -2.5), (0.0, 0.0), (-0.0, 0.0), (3.0, 0.0), (-f64::INFINITY, -f64::INFINITY)]
    {
        assert_eq!(prelu_negative_slope_derivative(a), right, "at {a}");
    }
    assert!(prelu_negative_slope_derivative(f64::NAN).is_nan());
}
