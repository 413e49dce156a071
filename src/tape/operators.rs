//! The operations a tape records, each with its derivatives.

use super::Var;
use crate::number::{Number, bell, derivative_of_power, derivative_of_tanh};
use std::ops::{Add, Div, Mul, Neg, Sub};

/// Which operation made a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// None: it was given.
    Leaf,
    Add,
    Sub,
    Mul,
    Div,
    Neg,
    Exp,
    Ln,
    Sqrt,
    Sin,
    Cos,
    Tanh,
    /// To this power.
    Power(i32),
    /// Φ.
    Normal,
}

/// x ∘ y for numbers on a tape and constants.
macro_rules! operator {
    ($Trait:ident, $method:ident, |$x:ident, $y:ident| $value:expr, $derivatives:expr) => {
        impl<'t> $Trait for Var<'t> {
            type Output = Var<'t>;

            fn $method(self, other: Var<'t>) -> Var<'t> {
                let ($x, $y) = (self.value, other.value);
                Var::record(Op::$Trait, [self, other], $value, $derivatives)
            }
        }

        impl<'t> $Trait<f64> for Var<'t> {
            type Output = Var<'t>;

            fn $method(self, other: f64) -> Var<'t> {
                $Trait::$method(self, Var::from(other))
            }
        }
    };
}

operator!(Add, add, |x, y| x + y, [1.0, 1.0]);
operator!(Sub, sub, |x, y| x - y, [1.0, -1.0]);
operator!(Mul, mul, |x, y| x * y, [y, x]);
operator!(Div, div, |x, y| x / y, [1.0 / y, -(x / y) / y]);

impl<'t> Neg for Var<'t> {
    type Output = Var<'t>;

    fn neg(self) -> Var<'t> {
        Var::record(Op::Neg, [self], -self.value, [-1.0])
    }
}

/// A constant: on no tape, and without a gradient.
impl From<f64> for Var<'_> {
    fn from(value: f64) -> Self {
        Var { place: None, value }
    }
}

impl Number for Var<'_> {
    fn value(&self) -> f64 {
        self.value
    }

    fn exp(self) -> Self {
        let y = Number::exp(self.value);
        Var::record(Op::Exp, [self], y, [y])
    }

    fn ln(self) -> Self {
        Var::record(Op::Ln, [self], Number::ln(self.value), [1.0 / self.value])
    }

    fn sqrt(self) -> Self {
        let y = self.value.sqrt();
        Var::record(Op::Sqrt, [self], y, [0.5 / y])
    }

    fn sin(self) -> Self {
        Var::record(Op::Sin, [self], Number::sin(self.value), [libm::cos(self.value)])
    }

    fn cos(self) -> Self {
        Var::record(Op::Cos, [self], libm::cos(self.value), [-libm::sin(self.value)])
    }

    fn tanh(self) -> Self {
        let y = Number::tanh(self.value);
        Var::record(Op::Tanh, [self], y, [derivative_of_tanh(y)])
    }

    fn powi(self, n: i32) -> Self {
        Var::record(Op::Power(n), [self], self.value.powi(n), [derivative_of_power(self.value, n)])
    }

    fn normal(self) -> Self {
        Var::record(Op::Normal, [self], self.value.normal(), [bell(self.value)])
    }
}

impl Op {
    /// As torch names the operation that a `grad_fn` stands for: `Add` of `<AddBackward0>`. It has
    /// none for Φ, which it makes of others.
    pub fn name(self) -> &'static str {
        match self {
            Op::Leaf => "None",
            Op::Add => "Add",
            Op::Sub => "Sub",
            Op::Mul => "Mul",
            Op::Div => "Div",
            Op::Neg => "Neg",
            Op::Exp => "Exp",
            Op::Ln => "Log",
            Op::Sqrt => "Sqrt",
            Op::Sin => "Sin",
            Op::Cos => "Cos",
            Op::Tanh => "Tanh",
            Op::Power(_) => "Pow",
            Op::Normal => "Normal",
        }
    }
}
