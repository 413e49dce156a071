//! ln x and ln(1 + x).

use super::{DoubleDouble, LN_2_HIGH, LN_2_LOW, horner};

/// ln x for a normal x > 0.
///
/// # Derivation
/// With x = 2^k m and √½ ≤ m < √2, ln x = k ln 2 + ln m. With f = m - 1 and s = f / (2 + f), ln m
/// = ln((1 + s) / (1 - s)) = 2s + 2s³/3 + 2s⁵/5 + …, cut after s²¹: |s| < 0.1716, an error below
/// 2e-17 relative. Written as f - (f²/2 - s (f²/2 + R)), the leading terms are exact near x = 1.
///
/// # Numerics
/// Within 1 ULP. Not for 0, subnormal, negative, infinite or NaN arguments.
///
/// # Source
/// The arrangement is the one of W. Kahan and K. C. Ng in fdlibm's `log`.
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    // Subtracting the bits of √½ makes the exponent field of x step from k to k + 1 at m = √½.
    const SQRT_HALF: u64 = std::f64::consts::FRAC_1_SQRT_2.to_bits();
    let above = x.to_bits().wrapping_sub(SQRT_HALF);
    let m = f64::from_bits((above & 0x000f_ffff_ffff_ffff).wrapping_add(SQRT_HALF));
    // The exponent, shifted down without its sign (a logical shift vectorises) and read as a float.
    let k = f64::from_bits((above.wrapping_add(1023 << 52) >> 52) | 0x4330_0000_0000_0000)
        - (4_503_599_627_370_496.0 + 1023.0);
    let f = m - 1.0;
    let s = f / (2.0 + f);
    let half_square = 0.5 * f * f;
    let correction = s * (s * s).mul_add(series(s * s), half_square);
    k.mul_add(LN_2_HIGH, f - (half_square - k.mul_add(LN_2_LOW, correction)))
}

/// (ln((1 + s) / (1 - s)) - 2s) / s³ as a function of s² < 0.0295: 2/3 + 2s²/5 + … + 2s¹⁸/21.
#[inline(always)]
fn series(s2: f64) -> f64 {
    horner(s2, [21.0, 19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0].map(|odd| 2.0 / odd))
}

/// ln(1 + x) for 0 ≤ x ≤ 1, not yet rounded.
///
/// # Derivation
/// Of [`ln`], with 1 + x in place of x, so that f = x below √2 - 1 and (x - 1) / 2 above, and k = 0
/// or 1. The tail of f enters through the derivative, 1 / (1 + f) ≈ 1 - f.
///
/// # Numerics
/// Right to a third of an ULP.
#[inline(always)]
pub fn ln_1p(x: DoubleDouble) -> DoubleDouble {
    const LN_2: DoubleDouble =
        DoubleDouble { high: std::f64::consts::LN_2, low: 2.319_046_813_846_3e-17 };
    let halved = x.high > std::f64::consts::SQRT_2 - 1.0;
    let f = DoubleDouble::select(halved, (x + -1.0) * 0.5, x);
    let s = f.high / (2.0 + f.high);
    let half_square = 0.5 * f.high * f.high;
    let correction = s * (s * s).mul_add(series(s * s), half_square) - half_square;
    let ln = DoubleDouble::ordered_sum(f.high, correction);
    let ln = DoubleDouble { high: ln.high, low: f.low.mul_add(1.0 - f.high, ln.low) };
    DoubleDouble::select(halved, LN_2 + ln, ln)
}

/// ln(1 + x) for 0 ≤ x ≤ 2^1000, rounded.
///
/// # Derivation
/// With 1 + x = u + v, where u is rounded and v what that has lost, ln(u + v) ≈ ln u + v/u.
///
/// # Numerics
/// Within 2 ULP; NaN stays NaN.
#[inline(always)]
pub fn ln_of_one_and(x: f64) -> f64 {
    let DoubleDouble { high, low } = DoubleDouble::sum(1.0, x);
    ln(high) + low / high
}
