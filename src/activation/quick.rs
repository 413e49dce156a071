//! The functions that have an exponential, for a training that needs no last digit: y and f'(a)
//! together, in plain arithmetic, with one exponential and one division.
//!
//! How right they are is told by [`value_and_derivative`](Activation::value_and_derivative).

use super::Activation;
use super::exponential::{BETA, BETA_ALPHA};
use super::gated::{CUBIC, CUBIC_IS_LARGE, LINEAR};
use crate::kernel::elementary::{
    EXP_IS_ZERO, PHI_IS_ZERO, distribution_and_density, exp_and_exp_m1, horner_in_halves,
};

/// Asks for a function by its activation, over slices as compiled for each instruction set.
macro_rules! quick {
    ($($variant:ident $({ $parameter:ident })? => $function:ident;)*) => {
        impl Activation {
            /// Whether it has an exponential, of which the last digit takes most of the time.
            pub(crate) fn has_exponential(self) -> bool {
                matches!(self, $(Activation::$variant { .. })|*)
            }

            /// y and f'(a), of those that have an exponential.
            pub(super) fn quickly(self, a: f64) -> Option<(f64, f64)> {
                match self {
                    $(Activation::$variant $({ $parameter })? => {
                        Some($function(a $(, $parameter)?))
                    })*
                    _ => None,
                }
            }

            /// y, and f'(a) in the place of a, of those that have an exponential.
            pub(super) fn apply_with_derivative_quickly(self, a: &mut [f64], y: &mut [f64]) {
                match self {
                    $(Activation::$variant $({ $parameter })? => {
                        over_slices::$function(a, y $(, $parameter)?);
                    })*
                    _ => unreachable!("{self} has no exponential"),
                }
            }
        }

        mod over_slices {
            use multiversion::multiversion;
            $(
                #[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
                pub fn $function(a: &mut [f64], y: &mut [f64] $(, $parameter: f64)?) {
                    for (a, y) in a.iter_mut().zip(y) {
                        (*y, *a) = super::$function(*a $(, $parameter)?);
                    }
                }
            )*
        }
    };
}

quick! {
    Logistic => logistic;
    BipolarLogistic => bipolar_logistic;
    Tanh => tanh;
    Elu { alpha } => elu;
    Celu { alpha } => celu;
    Selu => selu;
    Gelu => gelu;
    GeluTanh => gelu_tanh;
    Silu => silu;
    Mish => mish;
    Softplus { beta } => softplus;
}

/// e^x for x ≤ 0, to most digits.
#[inline(always)]
fn exp(x: f64) -> f64 {
    exp_and_exp_m1(x).0
}

/// With e = e^-|a| and q = 1 / (1 + e), σ is q on the right and e q on the left, and σ' = e q².
#[inline(always)]
fn logistic(a: f64) -> (f64, f64) {
    let e = exp(-a.abs());
    let q = 1.0 / (1.0 + e);
    (if a < 0.0 { e * q } else { q }, e * q * q)
}

/// tanh(a/2), and (1 - tanh²(a/2)) / 2 = 2σ'(a).
#[inline(always)]
fn bipolar_logistic(a: f64) -> (f64, f64) {
    let (e, e_minus_1) = exp_and_exp_m1(-a.abs());
    let q = 1.0 / (1.0 + e);
    ((e_minus_1 * q).copysign(a), 2.0 * (e * q * q))
}

#[inline(always)]
fn tanh(a: f64) -> (f64, f64) {
    let (value, derivative) = bipolar_logistic(2.0 * a);
    (value, 2.0 * derivative)
}

/// e^x and e^x - 1 for what is left of 0.
#[inline(always)]
fn on_the_left(x: f64) -> (f64, f64) {
    exp_and_exp_m1(if x > 0.0 { 0.0 } else { x })
}

#[inline(always)]
fn elu(a: f64, alpha: f64) -> (f64, f64) {
    let (e, e_minus_1) = on_the_left(a);
    (if a < 0.0 { alpha * e_minus_1 } else { a }, if a > 0.0 { 1.0 } else { alpha * e })
}

#[inline(always)]
fn celu(a: f64, alpha: f64) -> (f64, f64) {
    let x = a * (1.0 / alpha);
    let (e, e_minus_1) = on_the_left(x);
    // Nearer to 0, e^x - 1 is x to the last digit, but x may be subnormal and have few.
    let value = if x < -f64::EPSILON / 4.0 { alpha * e_minus_1 } else { a };
    (value, if a > 0.0 { 1.0 } else { e })
}

