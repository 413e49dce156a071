//! n boxes as one network: universal approximation on an interval, with its error in numbers.

use super::{ROUNDOFF, Target, network};
use crate::Result;
use crate::error::expect_setting;
use crate::mlp::Mlp;
use nalgebra::DMatrix;
use rayon::prelude::*;

/// Ω e^Ω = 1; (1 + s) / (1 + e^s) is greatest at s = Ω, where it is Ω.
pub(super) const OMEGA: f64 = 0.567_143_290_409_783_8;
/// More make no better picture, and a network of more neurons than rows of any table here.
const MOST: usize = 4096;
/// Samples that go through the network at once: what 2n neurons make of them stays in the
/// processor's cache.
const CHUNK: usize = 32;

/// n boxes on n equal cells of the target's interval, as one network 1-2n-1.
///
/// # Formula
/// ```math
/// g(x) = \sum_i f(m_i) \bigl( \sigma(k (x - u_i)) - \sigma(k (x - v_i)) \bigr)
/// ```
///
/// with m_i the middle of cell i, of length h, and u_i and v_i = u_(i+1) its ends, but u_1 and v_n,
/// which are moved out by h: inside the interval no box ends, and its ends are no worse than the
/// rest. 2n hidden
/// neurons; n + 1 would do, since neighbours share an edge.
///
/// The steepness is k h = 8 + 2 ln n. By subadditivity ω(h) ≥ ω(q - p) / n, so no error bound that
/// begins with ω(h/2) falls faster than 1/n; the constant 8 makes what the smooth steps add small
/// from the start, and 2 ln n makes the part that does not shrink with ω, 2M e^(-kh) = 2M
/// e⁻⁸ / n², fall faster than all of them. A larger k would gain nothing and cost slope: |g'|
/// grows with k ω(h).
#[derive(Clone, Debug)]
pub struct Approximation {
    target: Target,
    boxes: usize,
    steepness: f64,
    mlp: Mlp,
}

/// What is known of sup |f - g| from values on a grid.
#[derive(Clone, Copy, Debug)]
pub struct Sup {
    /// The largest value on the grid, a lower bound of the sup.
    pub at_least: f64,
    /// That and what the functions can do between two samples, an upper bound.
    pub at_most: f64,
}

impl Approximation {
    /// Samples of a cell when the error is measured. By fifths of powers of two lie the deepest
    /// points of the Weierstrass function, where 4ᵐ x is ±4/5 modulo 2 for all m from some on.
    pub const SAMPLES: usize = 320;

    /// # Errors
    /// No boxes, or more than 4096; an invalid target ([`Target::check`]), or one that is not
    /// finite in the middle of a cell; an interval so short or so far out that a weight or a bias
    /// overflows.
    pub fn new(target: Target, boxes: usize) -> Result<Approximation> {
        target.check()?;
        let in_range = (1..=MOST).contains(&boxes);
        expect_setting("number of boxes n", &format!("1 to {MOST}"), boxes, in_range)?;
        let h = (target.to - target.from) / boxes as f64;
        let steepness = (8.0 + 2.0 * libm::log(boxes as f64)) / h;
        let edge = |i: usize| target.from + i as f64 * h;
        let cells: Vec<(f64, f64, f64)> = (0..boxes)
            .map(|i| {
                let from = if i == 0 { target.from - h } else { edge(i) };
                let to = if i + 1 == boxes { target.to + h } else { edge(i + 1) };
                (from, to, (target.value)(target.from + (i as f64 + 0.5) * h))
            })
            .collect();
        for &(from, to, value) in &cells {
            let expected = "an interval and values on it whose weights and biases are finite";
            let finite = [steepness, steepness * from, steepness * to, value];
            let name = format!("target {:?}", target.name);
            let got = format!("{value} on [{from:e}, {to:e}), with k = {steepness:e}");
            expect_setting(&name, expected, got, finite.iter().all(|number| number.is_finite()))?;
        }
        Ok(Approximation { target, boxes, steepness, mlp: network(&cells, steepness) })
    }

    /// f.
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// n.
    pub fn boxes(&self) -> usize {
        self.boxes
    }

    /// k.
    pub fn steepness(&self) -> f64 {
        self.steepness
    }

    /// The network 1-2n-1.
    pub fn mlp(&self) -> &Mlp {
        &self.mlp
    }

    /// h.
    pub(super) fn cell(&self) -> f64 {
        (self.target.to - self.target.from) / self.boxes as f64
    }

