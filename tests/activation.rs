//! The lecture's activation functions, and the exponential and logarithm under them.

use ma6202::activation::Activation;
use ma6202::elementary::{exp, ln};
use rstest::rstest;

/// Distance in units of the last place of the right value.
fn ulps(ours: f64, right: f64) -> u64 {
    if ours == right { 0 } else { (ours.to_bits() as i64).abs_diff(right.to_bits() as i64) }
}

/// `tests/golden/functions.txt`: 50-digit values of mpmath 1.3 (`cd tests/golden; python functions.py > functions.txt`).
#[rstest]
#[case::exp("exp", exp, 1)]
#[case::ln("ln", ln, 1)]
#[case::logistic("logistic", |a| Activation::Logistic.value(a), 2)]
#[case::logistic_derivative("logistic'", |a| Activation::Logistic.derivative(a), 4)]
#[case::bipolar_logistic("bipolar-logistic", |a| Activation::BipolarLogistic.value(a), 2)]
#[case::bipolar_logistic_derivative("bipolar-logistic'", |a| Activation::BipolarLogistic.derivative(a), 4)]
#[case::tanh("tanh", |a| Activation::Tanh.value(a), 2)]
#[case::tanh_derivative("tanh'", |a| Activation::Tanh.derivative(a), 4)]
fn values_have_all_their_digits(
    #[case] name: &str,
    #[case] function: fn(f64) -> f64,
    #[case] tolerance: u64,
) {
    let mut compared = 0;
    for line in include_str!("golden/functions.txt").lines() {
        let [of, x, right] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        if of == name {
            let (x, right): (f64, f64) = (x.parse().unwrap(), right.parse().unwrap());
            let ours = function(x);
            assert!(
                ulps(ours, right) <= tolerance,
                "{name}({x:e}) is {ours:e}, not {right:e}: {} ULP",
                ulps(ours, right)
            );
            compared += 1;
        }
    }
    assert!(compared >= 30, "{compared} values of {name}");
}

/// The rows of their own: ±0, ±1000, ±∞ and the kink.
#[rstest]
#[case::identity(Activation::Identity, [-f64::INFINITY, -1000.0, 0.0, 1000.0, f64::INFINITY], [1.0; 5])]
#[case::logistic(Activation::Logistic, [0.0, 0.0, 0.5, 1.0, 1.0], [0.0, 0.0, 0.25, 0.0, 0.0])]
#[case::bipolar_logistic(Activation::BipolarLogistic, [-1.0, -1.0, 0.0, 1.0, 1.0], [0.0, 0.0, 0.5, 0.0, 0.0])]
#[case::tanh(Activation::Tanh, [-1.0, -1.0, 0.0, 1.0, 1.0], [0.0, 0.0, 1.0, 0.0, 0.0])]
#[case::relu(Activation::Relu, [0.0, 0.0, 0.0, 1000.0, f64::INFINITY], [0.0, 0.0, 0.0, 1.0, 1.0])]
fn extremes(#[case] f: Activation, #[case] values: [f64; 5], #[case] derivatives: [f64; 5]) {
    for (i, a) in [-f64::INFINITY, -1000.0, 0.0, 1000.0, f64::INFINITY].into_iter().enumerate() {
        assert_eq!(f.value(a), values[i], "{} of {a}", f.name());
        assert_eq!(f.derivative(a), derivatives[i], "derivative of {} at {a}", f.name());
    }
    assert_eq!(f.value(-0.0), values[2]);
    assert_eq!(f.derivative(-0.0), derivatives[2]);
    assert!(f.value(f64::NAN).is_nan(), "{} of NaN", f.name());
    // A derivative that does not depend on a is no NaN; relu's is 1, as torch's.
    let of_nan = f.derivative(f64::NAN);
    assert!(of_nan.is_nan() || of_nan == 1.0, "derivative of {} at NaN: {of_nan}", f.name());
}

#[test]
fn names_differ_and_every_activation_is_listed() {
    let mut names: Vec<_> = Activation::ALL.iter().map(|f| f.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names, ["bipolar-logistic", "identity", "logistic", "relu", "tanh"]);
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
