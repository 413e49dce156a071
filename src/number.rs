//! Numbers of any kind that a formula can be evaluated with.
//!
//! A formula written for a [`Number`] is written once. Evaluated with
//!
//! | numbers | it gives |
//! |---|---|
//! | `f64` | its value |
//! | [`Var`](crate::tape::Var) | its value, and a record from which every derivative follows: the reverse mode |
//! | [`Dual64`] | its value, and its derivative along one direction: the forward mode |

use nalgebra::DMatrix;
pub use num_dual::Dual64;
use num_dual::DualNum;
use std::fmt::Debug;
use std::ops::{Add, Div, Index, Mul, Neg, Sub};

/// The unit roundoff of f64: a rounding changes a number by this share of it at most.
pub(crate) const ROUNDOFF: f64 = f64::EPSILON / 2.0;

/// A number with the operations that the formulas of the lecture need. An `f64` becomes one whose
/// derivatives are 0.
pub trait Number:
    Copy
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
    fn value(self) -> f64;
    /// e^x.
    fn exp(self) -> Self;
    /// ln x, for x > 0.
    fn ln(self) -> Self;
    /// sin x.
    fn sin(self) -> Self;
    /// tanh x.
    fn tanh(self) -> Self;
    /// xⁿ.
    fn powi(self, n: i32) -> Self;
    /// Φ(x), the standard normal distribution function, whose derivative is [`bell`].
    fn normal(self) -> Self;

    /// x₁ + x₂ + …, and 0 if there are none.
    fn sum(terms: impl IntoIterator<Item = Self>) -> Self {
        terms.into_iter().reduce(|sum, term| sum + term).unwrap_or(Self::from(0.0))
    }

    /// v₁² + v₂² + ….
    fn norm_squared(vector: &[Self]) -> Self {
        Self::sum(vector.iter().map(|v| v.powi(2)))
    }
}

/// φ(x) = e^(-x²/2) / √(2π), the derivative of Φ.
pub fn bell(x: f64) -> f64 {
    libm::exp(-x * x / 2.0) / std::f64::consts::TAU.sqrt()
}

/// 1 - y² of y = tanh x.
pub(crate) fn derivative_of_tanh(y: f64) -> f64 {
    (1.0 - y) * (1.0 + y)
}

/// n xⁿ⁻¹, the derivative of xⁿ; 0 for n = 0, at x = 0 too.
pub(crate) fn derivative_of_power(x: f64, n: i32) -> f64 {
    if n == 0 { 0.0 } else { f64::from(n) * x.powi(n.saturating_sub(1)) }
}

impl Number for f64 {
    fn value(self) -> f64 {
        self
    }

    fn exp(self) -> f64 {
        libm::exp(self)
    }

    fn ln(self) -> f64 {
        libm::log(self)
    }

    fn sin(self) -> f64 {
        libm::sin(self)
    }

    fn tanh(self) -> f64 {
        libm::tanh(self)
    }

    fn powi(self, n: i32) -> f64 {
        f64::powi(self, n)
    }

    fn normal(self) -> f64 {
        libm::erfc(-self * std::f64::consts::FRAC_1_SQRT_2) / 2.0
    }
}

impl Number for Dual64 {
    fn value(self) -> f64 {
        self.re
    }

    fn exp(self) -> Dual64 {
        DualNum::exp(&self)
    }

    fn ln(self) -> Dual64 {
        DualNum::ln(&self)
    }

    fn sin(self) -> Dual64 {
        DualNum::sin(&self)
    }

    // The library's is sinh/cosh, which overflows from 355 on.
    fn tanh(self) -> Dual64 {
        let y = Number::tanh(self.re);
        Dual64::new(y, derivative_of_tanh(y) * self.eps)
    }

    // The library's goes by way of a power that is lower by three, which overflows earlier.
    fn powi(self, n: i32) -> Dual64 {
        Dual64::new(self.re.powi(n), derivative_of_power(self.re, n) * self.eps)
    }

    fn normal(self) -> Dual64 {
        Dual64::new(self.re.normal(), bell(self.re) * self.eps)
    }
}

/// A matrix of any numbers: nalgebra's holds none that borrow, as those of a tape do.
#[derive(Clone, Debug)]
pub struct Entries<S> {
    rows: usize,
    columns: usize,
    /// Column by column.
    values: Vec<S>,
}

impl<S: Number> Entries<S> {
    /// The matrix whose entry (row, column) is `entry(row, column)`.
    pub fn from_fn(
        rows: usize,
        columns: usize,
        mut entry: impl FnMut(usize, usize) -> S,
    ) -> Entries<S> {
        let places = (0..columns).flat_map(|column| (0..rows).map(move |row| (row, column)));
        let values = places.map(|(row, column)| entry(row, column)).collect();
        Entries { rows, columns, values }
    }

    pub fn nrows(&self) -> usize {
        self.rows
    }

    pub fn ncols(&self) -> usize {
        self.columns
    }

    /// Column by column.
    pub fn as_slice(&self) -> &[S] {
        &self.values
    }

    /// f of each entry.
    pub fn map(&self, f: impl Fn(S) -> S) -> Entries<S> {
        let values = self.values.iter().map(|&value| f(value)).collect();
        Entries { values, ..*self }
    }
}

/// Numbers whose derivatives are 0.
impl<S: Number> From<&DMatrix<f64>> for Entries<S> {
    fn from(matrix: &DMatrix<f64>) -> Entries<S> {
        Entries::from_fn(matrix.nrows(), matrix.ncols(), |row, column| {
            S::from(matrix[(row, column)])
        })
    }
}

impl<S> Index<(usize, usize)> for Entries<S> {
    type Output = S;

    #[inline]
    fn index(&self, (row, column): (usize, usize)) -> &S {
        let Entries { rows, columns, .. } = *self;
        assert!(row < rows && column < columns, "({row}, {column}) of {rows} x {columns}");
        &self.values[row + column * rows]
    }
}
