//! Continuous functions on an interval, with what is known of their continuity.

use crate::Result;
use crate::error::expect_setting;
use std::f64::consts::PI;

/// A continuous function f on [p, q], its greatest size, and a bound ω of its modulus
/// of continuity.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub name: &'static str,
    /// p.
    pub from: f64,
    /// q.
    pub to: f64,
    pub value: fn(f64) -> f64,
    /// The value in LaTeX, of z, if a formula has it.
    pub formula: Option<&'static str>,
    /// M ≥ sup |f|.
    pub size: f64,
    /// C of ω(t) = C t^α.
    pub constant: f64,
    /// α, the Hölder exponent: 1 is Lipschitz.
    pub exponent: f64,
}

/// a and b of the Weierstrass function: α = -ln a / ln b = ½, and a b ≥ 1.
const WEIERSTRASS: (f64, f64) = (0.5, 4.0);
/// The terms left out sum to 2⁻⁵² at most.
const TERMS: i32 = 53;

impl Target {
    /// Smooth, kinked, wild.
    pub const ALL: [Target; 3] = [Target::SINE, Target::KINK, Target::WILD];

    /// sin x on [0, 2π], where |sin x - sin y| ≤ |x - y|.
    pub const SINE: Target = Target {
        name: "sin x",
        from: 0.0,
        to: 2.0 * PI,
        value: libm::sin,
        formula: Some(r"\sin z"),
        size: 1.0,
        constant: 1.0,
        exponent: 1.0,
    };

    /// |x| on [-1, 1], where ||x| - |y|| ≤ |x - y|.
    pub const KINK: Target = Target {
        name: "|x|",
        from: -1.0,
        to: 1.0,
        value: f64::abs,
        formula: Some("|z|"),
        size: 1.0,
        constant: 1.0,
        exponent: 1.0,
    };

    /// The Weierstrass function Σ aᵐ cos(bᵐ π x) with a = ½ and b = 4 on [0, 1]: continuous,
    /// nowhere differentiable, |f| ≤ 1 / (1 - a), and Hölder with α = -ln a / ln b.
    ///
    /// # Formula
    /// ```math
    /// |f(x) - f(y)| \le C \, |x - y|^\alpha
    /// C = \frac{\pi a b}{a b - 1} + \frac{2}{1 - a} = 2 \pi + 4
    /// ```
    ///
    /// # Derivation
    /// With t = |x - y| ≤ 1 take N ≥ 0 with 1 ≤ b^N t < b. Up to term N - 1 the cosines differ by
    /// bᵐ π t at most, together by π t (a b)^N / (a b - 1) = π (b^N t) a^N / (a b - 1); from term N
    /// on by 2, together by 2 a^N / (1 - a). With s = b^N t, a^N = b^(-αN) = t^α s^-α, and
    /// s^(1-α) ≤ b^(1-α) = a b, s^-α ≤ 1.
    ///
    /// # Source
    /// G. H. Hardy, *Weierstrass's non-differentiable function*, Trans. AMS 17 (1916): nowhere
    /// differentiable for a b ≥ 1, and the exponent α, which cannot be raised. A. Zygmund,
    /// *Trigonometric Series*, chapter II.
    pub const WILD: Target = Target {
        name: "Weierstrass",
        from: 0.0,
        to: 1.0,
        value: weierstrass,
        formula: None,
        size: 2.0,
        constant: 2.0 * PI + 4.0,
        exponent: 0.5,
    };

    /// # Errors
    /// Ends that are not finite numbers with p < q, an M or a C that is negative or not finite, an
    /// α outside (0, 1]: a larger one is the modulus of constants only.
    pub fn check(&self) -> Result<()> {
        let Target { name, from, to, size, constant, exponent, .. } = *self;
        let what = |part: &str| format!("{part} of target {name:?}");
        let rises = from < to && (to - from).is_finite();
        expect_setting(&what("interval"), "finite p < q", format!("[{from}, {to}]"), rises)?;
        for (part, value) in [("size M", size), ("constant C", constant)] {
            let sound = value >= 0.0 && value.is_finite();
            expect_setting(&what(part), "a finite number, not negative", value, sound)?;
        }
        let sound = exponent > 0.0 && exponent <= 1.0;
        expect_setting(&what("exponent α"), "above 0, at most 1", exponent, sound)
    }

    /// ω(t) = C t^α ≥ |f(x) - f(y)| for |x - y| ≤ t.
    pub fn modulus(&self, t: f64) -> f64 {
        self.constant * libm::pow(t, self.exponent)
    }
}

/// # Numerics
/// b is a power of two, so bᵐ x is exact, and so is its remainder modulo the period 2.
fn weierstrass(x: f64) -> f64 {
    let (a, b) = WEIERSTRASS;
    let (mut sum, mut factor, mut argument) = (0.0, 1.0, x);
    for _ in 0..TERMS {
        argument %= 2.0;
        sum += factor * libm::cos(PI * argument);
        factor *= a;
        argument *= b;
    }
    sum
}
