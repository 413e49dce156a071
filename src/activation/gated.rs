//! Functions that multiply a with a smooth gate between 0 and 1.
//!
//! Each is, for a → −∞, a gate that vanishes faster than a grows: f(−∞) = −0 and f'(−∞) = −0, where the
//! formulas say −∞ · 0. Each derivative has one root, where f is least.

use crate::elementary::{
    DoubleDouble, EXP_IS_ZERO, Normal, PHI_IS_ZERO, Scaled, exponential, logistic,
};

/// The Gaussian error linear unit.
///
/// # Formula
/// f(a) = a Φ(a), Φ the standard normal distribution.
///
/// # Numerics
/// Within 1 ULP everywhere, also where it is subnormal, below −37.5.
///
/// # Source
/// D. Hendrycks and K. Gimpel, "Gaussian error linear units (GELUs)", 2016.
#[inline(always)]
pub fn gelu(a: f64) -> f64 {
    let cut = a.clamp(-PHI_IS_ZERO, PHI_IS_ZERO);
    let value = (Normal::at(cut).distribution() * cut).round();
    if a > PHI_IS_ZERO { a } else { value }
}

/// f'(a) = Φ(a) + a φ(a), φ the density of the standard normal distribution.
///
/// # Numerics
/// For a < 0 a common factor e^(-a²/2) is taken out, so that only the root, −0.7518, cancels, and that in
/// twice the precision. Within 1 ULP.
#[inline(always)]
pub fn gelu_derivative(a: f64) -> f64 {
    let cut = a.clamp(-PHI_IS_ZERO, PHI_IS_ZERO);
    Normal::at(cut).distribution_plus_moment().round()
}

/// [`gelu`] with a hyperbolic tangent in place of Φ.
///
/// # Formula
/// f(a) = a (1 + tanh u) / 2 = a σ(2u), u = √(2/π) (a + 0.044715 a³), σ the logistic function.
///
/// # Numerics
/// 2u is computed in twice the precision, its constants too: its rounding would come back multiplied by
/// up to 745. Within 1 ULP everywhere, also where it is subnormal, below −21.0.
///
/// # Source
/// D. Hendrycks and K. Gimpel, "Gaussian error linear units (GELUs)", 2016.
#[inline(always)]
pub fn gelu_tanh(a: f64) -> f64 {
    let cut = a.clamp(-CUBIC_IS_LARGE, CUBIC_IS_LARGE);
    let value = (logistic(twice_u(cut).0) * cut).round();
    if a > CUBIC_IS_LARGE { a } else { value }
}

/// f'(a) = σ(2u) (1 + 2 a u' σ(-2u)), u' = √(2/π) (1 + 3 · 0.044715 a²).
///
/// # Numerics
/// As [`gated_logistic_derivative`].
#[inline(always)]
pub fn gelu_tanh_derivative(a: f64) -> f64 {
    let (v, a_times_v_derivative) = twice_u(a.clamp(-CUBIC_IS_LARGE, CUBIC_IS_LARGE));
    gated_logistic_derivative(v, a_times_v_derivative)
}

/// From here on e^(-2|u|) is 0, and so is its product with anything of [`gelu_tanh`].
const CUBIC_IS_LARGE: f64 = 22.0;

/// v = 2u of [`gelu_tanh`], and a v'.
#[inline(always)]
fn twice_u(a: f64) -> (DoubleDouble, DoubleDouble) {
    // 2 √(2/π), and 0.044715 times that.
    const LINEAR: DoubleDouble =
        DoubleDouble { head: 1.595_769_121_605_730_8, tail: -9.969_308_809_110_92e-17 };
    const CUBIC: DoubleDouble =
        DoubleDouble { head: 7.135_481_627_260_025e-2, tail: -6.175_149_918_155_315e-19 };
    let cubic = CUBIC * DoubleDouble::product(a, a);
    ((LINEAR + cubic) * a, (LINEAR + cubic * DoubleDouble::from(3.0)) * a)
}

/// The sigmoid linear unit, also called swish.
///
/// # Formula
/// f(a) = a σ(a), σ the logistic function.
///
/// # Numerics
/// Within 1 ULP everywhere, also where it is subnormal, below −714.9.
///
/// # Source
/// S. Elfwing, E. Uchibe and K. Doya, "Sigmoid-weighted linear units for neural network function approximation
/// in reinforcement learning", 2018.
#[inline(always)]
pub fn silu(a: f64) -> f64 {
    let cut = a.clamp(-EXP_IS_ZERO, EXP_IS_ZERO);
    let value = (logistic(cut.into()) * cut).round();
    if a > EXP_IS_ZERO { a } else { value }
}

