//! Numbers of twice the precision, and numbers with a power of two beside them.

use super::{ROUND, power_of_two};
use std::ops::{Add, Div, Mul, Neg};

/// The unevaluated sum high + low, where low is what rounding to high has lost: some 106 bits.
///
/// # Numerics
/// Each operation is right to about 2^-104 of its larger operand as long as nothing overflows and
/// no product falls below 2^-1022. Infinities become NaN: whoever may meet one decides before.
///
/// # Source
/// T. J. Dekker, "A floating-point technique for extending the available precision", 1971, with the
/// fused multiply-add in place of his splitting.
#[derive(Clone, Copy, Debug)]
pub struct DoubleDouble {
    pub high: f64,
    pub low: f64,
}

impl DoubleDouble {
    /// a + b without error, for |a| ≥ |b| or a = 0.
    #[inline(always)]
    pub fn ordered_sum(a: f64, b: f64) -> Self {
        let high = a + b;
        DoubleDouble { high, low: b - (high - a) }
    }

    /// a + b without error.
    #[inline(always)]
    pub fn sum(a: f64, b: f64) -> Self {
        let high = a + b;
        let b_in_high = high - a;
        DoubleDouble { high, low: (a - (high - b_in_high)) + (b - b_in_high) }
    }

    /// a · b without error.
    #[inline(always)]
    pub fn product(a: f64, b: f64) -> Self {
        let high = a * b;
        DoubleDouble { high, low: a.mul_add(b, -high) }
    }

    /// `yes` if the condition holds, else `no`.
    #[inline(always)]
    pub fn select(condition: bool, yes: Self, no: Self) -> Self {
        DoubleDouble {
            high: if condition { yes.high } else { no.high },
            low: if condition { yes.low } else { no.low },
        }
    }

    /// |x|.
    #[inline(always)]
    pub fn abs(self) -> Self {
        Self::select(self.high < 0.0, -self, self)
    }

    /// Rounded to an `f64`; a high of -0 stays -0.
    #[inline(always)]
    pub fn round(self) -> f64 {
        if self.low == 0.0 { self.high } else { self.high + self.low }
    }
}

impl From<f64> for DoubleDouble {
    #[inline(always)]
    fn from(high: f64) -> Self {
        DoubleDouble { high, low: 0.0 }
    }
}

impl Neg for DoubleDouble {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        DoubleDouble { high: -self.high, low: -self.low }
    }
}

impl Add for DoubleDouble {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        let DoubleDouble { high, low } = Self::sum(self.high, other.high);
        Self::ordered_sum(high, low + (self.low + other.low))
    }
}

impl Add<f64> for DoubleDouble {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: f64) -> Self {
        let DoubleDouble { high, low } = Self::sum(self.high, other);
        Self::ordered_sum(high, low + self.low)
    }
}

impl Mul for DoubleDouble {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        let DoubleDouble { high, low } = Self::product(self.high, other.high);
        let cross = self.high.mul_add(other.low, self.low * other.high);
        DoubleDouble { high, low: low + cross }
    }
}

impl Mul<f64> for DoubleDouble {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: f64) -> Self {
        let DoubleDouble { high, low } = Self::product(self.high, other);
        DoubleDouble { high, low: self.low.mul_add(other, low) }
    }
}

impl Div for DoubleDouble {
    type Output = Self;
    /// The quotient of the heads, and from what it leaves over the low.
    #[inline(always)]
    fn div(self, other: Self) -> Self {
        let inverse = 1.0 / other.high;
        let high = self.high * inverse;
        let left_over = (-high).mul_add(other.high, self.high);
        let left_over = left_over + (-high).mul_add(other.low, self.low);
        DoubleDouble { high, low: left_over * inverse }
    }
}

/// x · 2^k, with k outside the range of an `f64`'s exponents if need be.
#[derive(Clone, Copy, Debug)]
pub struct Scaled {
    pub x: DoubleDouble,
    /// An integer, between -2044 and 2046.
    pub k: f64,
}

impl Scaled {
    /// `yes` if the condition holds, else `no`.
    #[inline(always)]
    pub fn select(condition: bool, yes: Self, no: Self) -> Self {
        Scaled {
            x: DoubleDouble::select(condition, yes.x, no.x),
            k: if condition { yes.k } else { no.k },
        }
    }

    /// Rounded to an `f64`, which may be subnormal: 2^k is multiplied in two halves so that only
    /// the second product can leave the normal numbers.
    #[inline(always)]
    pub fn round(self) -> f64 {
        let half = self.k.mul_add(0.5, ROUND) - ROUND;
        self.x.round() * power_of_two(half) * power_of_two(self.k - half)
    }

    /// The number for k ≤ 0, but not below x · 2^-1000: good enough for what is added to a number
    /// near 1.
    #[inline(always)]
    pub fn as_addend(self) -> DoubleDouble {
        let power = power_of_two(if self.k < -1000.0 { -1000.0 } else { self.k });
        DoubleDouble { high: self.x.high * power, low: self.x.low * power }
    }
}

impl From<DoubleDouble> for Scaled {
    #[inline(always)]
    fn from(x: DoubleDouble) -> Self {
        Scaled { x, k: 0.0 }
    }
}

impl<T> Mul<T> for Scaled
where
    DoubleDouble: Mul<T, Output = DoubleDouble>,
{
    type Output = Self;
    #[inline(always)]
    fn mul(self, factor: T) -> Self {
        Scaled { x: self.x * factor, k: self.k }
    }
}

impl Div<DoubleDouble> for Scaled {
    type Output = Self;
    #[inline(always)]
    fn div(self, divisor: DoubleDouble) -> Self {
        Scaled { x: self.x / divisor, k: self.k }
    }
}
