//! temporary
use super::logistic;
#[inline(always)]
pub fn gelu(a: f64) -> f64 {
    a * 0.5 * libm::erfc(-a * std::f64::consts::FRAC_1_SQRT_2)
}
#[inline(always)]
pub fn gelu_derivative(a: f64) -> f64 {
    0.5 * libm::erfc(-a * std::f64::consts::FRAC_1_SQRT_2)
        + a * libm::exp(-0.5 * a * a) / (2.0 * std::f64::consts::PI).sqrt()
}
#[inline(always)]
pub fn gelu_tanh(a: f64) -> f64 {
    let u = (8.0 / std::f64::consts::PI).sqrt() * (a + 0.044715 * a * a * a);
    a * logistic(u)
}
#[inline(always)]
pub fn gelu_tanh_derivative(a: f64) -> f64 {
    let c = (8.0 / std::f64::consts::PI).sqrt();
    let u = c * (a + 0.044715 * a * a * a);
    logistic(u) + a * super::logistic_derivative(u) * c * (1.0 + 3.0 * 0.044715 * a * a)
}
#[inline(always)]
pub fn silu(a: f64) -> f64 {
    a * logistic(a)
}
#[inline(always)]
pub fn silu_derivative(a: f64) -> f64 {
    logistic(a) + a * super::logistic_derivative(a)
}
#[inline(always)]
pub fn mish(a: f64) -> f64 {
    a * super::tanh(super::softplus(a, 1.0))
}
#[inline(always)]
pub fn mish_derivative(a: f64) -> f64 {
    let s = super::softplus(a, 1.0);
    super::tanh(s) + a * super::tanh_derivative(s) * logistic(a)
}
