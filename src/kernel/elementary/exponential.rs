//! e^x, e^x - 1 and the logistic function.

use super::{
    DoubleDouble, LN_2_HIGH, LN_2_LOW, ROUND, Scaled, horner, horner_in_halves, power_of_two,
};

/// From here on e^-x times anything an activation multiplies it with is less than half the smallest
/// subnormal number; arguments are cut there, so that ±∞ need no care.
pub const EXP_IS_ZERO: f64 = 800.0;

/// e^x.
///
/// # Derivation
/// With k = round(x / ln 2) and r = x - k ln 2, e^x = 2^k e^r and |r| ≤ ln 2 / 2. The Taylor series
/// of e^r is cut after r¹³/13!, an error below 5e-18. 2^k is multiplied in two halves so that
/// neither overflows before the product does.
///
/// # Numerics
/// Within 1 ULP; subnormal below -708.4, 0 below -745.2, ∞ above 709.8; NaN stays NaN.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    let x = x.clamp(-746.0, 710.0);
    let k = x.mul_add(std::f64::consts::LOG2_E, ROUND) - ROUND;
    let r = (-k).mul_add(LN_2_LOW, (-k).mul_add(LN_2_HIGH, x));
    let half = k.mul_add(0.5, ROUND) - ROUND;
    (1.0 + (r * r).mul_add(taylor(r), r)) * power_of_two(half) * power_of_two(k - half)
}

/// e^x for x < 700, and perhaps 0 where it is less than the smallest normal number: for sums of
/// powers, in which that is nothing. Cheaper than [`exp`], and else its bits.
///
/// # Derivation
/// Of [`exp`], with 2^k as one number; -1023 is an exponent whose power has no bits at all.
#[inline(always)]
pub fn exp_in_range(x: f64) -> f64 {
    let (k, r) = reduce_in_range(x);
    (1.0 + (r * r).mul_add(taylor(r), r)) * power_of_two(k)
}

/// e^x and e^x - 1 for x ≤ 0, with e^x perhaps 0 where it is less than the smallest normal number:
/// for a training that needs no last digit.
///
/// # Derivation
/// Of [`exp_in_range`], with a minimax polynomial of e^r in place of Taylor's.
///
/// # Numerics
/// e^x - 1 within 2 ULP, near 0 too, where it is what e^r is beyond 1.
#[inline(always)]
pub fn exp_and_exp_m1(x: f64) -> (f64, f64) {
    let (k, r) = reduce_in_range(x);
    let (power, beyond_1) = (power_of_two(k), (r * r).mul_add(minimax(r), r));
    ((1.0 + beyond_1) * power, power.mul_add(beyond_1, power - 1.0))
}

/// k and r, with e^x = 2^k e^r, for x < 700.
#[inline(always)]
fn reduce_in_range(x: f64) -> (f64, f64) {
    const LEAST: f64 = -1023.0 * std::f64::consts::LN_2;
    let x = if x < LEAST { LEAST } else { x };
    let k = x.mul_add(std::f64::consts::LOG2_E, ROUND) - ROUND;
    (k, (-k).mul_add(LN_2_LOW, (-k).mul_add(LN_2_HIGH, x)))
}

/// What [`taylor`] is but for 2e-17 of e^r, with two terms less.
///
/// # Source
/// The coefficients are ours, by `tests/golden/activation/minimax.py`.
#[inline(always)]
fn minimax(r: f64) -> f64 {
    horner_in_halves(
        r,
        [
            2.500_006_160_283_566_6e-8,
            2.763_024_837_921_144e-7,
            2.755_758_637_384_016_5e-6,
            2.480_149_309_890_655e-5,
            0.000_198_412_695_065_786_88,
            0.001_388_888_894_363_011_4,
            0.008_333_333_333_494_461,
            0.041_666_666_666_530_155,
            0.166_666_666_666_664_13,
            0.500_000_000_000_001_1,
        ],
    )
}

/// (e^r - 1 - r) / r² for |r| ≤ ln 2 / 2: 1/2! + r/3! + … + r¹¹/13!.
#[inline(always)]
fn taylor(r: f64) -> f64 {
    const FACTORIALS: [f64; 12] = [
        6_227_020_800.0, // 13!
        479_001_600.0,
        39_916_800.0,
        3_628_800.0,
        362_880.0,
        40_320.0,
        5_040.0,
        720.0,
        120.0,
        24.0,
        6.0,
        2.0,
    ];
    horner(r, FACTORIALS.map(|factorial| 1.0 / factorial))
}

/// k = round(x / ln 2) and r = x - k ln 2, for x cut at ± `limit`.
#[inline(always)]
fn reduce(x: DoubleDouble, limit: f64) -> (f64, DoubleDouble) {
    let high = x.high.clamp(-limit, limit);
    let low = if x.high.abs() < limit { x.low } else { 0.0 };
    let k = high.mul_add(std::f64::consts::LOG2_E, ROUND) - ROUND;
    let r = (-k).mul_add(LN_2_HIGH, high);
    (k, DoubleDouble::ordered_sum(r, (-k).mul_add(LN_2_LOW, low)))
}

/// What e^r is more than 1 + r.high.
#[inline(always)]
fn beyond_linear(r: DoubleDouble) -> f64 {
    (r.high * r.high).mul_add(taylor(r.high), r.low * (1.0 + r.high))
}

/// e^x of a number of twice the precision, not yet rounded, |x| cut at [`EXP_IS_ZERO`].
///
/// # Numerics
/// Right to 2^-56, that is a tenth of an ULP: what is left is the rounding of the caller's result.
#[inline(always)]
pub fn exponential(x: DoubleDouble) -> Scaled {
    let (k, r) = reduce(x, EXP_IS_ZERO);
    let DoubleDouble { high, low } = DoubleDouble::ordered_sum(1.0, r.high);
    Scaled { x: DoubleDouble::ordered_sum(high, low + beyond_linear(r)), k }
}

/// e^x - 1 for x ≤ 0.
///
/// # Derivation
/// e^x - 1 = 2^k (e^r - 1) + (2^k - 1). Near 0, where k = 0, the second term is 0 and
/// nothing cancels.
///
/// # Numerics
/// Right to a fifth of an ULP.
#[inline(always)]
pub fn exp_m1(x: DoubleDouble) -> DoubleDouble {
    let (k, r) = reduce(x, 700.0); // e^-700 is nothing beside 1, and 2^k one number
    let power = power_of_two(k);
    let constant = DoubleDouble::ordered_sum(-1.0, power); // 2^-54 - 1 would be -1
    let DoubleDouble { high, low } = DoubleDouble::ordered_sum(constant.high, power * r.high);
    DoubleDouble::ordered_sum(high, power.mul_add(beyond_linear(r), low + constant.low))
}

/// σ(x) = 1 / (1 + e^-x), the logistic function, not yet rounded.
///
/// # Derivation
/// With e = e^-|x|, which cannot overflow, 1 / (1 + e) for x ≥ 0 and e / (1 + e) for x < 0.
#[inline(always)]
pub fn logistic(x: DoubleDouble) -> Scaled {
    let e = exponential(-x.abs());
    let numerator = Scaled::select(x.high < 0.0, e, DoubleDouble::from(1.0).into());
    numerator / (e.as_addend() + 1.0)
}
