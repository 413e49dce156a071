//! Numbers of any kind that a formula can be evaluated with.
//!
//! A formula written for a [`Number`] is written once. Evaluated with
//!
//! | numbers | it gives |
//! |---|---|
//! | `f64` | its value |
//! | [`Dual64`] | its value, and its derivative along one direction |

pub use num_dual::Dual64;
use num_dual::DualNum;
use std::fmt::Debug;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A number with the operations that formulas need. An `f64` becomes one whose derivatives are 0.
pub trait Number:
    Clone
    + Debug
    + From<f64>
    + Neg<Output = Self>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Add<f64, Output = Self>
    + Sub<f64, Output = Self>
    + Mul<f64, Output = Self>
    + Div<f64, Output = Self>
{
    /// The number alone, without its derivatives: what decides between the cases of a formula.
    fn value(&self) -> f64;

    /// How large it is, with its derivatives, as far as it knows them.
    fn size(&self) -> f64 {
        self.value().abs()
    }

    /// π, with all the digits that this kind of number has.
    fn pi() -> Self {
        Self::from(std::f64::consts::PI)
    }

    /// e^x.
    fn exp(self) -> Self;
    /// ln x, for x > 0.
    fn ln(self) -> Self;
    /// √x, for x > 0.
    fn sqrt(self) -> Self;
    /// sin x.
    fn sin(self) -> Self;
    /// cos x.
    fn cos(self) -> Self;
    /// tanh x.
    fn tanh(self) -> Self;
    /// xⁿ.
    fn powi(self, n: i32) -> Self;
    /// Φ(x), the standard normal distribution function, whose derivative is [`bell`].
    fn normal(self) -> Self;

    /// A function that is known for plain numbers only: `None` for any other kind, whose
    /// derivatives or digits it would lose.
    fn given(self, _: &dyn Fn(f64) -> f64) -> Option<Self> {
        None
    }

    /// x₁ + x₂ + …, and 0 if there are none.
    fn sum(terms: impl IntoIterator<Item = Self>) -> Self {
        terms.into_iter().reduce(|sum, term| sum + term).unwrap_or(Self::from(0.0))
    }

    /// v₁² + v₂² + ….
    fn norm_squared(vector: &[Self]) -> Self {
        Self::sum(vector.iter().map(|v| v.clone().powi(2)))
    }
}

/// φ(x) = e^(-x²/2) / √(2π), the derivative of Φ.
pub fn bell(x: f64) -> f64 {
    libm::exp(-x * x / 2.0) / std::f64::consts::TAU.sqrt()
}

/// 1 - y² of y = tanh x.
pub fn derivative_of_tanh(y: f64) -> f64 {
    (1.0 - y) * (1.0 + y)
}

/// n xⁿ⁻¹, the derivative of xⁿ; 0 for n = 0, at x = 0 too.
pub fn derivative_of_power(x: f64, n: i32) -> f64 {
    if n == 0 { 0.0 } else { f64::from(n) * Number::powi(x, n.saturating_sub(1)) }
}

impl Number for f64 {
    fn value(&self) -> f64 {
        *self
    }

    fn given(self, f: &dyn Fn(f64) -> f64) -> Option<f64> {
        Some(f(self))
    }

    fn exp(self) -> f64 {
        libm::exp(self)
    }

    fn ln(self) -> f64 {
        libm::log(self)
    }

    fn sqrt(self) -> f64 {
        f64::sqrt(self)
    }

    fn sin(self) -> f64 {
        libm::sin(self)
    }

    fn cos(self) -> f64 {
        libm::cos(self)
    }

    fn tanh(self) -> f64 {
        libm::tanh(self)
    }

    // Repeated squaring loses a digit for each tenfold power.
    fn powi(self, n: i32) -> f64 {
        if n.unsigned_abs() <= 64 { f64::powi(self, n) } else { libm::pow(self, f64::from(n)) }
    }

    fn normal(self) -> f64 {
        libm::erfc(-self * std::f64::consts::FRAC_1_SQRT_2) / 2.0
    }
}

impl Number for Dual64 {
    fn value(&self) -> f64 {
        self.re
    }

    fn size(&self) -> f64 {
        self.re.abs() + self.eps.abs()
    }

    fn exp(self) -> Dual64 {
        DualNum::exp(&self)
    }

    fn ln(self) -> Dual64 {
        DualNum::ln(&self)
    }

    fn sqrt(self) -> Dual64 {
        DualNum::sqrt(&self)
    }

    fn sin(self) -> Dual64 {
        DualNum::sin(&self)
    }

    fn cos(self) -> Dual64 {
        DualNum::cos(&self)
    }

    // The library's is sinh/cosh, which overflows from 355 on.
    fn tanh(self) -> Dual64 {
        let y = Number::tanh(self.re);
        Dual64::new(y, derivative_of_tanh(y) * self.eps)
    }

    // The library's goes by way of a power that is lower by three, which overflows earlier.
    fn powi(self, n: i32) -> Dual64 {
        Dual64::new(Number::powi(self.re, n), derivative_of_power(self.re, n) * self.eps)
    }

    fn normal(self) -> Dual64 {
        Dual64::new(self.re.normal(), bell(self.re) * self.eps)
    }
}
