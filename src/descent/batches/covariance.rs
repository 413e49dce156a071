use super::expect_batch;
use crate::Result;
use crate::error::{expect_finite, expect_shape, expect_some};
use crate::estimate::{Estimate, equal};
use nalgebra::{DMatrix, DVector};

/// The rows' own gradients, a batch size, and a direction: what is to be known of a batch's
/// gradient.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// g_i (n, d), as [`Neuron::gradients`](crate::neuron::Neuron::gradients) gives them.
    gradients: DMatrix<f64>,
    size: usize,
    /// u (d).
    direction: DVector<f64>,
}

impl Batch {
    /// # Errors
    /// No rows, B of 0 or above n, a direction of another length, NaN or infinite entries.
    pub fn new(gradients: DMatrix<f64>, size: usize, direction: DVector<f64>) -> Result<Batch> {
        let (n, d) = gradients.shape();
        expect_some("gradients of rows", n * d)?;
        expect_finite("gradients of rows", &gradients)?;
        expect_batch(size, n)?;
        expect_shape("direction u", direction.shape(), (d, 1))?;
        expect_finite("direction u", &direction)?;
        Ok(Batch { gradients, size, direction })
    }

    pub fn gradients(&self) -> &DMatrix<f64> {
        &self.gradients
    }

    /// B.
    pub fn size(&self) -> usize {
        self.size
    }

    /// u (d).
    pub fn direction(&self) -> &DVector<f64> {
        &self.direction
    }

    /// The expected gradient of a batch (d): ḡ = (1/n) Σ g_i = ∇J.
    pub fn mean(&self) -> DVector<f64> {
        self.gradients.row_mean().transpose()
    }

    /// The covariance of the gradient of a batch (d, d).
    ///
    /// # Formula
    /// (n - B) / (B (n - 1)) · (1/n) Σ (g_i - ḡ)(g_i - ḡ)ᵀ; 0 for B = n.
    pub fn covariance(&self) -> DMatrix<f64> {
        let mean = self.gradients.row_mean();
        let mut off = self.gradients.clone();
        off.row_iter_mut().for_each(|mut row| row -= &mean);
        off.tr_mul(&off) * (self.shrinks() / self.n())
    }

    fn n(&self) -> f64 {
        self.gradients.nrows() as f64
    }

    fn b(&self) -> f64 {
        self.size as f64
    }

    /// (n - B) / (B (n - 1)): what a batch leaves of the rows' covariance.
    fn shrinks(&self) -> f64 {
        finite_population(self.gradients.nrows(), self.size)
    }

    /// uᵀ(g_i - ḡ).
    fn along(&self) -> DVector<f64> {
        let along = &self.gradients * &self.direction;
        along.add_scalar(-along.mean())
    }
}

/// (n - B) / (B (n - 1)), 0 for B = n: the covariance of the mean of B rows of n, as a share of the
/// covariance of one.
pub(crate) fn finite_population(n: usize, batch: usize) -> f64 {
    if batch == n { 0.0 } else { (n - batch) as f64 / (batch as f64 * (n - 1) as f64) }
}

/// The variance of uᵀ∇J_b over all batches b. 1_i is 1 if row i is drawn, else 0;
/// z_i = uᵀ(g_i - ḡ).
pub fn covariance_estimate() -> Estimate<Batch> {
    Estimate {
        name: "the variance of a batch's gradient",
        left: r"\mathrm{Var}_b \, u^\top \nabla J_b",
        // z_i is the difference of sums whose terms are as large as |g_ij u_j|.
        rounding: |p| {
            let sizes = (p.gradients.abs() * p.direction.abs()).norm();
            let share = 4.0 * (p.n() + p.direction.len() as f64 + 8.0) * f64::EPSILON * sizes;
            share * (p.along().norm() + share)
        },
        lines: vec![
            equal(
                r"\frac{1}{B^2} \sum_{i,j} \mathrm{Cov}(1_i, 1_j) \, z_i z_j",
                r"$\nabla J_b = \frac1B \sum_i 1_i g_i$; $\sum_i 1_i = B$ does not vary, so that $\bar g$ may be taken off",
                |p| {
                    let (z, n, b) = (p.along(), p.n(), p.b());
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
                    let (z, n, b) = (p.along(), p.n(), p.b());
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
                |p| p.shrinks() * p.along().norm_squared() / p.n(),
            ),
            equal(
                r"u^\top C u, \quad C = \frac{n - B}{B (n - 1)} \cdot \frac 1n \sum_i (g_i - \bar g)(g_i - \bar g)^\top",
                "all directions at once; the code",
                |p| (p.covariance() * &p.direction).dot(&p.direction),
            ),
        ],
    }
}
