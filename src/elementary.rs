//! e^x and ln x as straight-line arithmetic: the same bits on every machine, and fast over a slice.
//!
//! The system's own functions may differ by a last digit between two machines, and twenty thousand
//! steps of descent would then not end in the same picture. These use only +, −, ×, ÷ and the fused
//! a · b + c of IEEE 754 in a fixed order, without branches, so a loop over a slice becomes vector
//! instructions.

const LN_2_HIGH: f64 = 6.931_471_803_691_238e-1; // its last 21 bits are 0: k · LN_2_HIGH is exact
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// Adding 1.5 · 2⁵² leaves no room for a fraction: the sum is rounded to an integer, which can then
/// be read from its lowest bits.
const ROUND: f64 = 6_755_399_441_055_744.0;

/// e^x.
///
/// # Derivation
/// With k = round(x / ln 2) and r = x − k ln 2, e^x = 2^k e^r and |r| ≤ ln 2 / 2. The Taylor series of
/// e^r is cut after r¹³/13!, an error below 5e-18. 2^k is multiplied in two halves so that neither
/// overflows before the product does.
///
/// # Numerics
/// Within 1 ULP; subnormal below −708.4, 0 below −745.2, ∞ above 709.8; NaN stays NaN.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    let x = x.clamp(-746.0, 710.0);
    let k = x.mul_add(std::f64::consts::LOG2_E, ROUND) - ROUND;
    let r = (-k).mul_add(LN_2_LOW, (-k).mul_add(LN_2_HIGH, x));
    let mut sum: f64 = 1.0 / 6_227_020_800.0; // 1/13!
    for inverse_factorial in [
        1.0 / 479_001_600.0,
        1.0 / 39_916_800.0,
        1.0 / 3_628_800.0,
        1.0 / 362_880.0,
        1.0 / 40_320.0,
        1.0 / 5_040.0,
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
    ] {
        sum = sum.mul_add(r, inverse_factorial);
    }
    let half = k.mul_add(0.5, ROUND) - ROUND;
    (1.0 + (r * r).mul_add(sum, r)) * power_of_two(half) * power_of_two(k - half)
}

/// 2^k for an integer −1022 ≤ k ≤ 1023, by writing k into the exponent's bits.
#[inline(always)]
fn power_of_two(k: f64) -> f64 {
    f64::from_bits(((k + ROUND).to_bits().wrapping_add(1023)) << 52)
}

/// ln x for a normal x > 0.
///
/// # Derivation
/// With x = 2^k m and √½ ≤ m < √2, ln x = k ln 2 + ln m. With f = m − 1 and s = f / (2 + f),
/// ln m = ln((1 + s) / (1 − s)) = 2s + 2s³/3 + 2s⁵/5 + …, cut after s²¹: |s| < 0.1716, an error below
/// 2e-17 relative. Written as f − (f²/2 − s (f²/2 + R)), the leading terms are exact near x = 1.
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
    let s2 = s * s;
    let mut series: f64 = 2.0 / 21.0;
    for term in [
        2.0 / 19.0,
        2.0 / 17.0,
        2.0 / 15.0,
        2.0 / 13.0,
        2.0 / 11.0,
        2.0 / 9.0,
        2.0 / 7.0,
        0.4,
        2.0 / 3.0,
    ] {
        series = series.mul_add(s2, term);
    }
    let half_square = 0.5 * f * f;
    let correction = s * s2.mul_add(series, half_square);
    k.mul_add(LN_2_HIGH, f - (half_square - k.mul_add(LN_2_LOW, correction)))
}
