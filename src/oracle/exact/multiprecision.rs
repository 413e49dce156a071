//! The activation functions by definition, with hundreds of digits.
//!
//! torch is inexact where an answer is small, so the last digits are held against these. Each
//! function is evaluated by the formula of its paper, and its derivative by the textbook's
//! derivative of that formula, not by our rearrangements: cancellation does not matter with so
//! many bits.

use super::planes::Real;
use crate::activation::Activation;
use dashu_float::{ConstCache, Context};
use std::cell::RefCell;
use std::sync::LazyLock;

thread_local! {
    /// π and ln 2, with as many bits as were asked for so far.
    static KNOWN: RefCell<ConstCache> = const { RefCell::new(ConstCache::new()) };
}

/// f(a) and f'(a), rounded to the nearest `f64`.
///
/// # Numerics
/// At a kink the derivative is on torch's side. Where e^-|x| is below 2^-2880, x the argument of
/// the function's exponential, f and f' are their asymptotes. NaN at NaN. Zeros have no sign.
pub fn activation(f: Activation, a: f64) -> (f64, f64) {
    if a.is_nan() {
        return (a, a);
    }
    let inf = f64::INFINITY;
    match f {
        Activation::Identity => (a, 1.0),
        Activation::Threshold => (if a >= 0.0 { 1.0 } else { 0.0 }, 0.0),
        Activation::Relu => line(a, 0.0),
        Activation::LeakyRelu { negative_slope } | Activation::Prelu { negative_slope } => {
            line(a, negative_slope)
        }
        Activation::Rrelu { .. } if a > 0.0 => (a, 1.0),
        Activation::Rrelu { lower, upper } => {
            smooth(a, 0.0, [(a, lower / 2.0 + upper / 2.0); 2], |p, a| {
                let slope = (p.real(lower) + p.real(upper)) / p.whole(2);
                (&slope * a, slope)
            })
        }
        Activation::Relu6 => (a.clamp(0.0, 6.0), if a > 0.0 && a < 6.0 { 1.0 } else { 0.0 }),
        Activation::HardSwish if a <= -3.0 => (0.0, 0.0),
        Activation::HardSwish if a >= 3.0 => (a, 1.0),
        Activation::HardSwish => smooth(a, 0.0, [(0.0, 0.0), (a, 1.0)], |p, a| {
            (a * (a + p.whole(3)) / p.whole(6), (a * p.whole(2) + p.whole(3)) / p.whole(6))
        }),
        Activation::Logistic => smooth(a, a, [(0.0, 0.0), (1.0, 0.0)], |p, a| {
            let y = p.logistic(a);
            (y.clone(), &y * (p.whole(1) - &y))
        }),
        Activation::BipolarLogistic => smooth(a, a, [(-1.0, 0.0), (1.0, 0.0)], |p, a| {
            let e = p.exp(&-a);
            let y = p.logistic(a);
            ((p.whole(1) - &e) / (p.whole(1) + &e), p.whole(2) * &y * (p.whole(1) - &y))
        }),
        Activation::Tanh => smooth(a, 2.0 * a, [(-1.0, 0.0), (1.0, 0.0)], |p, a| {
            let y = p.tanh(a);
            (y.clone(), p.whole(1) - &y * &y)
        }),
        Activation::Elu { .. } | Activation::Celu { .. } if a > 0.0 => (a, 1.0),
        Activation::Elu { alpha } => smooth(a, a, [(-alpha, 0.0), (a, 1.0)], |p, a| {
            let (e, alpha) = (p.exp(a), p.real(alpha));
            (&alpha * (&e - p.whole(1)), &alpha * &e)
        }),
        Activation::Celu { alpha } => smooth(a, a / alpha, [(-alpha, 0.0), (a, 1.0)], |p, a| {
            let alpha = p.real(alpha);
            let e = p.exp(&(a / &alpha));
            (&alpha * (&e - p.whole(1)), e)
        }),
        Activation::Selu if a > 0.0 => smooth(a, 0.0, [(inf, 0.0), (inf, SELU.0)], |p, a| {
            let (lambda, _) = p.selu();
            (&lambda * a, lambda)
        }),
        Activation::Selu => smooth(a, a, [(SELU.1, 0.0), (inf, SELU.0)], |p, a| {
            let ((lambda, alpha), e) = (p.selu(), p.exp(a));
            (&lambda * &alpha * (&e - p.whole(1)), lambda * alpha * e)
        }),
        Activation::Softplus { beta } => smooth(a, beta * a, [(0.0, 0.0), (a, 1.0)], |p, a| {
            let (beta, one) = (p.real(beta), p.whole(1));
            (p.ln(&(one + p.exp(&(&beta * a)))) / &beta, p.logistic(&(&beta * a)))
        }),
        Activation::Gelu => smooth(a, 0.5 * a * a.abs(), [(0.0, 0.0), (a, 1.0)], |p, a| {
            let (distribution, density) = p.normal(a);
            (a * &distribution, distribution + a * density)
        }),
        Activation::GeluTanh => smooth(a, 2.0 * cubic(a), [(0.0, 0.0), (a, 1.0)], |p, a| {
            let root = (p.whole(2) / p.pi()).sqrt();
            let c = p.whole(44_715) / p.whole(1_000_000);
            let one = p.whole(1);
            let tanh = p.tanh(&(&root * (a + &c * a * a * a)));
            let u_derivative = root * (&one + p.whole(3) * c * a * a);
            let sum = &one + &tanh;
            let slope = &sum + a * (&one - &tanh * &tanh) * u_derivative;
            (a * sum / p.whole(2), slope / p.whole(2))
        }),
        Activation::Silu => smooth(a, a, [(0.0, 0.0), (a, 1.0)], |p, a| {
            let y = p.logistic(a);
            (a * &y, &y + a * &y * (p.whole(1) - &y))
        }),
        Activation::Mish => smooth(a, a, [(0.0, 0.0), (a, 1.0)], |p, a| {
            let one = p.whole(1);
            let tanh = p.tanh(&p.ln(&(&one + p.exp(a))));
            (a * &tanh, &tanh + a * p.logistic(a) * (one - &tanh * &tanh))
        }),
    }
}

