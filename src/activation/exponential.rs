//! Rectifiers with an exponential in place of the kink, or to the left of it.
//!
//! Parameters are between 1e-18 and 1e18 and taken as exact numbers; beyond, α e^a is cut off (and
//! e^(βa) / β with it) where it is not yet below the subnormal numbers, and
//! [`check`](super::Activation::check) refuses them.

use crate::kernel::elementary::{
    DoubleDouble, EXP_IS_ZERO, Scaled, exp_m1, exponential, ln_1p, logistic,
};

/// The exponential linear unit.
///
/// # Formula
/// ```math
/// f(a) = \begin{cases} a & a \ge 0 \\ \alpha (e^a - 1) & \text{else} \end{cases}
/// ```
///
/// # Numerics
/// Within 1 ULP everywhere.
#[inline(always)]
pub fn elu(a: f64, alpha: f64) -> f64 {
    let left = (exp_m1(a.into()) * alpha).round();
    if a < 0.0 { left } else { a }
}

/// f'(a) = 1 for a > 0, else α e^a; at 0, from the left, α.
///
/// # Numerics
/// Within 1 ULP everywhere, also where it is subnormal.
#[inline(always)]
pub fn elu_derivative(a: f64, alpha: f64) -> f64 {
    let left = (exponential(a.into()) * alpha).round();
    if a > 0.0 { 1.0 } else { left }
}

/// The continuously differentiable exponential linear unit.
///
/// # Formula
/// ```math
/// f(a) = \begin{cases} a & a \ge 0 \\ \alpha (e^{a / \alpha} - 1) & \text{else} \end{cases}
/// ```
///
/// # Numerics
/// a/α is kept in twice the precision: its rounding would come back multiplied by |a/α|. Within 1
/// ULP everywhere.
#[inline(always)]
pub fn celu(a: f64, alpha: f64) -> f64 {
    let x = DoubleDouble::from(a) / DoubleDouble::from(alpha);
    let left = (exp_m1(x) * alpha).round();
    // Where e^x - 1 is x to the last digit, but x may be subnormal and have few.
    let left = if x.high.abs() < f64::EPSILON / 4.0 { a } else { left };
    if a < 0.0 { left } else { a }
}

/// f'(a) = 1 for a > 0, else e^(a/α).
///
/// # Numerics
/// Within 1 ULP everywhere, also where it is subnormal.
#[inline(always)]
pub fn celu_derivative(a: f64, alpha: f64) -> f64 {
    let x = DoubleDouble::from(a) / DoubleDouble::from(alpha);
    let left = exponential(x).round();
    if a > 0.0 { 1.0 } else { left }
}

/// β of [`selu`], from its closed form, equation 14 of its paper, where it is λ. Its lower part is
/// positive, so that β · ∞ is ∞ in both.
pub(super) const BETA: DoubleDouble =
    DoubleDouble { high: 1.050_700_987_355_480_5, low: 3.987_484_766_715_415e-17 };

/// βα of [`selu`].
pub(super) const BETA_ALPHA: DoubleDouble =
    DoubleDouble { high: 1.758_099_340_847_376_8, low: 1.415_351_938_008_446e-17 };

/// The scaled exponential linear unit.
///
/// # Formula
/// ```math
/// f(a) = \begin{cases} \beta a & a \ge 0 \\ \beta \alpha (e^a - 1) & \text{else} \end{cases}
/// ```
///
/// with β = 1.0507009873554804934… and α = 1.6732632423543772848…, the two numbers that keep mean 0
/// and variance 1 from layer to layer.
///
/// # Numerics
/// β and βα are kept in twice the precision: within 1 ULP of the function with the exact constants.
#[inline(always)]
pub fn selu(a: f64) -> f64 {
    let left = (exp_m1(a.into()) * BETA_ALPHA).round();
    let right = a.mul_add(BETA.high, a * BETA.low);
    if a < 0.0 { left } else { right }
}

/// f'(a) = β for a > 0, else β α e^a; at 0, from the left, βα = 1.758….
///
/// # Numerics
/// Within 1 ULP everywhere, also where it is subnormal.
#[inline(always)]
pub fn selu_derivative(a: f64) -> f64 {
    let left = (exponential(a.into()) * BETA_ALPHA).round();
    if a > 0.0 { BETA.high } else { left }
}

/// Softplus, the integral of the logistic function.
///
/// # Formula
/// ```math
/// f(a) = \frac{\ln(1 + e^{\beta a})}{\beta}
/// ```
///
/// without torch's switch to the identity at βa = 20, which costs it ten digits.
///
/// # Derivation
/// ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|), where nothing overflows. Far to the left ln(1 + e) is
/// e to the last digit, and e / β, which may be subnormal, is rounded once.
///
/// # Numerics
/// βa is kept in twice the precision. Within 1 ULP everywhere.
#[inline(always)]
pub fn softplus(a: f64, beta: f64) -> f64 {
    let x = DoubleDouble::product(a, beta);
    let e = exponential(-x.abs());
    let ln = Scaled::select(e.k < -60.0, e, ln_1p(e.as_addend()).into());
    let left = ln / DoubleDouble::from(beta);
    let right = (left.as_addend() + a).into();
    let value = Scaled::select(x.high > 0.0, right, left).round();
    if x.high > EXP_IS_ZERO { a } else { value }
}

/// f'(a) = 1 / (1 + e^(-βa)).
///
/// # Numerics
/// Within 1 ULP everywhere, also where it is subnormal.
#[inline(always)]
pub fn softplus_derivative(a: f64, beta: f64) -> f64 {
    logistic(DoubleDouble::product(a, beta)).round()
}
