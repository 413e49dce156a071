//! Why the errors are what they are: every estimate as a chain, each line computed from its formula.
//!
//! Throughout r(t) = 1 / (1 + e^(kt)), which is |σ(k (x - c)) - H(x - c)| at the distance t = |x - c|: for x < c it
//! is σ itself, for x ≥ c it is 1 - σ.

use super::{Approximation, Boxcar, step};
use crate::activation::logistic;
use crate::estimate::{Estimate, at_most, equal};
use crate::kernel::elementary::exp;
use std::f64::consts::LN_2;

/// A box and a point.
#[derive(Clone, Copy, Debug)]
pub struct At {
    pub boxcar: Boxcar,
    pub x: f64,
}

/// n boxes and a point of the interval.
#[derive(Clone, Debug)]
pub struct Within {
    pub approximation: Approximation,
    pub x: f64,
}

/// |y(x) - box(x)|.
pub fn pointwise() -> Estimate<At> {
    /// σ - H at a and at b.
    fn deviations(p: &At) -> [f64; 2] {
        let Boxcar { a, b, steepness, .. } = p.boxcar;
        [a, b].map(|c| logistic(steepness * (p.x - c)) - step(p.x, c))
    }
    Estimate {
        name: "the error at a point",
        left: r"|y(x) - \mathrm{box}(x)|",
        rounding: |p| p.boxcar.rounding(p.x),
        lines: vec![
            equal(
                r"|A| \, \bigl| \sigma(k(x-a)) - H(x-a) - (\sigma(k(x-b)) - H(x-b)) \bigr|",
                "both are A times a difference",
                |p| {
                    let [at_a, at_b] = deviations(p);
                    p.boxcar.height.abs() * (at_a - at_b).abs()
                },
            ),
            at_most(
                r"|A| \bigl( |\sigma(k(x-a)) - H(x-a)| + |\sigma(k(x-b)) - H(x-b)| \bigr)",
                "triangle inequality",
                |p| {
                    let [at_a, at_b] = deviations(p);
                    p.boxcar.height.abs() * (at_a.abs() + at_b.abs())
                },
            ),
            equal(
                r"|A| \Bigl( \frac{1}{1 + e^{k|x-a|}} + \frac{1}{1 + e^{k|x-b|}} \Bigr)",
                r"$|\sigma(z) - H(z)| = 1 / (1 + e^{|z|})$, since $\sigma(-z) = 1 - \sigma(z)$",
                |p| {
                    let [at_a, at_b] = p.boxcar.distances(p.x).map(|z| 1.0 / (1.0 + exp(z)));
                    p.boxcar.height.abs() * (at_a + at_b)
                },
            ),
            at_most(
                r"|A| \bigl( e^{-k|x-a|} + e^{-k|x-b|} \bigr)",
                r"$1 + e^{|z|} \ge e^{|z|}$; the code",
                |p| p.boxcar.pointwise_bound(p.x),
            ),
        ],
    }
}

/// ∫ |y - box|.
pub fn l1() -> Estimate<Boxcar> {
    /// ∫ σ(k (x - c)) dx up to a, as ln(1 + e^z) / k with z = k (a - c).
    fn tail(boxcar: &Boxcar, c: f64) -> f64 {
        let z = boxcar.steepness * (boxcar.a - c);
        (z.max(0.0) + libm::log1p(libm::exp(-z.abs()))) / boxcar.steepness
    }
    Estimate {
        name: "the error on the whole line",
        left: r"\int |y - \mathrm{box}|",
        rounding: Boxcar::l1_rounding,
        lines: vec![
            equal(
                r"4 |A| \int_{-\infty}^a \sigma(k(x-a)) - \sigma(k(x-b)) \, dx",
                r"$y/A$ is between 0 and 1 and symmetric about $(a+b)/2$, and $\int y = A(b-a) = \int \mathrm{box}$: what is outside is missing inside",
                |p| 4.0 * p.height.abs() * (tail(p, p.a) - tail(p, p.b)),
            ),
            equal(
                r"\frac{4|A|}{k} \bigl( \ln 2 - \ln(1 + e^{-k(b-a)}) \bigr)",
                r"$\int \sigma(kx) \, dx = \ln(1 + e^{kx}) / k$",
                |p| {
                    let missing = libm::log1p(libm::exp(-p.width()));
                    4.0 * p.height.abs() / p.steepness * (LN_2 - missing)
                },
            ),
            equal(
                r"\frac{4|A|}{k} \ln \frac{2}{1 + e^{-k(b-a)}}",
                "one logarithm; the code",
                Boxcar::l1_error,
            ),
            at_most(r"\frac{4|A|}{k} \ln 2", r"$e^{-k(b-a)} > 0$; the code", Boxcar::l1_bound),
        ],
    }
}

