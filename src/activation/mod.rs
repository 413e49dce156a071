//! The activation functions of the lecture and the family of ReLU: y = f(a) and f'(a).
//!
//! Who proposed a function stands in its row of the table below, as [`Activation::source`]; how one
//! is added is in CONTRIBUTING.md.
//!
//! | file | holds |
//! |---|---|
//! | `definition` | the formula of a row, evaluated with any kind of number: what all below is judged by |
//! | [`derivation`] | the derivative of each, from its definition to the code, line by line |
//! | `lecture` | the six functions of the lecture's list |
//! | `rectifier` | variants of ReLU made of straight pieces |
//! | `exponential` | variants whose left side is an exponential |
//! | `gated` | a, times a function that opens from 0 to 1 |
//! | `quick` | those with an exponential in plain arithmetic, where no last digit is needed |
//! | [`facts`] | range, smoothness, Lipschitz constant, flat parts: found by computing |

pub(crate) mod definition;
pub mod derivation;
mod exponential;
pub mod facts;
mod gated;
mod lecture;
mod quick;
mod rectifier;

pub use definition::ActivationFormula;
pub use exponential::*;
pub use gated::*;
pub use lecture::*;
pub use rectifier::*;

use crate::error::expect_setting;
use crate::kernel::pieces::in_pieces;
use crate::reason::words;
use crate::{Error, Result};
use ma6202_formula::Words;

/// How many digits of y = f(a) and f'(a) are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    /// All, to a unit in the last place.
    All,
    /// All but the last one or two, in far tails three, in less time, where there is an
    /// exponential; else all. See [`Activation::value_and_derivative`].
    Most,
}

