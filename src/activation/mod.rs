//! The activation functions of the lecture: y = f(a) and f'(a).
//!
//! To add one, write the two functions and give them a row in the table below; the compiler then
//! asks [`oracle`](crate::oracle) which operation of torch it is to be compared with.

pub mod exponential;
pub mod gated;
pub mod lecture;
pub mod rectifier;

pub use lecture::*;

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
