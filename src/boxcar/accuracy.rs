//! How far the two neurons are from their box: at a point, at the edges, on the whole line.

use super::{Boxcar, ROUNDOFF};
use crate::activation::{logistic, logistic_derivative};
use crate::kernel::elementary::exp;
use std::f64::consts::LN_2;

impl Boxcar {
    /// The network's value at both edges.
    ///
    /// # Formula
    /// ```math
    /// y(a) = y(b) = A \Bigl( \frac{1}{2} - \sigma(-k (b - a)) \Bigr) = \frac{A}{2} \tanh \frac{k (b - a)}{2}
    /// ```
    ///
    /// which is half the height for k (b - a) ≫ 1.
    ///
    /// # Derivation
    /// σ(0) = ½ and σ(-z) = 1 - σ(z), so A (σ(0) - σ(-z)) = A (σ(z) - σ(0)); and 2
    /// σ(z) - 1 = tanh(z/2).
    pub fn edge_value(&self) -> f64 {
        0.5 * self.height * libm::tanh(0.5 * self.width())
    }

    /// The network's greatest |y|, with the sign of A, at the middle: a box much narrower than 1/k
    /// never reaches A.
    ///
    /// # Formula
    /// ```math
    /// y \Bigl( \frac{a + b}{2} \Bigr) = A \Bigl( 2 \sigma \Bigl( \frac{k (b - a)}{2} \Bigr) - 1 \Bigr) = A \tanh \frac{k (b - a)}{4}
    /// ```
    pub fn peak(&self) -> f64 {
        self.height * libm::tanh(0.25 * self.width())
    }

    /// The greatest |y - box|, which the network has at a.
    ///
    /// # Formula
    /// ```math
    /// |y(a) - A| = |A| \Bigl( \frac{1}{2} + \sigma(-k (b - a)) \Bigr)
    /// ```
    ///
    /// No steepness brings it below half the height, because y is continuous and the box is not.
    ///
    /// # Derivation
    /// On [a, b) the error is |A| (r(x - a) + r(b - x)) with r(t) = 1 / (1 + e^(kt)), convex for
    /// t ≥ 0 and so greatest at an end; outside it is |y| ≤ |y(a)|.
    pub fn sup_error(&self) -> f64 {
        self.height.abs() * (0.5 + logistic(-self.width()))
    }

    /// E = ∫ |y - box| over the whole line.
    ///
    /// # Formula
    /// ```math
    /// E = \frac{4 |A|}{k} \ln \frac{2}{1 + e^{-k (b - a)}}
    /// ```
    ///
    /// proved in [`derivation`](super::derivation).
    ///
    /// # Numerics
    /// By ln(1 + ·) and e^· - 1, which keep their digits for narrow boxes; below k (b - a) = 1e-8
    /// by the first two terms of the series, 2 |A| (b - a) (1 - k (b - a) / 4), which neither
    /// underflow nor overflow.
    pub fn l1_error(&self) -> f64 {
        let (w, height) = (self.width(), self.height.abs());
        if w < 1e-8 {
            return 2.0 * height * (self.b - self.a) * (1.0 - 0.25 * w);
        }
        -4.0 * height / self.steepness * libm::log1p(0.5 * libm::expm1(-w))
    }

    /// B, which E = ∫ |y - box| does not exceed.
    ///
    /// # Formula
    /// ```math
    /// E \le B = \frac{4 |A| \ln 2}{k}
    /// ```
    pub fn l1_bound(&self) -> f64 {
        4.0 * self.height.abs() / self.steepness * LN_2
    }

    /// How far rounding may move ∫ |y - box|, summed from the network's own values over the 64/k on
    /// both sides of each edge, from [`l1_error`](Boxcar::l1_error).
    ///
    /// # Derivation
    /// With u = 2⁻⁵³. Beside an edge c the samples x are rounded by u |x| and the neurons' edges by
    /// u |c| (see [`mlp`](Boxcar::mlp)): each step is moved by s ≤ u (2 |c| + 64/k), which changes
    /// an integral of it by |A| s at most, because ∫ |σ(k (x - s)) - σ(k x)| dx = s. Two neurons:
    /// 4u |A| max(|a|, |b|) + 128u |A| / k. What remains of two terms A σ after their difference is
    /// wrong by 10u |A|, over a length of 256/k: 2560u |A| / k. The rule and the closed form add a
    /// few roundings of |A| / k; 4096u holds them all.
    pub fn l1_rounding(&self) -> f64 {
        let farthest = self.a.abs().max(self.b.abs());
        ROUNDOFF * self.height.abs() * (4.0 * farthest + 4096.0 / self.steepness)
            + f64::MIN_POSITIVE
    }

    /// B, which |y(x) - box(x)| does not exceed.
    ///
    /// # Formula
    /// ```math
    /// |y(x) - \mathrm{box}(x)| \le B = |A| \bigl( e^{-k |x - a|} + e^{-k |x - b|} \bigr)
    /// ```
    ///
    /// proved in [`derivation`](super::derivation).
    pub fn pointwise_bound(&self, x: f64) -> f64 {
        let [near_a, near_b] = self.distances(x).map(|distance| exp(-distance));
        self.height.abs() * (near_a + near_b)
    }

    /// How far rounding may move |y(x) - box(x)| from the formulas about it, which are rounded too.
    ///
    /// # Derivation
    /// With u = 2⁻⁵³ and z = k (x - c), a neuron computes â from -k c, k x and their sum, each
    /// rounded once (k x is not if the sum is fused): |â - z| ≤ ε = u (|k c| + |k x| + |â|). By the
    /// mean value theorem σ moves by ε σ'(ζ) at most, with ζ between the two, so |ζ| ≥ |â| - ε and
    /// σ'(ζ) ≤ σ'((|â| - ε)₊). σ itself is computed to 5u of its size (e^z to 2u, a sum, a
    /// quotient); the products and the sum of the last layer add u |A| σ and u |A| each. This is
    /// the network. The formulas have once more 5u of each σ, and e^(-|z|) of a z that was rounded
    /// twice is off by (2 |z| + 6) u of its size.
    pub fn rounding(&self, x: f64) -> f64 {
        let mut sum = ROUNDOFF;
        for (c, distance) in [self.a, self.b].into_iter().zip(self.distances(x)) {
            let a_hat = self.steepness.mul_add(x, -self.steepness * c);
            let size = a_hat.abs().min(f64::MAX);
            let products = self.steepness * (c.abs() + x.abs());
            let epsilon = (ROUNDOFF * (products + size)).min(f64::MAX);
            let moved = (epsilon * logistic_derivative((size - epsilon).max(0.0))).min(1.0);
            // Far beyond where e^-distance is 0; twice as much is still a number.
            let distance = distance.min(1e300);
            let formula = (2.0 * distance + 6.0) * exp(-distance);
            sum += moved + ROUNDOFF * (11.0 * logistic(a_hat) + formula);
        }
        // What underflows is lost whole.
        self.height.abs() * (sum + f64::MIN_POSITIVE) + f64::MIN_POSITIVE
    }

    /// k (b - a), the box's width in units of its steps'.
    pub(super) fn width(&self) -> f64 {
        self.steepness * (self.b - self.a)
    }

    /// k |x - a| and k |x - b|.
    pub(super) fn distances(&self, x: f64) -> [f64; 2] {
        [self.a, self.b].map(|c| self.steepness * (x - c).abs())
    }
}