/// |f(x) - g(x)| with g the n boxes, φ_i the i-th of height 1, d the distance of x from its cell's left end.
pub fn approximation() -> Estimate<Within> {
    Estimate {
        name: "the error of n boxes",
        left: r"|f(x) - g(x)|",
        rounding: |p| p.approximation.rounding(),
        lines: vec![
            equal(
                r"\Bigl| \sum_i \varphi_i(x) (f(x) - f(m_i)) + \Bigl( 1 - \sum_i \varphi_i(x) \Bigr) f(x) \Bigr|",
                r"$g = \sum_i \varphi_i f(m_i)$",
                |p| {
                    let f = p.approximation.target().value;
                    let sum: f64 = p.boxes().map(|(phi, m)| phi * (f(p.x) - f(m))).sum();
                    (sum + p.rest() * f(p.x)).abs()
                },
            ),
            at_most(
                r"\sum_i \varphi_i(x) \, \omega(|x - m_i|) + M \Bigl( 1 - \sum_i \varphi_i(x) \Bigr)",
                r"$0 \le \varphi_i$, $\sum_i \varphi_i \le 1$, modulus of continuity, $|f| \le M$",
                |p| {
                    let target = p.approximation.target();
                    let sum: f64 =
                        p.boxes().map(|(phi, m)| phi * target.modulus((p.x - m).abs())).sum();
                    sum + target.size * p.rest()
                },
            ),
            at_most(
                r"\omega(\tfrac h2) + \omega(d) r(d) + \omega(h-d) r(h-d) + \omega(h) \sum_{m \ge 1} (r(d+mh) + r(h-d+mh)) + M (r(h+x-p) + r(h+q-x))",
                r"all boxes left of an edge at distance $t$ weigh at most $r(t)$ together, those right of one too; $\omega(s+t) \le \omega(s) + \omega(t)$, edge by edge",
                |p| {
                    let (h, [d, e]) = (p.approximation.cell(), p.ends());
                    let target = p.approximation.target();
                    let further: f64 = (1..=p.approximation.boxes())
                        .map(|m| p.r(d + m as f64 * h) + p.r(e + m as f64 * h))
                        .sum();
                    let outside = p.r(h + p.x - target.from) + p.r(h + target.to - p.x);
                    target.modulus(0.5 * h)
                        + target.modulus(d) * p.r(d)
                        + target.modulus(e) * p.r(e)
                        + target.modulus(h) * further
                        + target.size * outside
                },
            ),
            at_most(
                r"\omega(\tfrac h2) + \omega(\delta) r(\delta) + \omega(h) \Bigl( e^{-kh/2} + \frac{2}{e^{kh} - 1} \Bigr) + 2 M e^{-kh}",
                r"with $\delta = \min(d, h-d)$, the other is at least $h/2$; $r(t) \le e^{-kt}$, a geometric series",
                |p| {
                    let h = p.approximation.cell();
                    let target = p.approximation.target();
                    let delta = p.ends().into_iter().fold(f64::INFINITY, f64::min);
                    let k = p.approximation.steepness();
                    target.modulus(0.5 * h)
                        + target.modulus(delta) * p.r(delta)
                        + target.modulus(h) * (libm::exp(-0.5 * k * h) + 2.0 / libm::expm1(k * h))
                        + 2.0 * target.size * libm::exp(-k * h)
                },
            ),
            at_most(
                r"\omega(\tfrac h2) + \Omega \, \omega(\tfrac 1k) + \omega(h) \Bigl( e^{-kh/2} + \frac{2}{e^{kh} - 1} \Bigr) + 2 M e^{-kh}",
                r"$\omega(t) \le (1 + kt) \, \omega(1/k)$, and $(1+s)/(1+e^s) \le \Omega$ with $\Omega e^\Omega = 1$; the code, with the rounding",
                |p| p.approximation.bound(),
            ),
        ],
    }
}

impl Within {
    /// Every φ_i(x), with its cell's middle m_i.
    fn boxes(&self) -> impl Iterator<Item = (f64, f64)> {
        let (n, h, target) =
            (self.approximation.boxes(), self.approximation.cell(), self.approximation.target());
        let sigma = move |c: f64| logistic(self.approximation.steepness() * (self.x - c));
        (0..n).map(move |i| {
            let i = i as f64;
            let left = if i == 0.0 { -1.0 } else { i };
            let right = if i + 1.0 == n as f64 { i + 2.0 } else { i + 1.0 };
            let phi = sigma(target.from + left * h) - sigma(target.from + right * h);
            (phi, target.from + (i + 0.5) * h)
        })
    }

    /// 1 - Σ_i φ_i(x): the two tails beyond the outermost edges.
    fn rest(&self) -> f64 {
        let (h, target) = (self.approximation.cell(), self.approximation.target());
        self.r(self.x - (target.from - h)) + self.r(target.to + h - self.x)
    }

    /// d and h - d, the distances of x from the ends of its cell.
    fn ends(&self) -> [f64; 2] {
        let (n, h) = (self.approximation.boxes(), self.approximation.cell());
        let along = self.x - self.approximation.target().from;
        let cell = (along / h).floor().clamp(0.0, (n - 1) as f64);
        let d = (along - cell * h).clamp(0.0, h);
        [d, h - d]
    }

    /// r(t) = 1 / (1 + e^(kt)).
    fn r(&self, t: f64) -> f64 {
        logistic(-self.approximation.steepness() * t)
    }
}