/// Makes the enum, its table of facts and the functions over slices from one row for each
/// activation: where it comes from, its formula, the variant with its parameters' usual values,
/// its name, its value and its derivative, and its kinks.
macro_rules! activations {
    ($(
        $(#[doc = $source:literal])+
        $latex:literal,
        $variant:ident $({ $($parameter:ident = $usual:literal),* })?,
        $name:literal, $value:ident, $derivative:ident, kinks $kinks:expr;
    )*) => {
        /// An activation function, with its parameters. PReLU learns its negative slope; RReLU
        /// draws its from (lower, upper) in training, and has their mean afterwards.
        ///
        /// # Source
        /// The lecture's "Redes Neuronales", list of activation functions, and the papers named.
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[non_exhaustive]
        #[allow(missing_docs)] // the parameters are those of the formula
        pub enum Activation { $(
            #[doc = concat!("```math\nf(a) = ", $latex, "\n```\n")]
            $(#[doc = $source])+
            $variant $({ $($parameter: f64),* })?
        ),* }

        impl Activation {
            /// Every activation with its usual parameters: the lecture's in its order, then the
            /// family of ReLU.
            pub const ALL: &[Activation] = &[$(Activation::$variant $({ $($parameter: $usual),* })?),*];

            /// The name used in options and tables.
            pub fn name(self) -> &'static str {
                match self { $(Activation::$variant { .. } => $name),* }
            }

            /// f(a) in LaTeX, in a and the [`symbols`](Activation::symbols) of its parameters: from
            /// this text f is declared, printed, differentiated and evaluated.
            pub fn latex(self) -> &'static str {
                match self { $(Activation::$variant { .. } => $latex),* }
            }

            /// What y = f(a) is, with its formula.
            pub(crate) const fn told(self) -> Words {
                match self { $(
                    Activation::$variant { .. } => words(
                        concat!("la salida, $", $latex, "$"),
                        concat!("the output, $", $latex, "$"),
                    )
                ),* }
            }

            /// What f' is, by the name.
            pub(crate) const fn derivative_told(self) -> Words {
                match self { $(
                    Activation::$variant { .. } => words(
                        concat!("la derivada de ", $name),
                        concat!("the derivative of ", $name),
                    )
                ),* }
            }

            /// Who proposed it, and where.
            pub fn source(self) -> &'static str {
                match self { $(Activation::$variant { .. } => concat!($($source),+)),* }.trim_ascii()
            }

            /// Where f or one of its derivatives jumps, in ascending order.
            pub fn kinks(self) -> &'static [f64] {
                match self { $(Activation::$variant { .. } => &$kinks),* }
            }

            /// Its parameters by name.
            pub fn parameters(self) -> Vec<(&'static str, f64)> {
                match self { $(
                    Activation::$variant $({ $($parameter),* })? =>
                        vec![$($((stringify!($parameter), $parameter)),*)?]
                ),* }
            }

            /// The same function with other parameters, in the order of
            /// [`parameters`](Activation::parameters).
            pub(crate) fn with_parameters(self, values: &[f64]) -> Activation {
                let mut _values = values.iter().copied();
                match self { $(
                    Activation::$variant { .. } => Activation::$variant
                        $({ $($parameter: _values.next().expect("as many as it has")),* })?
                ),* }
            }

            /// y = f(a).
            pub fn value(self, a: f64) -> f64 {
                match self { $(
                    Activation::$variant $({ $($parameter),* })? => $value(a $($(, $parameter)*)?)
                ),* }
            }

            /// f'(a).
            pub fn derivative(self, a: f64) -> f64 {
                match self { $(
                    Activation::$variant $({ $($parameter),* })? => $derivative(a $($(, $parameter)*)?)
                ),* }
            }

            /// y = f(a), element by element.
            pub(crate) fn apply(self, a: &[f64], y: &mut [f64]) {
                match self { $(
                    Activation::$variant $({ $($parameter),* })? =>
                        in_pieces(a, y, |a, y| on_slices::$value(a, y $($(, $parameter)*)?))
                ),* }
            }

            /// y = f(a), and f'(a) in the place of a, to all digits.
            fn apply_with_derivative_exactly(self, a: &mut [f64], y: &mut [f64]) {
                match self { $(
                    Activation::$variant $({ $($parameter),* })? =>
                        with_derivative::$value(a, y $($(, $parameter)*)?)
                ),* }
            }

            /// δ ← δ ⊙ f'(a), element by element.
            pub(crate) fn scale_by_derivative(self, a: &[f64], delta: &mut [f64]) {
                match self { $(
                    Activation::$variant $({ $($parameter),* })? =>
                        in_pieces(a, delta, |a, delta| {
                            on_slices::$derivative(a, delta $($(, $parameter)*)?)
                        })
                ),* }
            }
        }

        /// The same functions over slices, compiled for each instruction set.
        mod on_slices {
            use multiversion::multiversion;
            $(
                #[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
                pub fn $value(a: &[f64], y: &mut [f64] $($(, $parameter: f64)*)?) {
                    for (y, &a) in y.iter_mut().zip(a) {
                        *y = super::$value(a $($(, $parameter)*)?);
                    }
                }

                #[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
                pub fn $derivative(a: &[f64], delta: &mut [f64] $($(, $parameter: f64)*)?) {
                    for (delta, &a) in delta.iter_mut().zip(a) {
                        *delta *= super::$derivative(a $($(, $parameter)*)?);
                    }
                }
            )*
        }

        /// Both at once: what both need is computed once.
        mod with_derivative {
            use multiversion::multiversion;
            $(
                #[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
                pub fn $value(a: &mut [f64], y: &mut [f64] $($(, $parameter: f64)*)?) {
                    for (a, y) in a.iter_mut().zip(y) {
                        *y = super::$value(*a $($(, $parameter)*)?);
                        *a = super::$derivative(*a $($(, $parameter)*)?);
                    }
                }
            )*
        }
    };
}

