//! Mini-batches: how much the gradient of one varies.

use crate::Result;
use crate::descent::{Batch, finite_population};
use crate::error::{expect_finite, expect_shape};
use crate::estimate::{Estimate, equal};
use nalgebra::DVector;

/// A batch, and a direction along which its gradient is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Along {
    pub batch: Batch,
    /// u (d).
    pub direction: DVector<f64>,
}

impl Along {
    /// # Errors
    /// A direction of another length, NaN or infinite entries.
    pub fn new(batch: Batch, direction: DVector<f64>) -> Result<Along> {
        expect_shape("direction u", direction.shape(), (batch.gradients().ncols(), 1))?;
        expect_finite("direction u", &direction)?;
        Ok(Along { batch, direction })
    }

    /// z_i = uᵀ(g_i - ḡ) of each row (n).
    fn z(&self) -> DVector<f64> {
        let along = self.batch.gradients() * &self.direction;
        along.add_scalar(-along.mean())
    }

    fn n(&self) -> f64 {
        self.batch.gradients().nrows() as f64
    }

    fn b(&self) -> f64 {
        self.batch.size() as f64
    }
}

/// The variance of uᵀ∇J_b over all batches b. 1_i is 1 if row i is drawn, else 0;
/// z_i = uᵀ(g_i - ḡ).
pub fn batch_variance() -> Estimate<Along> {
    Estimate {
        name: "the variance of a batch's gradient",
        left: r"\mathrm{Var}_b \, u^\top \nabla J_b",
        // z_i is the difference of sums whose terms are as large as |g_ij u_j|.
        rounding: |p| {
            let sizes = (p.batch.gradients().abs() * p.direction.abs()).norm();
            let share = 4.0 * (p.n() + p.direction.len() as f64 + 8.0) * f64::EPSILON * sizes;
            share * (p.z().norm() + share)
        },
        lines: vec![
            equal(
                r"\frac{1}{B^2} \sum_{i,j} \mathrm{Cov}(1_i, 1_j) \, z_i z_j",
                r"$\nabla J_b = \frac1B \sum_i 1_i g_i$; $\sum_i 1_i = B$ does not vary, so that $\bar g$ may be taken off",
                |p| {
                    let (z, n, b) = (p.z(), p.n(), p.b());
                    // P(i drawn) = B/n, P(i and j drawn) = B (B - 1) / (n (n - 1)).
                    let covariance = |i: usize, j: usize| {
                        let both = if i == j { b / n } else { b * (b - 1.0) / (n * (n - 1.0)) };
                        both - (b / n) * (b / n)
                    };
                    let all = (0..z.len()).flat_map(|i| (0..z.len()).map(move |j| (i, j)));
                    all.map(|(i, j)| covariance(i, j) * z[i] * z[j]).sum::<f64>() / (b * b)
                },
            ),
            equal(
                r"\frac{1}{B^2} \frac Bn \Bigl( 1 - \frac Bn \Bigr) \Bigl( \sum_i z_i^2 - \frac{1}{n-1} \sum_{i \ne j} z_i z_j \Bigr)",
                r"$\mathrm{Var}\,1_i = \frac Bn (1 - \frac Bn)$, and for $i \ne j$ by symmetry $\mathrm{Cov}(1_i, 1_j) = -\mathrm{Var}\,1_i / (n-1)$",
                |p| {
                    let (z, n, b) = (p.z(), p.n(), p.b());
                    let squares = z.norm_squared();
                    let pairs = |i: usize| -> f64 {
                        (0..z.len()).filter(|&j| j != i).map(|j| z[i] * z[j]).sum()
                    };
                    let pairs: f64 = (0..z.len()).map(pairs).sum();
                    let pairs = if z.len() == 1 { 0.0 } else { pairs / (n - 1.0) };
                    (1.0 / (b * b)) * (b / n) * (1.0 - b / n) * (squares - pairs)
                },
            ),
            equal(
                r"\frac{n - B}{B (n - 1)} \cdot \frac 1n \sum_i z_i^2",
                r"$\sum_i z_i = 0$, so $\sum_{i \ne j} z_i z_j = -\sum_i z_i^2$",
                |p| {
                    let share = finite_population(p.batch.gradients().nrows(), p.batch.size());
                    share * p.z().norm_squared() / p.n()
                },
            ),
            equal(
                r"u^\top C u, \quad C = \frac{n - B}{B (n - 1)} \cdot \frac 1n \sum_i (g_i - \bar g)(g_i - \bar g)^\top",
                "all directions at once; the code",
                |p| (p.batch.covariance() * &p.direction).dot(&p.direction),
            ),
        ],
    }
}