/// f'(a) = σ(a) (1 + a σ(-a)).
///
/// # Numerics
/// As [`gated_logistic_derivative`].
#[inline(always)]
pub fn silu_derivative(a: f64) -> f64 {
    let cut = DoubleDouble::from(a.clamp(-EXP_IS_ZERO, EXP_IS_ZERO));
    gated_logistic_derivative(cut, cut)
}

/// The derivative σ(v) (1 + a v' σ(-v)) of a σ(v), v a function of a with its sign.
///
/// # Derivation
/// With e = e^-|v|, it is e (1 + e + a v') / (1 + e)² for v < 0 and (1 + e + a v' e) / (1 + e)² for v ≥ 0:
/// only the root, where 1 + e + a v' = 0, cancels, and that in twice the precision.
///
/// # Numerics
/// Within 1 ULP.
#[inline(always)]
fn gated_logistic_derivative(v: DoubleDouble, a_times_v_derivative: DoubleDouble) -> f64 {
    let e = exponential(-v.abs());
    let one_plus_e = e.as_addend() + 1.0;
    let left = e * (one_plus_e + a_times_v_derivative);
    let right = one_plus_e + e.as_addend() * a_times_v_derivative;
    (Scaled::select(v.head < 0.0, left, right.into()) / (one_plus_e * one_plus_e)).round()
}

/// Mish.
///
/// # Formula
/// f(a) = a tanh(ln(1 + e^a)).
///
/// # Derivation
/// tanh(ln(1 + w)) = ((1 + w)² − 1) / ((1 + w)² + 1). With e = e^-|a|, this is e (2 + e) / (2 + e (2 + e)) for
/// a < 0, where w = e, and (1 + 2e) / (1 + 2e + 2e²) for a ≥ 0, where w = 1/e.
///
/// # Numerics
/// Within 1 ULP everywhere, also where it is subnormal, below −714.9.
///
/// # Source
/// D. Misra, "Mish: a self regularized non-monotonic activation function", 2019.
#[inline(always)]
pub fn mish(a: f64) -> f64 {
    let cut = a.clamp(-EXP_IS_ZERO, EXP_IS_ZERO);
    let exponential = exponential((-cut.abs()).into());
    let e = exponential.as_addend();
    let (left, right) = (exponential * (e + 2.0), e * 2.0_f64 + 1.0);
    let gate = Scaled::select(cut < 0.0, left, right.into()) / mish_denominator(cut, e);
    let value = (gate * cut).round();
    if a > EXP_IS_ZERO { a } else { value }
}

/// f'(a) = tanh s + a σ(a) (1 − tanh² s), s = ln(1 + e^a).
///
/// # Derivation
/// Over the square D² of [`mish`]'s denominator, the numerator is, for a < 0,
/// e (4 (1 + a) (1 + e) + e (2 + 4e + e²)), and for a ≥ 0, 1 + 4e + 6e² + 4e³ + 4a e² (1 + e).
///
/// # Numerics
/// Only the root, −1.1925, cancels, and that in twice the precision. Within 1 ULP.
#[inline(always)]
pub fn mish_derivative(a: f64) -> f64 {
    let cut = a.clamp(-EXP_IS_ZERO, EXP_IS_ZERO);
    let exponential = exponential((-cut.abs()).into());
    let e = exponential.as_addend();
    let one_plus_e = e + 1.0;
    let linear = DoubleDouble::sum(1.0, cut) * one_plus_e * 4.0_f64;
    let left = exponential * (linear + e * (e * (e + 4.0) + 2.0));
    let linear = e * 4.0_f64 + 1.0;
    let right = linear + e * e * (e * 4.0_f64 + 6.0 + one_plus_e * (4.0 * cut));
    let denominator = mish_denominator(cut, e);
    (Scaled::select(cut < 0.0, left, right.into()) / (denominator * denominator)).round()
}

/// 2 + 2e + e² for a < 0, 1 + 2e + 2e² for a ≥ 0.
#[inline(always)]
fn mish_denominator(a: f64, e: DoubleDouble) -> DoubleDouble {
    let (twice, square) = (e * 2.0_f64, e * e);
    DoubleDouble::select(a < 0.0, twice + 2.0 + square, twice + 1.0 + square * 2.0_f64)
}