activations! {
    /// the lecture
    "a",
    Identity, "identity", identity, identity_derivative, kinks [];
    /// W. S. McCulloch and W. Pitts, *A logical calculus of the ideas immanent in nervous
    /// activity*, 1943
    r"[a \ge 0]",
    Threshold, "threshold", threshold, threshold_derivative, kinks [0.0];
    /// the lecture
    r"\frac{1}{1 + e^{-a}}",
    Logistic, "logistic", logistic, logistic_derivative, kinks [];
    /// the lecture
    r"\frac{1 - e^{-a}}{1 + e^{-a}}",
    BipolarLogistic, "bipolar-logistic", bipolar_logistic, bipolar_logistic_derivative, kinks [];
    /// the lecture
    r"\frac{1 - e^{-2a}}{1 + e^{-2a}}",
    Tanh, "tanh", tanh, tanh_derivative, kinks [];
    /// V. Nair and G. E. Hinton, *Rectified linear units improve restricted Boltzmann
    /// machines*, 2010
    r"\max(0, a)",
    Relu, "relu", relu, relu_derivative, kinks [0.0];
    /// A. L. Maas, A. Y. Hannun and A. Y. Ng, *Rectifier nonlinearities improve neural network
    /// acoustic models*, 2013
    r"\begin{cases} a & a > 0 \\ \alpha a & a \le 0 \end{cases}",
    LeakyRelu { negative_slope = 0.01 }, "leaky-relu", leaky_relu, leaky_relu_derivative, kinks [0.0];
    /// K. He, X. Zhang, S. Ren and J. Sun, *Delving deep into rectifiers: surpassing human-level
    /// performance on ImageNet classification*, 2015
    r"\begin{cases} a & a > 0 \\ \alpha a & a \le 0 \end{cases}",
    Prelu { negative_slope = 0.25 }, "prelu", prelu, prelu_derivative, kinks [0.0];
    /// B. Xu, N. Wang, T. Chen and M. Li, *Empirical evaluation of rectified activations in
    /// convolutional network*, 2015
    r"\begin{cases} a & a > 0 \\ \frac{\alpha + \beta}{2} a & a \le 0 \end{cases}",
    Rrelu { lower = 0.125, upper = 0.3333333333333333 }, "rrelu", rrelu, rrelu_derivative, kinks [0.0];
    /// D.-A. Clevert, T. Unterthiner and S. Hochreiter, *Fast and accurate deep network learning by
    /// exponential linear units (ELUs)*, 2016
    r"\begin{cases} a & a > 0 \\ \alpha (e^a - 1) & a \le 0 \end{cases}",
    Elu { alpha = 1.0 }, "elu", elu, elu_derivative, kinks [0.0];
    /// J. T. Barron, *Continuously differentiable exponential linear units*, 2017
    r"\begin{cases} a & a > 0 \\ \alpha (e^{a/\alpha} - 1) & a \le 0 \end{cases}",
    Celu { alpha = 1.0 }, "celu", celu, celu_derivative, kinks [0.0];
    /// G. Klambauer, T. Unterthiner, A. Mayr and S. Hochreiter, *Self-normalizing neural
    /// networks*, 2017
    r"\begin{cases} \beta a & a > 0 \\ \beta \alpha (e^a - 1) & a \le 0 \end{cases}",
    Selu, "selu", selu, selu_derivative, kinks [0.0];
    /// D. Hendrycks and K. Gimpel, *Gaussian error linear units (GELUs)*, 2016
    r"a \Phi(a)",
    Gelu, "gelu", gelu, gelu_derivative, kinks [];
    /// D. Hendrycks and K. Gimpel, *Gaussian error linear units (GELUs)*, 2016
    r"\frac{a}{2} \Bigl( 1 + \tanh \bigl( \sqrt{\tfrac{2}{\pi}} (a + 0.044715 a^3) \bigr) \Bigr)",
    GeluTanh, "gelu-tanh", gelu_tanh, gelu_tanh_derivative, kinks [];
    /// S. Elfwing, E. Uchibe and K. Doya, *Sigmoid-weighted linear units for neural network
    /// function approximation in reinforcement learning*, 2018
    r"\frac{a}{1 + e^{-a}}",
    Silu, "silu", silu, silu_derivative, kinks [];
    /// D. Misra, *Mish: a self regularized non-monotonic activation function*, 2020
    r"a \tanh(\ln(1 + e^a))",
    Mish, "mish", mish, mish_derivative, kinks [];
    /// C. Dugas, Y. Bengio, F. Bélisle, C. Nadeau and R. Garcia, *Incorporating second-order
    /// functional knowledge for better option pricing*, 2001
    r"\frac{1}{\beta} \ln(1 + e^{\beta a})",
    Softplus { beta = 1.0 }, "softplus", softplus, softplus_derivative, kinks [];
    /// A. Krizhevsky, *Convolutional deep belief networks on CIFAR-10*, 2010
    r"\min(6, \max(0, a))",
    Relu6, "relu6", relu6, relu6_derivative, kinks [0.0, 6.0];
    /// A. Howard et al., *Searching for MobileNetV3*, 2019
    r"\begin{cases} 0 & a < -3 \\ \frac{a (a + 3)}{6} & -3 \le a < 3 \\ a & a \ge 3 \end{cases}",
    HardSwish, "hard-swish", hard_swish, hard_swish_derivative, kinks [-3.0, 3.0];
}

