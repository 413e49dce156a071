//! The error of n boxes.

use crate::activation::logistic;
use crate::boxcar::Approximation;
use crate::estimate::{Estimate, at_most, equal};

/// n boxes and a point of the interval.
#[derive(Clone, Debug)]
pub struct ApproximationAt {
    pub approximation: Approximation,
    pub x: f64,
}

/// |f(x) - g(x)| with g the n boxes, φ_i the i-th of height 1, d the distance of x from its cell's left end.
pub fn approximation() -> Estimate<ApproximationAt> {
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

impl ApproximationAt {
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
