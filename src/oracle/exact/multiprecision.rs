//! Formulas with hundreds of digits: the activation functions by definition.
//!
//! torch is inexact where an answer is small, so the last digits are held against these. What is
//! evaluated is the text of each function's [definition](Activation::latex), and the derivative
//! that is found from that text; none of our rearrangements: cancellation does not matter with so
//! many bits.

use super::planes::Real;
use crate::activation::Activation;
use crate::number::Number;
use dashu_float::{ConstCache, Context};
use std::cell::{Cell, RefCell};
use std::ops::{Add, Div, Mul, Neg, Sub};

thread_local! {
    /// How many bits the numbers of one evaluation have.
    static BITS: Cell<usize> = const { Cell::new(64) };
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
    let (argument, asymptotes) = far(f, a);
    if argument.abs() > FARTHEST || a.is_infinite() {
        return asymptotes[usize::from(a > 0.0)];
    }
    let definition = f.definition();
    let value = with_bits(bits(f, argument, a), || definition.value(Long::from(a)).round());
    let a = beside_kinks(f, a);
    let derivative = with_bits(bits(f, argument, a), || {
        definition.derivative(Long::from(a)).expect("beside a kink there is one").round()
    });
    (value, derivative)
}

/// Where the argument of the exponential is larger, f and f' are their asymptotes.
const FARTHEST: f64 = 2000.0;

/// Of e^-|argument| so many bits are lost where it is subtracted from 1, and again in its square;
/// where e^x - 1 is all there is, only for a small x.
fn bits(f: Activation, argument: f64, a: f64) -> usize {
    let below_one = if a == 0.0 { 0.0 } else { (-a.abs().log2()).max(0.0) };
    let far = match f {
        Activation::Elu { .. } | Activation::Celu { .. } | Activation::Selu => 0.0,
        _ => argument.abs(),
    };
    (250.0 + 3.0 * far + 2.0 * below_one) as usize
}

/// Where torch takes the derivative at a kink: to the left; at the upper of two kinks, to the
/// right.
fn beside_kinks(f: Activation, a: f64) -> f64 {
    match f.kinks() {
        [_, upper] if a == *upper => a.next_up(),
        kinks if kinks.contains(&a) => a.next_down(),
        _ => a,
    }
}

/// The argument of the function's exponential, and f and f' far to the left and to the right.
fn far(f: Activation, a: f64) -> (f64, [(f64, f64); 2]) {
    let (zero, line) = ((0.0, 0.0), (a, 1.0));
    match f {
        Activation::Identity => (0.0, [line, line]),
        Activation::Threshold => (0.0, [zero, (1.0, 0.0)]),
        Activation::Relu | Activation::HardSwish => (0.0, [zero, line]),
        Activation::LeakyRelu { negative_slope: s } | Activation::Prelu { negative_slope: s } => {
            (0.0, [(s * a, s), line])
        }
        Activation::Rrelu { lower, upper } => {
            let slope = lower / 2.0 + upper / 2.0;
            (0.0, [(slope * a, slope), line])
        }
        Activation::Relu6 => (0.0, [zero, (6.0, 0.0)]),
        Activation::Logistic => (a, [zero, (1.0, 0.0)]),
        Activation::BipolarLogistic => (a, [(-1.0, 0.0), (1.0, 0.0)]),
        Activation::Tanh => (2.0 * a, [(-1.0, 0.0), (1.0, 0.0)]),
        Activation::Elu { alpha } => (a, [(-alpha, 0.0), line]),
        Activation::Celu { alpha } => (a / alpha, [(-alpha, 0.0), line]),
        Activation::Selu => (a.min(0.0), [(SELU.1, 0.0), (f64::INFINITY, SELU.0)]),
        Activation::Softplus { beta } => (beta * a, [zero, line]),
        Activation::Gelu => (0.5 * a * a.abs(), [zero, line]),
        // √(2/π) (a + 0.044715 a³), roughly.
        Activation::GeluTanh => (1.6 * a * (1.0 + 0.044_715 * a * a), [zero, line]),
        Activation::Silu | Activation::Mish => (a, [zero, line]),
    }
}

