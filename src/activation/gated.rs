//! Functions that multiply a with a smooth gate between 0 and 1.
//!
//! Each is, for a → -∞, a gate that vanishes faster than a grows: f(-∞) = -0 and f'(-∞) = -0, where
//! the formulas say -∞ · 0. Each derivative has one root, where f is least.

use crate::kernel::elementary::{
    DoubleDouble, EXP_IS_ZERO, Normal, PHI_IS_ZERO, Scaled, exponential, logistic,
};

/// The Gaussian error linear unit.
///
/// # Formula
/// ```math
/// f(a) = a \, \Phi(a)
/// ```
///
/// with Φ the standard normal distribution.
///
/// # Numerics
/// Within 1 ULP everywhere, also where it is subnormal, below -37.5.
#[inline(always)]
pub fn gelu(a: f64) -> f64 {
    let cut = a.clamp(-PHI_IS_ZERO, PHI_IS_ZERO);
    let value = (Normal::at(cut).distribution() * cut).round();
    if a > PHI_IS_ZERO { a } else { value }
}

/// f'(a) = Φ(a) + a φ(a), φ the density of the standard normal distribution.
///
/// # Numerics
/// For a < 0 a common factor e^(-a²/2) is taken out, so that only the root, -0.7518, cancels, and
/// that in twice the precision. Within 1 ULP.
#[inline(always)]
pub fn gelu_derivative(a: f64) -> f64 {
    let cut = a.clamp(-PHI_IS_ZERO, PHI_IS_ZERO);
    Normal::at(cut).distribution_plus_moment().round()
}

/// [`gelu`] with a hyperbolic tangent in place of Φ.
///
/// # Formula
/// ```math
/// u = \sqrt{\frac{2}{\pi}} \, (a + 0.044715 \, a^3)
/// f(a) = \frac{a (1 + \tanh u)}{2} = a \, \sigma(2 u)
/// ```
///
/// with σ the logistic function.
///
/// # Numerics
/// 2u is computed in twice the precision, its constants too: its rounding would come back
/// multiplied by up to 745. Within 1 ULP everywhere, also where it is subnormal, below -21.0.
#[inline(always)]
pub fn gelu_tanh(a: f64) -> f64 {
    let cut = a.clamp(-CUBIC_IS_LARGE, CUBIC_IS_LARGE);
    let value = (logistic(twice_u(cut).0) * cut).round();
    if a > CUBIC_IS_LARGE { a } else { value }
}

/// f'(a) = σ(2u) (1 + 2 a u' σ(-2u)), u' = √(2/π) (1 + 3 · 0.044715 a²).
///
/// # Numerics
/// Only the root, -0.7525, cancels, and that in twice the precision. Within 1 ULP.
#[inline(always)]
pub fn gelu_tanh_derivative(a: f64) -> f64 {
    let (v, a_times_v_derivative) = twice_u(a.clamp(-CUBIC_IS_LARGE, CUBIC_IS_LARGE));
    gated_logistic_derivative(v, a_times_v_derivative)
}

/// From here on e^(-2|u|) is 0, and so is its product with anything of [`gelu_tanh`].
pub(super) const CUBIC_IS_LARGE: f64 = 22.0;

/// 2 √(2/π).
pub(super) const LINEAR: DoubleDouble =
    DoubleDouble { high: 1.595_769_121_605_730_8, low: -9.969_308_809_110_92e-17 };

/// 0.044715 times that.
pub(super) const CUBIC: DoubleDouble =
    DoubleDouble { high: 7.135_481_627_260_025e-2, low: -6.175_149_918_155_315e-19 };

/// v = 2u of [`gelu_tanh`], and a v'.
#[inline(always)]
fn twice_u(a: f64) -> (DoubleDouble, DoubleDouble) {
    let cubic = CUBIC * DoubleDouble::product(a, a);
    ((LINEAR + cubic) * a, (LINEAR + cubic * DoubleDouble::from(3.0)) * a)
}

/// The sigmoid linear unit, also called swish.
///
/// # Formula
/// ```math
/// f(a) = a \, \sigma(a)
/// ```
///
/// with σ the logistic function.
///
/// # Numerics
/// Within 1 ULP everywhere, also where it is subnormal, below -714.9.
#[inline(always)]
pub fn silu(a: f64) -> f64 {
    let cut = a.clamp(-EXP_IS_ZERO, EXP_IS_ZERO);
    let value = (logistic(cut.into()) * cut).round();
    if a > EXP_IS_ZERO { a } else { value }
}

/// f'(a) = σ(a) (1 + a σ(-a)).
///
/// # Numerics
/// Only the root, -1.2785, cancels, and that in twice the precision. Within 1 ULP.
#[inline(always)]
pub fn silu_derivative(a: f64) -> f64 {
    let cut = DoubleDouble::from(a.clamp(-EXP_IS_ZERO, EXP_IS_ZERO));
    gated_logistic_derivative(cut, cut)
}

