//! The activation functions of the lecture: y = f(a) and f'(a).
//!
//! To add one, write the two functions and give them a row in the table below; the compiler then
//! asks [`oracle`](crate::oracle) which operation of torch it is to be compared with.

use crate::elementary::exp;

/// Makes the enum and the functions over slices from a table with one row for each activation.
macro_rules! activations {
    ($($(#[$doc:meta])* $variant:ident, $name:literal, $value:ident, $derivative:ident;)*) => {
        /// An activation function of the lecture, "Redes Neuronales", list of activation functions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Activation { $($(#[$doc])* $variant),* }

        impl Activation {
            /// Every activation, in the lecture's order.
            pub const ALL: &[Activation] = &[$(Activation::$variant),*];

            /// The name used in options and tables.
            pub fn name(self) -> &'static str {
                match self { $(Activation::$variant => $name),* }
            }

            /// y = f(a).
            pub fn value(self, a: f64) -> f64 {
                match self { $(Activation::$variant => $value(a)),* }
            }

            /// f'(a).
            pub fn derivative(self, a: f64) -> f64 {
                match self { $(Activation::$variant => $derivative(a)),* }
            }

            /// y = f(a), element by element.
            pub(crate) fn apply(self, a: &[f64], y: &mut [f64]) {
                match self { $(Activation::$variant => on_slices::$value(a, y)),* }
            }

            /// δ ← δ ⊙ f'(a), element by element.
            pub(crate) fn scale_by_derivative(self, a: &[f64], delta: &mut [f64]) {
                match self { $(Activation::$variant => on_slices::$derivative(a, delta)),* }
            }
        }

        /// The same functions over slices, compiled for each instruction set.
        mod on_slices {
            use multiversion::multiversion;
            $(
                #[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
                pub fn $value(a: &[f64], y: &mut [f64]) {
                    for (y, &a) in y.iter_mut().zip(a) {
                        *y = super::$value(a);
                    }
                }

                #[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
                pub fn $derivative(a: &[f64], delta: &mut [f64]) {
                    for (delta, &a) in delta.iter_mut().zip(a) {
                        *delta *= super::$derivative(a);
                    }
                }
            )*
        }
    };
}

activations! {
    /// f(a) = a.
    Identity, "identity", identity, identity_derivative;
    /// f(a) = 1 / (1 + e^-a), between 0 and 1.
    Logistic, "logistic", logistic, logistic_derivative;
    /// f(a) = (1 - e^-a) / (1 + e^-a), between -1 and 1.
    BipolarLogistic, "bipolar-logistic", bipolar_logistic, bipolar_logistic_derivative;
    /// f(a) = (1 - e^-2a) / (1 + e^-2a), between -1 and 1.
    Tanh, "tanh", tanh, tanh_derivative;
    /// f(a) = max(0, a), with f'(0) = 0.
    Relu, "relu", relu, relu_derivative;
}

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
