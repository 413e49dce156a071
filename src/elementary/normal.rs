//! The standard normal distribution, with all its digits in the tails.

use super::exponential::exponential;
use super::{DoubleDouble, Scaled};

/// From here on Φ(-z) and its product with z, and φ(z) and its product with z, are less than half the
/// smallest subnormal number.
pub const PHI_IS_ZERO: f64 = 40.0;

/// 1 / √(2π).
const INVERSE_SQRT_TAU: DoubleDouble =
    DoubleDouble { head: 0.398_942_280_401_432_7, tail: -2.492_327_202_277_73e-17 };

/// Φ and φ at x, from the parts they share.
///
/// # Formula
/// φ(x) = e^(-x²/2) / √(2π), Φ(x) = ∫ φ from -∞ to x = erfc(-x / √2) / 2.
///
/// # Derivation
/// With z = |x|, Φ(-z) = e^(-z²/2) M(z), and Φ(z) = 1 − Φ(-z), where M varies slowly, from 1/2 at 0 to about
/// 1 / (√(2π) z). So (z + 3/4) M(z) is nearly constant, between 0.37 and 0.43, and a polynomial in
/// t = (z − 5) / (z + 5), which takes 0 ≤ z ≤ 40 to -1 ≤ t ≤ 7/9. x² is kept in twice the precision: its
/// rounding would come back multiplied by x²/2, up to 800.
///
/// # Numerics
/// Right to a fifth of an ULP, in the tails too, for |x| ≤ [`PHI_IS_ZERO`].
///
/// # Source
/// The form is that of M. M. Shepherd and J. G. Laframboise, "Chebyshev approximation of
/// (1 + 2x) exp(x²) erfc x in 0 ≤ x < ∞", 1981; the coefficients are ours, by
/// `tests/golden/activation/mills.py`.
#[derive(Clone, Copy, Debug)]
pub struct Normal {
    x: f64,
    /// e^(-x²/2).
    bell: Scaled,
    /// M(|x|).
    mills: DoubleDouble,
}

impl Normal {
    /// At x, |x| ≤ [`PHI_IS_ZERO`].
    #[inline(always)]
    pub fn at(x: f64) -> Self {
        let z = x.abs();
        let t = (z - 5.0) / (z + 5.0);
        let polynomial = DoubleDouble::ordered_sum(CONSTANT.head, t * horner(t));
        let polynomial =
            DoubleDouble { head: polynomial.head, tail: polynomial.tail + CONSTANT.tail };
        Normal {
            x,
            bell: exponential(DoubleDouble::product(x, x) * -0.5),
            mills: polynomial / DoubleDouble::sum(z, 0.75),
        }
    }

    /// Φ(x).
    #[inline(always)]
    pub fn distribution(self) -> Scaled {
        self.beside(self.mills)
    }

    /// Φ(x) + x φ(x), the derivative of x Φ(x).
    #[inline(always)]
    pub fn distribution_plus_moment(self) -> Scaled {
        self.beside(self.mills + INVERSE_SQRT_TAU * -self.x.abs())
    }

    /// e^(-x²/2) c for x < 0, 1 − e^(-x²/2) c for x ≥ 0.
    #[inline(always)]
    fn beside(self, c: DoubleDouble) -> Scaled {
        let tail = self.bell * c;
        Scaled::select(self.x < 0.0, tail, (-tail.as_addend() + 1.0).into())
    }
}

/// The constant term of the polynomial.
const CONSTANT: DoubleDouble =
    DoubleDouble { head: 0.442_286_003_606_286_2, tail: -2.476_836_568_846_083e-17 };

/// The rest of the polynomial, divided by t.
#[inline(always)]
fn horner(t: f64) -> f64 {
    let mut sum = 0.0_f64;
    for coefficient in COEFFICIENTS {
        sum = sum.mul_add(t, coefficient);
    }
    sum
}

/// Its coefficients, the highest power first.
const COEFFICIENTS: [f64; 24] = [
    -1.671_797_279_991_783_9e-10,
    -7.203_774_509_415_912e-10,
    2.997_490_155_697_967e-10,
    5.907_204_537_991_118e-9,
    2.533_864_482_089_476_7e-9,
    -3.481_676_256_134_564_5e-8,
    -2.322_830_921_386_028_2e-8,
    2.086_242_099_211_141_5e-7,
    1.086_687_873_177_433_5e-7,
    -1.370_002_549_327_694_2e-6,
    9.824_773_129_653_988e-8,
    9.378_113_518_464_26e-6,
    -1.155_709_687_836_626e-5,
    -5.384_813_856_532_096_4e-5,
    0.000_197_440_981_250_986_04,
    -2.577_756_814_559_042_6e-5,
    -0.001_730_960_022_374_412,
    0.007_116_711_751_448_733,
    -0.017_418_258_040_874_99,
    0.030_390_438_365_978_16,
    -0.038_364_881_037_311_754,
    0.030_223_321_701_249_26,
    0.002_013_165_454_462_056,
    -0.055_687_893_018_005_93,
];
