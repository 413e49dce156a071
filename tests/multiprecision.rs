//! The referee of the activation functions, held against another library's values.

use crate::common::activation_golden::{self, Row};
use ma6202::activation::Activation;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::multiprecision::activation;
use ma6202::oracle::{accuracy, points_of_every_size};

/// Every row of `tests/golden/activation/golden.txt`, mpmath's, to the last bit.
#[test]
fn agrees_with_mpmath() {
    let mut count = 0;
    for Row { line, f, a, right } in activation_golden::rows() {
        assert_eq!(activation(f, a), right, "{line}");
        count += 1;
    }
    assert!(count > 4000, "{count} rows");
}

#[test]
fn limits_and_nan() {
    assert_eq!(activation(Activation::Silu, f64::NEG_INFINITY), (0.0, 0.0));
    assert_eq!(activation(Activation::Silu, f64::MAX), (f64::MAX, 1.0));
    assert_eq!(activation(Activation::Celu { alpha: 0.5 }, -1e300), (-0.5, 0.0));
    assert_eq!(activation(Activation::Selu, f64::INFINITY).0, f64::INFINITY);
    let (value, derivative) = activation(Activation::Mish, f64::NAN);
    assert!(value.is_nan() && derivative.is_nan());
}

/// Where torch 2.11 is known to lose digits this is seen, and said where, of f and of f'; ours
/// keeps them.
#[test]
fn lost_digits_are_found() {
    // gelu subtracts from 1 what is nearly 1; softplus is the identity from 20 on; gelu-tanh
    // squares to infinity.
    for (f, bad, value, derivative) in [
        (Activation::Gelu, -8.7, 1e15, 1e10),
        (Activation::Softplus { beta: 1.0 }, 20.2, 1e5, 1e6),
        (Activation::GeluTanh, -1.6e234, 0.0, f64::INFINITY),
    ] {
        let accuracy = accuracy(f, &[1.0, bad, 0.5]).unwrap();
        assert!(accuracy.value.ulps <= 1.0 && accuracy.derivative.ulps <= 1.0, "{f}: {accuracy:?}");
        assert!(accuracy.value_of_torch.ulps >= value, "{f}: {accuracy:?}");
        assert!(accuracy.derivative_of_torch.ulps >= derivative, "{f}: {accuracy:?}");
        assert_eq!(accuracy.derivative_of_torch.a, bad);
    }
    // Near the root of f' units are of a number near 1, elsewhere and for f they are not.
    let near_root = accuracy(Activation::Gelu, &[-0.7517915246935645]).unwrap();
    assert!(near_root.derivative_of_torch.ulps < 4.0, "{near_root:?}");
}

#[test]
fn the_points_are_of_every_size() {
    let points = points_of_every_size(&mut manual_seed(1), 400);
    let count = |holds: fn(f64) -> bool| points.iter().filter(|&&a| holds(a)).count();
    assert_eq!(points.len(), 400);
    // A third near 0, a third in the left tail, a third of any exponent.
    assert!(count(|a| (0.1..45.0).contains(&a.abs())) >= 120);
    assert!(count(|a| (-800.0..-45.0).contains(&a)) >= 115);
    assert!(
        count(|a| a < -1e100) > 10 && count(|a| a > 1e100) > 10 && count(|a| a.abs() < 1e-100) > 25
    );
    assert!(points.iter().all(|a| a.is_finite()));
}