/// λ and -λα, the right slope and the left asymptote of selu.
const SELU: (f64, f64) = (1.050_700_987_355_480_5, -1.758_099_340_847_376_8);

/// Where the argument of the exponential is larger, f and f' are their asymptotes.
const FARTHEST: f64 = 2000.0;
/// No point asks for more: see [`smooth`].
const MOST_BITS: usize = 250 + 3 * FARTHEST as usize + 2 * 1074;

/// A rectifier with that slope on the left.
fn line(a: f64, slope: f64) -> (f64, f64) {
    if a > 0.0 { (a, 1.0) } else { (slope * a, slope) }
}

/// √(2/π) (a + 0.044715 a³), roughly.
fn cubic(a: f64) -> f64 {
    0.8 * a * (1.0 + 0.044_715 * a * a)
}

/// f(a) and f'(a) by `pair`; far to the left and right the two asymptotes.
///
/// `argument` is that of the function's exponential: so many bits are lost where e^-|argument| is
/// subtracted from 1, and again in its square.
fn smooth(
    a: f64,
    argument: f64,
    asymptotes: [(f64, f64); 2],
    pair: impl FnOnce(Precision, &Real) -> (Real, Real),
) -> (f64, f64) {
    if argument.abs() > FARTHEST || a.is_infinite() {
        return asymptotes[usize::from(a > 0.0)];
    }
    let below_one = if a == 0.0 { 0.0 } else { (-a.abs().log2()).max(0.0) };
    let bits = 250.0 + 3.0 * argument.abs() + 2.0 * below_one;
    assert!(bits <= MOST_BITS as f64);
    let precision = Precision(bits as usize);
    let (value, derivative) = pair(precision, &precision.real(a));
    (precision.round(value), precision.round(derivative))
}

