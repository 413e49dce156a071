//! Exercise 1: what sets one activation apart from another, against what is known of them.

use approx::assert_relative_eq;
use ma6202::activation::Activation;
use ma6202::activation::facts::{Facts, Smoothness};
#[cfg(feature = "torch")]
use ma6202::oracle::{Device, activation_values};
use rstest::rstest;
use std::f64::consts::SQRT_2;

const INF: f64 = f64::INFINITY;

/// Range, derivatives, smoothness, where f' = 0, where f turns.
///
/// The extremes of GELU, SiLU, Mish and their derivatives: mpmath 1.3 at 30 digits, `findroot` of
/// f' and f'' (`tests/golden/extremes.py`); SELU's from the constants of its paper; the rest in
/// closed form.
#[rstest]
#[case::identity("identity", (-INF, INF), (1.0, 1.0), Smoothness::Smooth, &[], &[])]
#[case::threshold("threshold", (0.0, 1.0), (0.0, 0.0), Smoothness::Discontinuous, &[(-INF, 0.0), (0.0, INF)], &[])]
#[case::logistic("logistic", (0.0, 1.0), (0.0, 0.25), Smoothness::Smooth, &[], &[])]
#[case::bipolar_logistic("bipolar-logistic", (-1.0, 1.0), (0.0, 0.5), Smoothness::Smooth, &[], &[])]
#[case::tanh("tanh", (-1.0, 1.0), (0.0, 1.0), Smoothness::Smooth, &[], &[])]
#[case::relu("relu", (0.0, INF), (0.0, 1.0), Smoothness::Continuous, &[(-INF, 0.0)], &[])]
#[case::leaky_relu("leaky-relu", (-INF, INF), (0.01, 1.0), Smoothness::Continuous, &[], &[])]
#[case::leaky_relu_without_a_leak("leaky-relu:0", (0.0, INF), (0.0, 1.0), Smoothness::Continuous, &[(-INF, 0.0)], &[])]
#[case::prelu("prelu", (-INF, INF), (0.25, 1.0), Smoothness::Continuous, &[], &[])]
#[case::prelu_that_folds("prelu:-2", (0.0, INF), (-2.0, 1.0), Smoothness::Continuous, &[], &[0.0])]
#[case::rrelu("rrelu", (-INF, INF), (11.0 / 48.0, 1.0), Smoothness::Continuous, &[], &[])]
#[case::elu("elu", (-1.0, INF), (0.0, 1.0), Smoothness::OnceDifferentiable, &[], &[])]
#[case::elu_with_a_kink("elu:0.5", (-0.5, INF), (0.0, 1.0), Smoothness::Continuous, &[], &[])]
#[case::celu("celu:0.5", (-0.5, INF), (0.0, 1.0), Smoothness::OnceDifferentiable, &[], &[])]
#[case::selu("selu", (-1.758_099_340_847_376_6, INF), (0.0, 1.758_099_340_847_376_6), Smoothness::Continuous, &[], &[])]
#[case::gelu("gelu", (-0.169_971_207_479_903_66, INF), (-0.128_904_145_185_154_79, 1.128_904_145_185_154_8), Smoothness::Smooth, &[], &[-0.751_791_524_693_564_5])]
#[case::gelu_tanh("gelu-tanh", (-0.170_040_750_571_254_05, INF), (-0.128_993_068_658_771_77, 1.128_993_068_658_771_8), Smoothness::Smooth, &[], &[-0.752_461_422_071_016_3])]
#[case::silu("silu", (-0.278_464_542_761_073_8, INF), (-0.099_839_320_128_866_92, 1.099_839_320_128_867), Smoothness::Smooth, &[], &[-1.278_464_542_761_074])]
#[case::mish("mish", (-0.308_843_413_017_250_4, INF), (-0.112_526_122_389_462_56, 1.088_498_161_251_728), Smoothness::Smooth, &[], &[-1.192_431_214_515_495_2])]
#[case::softplus("softplus:2", (0.0, INF), (0.0, 1.0), Smoothness::Smooth, &[], &[])]
#[case::relu6("relu6", (0.0, 6.0), (0.0, 1.0), Smoothness::Continuous, &[(-INF, 0.0), (6.0, INF)], &[])]
#[case::hard_swish("hard-swish", (-0.375, INF), (-0.5, 1.5), Smoothness::Continuous, &[(-INF, -3.0)], &[-1.5])]
fn facts_are_what_is_known(
    #[case] f: Activation,
    #[case] range: (f64, f64),
    #[case] derivatives: (f64, f64),
    #[case] smoothness: Smoothness,
    #[case] flat: &[(f64, f64)],
    #[case] turns: &[f64],
) {
    let facts = Facts::of(f);
    // A limit at ±∞ is only neared on the grid, a supremum of derivatives only neared at a kink.
    let close =
        |ours: f64, right| assert_relative_eq!(ours, right, max_relative = 1e-8, epsilon = 1e-8);
    close(facts.range.0, range.0);
    close(facts.range.1, range.1);
    close(facts.derivatives.0, derivatives.0);
    close(facts.derivatives.1, derivatives.1);
    assert_eq!(facts.smoothness, smoothness);
    assert_eq!(facts.flat, flat);
    assert_eq!(facts.can_die(), !flat.is_empty());
    assert_eq!(facts.turns.len(), turns.len(), "{:?}", facts.turns);
    facts.turns.iter().zip(turns).for_each(|(&ours, &right)| close(ours, right));
    let steepest = derivatives.0.abs().max(derivatives.1.abs());
    let jumps = smoothness == Smoothness::Discontinuous;
    close(facts.lipschitz(), if jumps { INF } else { steepest });
}