#[inline(always)]
fn selu(a: f64) -> (f64, f64) {
    let (value, derivative) = elu(a, 1.0);
    let factor = if a > 0.0 { BETA.high } else { BETA_ALPHA.high };
    (factor * value, factor * derivative)
}

/// a Φ(a), and Φ(a) + a φ(a).
#[inline(always)]
fn gelu(a: f64) -> (f64, f64) {
    let cut = a.clamp(-PHI_IS_ZERO, PHI_IS_ZERO);
    let (distribution, density) = distribution_and_density(cut);
    let value = if a > PHI_IS_ZERO { a } else { cut * distribution };
    (value, cut.mul_add(density, distribution))
}

/// a σ(v) with v = a (c + c₃ a²).
#[inline(always)]
fn gelu_tanh(a: f64) -> (f64, f64) {
    let cut = a.clamp(-CUBIC_IS_LARGE, CUBIC_IS_LARGE);
    let cubic = CUBIC.high * cut * cut;
    let (gate, slope) = logistic(cut * (LINEAR.high + cubic));
    let v_derivative = cubic.mul_add(3.0, LINEAR.high);
    let value = if a > CUBIC_IS_LARGE { a } else { cut * gate };
    (value, (cut * v_derivative).mul_add(slope, gate))
}

#[inline(always)]
fn silu(a: f64) -> (f64, f64) {
    let cut = a.clamp(-EXP_IS_ZERO, EXP_IS_ZERO);
    let (gate, slope) = logistic(cut);
    (if a > EXP_IS_ZERO { a } else { cut * gate }, cut.mul_add(slope, gate))
}

/// The fractions of [`mish`](super::mish) and [`mish_derivative`](super::mish_derivative).
#[inline(always)]
fn mish(a: f64) -> (f64, f64) {
    let cut = a.clamp(-EXP_IS_ZERO, EXP_IS_ZERO);
    let e = exp(-cut.abs());
    let left = cut < 0.0;
    let (first, last): (f64, f64) = if left { (2.0, 1.0) } else { (1.0, 2.0) };
    let q = 1.0 / last.mul_add(e, 2.0).mul_add(e, first);
    let outside = if left { e * q } else { q };
    let gate = outside * last.mul_add(e, first);
    let (four_plus, six_plus) = (4.0f64.mul_add(cut, 4.0), 4.0f64.mul_add(cut, 6.0));
    let c0 = if left { four_plus } else { 1.0 };
    let c1 = if left { six_plus } else { 4.0 };
    let c2 = if left { 4.0 } else { six_plus };
    let c3 = if left { 1.0 } else { four_plus };
    let cubic = c3.mul_add(e, c2).mul_add(e, c1).mul_add(e, c0);
    (if a > EXP_IS_ZERO { a } else { cut * gate }, outside * q * cubic)
}

/// With x = βa, (max(0, x) + ln(1 + e)) / β and σ(x), where e = e^-|x| and, with s = e / (2 + e),
/// ln(1 + e) = 2 artanh s.
#[inline(always)]
fn softplus(a: f64, beta: f64) -> (f64, f64) {
    let x = beta * a;
    let e = exp(-x.abs());
    let inverse = 1.0 / ((1.0 + e) * (2.0 + e));
    let s = e * (1.0 + e) * inverse;
    let series = horner_in_halves(s * s, ARTANH);
    let right = if x < 0.0 { 0.0 } else { x };
    let gate = (2.0 + e) * inverse;
    let value = (2.0 * s).mul_add(series, right) * (1.0 / beta);
    let value = if x > EXP_IS_ZERO { a } else { value };
    (value, if x < 0.0 { e * gate } else { gate })
}

/// artanh(s) / s in powers of s², from s²⁰ down, for s ≤ 1/3: within 5e-18. Ours, by
/// `tests/golden/activation/minimax.py`.
const ARTANH: [f64; 11] = [
    0.085_305_510_504_758_4,
    0.041_575_676_364_286_07,
    0.060_561_859_383_660_98,
    0.066_500_436_627_223_76,
    0.076_933_182_922_473_4,
    0.090_908_698_679_251_76,
    0.111_111_120_566_082_52,
    0.142_857_142_724_510_9,
    0.200_000_000_000_952_55,
    0.333_333_333_333_330_65,
    1.0,
];
