//! Mini-batches: descent along the gradient of a few rows drawn anew for every step.
//!
//! A batch is B of the n rows, every choice equally likely, none twice. Its gradient is right on average, and how far it is
//! off is known: [`covariance`](Batch::covariance). The estimate [`covariance_estimate`] proves the formula.
//!
//! # Source
//! H. Robbins and S. Monro, *A stochastic approximation method*, Ann. Math. Statist. 22 (1951). The covariance of a sample
//! without replacement: W. G. Cochran, *Sampling Techniques*, 1977, section 2.5.

use crate::error::{expect_finite, expect_setting, expect_shape, expect_some};
use crate::estimate::{Estimate, equal};
use crate::neuron::{Neuron, Pass};
use crate::{Error, Result};
use nalgebra::{DMatrix, DVector};
use rand::Rng;
use rand::seq::SliceRandom;

/// λ in the course of a descent in batches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LearningRate {
    /// The same in every step: ends in a ball of noise.
    Constant(f64),
    /// λ_k = first / (1 + k / halved_after) in step k = 0, 1, …: Σ λ_k = ∞, so that it gets everywhere, and Σ λ_k² < ∞, so that
    /// the noise dies down.
    Decreasing { first: f64, halved_after: f64 },
}

impl LearningRate {
    /// λ in step k, from 0.
    pub fn at(self, k: usize) -> f64 {
        match self {
            LearningRate::Constant(rate) => rate,
            LearningRate::Decreasing { first, halved_after } => {
                first / (1.0 + k as f64 / halved_after)
            }
        }
    }

    fn check(self) -> Result<()> {
        let positive = |name: &str, value: f64| {
            expect_setting(name, "a positive number", value, value > 0.0 && value.is_finite())
        };
        match self {
            LearningRate::Constant(rate) => positive("learning rate λ", rate),
            LearningRate::Decreasing { first, halved_after } => {
                positive("first learning rate λ", first)?;
                positive("steps after which λ is halved", halved_after)
            }
        }
    }
}

/// Descends in batches of B rows; `observe` is given each step's number, from 1, and w after it. Returns the last w.
///
/// # Formula
/// w → w - λ_k ∇J_b(w), with J_b the mean over the rows b of the batch.
///
/// # Numerics
/// Nothing is allocated in a step. With B = n each step is one of [`descend`](super::descend) but for the order of the rows.
///
/// # Errors
/// λ not positive, B of 0 or above n, weights that do not fit or are not finite; [`Error::Diverged`] as soon as a batch's J
/// or a weight is NaN or infinite.
pub fn descend_in_batches(
    neuron: &impl Neuron,
    start: &DVector<f64>,
    rate: LearningRate,
    batch: usize,
    iterations: usize,
    rng: &mut impl Rng,
    mut observe: impl FnMut(usize, &DVector<f64>),
) -> Result<DVector<f64>> {
    rate.check()?;
    neuron.check_weights(start)?;
    let (n, d) = neuron.x().shape();
    expect_batch(batch, n)?;
    let mut order: Vec<usize> = (0..n).collect();
    let (mut x, mut t) = (vec![0.0; batch * d], vec![0.0; batch]);
    let mut pass = Pass::new(batch, d);
    let mut w = start.clone();
    for k in 0..iterations {
        let (rows, _) = order.partial_shuffle(rng, batch);
        for (place, &row) in rows.iter().enumerate() {
            t[place] = neuron.t()[row];
            for j in 0..d {
                x[j * batch + place] = neuron.x()[(row, j)];
            }
        }
        let loss = pass.run(neuron, &x, &t, w.as_slice());
        let rate = rate.at(k);
        w.iter_mut().zip(&pass.gradient).for_each(|(w, slope)| *w = (-rate).mul_add(*slope, *w));
        if !loss.is_finite() || w.iter().any(|w| !w.is_finite()) {
            return Err(Error::Diverged { step: k + 1, loss });
        }
        observe(k + 1, &w);
    }
    Ok(w)
}

fn expect_batch(batch: usize, n: usize) -> Result<()> {
    let expected = format!("1 to {n}, the number of rows");
    expect_setting("batch size B", &expected, batch, (1..=n).contains(&batch))
}

/// The rows' own gradients, a batch size, and a direction: what is to be known of a batch's gradient.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// g_i (n, d), as [`Neuron::gradients`] gives them.
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

/// (n - B) / (B (n - 1)), 0 for B = n: the covariance of the mean of B rows of n, as a share of the covariance of one.
pub(crate) fn finite_population(n: usize, batch: usize) -> f64 {
    if batch == n { 0.0 } else { (n - batch) as f64 / (batch as f64 * (n - 1) as f64) }
}

/// The variance of uᵀ∇J_b over all batches b. 1_i is 1 if row i is drawn, else 0; z_i = uᵀ(g_i - ḡ).
pub fn covariance_estimate() -> Estimate<Batch> {
    Estimate {
        name: "the variance of a batch's gradient",
        left: r"\mathrm{Var}_b \, u^\top \nabla J_b",
        rounding: |p| {
            let z = p.along();
            4.0 * (p.n() + 8.0) * f64::EPSILON * (z.norm_squared() + p.mean().norm_squared())
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