/// How many bits the numbers of one evaluation have.
#[derive(Clone, Copy)]
struct Precision(usize);

impl Precision {
    fn real(self, x: f64) -> Real {
        let exact = Real::try_from(x).expect("a finite number");
        exact.with_precision(self.0).value()
    }

    /// The nearest `f64`; the library (0.6.2) takes all below the smallest subnormal number for 0.
    fn round(self, x: Real) -> f64 {
        let smallest = self.real(f64::from_bits(1));
        let size = if x < self.whole(0) { -&x } else { x.clone() };
        if size < smallest && size * self.whole(2) > smallest {
            return if x < self.whole(0) { -f64::from_bits(1) } else { f64::from_bits(1) };
        }
        x.to_f64().value()
    }

    fn whole(self, n: i32) -> Real {
        self.real(f64::from(n))
    }

    fn pi(self) -> Real {
        KNOWN.with_borrow_mut(|known| known.pi(self.0).value())
    }

    fn exp(self, x: &Real) -> Real {
        let context = Context::new(self.0);
        KNOWN.with_borrow_mut(|known| context.unwrap_fp(context.exp(x.repr(), Some(known))))
    }

    fn ln(self, x: &Real) -> Real {
        let context = Context::new(self.0);
        KNOWN.with_borrow_mut(|known| context.unwrap_fp(context.ln(x.repr(), Some(known))))
    }

    fn logistic(self, x: &Real) -> Real {
        self.whole(1) / (self.whole(1) + self.exp(&-x))
    }

    /// (e^x - e^-x) / (e^x + e^-x).
    fn tanh(self, x: &Real) -> Real {
        let grows = self.exp(x);
        let falls = self.whole(1) / &grows;
        (&grows - &falls) / (grows + falls)
    }

    /// Φ(x) = ½ + φ(x) Σ x^(2n+1) / (1 · 3 ⋯ (2n+1)), all terms of one sign, and φ(x) = e^(-x²/2) /
    /// √(2π).
    fn normal(self, x: &Real) -> (Real, Real) {
        let (two, square) = (self.whole(2), x * x);
        let (mut term, mut sum, mut odd) = (x.clone(), self.whole(0), 1);
        loop {
            let longer = &sum + &term;
            if longer == sum {
                break;
            }
            odd += 2;
            (sum, term) = (longer, term * &square / self.whole(odd));
        }
        let density = self.exp(&-(square / &two)) / (&two * self.pi()).sqrt();
        (self.whole(1) / two + &density * sum, density)
    }

    /// λ and α of selu, computed once with all the bits that any point asks for.
    fn selu(self) -> (Real, Real) {
        static CONSTANTS: LazyLock<(Real, Real)> =
            LazyLock::new(|| Precision(MOST_BITS).selu_in_closed_form());
        let rounded = |x: &Real| x.clone().with_precision(self.0).value();
        (rounded(&CONSTANTS.0), rounded(&CONSTANTS.1))
    }

    /// Klambauer et al. 2017, equation 14.
    fn selu_in_closed_form(self) -> (Real, Real) {
        let (one, two, pi) = (self.whole(1), self.whole(2), self.pi());
        let e = self.exp(&one);
        // erfc(x / √2) = 2 - 2Φ(x).
        let erfc = |x| &two - &two * self.normal(x).0;
        let (c, far) = (erfc(&one) * e.sqrt(), erfc(&two));
        let alpha = (&two / &pi).sqrt() / (&one - &c);
        let variance = &two * far * &e * &e + &pi * &c * &c - &two * (&two + &pi) * &c + &pi + &two;
        ((one - c) * (two * pi).sqrt() / variance.sqrt(), alpha)
    }
}
