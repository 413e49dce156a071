//! Elementary functions as straight-line arithmetic: the same bits on every machine, and fast over
//! a slice.
//!
//! The system's own functions may differ by a last digit between two machines, and twenty thousand
//! steps of descent would then not end in the same picture. These use only +, -, ×, ÷ and the fused
//! a · b + c of IEEE 754 in a fixed order, without branches, so a loop over a slice becomes vector
//! instructions.
//!
//! Where one rounding too many would show in the last digit, a number is carried as the sum of two
//! ([`DoubleDouble`]), and where it may leave the range of the exponents, with a power of two
//! beside it ([`Scaled`]): it is rounded to an `f64` once, at the end.

mod double_double;
mod exponential;
mod logarithm;
mod normal;

pub use double_double::{DoubleDouble, Scaled};
pub use exponential::{
    EXP_IS_ZERO, exp, exp_and_exp_m1, exp_in_range, exp_m1, exponential, logistic,
};
pub use logarithm::{ln, ln_1p, ln_of_one_and};
pub use normal::{Normal, PHI_IS_ZERO, distribution_and_density};

const LN_2_HIGH: f64 = 6.931_471_803_691_238e-1; // its last 21 bits are 0: k · LN_2_HIGH is exact
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// Adding 1.5 · 2⁵² leaves no room for a fraction: the sum is rounded to an integer, which can then
/// be read from its lowest bits.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// 2^k for an integer -1022 ≤ k ≤ 1023, by writing k into the exponent's bits.
#[inline(always)]
fn power_of_two(k: f64) -> f64 {
    f64::from_bits(((k + ROUND).to_bits().wrapping_add(1023)) << 52)
}

/// c₀ xⁿ⁻¹ + c₁ xⁿ⁻² + … + cₙ₋₁.
#[inline(always)]
fn horner<const N: usize>(x: f64, coefficients: [f64; N]) -> f64 {
    coefficients.into_iter().reduce(|sum, c| sum.mul_add(x, c)).unwrap_or(0.0)
}

/// The same for two coefficients at least, the even and the odd powers apart, which do not wait for
/// each other; with other roundings.
#[inline(always)]
pub(crate) fn horner_in_halves<const N: usize>(x: f64, coefficients: [f64; N]) -> f64 {
    let square = x * x;
    let half = |first: usize| {
        let mut sum = coefficients[first];
        for i in (first + 2..N).step_by(2) {
            sum = sum.mul_add(square, coefficients[i]);
        }
        sum
    };
    let (with_highest, other) = (half(0), half(1));
    if N % 2 == 1 { other.mul_add(x, with_highest) } else { with_highest.mul_add(x, other) }
}
