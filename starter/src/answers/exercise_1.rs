//! Ejercicio 1: variantes de ReLU, y en qué se diferencian.
//!
//! La última función de activación de la clase es ReLU, y la clase pide al menos tres variantes.
//! Aquí hay cinco, cada una con su derivada. En un quiebre, la derivada es lo que torch toma por
//! ella: el valor de la izquierda. Los parámetros son positivos, y pueden ser mayores que 1. A
//! softplus y a su derivada, y solo a ellas, se les pide dar un número donde eᵃ o e⁻ᵃ no lo es.
//!
//! **EN** Exercise 1: variants of ReLU, and how they differ.
//!
//! The lecture's last activation function is ReLU; it asks for at least three variants. Here are
//! five, each with its derivative. At a kink a derivative is what torch takes it to be: the value
//! on the left. Parameters are positive, and may be above 1. Of softplus and its derivative it is
//! asked, and only of them, to give a number where eᵃ or e⁻ᵃ is none.

use nalgebra::{DMatrix, DVector};

/// ReLU: a donde a es positivo, 0 en el resto.
///
/// **EN** ReLU: a where a is positive, 0 elsewhere.
pub fn relu(a: f64) -> f64 {
    // <solution>
    a.max(0.0)
    // </solution>
}

/// La derivada de [`relu`]; en 0 es 0.
///
/// **EN** The derivative of [`relu`]; 0 at 0.
pub fn relu_derivative(a: f64) -> f64 {
    // <solution>
    if a > 0.0 { 1.0 } else { 0.0 }
    // </solution>
}

/// Leaky ReLU: a donde a es positivo, slope · a en el resto.
///
/// **EN** Leaky ReLU: a where a is positive, slope · a elsewhere.
pub fn leaky_relu(a: f64, slope: f64) -> f64 {
    // <solution>
    if a > 0.0 { a } else { slope * a }
    // </solution>
}

/// ∂/∂a de [`leaky_relu`]; en 0 es la pendiente slope.
///
/// **EN** ∂/∂a of [`leaky_relu`]; the slope at 0.
pub fn leaky_relu_derivative(a: f64, slope: f64) -> f64 {
    // <solution>
    if a > 0.0 { 1.0 } else { slope }
    // </solution>
}

/// ELU: a donde a es positivo, α (eᵃ - 1) en el resto.
///
/// **EN** ELU: a where a is positive, α (eᵃ - 1) elsewhere.
pub fn elu(a: f64, alpha: f64) -> f64 {
    // <solution>
    if a > 0.0 { a } else { alpha * a.exp_m1() }
    // </solution>
}

/// ∂/∂a de [`elu`]; en 0 es la derivada por la izquierda.
///
/// **EN** ∂/∂a of [`elu`]; the derivative from the left at 0.
pub fn elu_derivative(a: f64, alpha: f64) -> f64 {
    // <solution>
    if a > 0.0 { 1.0 } else { alpha * a.exp() }
    // </solution>
}

/// Softplus: ln(1 + eᵃ). Para todo a de una red: también donde eᵃ ya no es un número, y con todos
/// sus dígitos donde eᵃ se pierde al lado de 1.
///
/// **EN** Softplus: ln(1 + eᵃ). For every a of a network, so also where eᵃ is no longer a number,
/// and with all its digits where eᵃ is lost beside 1.
pub fn softplus(a: f64) -> f64 {
    // <solution>
    a.max(0.0) + (-a.abs()).exp().ln_1p()
    // </solution>
}

/// La derivada de [`softplus`], un número para los mismos a.
///
/// **EN** The derivative of [`softplus`], a number for the same a.
pub fn softplus_derivative(a: f64) -> f64 {
    // <solution>
    1.0 / (1.0 + (-a).exp())
    // </solution>
}

/// SiLU, o swish: a / (1 + e⁻ᵃ).
///
/// **EN** SiLU, or swish: a / (1 + e⁻ᵃ).
pub fn silu(a: f64) -> f64 {
    // <solution>
    a / (1.0 + (-a).exp())
    // </solution>
}

/// La derivada de [`silu`].
///
/// **EN** The derivative of [`silu`].
pub fn silu_derivative(a: f64) -> f64 {
    // <solution>
    let s = 1.0 / (1.0 + (-a).exp());
    s + a * s * (1.0 - s)
    // </solution>
}

/// GELU: a Φ(a), donde Φ es la función de distribución de la ley normal estándar. Están a mano
/// `libm::erf` y `libm::erfc`.
///
/// **EN** GELU: a Φ(a), Φ the distribution function of the standard normal law. `libm::erf` and
/// `libm::erfc` are at hand.
pub fn gelu(a: f64) -> f64 {
    // <solution>
    a * 0.5 * libm::erfc(-a / std::f64::consts::SQRT_2)
    // </solution>
}

/// La derivada de [`gelu`].
///
/// **EN** The derivative of [`gelu`].
pub fn gelu_derivative(a: f64) -> f64 {
    // <solution>
    let density = (-0.5 * a * a).exp() / std::f64::consts::TAU.sqrt();
    0.5 * libm::erfc(-a / std::f64::consts::SQRT_2) + a * density
    // </solution>
}

/// ¿Está muerta en los datos la neurona ReLU y = relu(wᵀx + b)? Es decir, ¿ninguna de las filas
/// mueve w ni b, porque la derivada de la neurona es 0 en todas?
///
/// # Dimensiones
/// x: (n, d), una muestra por fila; w: (d).
///
/// **EN** Is the ReLU neuron y = relu(wᵀx + b) dead on the data: does no row of them move w or b,
/// because its derivative is 0 on every one?
///
/// # Shapes
/// x: (n, d), one sample per row; w: (d).
pub fn dead(x: &DMatrix<f64>, w: &DVector<f64>, b: f64) -> bool {
    // <solution>
    (x * w).iter().all(|a| a + b <= 0.0)
    // </solution>
}
