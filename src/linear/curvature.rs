//! What the Hessian says about descent: for which λ it converges, and how fast in each direction.
//!
//! # Derivation
//! With H = Σ h_k v_k v_kᵀ and a minimiser w*, ∇J(w) = H (w - w*), and a step of descent makes of
//! the distance w - w* = Σ c_k v_k
//!
//! ```math
//! c_k \to (1 - \lambda h_k) c_k
//! ```
//!
//! in each eigen-direction v_k alone ([`derivation::chains`](super::derivation::chains), checked
//! line by line), and J is quadratic,
//!
//! ```math
//! J - J^* = \frac{1}{2} \sum_k h_k c_k^2
//! ```
//!
//! (held against J itself by the tests). So with L the largest h_k and μ the smallest that is
//! not 0:
//!
//! - J comes down to its minimum from everywhere exactly if |1 - λ h_k| < 1 for every h_k > 0, that
//!   is 0 < λ < 2/L. At λ = 2/L the component along L changes its sign for ever; above, it grows.
//! - The slowest component shrinks by ρ(λ) = max(|1 - λ μ|, |1 - λ L|) in a step. The two are equal
//!   at λ = 2/(μ + L), and there ρ is least: (κ - 1)/(κ + 1) with κ = L/μ.
//! - Where h_k = 0 nothing ever moves: of all minimisers, descent from w = 0 ends at the shortest.
//!
//! # Source
//! B. T. Polyak, *Introduction to Optimization*, 1987, section 1.4; Y. Nesterov, *Introductory
//! Lectures on Convex Optimization*, 2004, theorem 2.1.15.

use super::Linear;
use crate::Result;
use crate::error::{expect_positive, expect_setting, expect_shape};
use nalgebra::{DMatrix, DVector};
use std::f64::consts::TAU;

/// The eigenvalues of H and their directions.
#[derive(Clone, Debug, PartialEq)]
pub struct Curvature {
    /// h_k (d), the largest first; 0 where X does not tell w from w + v_k.
    pub h: DVector<f64>,
    /// v_k (d, d): one column each, orthonormal.
    pub v: DMatrix<f64>,
}

impl Linear {
    /// The eigenvalues and eigenvectors of H = (2/n) XᵀX.
    ///
    /// # Formula
    /// ```math
    /// h_k = \frac{2 s_k^2}{n}
    /// ```
    ///
    /// with s_k and v_k the singular values and right vectors of X.
    ///
    /// # Numerics
    /// From X and not from XᵀX, whose condition number is the square of X's. Singular values of no
    /// more than max(n, d) ε of the largest count as 0.
    ///
    /// # Errors
    /// X = 0, which has no curvature; numbers so large or small that h_k is not finite or L is 0.
    pub fn curvature(&self) -> Result<Curvature> {
        let (n, d) = self.x.shape();
        // Rows of zeros change no singular value, and there are then d vectors.
        let svd = self.x.clone().resize_vertically(n.max(d), 0.0).svd(false, true);
        let (s, v_t) = (svd.singular_values, svd.v_t.expect("the right factor was asked for"));
        let least = s.max() * n.max(d) as f64 * f64::EPSILON;
        let h = s.map(|s| if s > least { 2.0 * s * s / n as f64 } else { 0.0 });
        let usable = h[0].is_normal();
        expect_setting("largest eigenvalue of H", "a positive number", h[0], usable)?;
        Ok(Curvature { h, v: v_t.transpose() })
    }
}

impl Curvature {
    /// L, the largest h_k.
    pub fn largest(&self) -> f64 {
        self.h[0]
    }

    /// μ, the smallest h_k that is not 0.
    pub fn smallest(&self) -> f64 {
        self.h[self.rank() - 1]
    }

    /// How many h_k are not 0.
    pub fn rank(&self) -> usize {
        self.h.iter().filter(|&&h| h > 0.0).count()
    }

    /// κ = L/μ.
    pub fn condition(&self) -> f64 {
        self.largest() / self.smallest()
    }

    /// 2/L, which λ must stay below.
    pub fn limit(&self) -> f64 {
        2.0 / self.largest()
    }

    /// 2/(μ + L), the λ with the least ρ.
    pub fn best(&self) -> f64 {
        2.0 / (self.smallest() + self.largest())
    }

    /// 1 - λ h_k: what a step multiplies c_k by.
    ///
    /// # Panics
    /// There is no h_k.
    pub fn factor(&self, learning_rate: f64, k: usize) -> f64 {
        1.0 - learning_rate * self.h[k]
    }

    /// ρ(λ) = max |1 - λ h_k| over all h_k that are not 0.
    pub fn contraction(&self, learning_rate: f64) -> f64 {
        (0..self.rank()).map(|k| self.factor(learning_rate, k).abs()).fold(0.0, f64::max)
    }

    /// c_k = v_kᵀ(w - w*), how far w is from a minimiser along each direction (d).
    ///
    /// # Errors
    /// Another number of weights than directions.
    pub fn components(&self, w: &DVector<f64>, minimiser: &DVector<f64>) -> Result<DVector<f64>> {
        expect_shape("weights w", w.shape(), minimiser.shape())?;
        expect_shape("weights w", w.shape(), (self.h.len(), 1))?;
        Ok(self.v.tr_mul(&(w - minimiser)))
    }

    /// J - J* after so many steps from components c: ½ Σ h_k (1 - λ h_k)^(2 steps) c_k².
    pub fn excess(&self, c: &DVector<f64>, learning_rate: f64, steps: usize) -> f64 {
        let term = |k: usize| {
            let c = c[k] * libm::pow(self.factor(learning_rate, k), steps as f64);
            0.5 * self.h[k] * c * c
        };
        (0..self.rank()).map(term).sum()
    }

    /// The w with J(w) - J* = `excess`, for d = 2: an ellipse whose axes are v_1 and v_2, from so
    /// many points, the first once more at the end.
    ///
    /// # Formula
    /// ```math
    /// w = w^* + \sqrt{2 (J - J^*)} \, \Bigl( \frac{\cos \varphi}{\sqrt{h_1}} v_1 + \frac{\sin \varphi}{\sqrt{h_2}} v_2 \Bigr)
    /// ```
    ///
    /// # Errors
    /// Another d than 2, an h_k of 0, an excess that is not positive.
    pub fn contour(
        &self,
        minimiser: &DVector<f64>,
        excess: f64,
        points: usize,
    ) -> Result<Vec<(f64, f64)>> {
        expect_shape("weights of a plane", minimiser.shape(), (2, 1))?;
        expect_setting("directions with curvature", "2", self.rank(), self.rank() == 2)?;
        expect_positive("J - J* of a contour", excess)?;
        let point = |step: usize| {
            let angle = TAU * step as f64 / points as f64;
            let turn = [libm::cos(angle), libm::sin(angle)];
            let c = DVector::from_fn(2, |k, _| (2.0 * excess / self.h[k]).sqrt() * turn[k]);
            let w = minimiser + &self.v * c;
            (w[0], w[1])
        };
        Ok((0..=points).map(point).collect())
    }
}
