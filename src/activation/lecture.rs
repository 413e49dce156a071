//! The activation functions on the lecture's list.

use super::rectifier::step;
use crate::kernel::elementary::{DoubleDouble, Scaled, exp_m1, exponential};

/// f(a) = a.
#[inline(always)]
pub fn identity(a: f64) -> f64 {
    a
}

/// f'(a) = 1, also at NaN: it does not depend on a.
#[inline(always)]
pub fn identity_derivative(_: f64) -> f64 {
    1.0
}

/// The threshold (Heaviside's step): 1 if the neuron fires, else 0.
///
/// # Formula
/// ```math
/// f(a) = \begin{cases} 1 & a \ge 0 \\ 0 & \text{else} \end{cases}
/// ```
///
/// NaN stays NaN.
#[inline(always)]
pub fn threshold(a: f64) -> f64 {
    step(a, a >= 0.0, 1.0, 0.0)
}

/// f'(a) = 0, also at the step, where there is none, and at NaN: nothing can be learned through it.
#[inline(always)]
pub fn threshold_derivative(_: f64) -> f64 {
    0.0
}

/// The logistic function.
///
/// # Formula
/// ```math
/// f(a) = \frac{1}{1 + e^{-a}}
/// ```
///
/// # Numerics
/// Within 1 ULP everywhere, and with all the digits there are where it is subnormal, below -708.4.
#[inline(always)]
pub fn logistic(a: f64) -> f64 {
    crate::kernel::elementary::logistic(a.into()).round()
}

/// f'(a) = f(a) (1 - f(a)).
///
/// # Numerics
/// Evaluated as e^-|a| / (1 + e^-|a|)², which keeps its digits where f(a) is so close to 1 that
/// 1 - f(a) has lost them. Within 1 ULP everywhere.
#[inline(always)]
pub fn logistic_derivative(a: f64) -> f64 {
    bell(a).round()
}

/// The bipolar logistic function.
///
/// # Formula
/// ```math
/// f(a) = \frac{1 - e^{-a}}{1 + e^{-a}} = \tanh \frac{a}{2}
/// ```
///
/// # Numerics
/// As [`tanh`].
#[inline(always)]
pub fn bipolar_logistic(a: f64) -> f64 {
    tanh(0.5 * a)
}

/// f'(a) = (1 - f(a)²) / 2, evaluated as 2 f' of the logistic function.
///
/// # Numerics
/// Within 1 ULP everywhere.
#[inline(always)]
pub fn bipolar_logistic_derivative(a: f64) -> f64 {
    (bell(a) * 2.0).round()
}

/// The hyperbolic tangent.
///
/// # Formula
/// ```math
/// f(a) = \frac{1 - e^{-2 a}}{1 + e^{-2 a}}
/// ```
///
/// # Numerics
/// The formula cancels for small |a|. With m = e^(-2|a|) - 1 it is, but for the sign, -m / (2 + m),
/// which does not. Within 1 ULP everywhere; f(-0) = -0.
#[inline(always)]
pub fn tanh(a: f64) -> f64 {
    let m = exp_m1((-2.0 * a.abs()).into());
    (m / (m + 2.0)).round().copysign(a)
}

/// f'(a) = 1 - f(a)², evaluated as 4 f' of the logistic function at 2a.
///
/// # Numerics
/// Within 1 ULP everywhere.
#[inline(always)]
pub fn tanh_derivative(a: f64) -> f64 {
    (bell(2.0 * a) * 4.0).round()
}

/// e^-|a| / (1 + e^-|a|)², not yet rounded: the bell under each of the three sigmoids.
#[inline(always)]
fn bell(a: f64) -> Scaled {
    let e = exponential((-a.abs()).into());
    let one_plus_e: DoubleDouble = e.as_addend() + 1.0;
    e / (one_plus_e * one_plus_e)
}

/// The rectified linear unit.
///
/// # Formula
/// ```math
/// f(a) = \max(0, a)
/// ```
///
/// f(-0) = -0, as torch's; NaN stays NaN.
#[inline(always)]
pub fn relu(a: f64) -> f64 {
    if a < 0.0 { 0.0 } else { a }
}

/// f'(a) = 1 for a > 0, else 0: at the kink, torch's convention. NaN gives 1, as torch's does.
#[inline(always)]
pub fn relu_derivative(a: f64) -> f64 {
    if a <= 0.0 { 0.0 } else { 1.0 }
}