impl Activation {
    /// # Errors
    /// A parameter outside the range that its formula has a meaning for.
    pub fn check(self) -> Result<()> {
        let expect = |parameter: &str, expected: &str, got: f64, met: bool| {
            expect_setting(&format!("{parameter} of {}", self.name()), expected, got, met)
        };
        // Beyond, 1 / value or what is cut off as 0 times value would show.
        let positive = |parameter: &str, value: f64| {
            let expected = "a positive number, from 1e-18 to 1e18";
            expect(parameter, expected, value, (1e-18..=1e18).contains(&value))
        };
        let share = |parameter: &str, value: f64| {
            expect(parameter, "a number from 0 to 1", value, (0.0..=1.0).contains(&value))
        };
        match self {
            Activation::LeakyRelu { negative_slope } => share("negative_slope", negative_slope),
            Activation::Prelu { negative_slope: slope } => {
                expect("negative_slope", "a finite number", slope, slope.is_finite())
            }
            Activation::Rrelu { lower, upper } => {
                share("lower", lower)?;
                let expected = format!("a number from lower, {lower}, to 1");
                expect("upper", &expected, upper, (lower..=1.0).contains(&upper))
            }
            Activation::Elu { alpha } | Activation::Celu { alpha } => positive("alpha", alpha),
            Activation::Softplus { beta } => positive("beta", beta),
            _ => Ok(()),
        }
    }

    /// y = f(a) and f'(a).
    ///
    /// # Numerics
    /// With [`Digits::Most`] right to 4 ε (1 + |x|) times themselves, with e^x the exponential, and
    /// f'(a) near its root to 4 ε. Where e^x is less than the smallest normal number it may be 0,
    /// and with it what it is multiplied by.
    pub fn value_and_derivative(self, digits: Digits, a: f64) -> (f64, f64) {
        let quick = if digits == Digits::Most { self.quickly(a) } else { None };
        quick.unwrap_or_else(|| (self.value(a), self.derivative(a)))
    }

    /// y = f(a), and f'(a) in the place of a, element by element.
    pub(crate) fn apply_with_derivative(self, digits: Digits, a: &mut [f64], y: &mut [f64]) {
        if digits == Digits::Most && self.has_exponential() {
            self.apply_with_derivative_quickly(a, y);
        } else {
            self.apply_with_derivative_exactly(a, y);
        }
    }

    /// Whether f is smooth from a - margin to a + margin.
    pub(crate) fn is_smooth_near(self, a: f64, margin: f64) -> bool {
        self.kinks().iter().all(|kink| (a - kink).abs() > margin)
    }

    /// Whether it draws its negative slopes in training.
    pub(crate) fn draws(self) -> bool {
        matches!(self, Activation::Rrelu { .. })
    }

    /// The parameters that descent learns: the negative slope of PReLU.
    pub(crate) fn learned(&self) -> &[f64] {
        match self {
            Activation::Prelu { negative_slope } => std::slice::from_ref(negative_slope),
            _ => &[],
        }
    }

    /// [`learned`](Activation::learned), to be updated.
    pub(crate) fn learned_mut(&mut self) -> &mut [f64] {
        match self {
            Activation::Prelu { negative_slope } => std::slice::from_mut(negative_slope),
            _ => &mut [],
        }
    }
}

/// The name, with the parameters if there are any: `elu:1`, as [`FromStr`](std::str::FromStr)
/// reads it.
impl std::fmt::Display for Activation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())?;
        for (index, (_, value)) in self.parameters().into_iter().enumerate() {
            write!(f, "{}{value}", if index == 0 { ':' } else { ',' })?;
        }
        Ok(())
    }
}

/// `relu`, `elu` with its usual parameter, `elu:0.5` with another, `rrelu:0.1,0.3` with two.
impl std::str::FromStr for Activation {
    type Err = Error;

    fn from_str(text: &str) -> Result<Activation> {
        let (name, values) = text.split_once(':').unzip();
        let name = name.unwrap_or(text);
        let mut all = Activation::ALL.iter();
        let usual = all.find(|activation| activation.name() == name).ok_or_else(|| {
            let names: Vec<_> = Activation::ALL.iter().map(|f| f.name()).collect();
            Error::setting("activation", names.join(", "), name)
        })?;
        let Some(values) = values else { return Ok(*usual) };
        let parameters: Vec<&str> = usual.parameters().into_iter().map(|(name, _)| name).collect();
        let numbers: Option<Vec<f64>> = values.split(',').map(|value| value.parse().ok()).collect();
        let Some(numbers) = numbers.filter(|numbers| numbers.len() == parameters.len()) else {
            let expected = match parameters[..] {
                [] => "none".into(),
                _ => format!("{name}:{}, each a number", parameters.join(",")),
            };
            return Err(Error::setting(format!("parameters of {name}"), expected, values));
        };
        let activation = usual.with_parameters(&numbers);
        activation.check()?;
        Ok(activation)
    }
}
