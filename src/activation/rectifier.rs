//! Rectifiers made of straight lines.
//!
//! Their derivatives take torch's side at each kink, and are NaN at NaN.

use crate::kernel::elementary::DoubleDouble;
use crate::kernel::lanes::dot_with;
use multiversion::multiversion;

/// The leaky rectified linear unit.
///
/// # Formula
/// ```math
/// f(a) = \begin{cases} a & a > 0 \\ \alpha \, a & \text{else} \end{cases}
/// ```
///
/// with α the negative slope.
///
/// # Numerics
/// Rounded once.
#[inline(always)]
pub fn leaky_relu(a: f64, negative_slope: f64) -> f64 {
    if a > 0.0 { a } else { negative_slope * a }
}

/// f'(a) = 1 for a > 0, else the negative slope, also at the kink.
#[inline(always)]
pub fn leaky_relu_derivative(a: f64, negative_slope: f64) -> f64 {
    step(a, a > 0.0, 1.0, negative_slope)
}

/// The parametric rectified linear unit: a [leaky one](leaky_relu) whose negative slope is learned.
#[inline(always)]
pub fn prelu(a: f64, negative_slope: f64) -> f64 {
    leaky_relu(a, negative_slope)
}

/// f'(a) = 1 for a > 0, else the negative slope, also at the kink.
#[inline(always)]
pub fn prelu_derivative(a: f64, negative_slope: f64) -> f64 {
    leaky_relu_derivative(a, negative_slope)
}

/// The derivative by the negative slope: ∂f/∂α = a for a ≤ 0, else 0.
#[inline(always)]
pub fn prelu_negative_slope_derivative(a: f64) -> f64 {
    if a > 0.0 { 0.0 } else { a }
}

/// The randomised leaky rectified linear unit as it is evaluated after training: with the mean
/// negative slope.
///
/// # Formula
/// ```math
/// f(a) = \begin{cases} a & a > 0 \\ \frac{\alpha + \beta}{2} \, a & \text{else} \end{cases}
/// ```
///
/// with α and β the lower and the upper end of its negative slope.
///
/// # Numerics
/// The mean negative slope is rounded to an `f64`, and its product with a again: within 2 ULP.
#[inline(always)]
pub fn rrelu(a: f64, lower: f64, upper: f64) -> f64 {
    leaky_relu(a, mean_negative_slope(lower, upper))
}

/// f'(a) = 1 for a > 0, else (lower + upper) / 2, also at the kink.
#[inline(always)]
pub fn rrelu_derivative(a: f64, lower: f64, upper: f64) -> f64 {
    leaky_relu_derivative(a, mean_negative_slope(lower, upper))
}

#[inline(always)]
fn mean_negative_slope(lower: f64, upper: f64) -> f64 {
    0.5 * (lower + upper)
}

/// The rectified linear unit that saturates at 6.
///
/// # Formula
/// ```math
/// f(a) = \min(\max(0, a), 6)
/// ```
///
/// NaN stays NaN.
#[inline(always)]
pub fn relu6(a: f64) -> f64 {
    a.clamp(0.0, 6.0)
}

/// f'(a) = 1 for 0 < a < 6, else 0, also at both kinks.
#[inline(always)]
pub fn relu6_derivative(a: f64) -> f64 {
    step(a, (a > 0.0) & (a < 6.0), 1.0, 0.0)
}

/// Hard swish: [`silu`](super::gated::silu) with straight lines in place of the logistic function.
///
/// # Formula
/// ```math
/// f(a) = \frac{a \min(\max(0, a + 3), 6)}{6}
/// f(a) = \begin{cases} 0 & a \le -3 \\ \frac{a (a + 3)}{6} & -3 < a < 3 \\ a & a \ge 3 \end{cases}
/// ```
///
/// # Numerics
/// Within 1 ULP. -0 for a ≤ -3, also at -∞.
#[inline(always)]
pub fn hard_swish(a: f64) -> f64 {
    let cut = a.clamp(-3.0, 3.0);
    let parabola = (DoubleDouble::sum(cut, 3.0) * cut / DoubleDouble::from(6.0)).round();
    if a >= 3.0 { a } else { parabola }
}

/// f'(a) = 0 for a ≤ -3, (2a + 3) / 6 between, 1 for a ≥ 3: it jumps at both ends, from and to
/// torch's side.
///
/// # Numerics
/// Within 1 ULP; exact in sign at its root, -3/2.
#[inline(always)]
pub fn hard_swish_derivative(a: f64) -> f64 {
    let derivative = a.mul_add(2.0, 3.0) / 6.0;
    let derivative = if a >= 3.0 { 1.0 } else { derivative };
    if a <= -3.0 { 0.0 } else { derivative }
}

/// One of two constants, by a condition on a that NaN fails; NaN at NaN.
#[inline(always)]
pub(super) fn step(a: f64, condition: bool, yes: f64, no: f64) -> f64 {
    let value = if condition { yes } else { no };
    if a.is_nan() { a } else { value }
}

/// ∂J/∂α = Σ ∂J/∂y ∂y/∂α over samples and neurons of a layer of PReLU, with ∂J/∂y and a (n, out):
/// neuron by neuron.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub(crate) fn prelu_negative_slope_gradient(dj_dy: &[f64], a: &[f64], n: usize) -> f64 {
    let mut sum = 0.0;
    for (dj_dy, a) in dj_dy.chunks_exact(n).zip(a.chunks_exact(n)) {
        sum += dot_with(dj_dy, a, prelu_negative_slope_derivative);
    }
    sum
}
