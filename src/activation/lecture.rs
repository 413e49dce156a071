//! The six functions of the lecture's list.

use crate::elementary::exp;

/// f(a) = a.
#[inline(always)]
pub fn identity(a: f64) -> f64 {
    a
}

/// f'(a) = 1.
#[inline(always)]
pub fn identity_derivative(_: f64) -> f64 {
    1.0
}

/// The threshold, f(a) = H(a): 1 for a ≥ 0, else 0. NaN stays NaN.
#[inline(always)]
pub fn threshold(a: f64) -> f64 {
    if a >= 0.0 {
        1.0
    } else if a < 0.0 {
        0.0
    } else {
        a
    }
}

/// f'(a) = 0 wherever there is a derivative, and at the jump by convention.
#[inline(always)]
pub fn threshold_derivative(_: f64) -> f64 {
    0.0
}

/// The logistic function, f(a) = 1 / (1 + e^-a).
#[inline(always)]
pub fn logistic(a: f64) -> f64 {
    1.0 / (1.0 + exp(-a))
}

/// f'(a) = f(a) (1 - f(a)).
///
/// # Numerics
/// Evaluated as e^-|a| / (1 + e^-|a|)², which keeps its digits where f(a) is so close to 1 that
/// 1 - f(a) has lost them.
#[inline(always)]
pub fn logistic_derivative(a: f64) -> f64 {
    let e = exp(-a.abs());
    e / ((1.0 + e) * (1.0 + e))
}

/// The bipolar logistic function, f(a) = (1 - e^-a) / (1 + e^-a) = tanh(a / 2).
#[inline(always)]
pub fn bipolar_logistic(a: f64) -> f64 {
    tanh(0.5 * a)
}

/// f'(a) = (1 - f(a)²) / 2, evaluated as 2 f' of the logistic function.
#[inline(always)]
pub fn bipolar_logistic_derivative(a: f64) -> f64 {
    2.0 * logistic_derivative(a)
}

/// The hyperbolic tangent, f(a) = (1 - e^-2a) / (1 + e^-2a).
///
/// # Numerics
/// The lecture's quotient cancels for small |a|; the library's function does not.
#[inline(always)]
pub fn tanh(a: f64) -> f64 {
    libm::tanh(a)
}

/// f'(a) = 1 - f(a)², evaluated as 4 f' of the logistic function at 2a.
#[inline(always)]
pub fn tanh_derivative(a: f64) -> f64 {
    4.0 * logistic_derivative(2.0 * a)
}

/// The rectified linear unit, f(a) = max(0, a). NaN stays NaN.
#[inline(always)]
pub fn relu(a: f64) -> f64 {
    if a < 0.0 { 0.0 } else { a }
}

/// f'(a) = 1 for a > 0, else 0: at the kink, torch's convention. NaN gives 1, as torch's does.
#[inline(always)]
pub fn relu_derivative(a: f64) -> f64 {
    if a <= 0.0 { 0.0 } else { 1.0 }
}