    /// B, which sup |f - g| does not exceed.
    ///
    /// # Formula
    /// ```math
    /// B = \omega(\tfrac{h}{2}) + \Omega \, \omega(\tfrac{1}{k}) + \omega(h) \Bigl( e^{-kh/2} + \frac{2}{e^{kh} - 1} \Bigr) + 2M e^{-kh} + R
    /// ```
    ///
    /// proved in [`derivation`](super::derivation), with ω the modulus of continuity of f, M ≥ |f|,
    /// Ω e^Ω = 1 and R for the rounding.
    pub fn bound(&self) -> f64 {
        let (h, k) = (self.cell(), self.steepness);
        let omega = |t| self.target.modulus(t);
        omega(0.5 * h)
            + OMEGA * omega(1.0 / k)
            + omega(h) * (libm::exp(-0.5 * k * h) + 2.0 / libm::expm1(k * h))
            + 2.0 * self.target.size * libm::exp(-k * h)
            + self.rounding()
    }

    /// How far rounding may move f(x) - g(x).
    ///
    /// # Derivation
    /// With u = 2⁻⁵³ and X = max(|p|, |q|) + h. A middle m_i is off by 4u X, and f there by ω(4u
    /// X). An edge is off by 4u X and its bias by u k X, and the fused k x + b by a share u of
    /// itself; since |σ'| ≤ ¼ and |z| σ'(z) < ¼, a neuron is off by u (2 k X + 1) and by 5u of its
    /// own evaluation. Its product with |f(m_i)| ≤ M and the partial sum, at most 3M, are rounded
    /// to u each. There are 2n neurons. f itself is rounded to 2⁻⁴⁷ M at worst (the sums of 53
    /// terms, of which each may be rounded to u M / 2, and arguments up to 2π of cosines).
    pub fn rounding(&self) -> f64 {
        let Target { from, to, size, .. } = self.target;
        let farthest = from.abs().max(to.abs()) + self.cell();
        let of_a_neuron = 2.0 * self.steepness * farthest + 10.0;
        self.target.modulus(4.0 * ROUNDOFF * farthest)
            + size * ROUNDOFF * (2.0 * self.boxes as f64 * of_a_neuron + 64.0)
    }

    /// sup |f - g|, from 320 samples of each cell.
    ///
    /// # Derivation
    /// Every x has a sample within γ = h/640, where f differs by ω(γ) and g by γ sup |g'| at most.
    /// With c_i = f(m_i) the steps of g are c_0, c_i - c_(i-1), -c_(n-1), and σ'(z) ≤ ¼
    /// and ≤ e^(-|z|): of the inner edges two are within h of x, the others further by h each, so
    /// |g'| ≤ k ω(h) (½ + 2 / (e^(kh) - 1)) + 2 k M e^(-kh).
    pub fn sup(&self) -> Result<Sup> {
        let Target { from, to, value, size, .. } = self.target;
        let count = self.boxes * Self::SAMPLES;
        let xs: Vec<f64> =
            (0..=count).map(|i| from + (to - from) * (i as f64 / count as f64)).collect();
        let at_least = xs
            .iter()
            .zip(self.values(&xs)?)
            .map(|(&x, g)| (value(x) - g).abs())
            .fold(0.0, f64::max);
        let (h, k) = (self.cell(), self.steepness);
        let gap = h / (2 * Self::SAMPLES) as f64;
        let slope = k * self.target.modulus(h) * (0.5 + 2.0 / libm::expm1(k * h))
            + 2.0 * k * size * libm::exp(-k * h);
        let between = self.target.modulus(gap) + gap * slope;
        Ok(Sup { at_least, at_most: at_least + between + self.rounding() })
    }

    /// g at every x.
    ///
    /// # Errors
    /// Those of [`Mlp::forward`].
    pub fn values(&self, xs: &[f64]) -> Result<Vec<f64>> {
        let of = |xs: &[f64]| {
            let mut cache = self.mlp.forward(&DMatrix::from_column_slice(xs.len(), 1, xs))?;
            Ok(cache.y.swap_remove(1))
        };
        let values = xs.par_chunks(CHUNK).map(of).collect::<Result<Vec<_>>>()?;
        Ok(values.iter().flatten().copied().collect())
    }
}

/// The exponent α of errors that fall like n^-α: the slope of the least-squares line through (ln n,
/// ln error), without its sign.
///
/// # Errors
/// Fewer than two errors, or one that is not positive.
pub fn rate(boxes: &[usize], errors: &[f64]) -> Result<f64> {
    let count = boxes.len().min(errors.len());
    expect_setting("errors that a rate is taken of", "two at least", count, count >= 2)?;
    let positive = errors.iter().all(|&error| error > 0.0 && error.is_finite());
    expect_setting("errors that a rate is taken of", "positive", format!("{errors:?}"), positive)?;
    let n = count as f64;
    let xs: Vec<f64> = boxes.iter().map(|&n| libm::log(n as f64)).collect();
    let ys: Vec<f64> = errors.iter().map(|&error| libm::log(error)).collect();
    let (mean_x, mean_y) = (xs.iter().sum::<f64>() / n, ys.iter().sum::<f64>() / n);
    let covariance: f64 = xs.iter().zip(&ys).map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    let variance: f64 = xs.iter().map(|x| (x - mean_x).powi(2)).sum();
    Ok(-covariance / variance)
}
