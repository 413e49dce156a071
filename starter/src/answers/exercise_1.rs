//! Exercise 1: variants of ReLU, and how they differ.
//!
//! The lecture's last activation function is ReLU; it asks for at least three variants. Here are
//! five, each with its derivative. At a kink a derivative is what torch takes it to be: the value
//! on the left. Parameters are positive, and may be above 1. Of softplus and its derivative it is
//! asked, and only of them, to give a number where e to the a or to the -a is none.

use nalgebra::{DMatrix, DVector};

/// ReLU: a where a is positive, 0 elsewhere.
pub fn relu(a: f64) -> f64 {
    // <solution>
    a.max(0.0)
    // </solution>
}

/// The derivative of [`relu`]; 0 at 0.
pub fn relu_derivative(a: f64) -> f64 {
    // <solution>
    if a > 0.0 { 1.0 } else { 0.0 }
    // </solution>
}

/// Leaky ReLU: a where a is positive, slope · a elsewhere.
pub fn leaky_relu(a: f64, slope: f64) -> f64 {
    // <solution>
    if a > 0.0 { a } else { slope * a }
    // </solution>
}

/// ∂/∂a of [`leaky_relu`]; the slope at 0.
pub fn leaky_relu_derivative(a: f64, slope: f64) -> f64 {
    // <solution>
    if a > 0.0 { 1.0 } else { slope }
    // </solution>
}

/// ELU: a where a is positive, α (eᵃ - 1) elsewhere.
pub fn elu(a: f64, alpha: f64) -> f64 {
    // <solution>
    if a > 0.0 { a } else { alpha * a.exp_m1() }
    // </solution>
}

/// ∂/∂a of [`elu`]; the derivative from the left at 0.
pub fn elu_derivative(a: f64, alpha: f64) -> f64 {
    // <solution>
    if a > 0.0 { 1.0 } else { alpha * a.exp() }
    // </solution>
}

/// Softplus: ln(1 + eᵃ). For every a of a network, so also where eᵃ is no longer a number, and
/// with its digits where eᵃ is lost beside 1.
pub fn softplus(a: f64) -> f64 {
    // <solution>
    a.max(0.0) + (-a.abs()).exp().ln_1p()
    // </solution>
}

/// The derivative of [`softplus`], a number for the same a.
pub fn softplus_derivative(a: f64) -> f64 {
    // <solution>
    1.0 / (1.0 + (-a).exp())
    // </solution>
}

/// SiLU, or swish: a / (1 + e⁻ᵃ).
pub fn silu(a: f64) -> f64 {
    // <solution>
    a / (1.0 + (-a).exp())
    // </solution>
}

/// The derivative of [`silu`].
pub fn silu_derivative(a: f64) -> f64 {
    // <solution>
    let s = 1.0 / (1.0 + (-a).exp());
    s + a * s * (1.0 - s)
    // </solution>
}

/// GELU: a Φ(a), Φ the distribution function of the standard normal law. `libm::erf` and
/// `libm::erfc` are at hand.
pub fn gelu(a: f64) -> f64 {
    // <solution>
    a * 0.5 * libm::erfc(-a / std::f64::consts::SQRT_2)
    // </solution>
}

/// The derivative of [`gelu`].
pub fn gelu_derivative(a: f64) -> f64 {
    // <solution>
    let density = (-0.5 * a * a).exp() / std::f64::consts::TAU.sqrt();
    0.5 * libm::erfc(-a / std::f64::consts::SQRT_2) + a * density
    // </solution>
}

/// Is the ReLU neuron y = relu(wᵀx + b) dead on the data: does no row of them move w or b, because
/// its derivative is 0 on every one?
///
/// # Shapes
/// x: (n, d), one sample per row; w: (d).
pub fn dead(x: &DMatrix<f64>, w: &DVector<f64>, b: f64) -> bool {
    // <solution>
    (x * w).iter().all(|a| a + b <= 0.0)
    // </solution>
}