/// β and -βα, the right slope and the left asymptote of selu.
const SELU: (f64, f64) = (1.050_700_987_355_480_5, -1.758_099_340_847_376_8);

/// Evaluates with numbers of so many bits.
fn with_bits<T>(bits: usize, evaluate: impl FnOnce() -> T) -> T {
    let before = BITS.replace(bits);
    let value = evaluate();
    BITS.set(before);
    value
}

/// A number of so many bits.
#[derive(Clone, Debug)]
struct Long(Real);

impl Long {
    /// The nearest `f64`; the library (0.6.2) takes all below the smallest subnormal number for 0.
    fn round(self) -> f64 {
        let smallest = Long::from(f64::from_bits(1)).0;
        let is_negative = self.0 < Real::ZERO;
        let size = if is_negative { -&self.0 } else { self.0.clone() };
        if size < smallest && &size + &size > smallest {
            return if is_negative { -f64::from_bits(1) } else { f64::from_bits(1) };
        }
        self.value()
    }

    fn context() -> Context<dashu_float::round::mode::HalfEven> {
        Context::new(BITS.get())
    }
}

impl From<f64> for Long {
    fn from(x: f64) -> Long {
        let exact = Real::try_from(x).expect("a finite number");
        Long(exact.with_precision(BITS.get()).value())
    }
}

impl Neg for Long {
    type Output = Long;

    fn neg(self) -> Long {
        Long(-self.0)
    }
}

/// With another such number, and with a plain one.
macro_rules! operators {
    ($($operator:ident, $method:ident;)*) => { $(
        impl $operator for Long {
            type Output = Long;

            fn $method(self, other: Long) -> Long {
                Long(self.0.$method(other.0))
            }
        }

        impl $operator<f64> for Long {
            type Output = Long;

            fn $method(self, other: f64) -> Long {
                self.$method(Long::from(other))
            }
        }
    )* };
}

operators! {
    Add, add;
    Sub, sub;
    Mul, mul;
    Div, div;
}

impl Number for Long {
    fn value(&self) -> f64 {
        self.0.to_f64().value()
    }

    fn pi() -> Long {
        Long(KNOWN.with_borrow_mut(|known| known.pi(BITS.get()).value()))
    }

    fn exp(self) -> Long {
        let (context, x) = (Long::context(), self.0.repr());
        Long(KNOWN.with_borrow_mut(|known| context.unwrap_fp(context.exp(x, Some(known)))))
    }

    fn ln(self) -> Long {
        let (context, x) = (Long::context(), self.0.repr());
        Long(KNOWN.with_borrow_mut(|known| context.unwrap_fp(context.ln(x, Some(known)))))
    }

    fn sqrt(self) -> Long {
        Long(self.0.sqrt())
    }

    fn sin(self) -> Long {
        Long(self.0.sin())
    }

    fn cos(self) -> Long {
        Long(self.0.cos())
    }

    /// (e^x - e^-x) / (e^x + e^-x).
    fn tanh(self) -> Long {
        let grows = self.exp();
        let falls = Long::from(1.0) / grows.clone();
        (grows.clone() - falls.clone()) / (grows + falls)
    }

    fn powi(self, n: i32) -> Long {
        Long(self.0.powi(n.into()))
    }

    /// ½ + φ(x) Σ x^(2n+1) / (1 · 3 ⋯ (2n+1)), all terms of one sign, φ(x) = e^(-x²/2) / √(2π).
    fn normal(self) -> Long {
        let square = &self.0 * &self.0;
        let (mut term, mut sum, mut odd) = (self.0, Long::from(0.0).0, 1.0);
        loop {
            let longer = &sum + &term;
            if longer == sum {
                break;
            }
            odd += 2.0;
            (sum, term) = (longer, term * &square / Long::from(odd).0);
        }
        let density = (Long(-square) / 2.0).exp() / (Long::pi() * 2.0).sqrt();
        density * Long(sum) + 0.5
    }
}
