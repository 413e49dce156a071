//! Variants of ReLU made of straight pieces.

/// f(a) = a for a > 0, else α a.
#[inline(always)]
pub fn leaky_relu(a: f64, slope: f64) -> f64 {
    if a > 0.0 { a } else { slope * a }
}
#[inline(always)]
pub fn leaky_relu_derivative(a: f64, slope: f64) -> f64 {
    if a <= 0.0 { slope } else { 1.0 }
}
#[inline(always)]
pub fn prelu(a: f64, slope: f64) -> f64 {
    leaky_relu(a, slope)
}
#[inline(always)]
pub fn prelu_derivative(a: f64, slope: f64) -> f64 {
    leaky_relu_derivative(a, slope)
}
/// ∂f/∂α.
#[inline(always)]
pub fn prelu_slope_derivative(a: f64) -> f64 {
    if a <= 0.0 { a } else { 0.0 }
}
#[inline(always)]
pub fn rrelu(a: f64, lower: f64, upper: f64) -> f64 {
    leaky_relu(a, 0.5 * (lower + upper))
}
#[inline(always)]
pub fn rrelu_derivative(a: f64, lower: f64, upper: f64) -> f64 {
    leaky_relu_derivative(a, 0.5 * (lower + upper))
}
#[inline(always)]
pub fn relu6(a: f64) -> f64 {
    if a < 0.0 {
        0.0
    } else if a > 6.0 {
        6.0
    } else {
        a
    }
}
#[inline(always)]
pub fn relu6_derivative(a: f64) -> f64 {
    if a <= 0.0 || a >= 6.0 { 0.0 } else { 1.0 }
}
#[inline(always)]
pub fn hard_swish(a: f64) -> f64 {
    if a <= -3.0 {
        0.0
    } else if a >= 3.0 {
        a
    } else {
        a * (a + 3.0) / 6.0
    }
}
#[inline(always)]
pub fn hard_swish_derivative(a: f64) -> f64 {
    if a <= -3.0 {
        0.0
    } else if a >= 3.0 {
        1.0
    } else {
        (2.0 * a + 3.0) / 6.0
    }
}