/// No two points of the line are further apart in value than the Lipschitz constant allows.
#[test]
fn the_lipschitz_constant_bounds_every_difference() {
    for &f in Activation::ALL {
        let bound = Facts::of(f).lipschitz();
        let points = (-700..=700).map(|step| f64::from(step) / 70.0 * SQRT_2);
        let points: Vec<_> = points.map(|a| (a, f.value(a))).collect();
        let mut nearest: f64 = 0.0;
        for (number, (b, at_b)) in points.iter().enumerate() {
            for (a, at_a) in &points[..number] {
                nearest = nearest.max((at_b - at_a).abs() / (b - a));
            }
        }
        assert!(nearest <= bound * (1.0 + 1e-12), "{f}: {nearest} above {bound}");
        // And it is the least that does.
        assert!(bound.is_infinite() || nearest > 0.98 * bound, "{f}: {nearest} far below {bound}");
    }
}

/// Derivatives at the kinks as torch 2.11.0 gives them.
#[rstest]
#[case::relu("relu", &[(0.0, 0.0)])]
#[case::leaky_relu("leaky-relu", &[(0.0, 0.01)])]
#[case::prelu("prelu", &[(0.0, 0.25)])]
#[case::rrelu("rrelu:0.1,0.3", &[(0.0, 0.2)])]
#[case::rrelu_in_eighths("rrelu:0.125,0.375", &[(0.0, 0.25)])]
#[case::elu("elu:0.7", &[(0.0, 0.7)])]
#[case::elu_that_is_steep("elu:2.7", &[(0.0, 2.7)])]
#[case::celu("celu:0.7", &[(0.0, 1.0)])]
#[case::celu_that_is_wide("celu:2.7", &[(0.0, 1.0)])]
#[case::selu("selu", &[(0.0, 1.758_099_340_847_376_8)])]
#[case::relu6("relu6", &[(0.0, 0.0), (6.0, 0.0)])]
#[case::hard_swish("hard-swish", &[(-3.0, 0.0), (3.0, 1.0)])]
fn derivatives_at_the_kinks_are_torchs(#[case] f: Activation, #[case] at_kinks: &[(f64, f64)]) {
    assert_eq!(Facts::of(f).at_kinks, at_kinks);
    for &(kink, right) in at_kinks {
        assert_eq!(f.derivative(kink), right, "{f}' at {kink}");
        assert!(kink != 0.0 || f.derivative(-kink) == right, "{f}' at -0");
    }
}

/// And as the torch that is linked here gives them.
#[cfg(feature = "torch")]
#[test]
fn derivatives_at_the_kinks_are_those_of_this_torch() {
    let mut compared = 0;
    for &f in Activation::ALL.iter().filter(|f| !f.kinks().is_empty()) {
        let (_, theirs) = activation_values(f, f.kinks(), Device::CPU).unwrap();
        for ((a, ours), theirs) in Facts::of(f).at_kinks.into_iter().zip(theirs) {
            assert_relative_eq!(ours, theirs, max_relative = 1e-15);
            assert!(f.kinks().contains(&a));
            compared += 1;
        }
    }
    assert_eq!(compared, 12);
}

/// Away from the kinks of the table no derivative jumps: f' changes by no more than a bounded
/// second derivative allows.
#[test]
fn there_are_no_other_kinks() {
    for &f in Activation::ALL {
        let step = 1.0 / 4096.0;
        for number in -40_000..=40_000 {
            let (a, b) = (f64::from(number) * step, f64::from(number + 1) * step);
            if f.kinks().iter().any(|&kink| a <= kink && kink <= b) {
                continue;
            }
            let change = (f.derivative(b) - f.derivative(a)).abs() / step;
            assert!(change < 2.0, "{f}: f' changes at a rate of {change} between {a} and {b}");
        }
    }
}
