//! The standard normal distribution, with all its digits in the tails.

use super::exponential::{exp_and_exp_m1, exponential};
use super::{DoubleDouble, Scaled, horner, horner_in_halves};

/// From here on Φ(-z) and its product with z, and φ(z) and its product with z, are less than half
/// the smallest subnormal number.
pub const PHI_IS_ZERO: f64 = 40.0;

/// 1 / √(2π).
const INVERSE_SQRT_TAU: DoubleDouble =
    DoubleDouble { high: 0.398_942_280_401_432_7, low: -2.492_327_202_277_73e-17 };

/// Φ and φ at x, from the parts they share.
///
/// # Formula
/// ```math
/// \varphi(x) = \frac{e^{-x^2 / 2}}{\sqrt{2 \pi}}
/// \Phi(x) = \int_{-\infty}^x \varphi(z) \, dz = \frac{1}{2} \operatorname{erfc} \Bigl( -\frac{x}{\sqrt{2}} \Bigr)
/// ```
///
/// # Derivation
/// With z = |x|, Φ(-z) = e^(-z²/2) M(z), and Φ(z) = 1 - Φ(-z), where M varies slowly, from 1/2 at 0
/// to about 1 / (√(2π) z). So (z + 5/4) M(z) is nearly constant, between 0.40 and 0.63, and a
/// polynomial in t = (z - 5) / (z + 5), which takes 0 ≤ z ≤ 40 to -1 ≤ t ≤ 7/9. It is flat at z = 0
/// (5/4 is nearly √(π/2)), where the rounding of t is largest. x² is kept in twice the precision:
/// its rounding would come back multiplied by x²/2, up to 800.
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
        // The two terms whose rounding would show.
        let polynomial = (DoubleDouble::product(horner(t, HIGHER), t) + LINEAR) * t + CONSTANT;
        Normal {
            x,
            bell: exponential(DoubleDouble::product(x, x) * -0.5),
            mills: polynomial / DoubleDouble::sum(z, 1.25),
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

    /// e^(-x²/2) c for x < 0, 1 - e^(-x²/2) c for x ≥ 0.
    #[inline(always)]
    fn beside(self, c: DoubleDouble) -> Scaled {
        let tail = self.bell * c;
        Scaled::select(self.x < 0.0, tail, (-tail.as_addend() + 1.0).into())
    }
}

/// Φ(x) and φ(x) for |x| ≤ [`PHI_IS_ZERO`], in plain arithmetic, as [`Normal`] has them.
///
/// # Derivation
/// e^(-x²/2) = e^(-s/2) (1 - (x² - s)/2), where s is x² rounded. One division serves t and M.
///
/// # Numerics
/// Right to some ULP; maybe 0 where less than the smallest normal number.
#[inline(always)]
pub fn distribution_and_density(x: f64) -> (f64, f64) {
    let z = x.abs();
    let inverse = 1.0 / ((z + 5.0) * (z + 1.25));
    let t = (z - 5.0) * (z + 1.25) * inverse;
    let polynomial = horner_in_halves(t, HIGHER).mul_add(t, LINEAR).mul_add(t, CONSTANT.high);
    let mills = polynomial * (z + 5.0) * inverse;
    let square = x * x;
    let lost = x.mul_add(x, -square);
    let bell = exp_and_exp_m1(-0.5 * square).0 * (-0.5f64).mul_add(lost, 1.0);
    let tail = bell * mills;
    (if x < 0.0 { tail } else { 1.0 - tail }, bell * INVERSE_SQRT_TAU.high)
}

/// The constant term of the polynomial.
const CONSTANT: DoubleDouble =
    DoubleDouble { high: 0.480_745_656_093_789_33, low: 1.893_485_612_296_664_5e-17 };

/// The coefficient of t.
const LINEAR: f64 = -0.127_416_670_650_011_92;

/// Those of t²⁴, t²³, …, t².
const HIGHER: [f64; 23] = [
    -1.498_350_782_483_796_5e-10,
    -6.852_159_721_266_982e-10,
    1.350_313_092_636_871_6e-10,
    5.492_349_737_746_159e-9,
    3.498_429_914_014_915_6e-9,
    -3.175_996_125_720_995e-8,
    -2.874_591_557_621_428e-8,
    1.888_394_204_562_671_6e-7,
    1.472_162_404_615_006_7e-7,
    -1.248_207_619_218_550_4e-6,
    -2.392_816_513_370_958e-7,
    8.743_026_651_156_975e-6,
    -8.234_890_806_109_513e-6,
    -5.336_747_228_315_022e-5,
    0.000_167_227_240_927_977_67,
    4.136_085_117_708_606e-5,
    -0.001_621_184_653_698_848_4,
    0.005_927_289_573_368_607,
    -0.012_922_572_765_571_991,
    0.018_683_488_122_115_34,
    -0.014_437_204_895_226_862,
    -0.010_218_616_930_813_959,
    0.060_047_571_397_463_7,
];