/// The derivative σ(v) (1 + a v' σ(-v)) of a σ(v), v a function of a with its sign.
///
/// # Derivation
/// With e = e^-|v|, it is e (1 + e + a v') / (1 + e)² for v < 0 and (1 + e + a v' e) / (1 + e)² for
/// v ≥ 0: only the root, where 1 + e + a v' = 0, cancels, and that in twice the precision.
#[inline(always)]
fn gated_logistic_derivative(v: DoubleDouble, a_times_v_derivative: DoubleDouble) -> f64 {
    let e = exponential(-v.abs());
    let one_plus_e = e.as_addend() + 1.0;
    let left = e * (one_plus_e + a_times_v_derivative);
    let right = one_plus_e + e.as_addend() * a_times_v_derivative;
    (Scaled::select(v.high < 0.0, left, right.into()) / (one_plus_e * one_plus_e)).round()
}

/// Mish.
///
/// # Formula
/// ```math
/// f(a) = a \tanh(\ln(1 + e^a))
/// ```
///
/// # Derivation
/// tanh(ln(1 + w)) = ((1 + w)² - 1) / ((1 + w)² + 1). With e = e^-|a|, this is e
/// (2 + e) / (2 + 2e + e²) for a < 0, where w = e, and (1 + 2e) / (1 + 2e + 2e²) for a ≥ 0, where
/// w = 1/e: the same coefficients in the other order.
///
/// # Numerics
/// Within 1 ULP everywhere, also where it is subnormal, below -714.9.
#[inline(always)]
pub fn mish(a: f64) -> f64 {
    let cut = a.clamp(-EXP_IS_ZERO, EXP_IS_ZERO);
    let parts = Mish::at(cut);
    let gate = parts.times_e_on_the_left(parts.e * parts.last + parts.first) / parts.denominator();
    let value = (gate * cut).round();
    if a > EXP_IS_ZERO { a } else { value }
}

/// f'(a) = tanh s + a σ(a) (1 - tanh² s), s = ln(1 + e^a).
///
/// # Derivation
/// Over the square of [`mish`]'s denominator, the numerator is w ((4 + 4a) + (6 + 4a)
/// w + 4w² + w³), w = e^a. With e = e^-|a|, that is e ((4 + 4a) + (6 + 4a) e + 4e² + e³) for a < 0,
/// and for a ≥ 0, divided by w⁴ as the denominator is, 1 + 4e + (6 + 4a) e² + (4 + 4a) e³.
///
/// # Numerics
/// Only the root, -1.1925, cancels, and that in twice the precision. Within 1 ULP.
#[inline(always)]
pub fn mish_derivative(a: f64) -> f64 {
    let cut = a.clamp(-EXP_IS_ZERO, EXP_IS_ZERO);
    let parts = Mish::at(cut);
    let (one, four) = (DoubleDouble::from(1.0), DoubleDouble::from(4.0));
    let (four_plus, six_plus) =
        (DoubleDouble::sum(4.0, 4.0 * cut), DoubleDouble::sum(6.0, 4.0 * cut));
    let c0 = DoubleDouble::select(parts.left, four_plus, one);
    let c1 = DoubleDouble::select(parts.left, six_plus, four);
    let c2 = DoubleDouble::select(parts.left, four, six_plus);
    let c3 = DoubleDouble::select(parts.left, one, four_plus);
    let cubic = ((parts.e * c3 + c2) * parts.e + c1) * parts.e + c0;
    let denominator = parts.denominator();
    (parts.times_e_on_the_left(cubic) / (denominator * denominator)).round()
}

/// What [`mish`] and its derivative share.
#[derive(Clone, Copy)]
struct Mish {
    /// Whether a < 0.
    left: bool,
    /// e^-|a|.
    exponential: Scaled,
    /// The same, to be added.
    e: DoubleDouble,
    /// The denominator is first + 2e + last · e².
    first: f64,
    last: f64,
}

impl Mish {
    #[inline(always)]
    fn at(a: f64) -> Self {
        let left = a < 0.0;
        let exponential = exponential((-a.abs()).into());
        let (first, last) = (if left { 2.0 } else { 1.0 }, if left { 1.0 } else { 2.0 });
        Mish { left, exponential, e: exponential.as_addend(), first, last }
    }

    #[inline(always)]
    fn denominator(self) -> DoubleDouble {
        (self.e * self.last + 2.0) * self.e + self.first
    }

    #[inline(always)]
    fn times_e_on_the_left(self, x: DoubleDouble) -> Scaled {
        Scaled::select(self.left, self.exponential * x, x.into())
    }
}
