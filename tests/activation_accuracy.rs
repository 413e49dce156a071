//! Exercise 1: value and derivative of every activation against values of 60 digits, over the whole
//! range of an `f64`.

use crate::common::activation_golden::{self, Row};
use ma6202::activation::{Activation, Digits, prelu_negative_slope_derivative};
#[cfg(feature = "torch")]
use ma6202::oracle::multiprecision::activation;
use rand_mt::Mt;
use rstest::rstest;
use std::collections::BTreeMap;

/// The root of f' of those that have one.
fn root(f: Activation) -> Option<f64> {
    match f {
        Activation::Gelu => Some(-0.7518),
        Activation::GeluTanh => Some(-0.7525),
        Activation::Silu => Some(-1.2785),
        Activation::Mish => Some(-1.1925),
        _ => None,
    }
}

/// Distance in units of the last place of the right value, across 0 too.
fn ulps(ours: f64, right: f64) -> u64 {
    let place =
        |x: f64| if x < 0.0 { -((x.to_bits() << 1 >> 1) as i64) } else { x.to_bits() as i64 };
    if ours == right { 0 } else { place(ours + 0.0).abs_diff(place(right + 0.0)) }
}

/// Panics unless f and f' at a are at most the next number to the right ones; within 0.5 of the
/// root of f' an absolute error of 2^-53 will do. How many of the two are the right ones.
#[track_caller]
fn check(f: Activation, a: f64, right: (f64, f64)) -> usize {
    const ABSOLUTE: f64 = f64::EPSILON / 2.0;
    let (y, slope) = (f.value(a), f.derivative(a));
    assert!(ulps(y, right.0) <= 1, "{f} at {a:e}: {y:e}, not {:e}", right.0);
    let near_root = root(f).is_some_and(|root| (a - root).abs() <= 0.5);
    let near = ulps(slope, right.1) <= 1 || near_root && (slope - right.1).abs() <= ABSOLUTE;
    assert!(near, "derivative of {f} at {a:e}: {slope:e}, not {:e}", right.1);
    usize::from(y == right.0) + usize::from(slope == right.1)
}

/// `tests/golden/activation/golden.txt`: mpmath 1.3, see `golden.py` beside it. What is computed in
/// twice the precision and rounded once is mostly the nearest number: a tail that is lost shows in
/// how often.
#[test]
fn every_digit() {
    let mut counts = BTreeMap::new();
    for Row { f, a, right, .. } in activation_golden::rows() {
        let (rows, nearest) = counts.entry(f.name()).or_insert((0, 0));
        *rows += 2;
        *nearest += check(f, a, right);
    }
    for f in Activation::ALL {
        let (rows, nearest) = counts[f.name()];
        assert!(rows >= 300, "{rows} values of {f}");
        let two_roundings = matches!(f, Activation::Rrelu { .. } | Activation::HardSwish);
        let percent = if two_roundings { 94 } else { 97 };
        assert!(100 * nearest >= percent * rows, "{nearest} of {rows} values of {f}");
    }
}

/// What a training that needs no last digit computes, where the same values say what is right: as
/// near as `Digits::Most` says, with the same limits.
#[test]
fn most_digits() {
    const FEW: f64 = 4.0 * f64::EPSILON;
    let mut not_all = 0;
    for Row { f, a, right, .. } in activation_golden::rows() {
        let (y, slope) = f.value_and_derivative(Digits::Most, a);
        let exponent = match f {
            Activation::Celu { alpha } => a / alpha,
            Activation::Softplus { beta } => beta * a,
            Activation::Gelu => 0.5 * a * a,
            Activation::GeluTanh => 1.596 * a + 0.0714 * a * a * a,
            Activation::Tanh => 2.0 * a,
            _ => a,
        };
        let few = FEW * (1.0 + exponent.abs());
        // Of an exponential that is cut off as 0, times what it is multiplied by.
        let nothing = f64::MIN_POSITIVE * (1.0 + a.abs()) * (2.0 + exponent.abs());
        let is_near = |ours: f64, right: f64, error: f64| {
            ours == right || (ours - right).abs() <= error + nothing
        };
        assert!(is_near(y, right.0, few * right.0.abs()), "{f} at {a:e}: {y:e}, not {:e}", right.0);
        let near_root = if root(f).is_some_and(|root| (a - root).abs() <= 0.5) { FEW } else { 0.0 };
        let message = format!("derivative of {f} at {a:e}: {slope:e}, not {:e}", right.1);
        assert!(is_near(slope, right.1, near_root + few * right.1.abs()), "{message}");
        not_all += usize::from((y, slope) != f.value_and_derivative(Digits::All, a));
    }
    assert!(not_all > 1000, "{not_all}: it is another computation");
    for &f in Activation::ALL {
        for a in [f64::INFINITY, -f64::INFINITY] {
            let [all, most] = [Digits::All, Digits::Most].map(|d| f.value_and_derivative(d, a));
            assert_eq!(most, all, "{f} at {a}");
        }
        let (y, slope) = f.value_and_derivative(Digits::Most, f64::NAN);
        let slope_at_nan = f.value_and_derivative(Digits::All, f64::NAN).1;
        assert!(y.is_nan() && slope.is_nan() == slope_at_nan.is_nan(), "{f} at NaN");
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
    for f in Activation::ALL {
        let name = f.name();
        let sets: &[&str] = match name {
            "leaky-relu" | "prelu" => &[":0.01", ":0.3"],
            "rrelu" => &[":0.125,0.3333333333333333", ":0.1,0.7"],
            "elu" | "celu" => &[":1", ":0.5", ":2.7", ":1e-3", ":1e10"],
            "softplus" => &[":1", ":0.1", ":30", ":1e-3", ":1e10"],
            _ => &[""],
        };
        for set in sets {
            let f: Activation = format!("{name}{set}").parse().unwrap();
            let scale = match f {
                Activation::Celu { alpha } => alpha,
                Activation::Softplus { beta } => 1.0 / beta,
                Activation::Tanh => 0.5,
                Activation::Gelu => 0.052,
                Activation::GeluTanh => 0.03,
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
                    check(f, a, activation(f, a));
                }
            }
        }
    }
}

