//! temporary
#[inline(always)]
pub fn elu(a: f64, alpha: f64) -> f64 {
    if a > 0.0 { a } else { alpha * libm::expm1(a) }
}
#[inline(always)]
pub fn elu_derivative(a: f64, alpha: f64) -> f64 {
    if a > 0.0 { 1.0 } else { alpha * libm::exp(a) }
}
#[inline(always)]
pub fn celu(a: f64, alpha: f64) -> f64 {
    if a > 0.0 { a } else { alpha * libm::expm1(a / alpha) }
}
#[inline(always)]
pub fn celu_derivative(a: f64, alpha: f64) -> f64 {
    if a > 0.0 { 1.0 } else { libm::exp(a / alpha) }
}
const SCALE: f64 = 1.0507009873554804934193349852946;
const ALPHA: f64 = 1.6732632423543772848170429916717;
#[inline(always)]
pub fn selu(a: f64) -> f64 {
    SCALE * elu(a, ALPHA)
}
#[inline(always)]
pub fn selu_derivative(a: f64) -> f64 {
    SCALE * elu_derivative(a, ALPHA)
}
#[inline(always)]
pub fn softplus(a: f64, beta: f64) -> f64 {
    (a.max(0.0)) + libm::log1p(libm::exp(-(beta * a).abs())) / beta
}
#[inline(always)]
pub fn softplus_derivative(a: f64, beta: f64) -> f64 {
    super::logistic(beta * a)
}