/// The limits at ±∞, and the same far out where squares and cubes overflow: never NaN.
#[rstest]
#[case::identity("identity", [-f64::INFINITY, f64::INFINITY], [1.0, 1.0])]
#[case::threshold("threshold", [0.0, 1.0], [0.0, 0.0])]
#[case::logistic("logistic", [0.0, 1.0], [0.0, 0.0])]
#[case::bipolar_logistic("bipolar-logistic", [-1.0, 1.0], [0.0, 0.0])]
#[case::tanh("tanh", [-1.0, 1.0], [0.0, 0.0])]
#[case::relu("relu", [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::leaky_relu("leaky-relu:0.01", [-f64::INFINITY, f64::INFINITY], [0.01, 1.0])]
#[case::prelu("prelu:0.25", [-f64::INFINITY, f64::INFINITY], [0.25, 1.0])]
#[case::rrelu("rrelu:0.125,0.375", [-f64::INFINITY, f64::INFINITY], [0.25, 1.0])]
#[case::relu6("relu6", [0.0, 6.0], [0.0, 0.0])]
#[case::hard_swish("hard-swish", [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::elu("elu:2.7", [-2.7, f64::INFINITY], [0.0, 1.0])]
#[case::celu("celu:2.7", [-2.7, f64::INFINITY], [0.0, 1.0])]
#[case::celu_narrow("celu:0.1", [-0.1, f64::INFINITY], [0.0, 1.0])]
#[case::selu("selu", [-1.758_099_340_847_376_8, f64::INFINITY], [0.0, 1.050_700_987_355_480_5])]
#[case::softplus("softplus:1.0", [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::softplus_sharp("softplus:30.0", [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::gelu("gelu", [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::gelu_tanh("gelu-tanh", [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::silu("silu", [0.0, f64::INFINITY], [0.0, 1.0])]
#[case::mish("mish", [0.0, f64::INFINITY], [0.0, 1.0])]
fn extremes(#[case] f: Activation, #[case] values: [f64; 2], #[case] derivatives: [f64; 2]) {
    for (sign, (limit, slope)) in [-1.0, 1.0].into_iter().zip(values.into_iter().zip(derivatives)) {
        let end = sign * f64::INFINITY;
        assert_eq!((f.value(end), f.derivative(end)), (limit, slope), "{f} at {end}");
        for size in [1e4, 1e100, 1e154, 1e200, 1e300, f64::MAX] {
            let a = sign * size;
            let y = f.value(a);
            // Each grows like a multiple of a or not at all.
            let finite = if limit.is_finite() { limit } else { y.clamp(-2.0 * size, 2.0 * size) };
            assert_eq!(y, finite, "{f} at {a:e}");
            assert!(limit.is_finite() || (y / a) > 0.0, "{f} at {a:e}: {y:e}");
            assert_eq!(f.derivative(a), slope, "{f}' at {a:e}");
        }
    }
    assert!(f.value(f64::NAN).is_nan(), "{f} at NaN");
    let of_nan = f.derivative(f64::NAN);
    match f {
        Activation::Identity | Activation::Relu => assert_eq!(of_nan, 1.0), // relu's as torch's
        Activation::Threshold => assert_eq!(of_nan, 0.0),
        _ => assert!(of_nan.is_nan(), "{f}' at NaN: {of_nan}"),
    }
}

/// -0 stays -0 where f is odd in the limit, as torch's does.
#[test]
fn minus_zero() {
    for f in Activation::ALL {
        let halves = vec!["0.5"; f.parameters().len()].join(",");
        let f: Activation = format!("{}:{halves}", f.name()).trim_end_matches(':').parse().unwrap();
        let y = f.value(-0.0);
        match f {
            Activation::Threshold => assert_eq!(y, 1.0),
            Activation::Logistic => assert_eq!(y, 0.5),
            Activation::Softplus { .. } => assert_eq!(y, 2.0 * std::f64::consts::LN_2),
            _ => assert!(y == 0.0 && y.is_sign_negative(), "{f} of -0 is {y:?}"),
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
