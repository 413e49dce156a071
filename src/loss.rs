//! The losses J of the lecture, each a mean over the n rows, with ∂J/∂y.

use crate::kernel::elementary::{exp, ln};
use crate::kernel::lanes::{self, LANES, load, store};
use crate::{Error, Result, error};
use multiversion::multiversion;
use nalgebra::DMatrix;

/// A loss J(y, t) of outputs y (n, k) and targets t (n, k).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Loss {
    /// J = (1/n) Σ (y - t)², summed over the k outputs.
    ///
    /// # Derivation
    /// ∂J/∂y = (2/n) (y - t).
    ///
    /// # Source
    /// The lecture's J for linear regression. torch's `MSELoss` divides by nk instead of n.
    MeanSquaredError,
    /// J = -(1/n) Σ t ln s with s = softmax(y): y are logits. Each row of t sums to 1.
    ///
    /// # Derivation
    /// ∂J/∂y = (1/n) (s - t).
    ///
    /// # Source
    /// torch's `CrossEntropyLoss`, which contains the softmax.
    CrossEntropy,
    /// J = -(1/n) Σ t ln q with p = softmax(y) and q = softmax(p): what the lecture's network,
    /// which ends in a softmax, followed by `CrossEntropyLoss` computes. Each row of t sums to 1.
    ///
    /// Since 0 ≤ p ≤ 1, with k classes J never falls below ln(e + k - 1) - 1.
    ///
    /// # Derivation
    /// With g = ∂J/∂p = (1/n) (q - t), ∂J/∂y = p ⊙ (g - Σ g p), the sum over the row.
    SoftmaxThenCrossEntropy,
}

impl Loss {
    /// Every loss.
    pub const ALL: &[Loss] =
        &[Loss::MeanSquaredError, Loss::CrossEntropy, Loss::SoftmaxThenCrossEntropy];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Loss::MeanSquaredError => "mean squared error",
            Loss::CrossEntropy => "cross-entropy",
            Loss::SoftmaxThenCrossEntropy => "softmax, then cross-entropy",
        }
    }

    /// J and ∂J/∂y.
    ///
    /// # Shapes
    /// y, t and ∂J/∂y: (n, k).
    ///
    /// # Errors
    /// Different shapes, no rows, entries that are not finite, and for the cross-entropies rows of
    /// t that are not distributions.
    pub fn value_and_derivative(
        self,
        y: &DMatrix<f64>,
        t: &DMatrix<f64>,
    ) -> Result<(f64, DMatrix<f64>)> {
        error::expect_shape("outputs y", y.shape(), t.shape())?;
        error::expect_finite("outputs y", y)?;
        self.check_targets(t)?;
        let mut dj_dy = DMatrix::zeros(y.nrows(), y.ncols()); // (n, k)
        let loss = self.evaluate(y, t, &mut dj_dy);
        Ok((loss, dj_dy))
    }

    /// Refuses targets that the loss has no meaning for.
    pub(crate) fn check_targets(self, t: &DMatrix<f64>) -> Result<()> {
        error::expect_finite("targets t", t)?;
        if self == Loss::MeanSquaredError {
            return Ok(());
        }
        for (row, t_row) in t.row_iter().enumerate() {
            if t_row.iter().any(|&t| t < 0.0) || (t_row.sum() - 1.0).abs() > 1e-12 {
                let expected = "probabilities that sum to 1, such as one 1 among zeros";
                let got = format!("{:?}", t_row.iter().collect::<Vec<_>>());
                return Err(Error::setting(format!("targets t, row {row}"), expected, got));
            }
        }
        Ok(())
    }

    /// J; writes ∂J/∂y into `dj_dy`. Allocates nothing.
    pub(crate) fn evaluate(
        self,
        y: &DMatrix<f64>,
        t: &DMatrix<f64>,
        dj_dy: &mut DMatrix<f64>,
    ) -> f64 {
        assert!(
            y.shape() == t.shape() && y.shape() == dj_dy.shape(),
            "loss of y {:?}, t {:?} into {:?}",
            y.shape(),
            t.shape(),
            dj_dy.shape()
        );
        let n = y.nrows();
        let (y, t, dj_dy) = (y.as_slice(), t.as_slice(), dj_dy.as_mut_slice());
        match self {
            Loss::MeanSquaredError => mean_squared_error(y, t, dj_dy, n),
            Loss::CrossEntropy => cross_entropy(y, t, dj_dy, n),
            Loss::SoftmaxThenCrossEntropy => softmax_then_cross_entropy(y, t, dj_dy, n),
        }
    }
}

/// Adds up what `block` returns for each row, in blocks of [`LANES`] rows or, if there are fewer,
/// one by one. The rows that the last block covers again are written again, with the same values,
/// and not added.
macro_rules! sum_over_rows {
    ($n:expr, $block:ident($($argument:expr),*)) => {{
        let n = $n;
        let mut sum = 0.0;
        if n < LANES {
            for row in 0..n {
                sum += $block::<1>($($argument,)* n, row)[0];
            }
        } else {
            for start in (0..=n - LANES).step_by(LANES) {
                sum += lanes::sum($block::<LANES>($($argument,)* n, start));
            }
            if !n.is_multiple_of(LANES) {
                let (start, covered) = lanes::last_block(n);
                let mut rows = $block::<LANES>($($argument,)* n, start);
                rows[..covered].fill(0.0);
                sum += lanes::sum(rows);
            }
        }
        sum
    }};
}

#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
fn mean_squared_error(y: &[f64], t: &[f64], dj_dy: &mut [f64], n: usize) -> f64 {
    for ((d, &y), &t) in dj_dy.iter_mut().zip(y).zip(t) {
        *d = y - t;
    }
    let sum = lanes::dot(dj_dy, dj_dy);
    for d in dj_dy {
        *d *= 2.0 / n as f64;
    }
    sum / n as f64
}

#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
fn cross_entropy(y: &[f64], t: &[f64], dj_dy: &mut [f64], n: usize) -> f64 {
    sum_over_rows!(n, cross_entropy_rows(y, t, dj_dy)) / n as f64
}

#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
fn softmax_then_cross_entropy(y: &[f64], t: &[f64], dj_dy: &mut [f64], n: usize) -> f64 {
    sum_over_rows!(n, softmax_then_cross_entropy_rows(y, t, dj_dy)) / n as f64
}

/// R rows of the cross-entropy: returns -Σ t ln s of each, writes (s - t) / n.
///
/// With m = max y and z = Σ e^(y - m), -Σ t ln s = m + ln z - Σ t y: no overflow, no ln 0.
#[inline(always)]
fn cross_entropy_rows<const R: usize>(
    y: &[f64],
    t: &[f64],
    dj_dy: &mut [f64],
    n: usize,
    start: usize,
) -> [f64; R] {
    let (max, total) = softmax_numerators::<R>(y, dj_dy, n, start);
    let mut loss = total;
    for r in 0..R {
        loss[r] = ln(total[r]);
    }
    let scale = 1.0 / n as f64;
    for ((y, t), d) in y.chunks_exact(n).zip(t.chunks_exact(n)).zip(dj_dy.chunks_exact_mut(n)) {
        let (y, t, mut s) = (load::<R>(y, start), load::<R>(t, start), load::<R>(d, start));
        for r in 0..R {
            loss[r] -= t[r] * (y[r] - max[r]);
            s[r] = (s[r] / total[r] - t[r]) * scale;
        }
        store(d, start, s);
    }
    loss
}

/// R rows of the lecture's loss: returns -Σ t ln q of each, writes p ⊙ (g - Σ g p) with
/// g = (q - t) / n.
#[inline(always)]
fn softmax_then_cross_entropy_rows<const R: usize>(
    y: &[f64],
    t: &[f64],
    dj_dy: &mut [f64],
    n: usize,
    start: usize,
) -> [f64; R] {
    let (_, total) = softmax_numerators::<R>(y, dj_dy, n, start);
    // Σ e^p, Σ e^p p and Σ t p, over the classes; from them ln Σ e^p - Σ t p and Σ g p.
    let (mut e_sum, mut ep_sum, mut tp_sum) = ([0.0; R], [0.0; R], [0.0; R]);
    for (t, d) in t.chunks_exact(n).zip(dj_dy.chunks_exact_mut(n)) {
        let (t, mut p) = (load::<R>(t, start), load::<R>(d, start));
        for r in 0..R {
            p[r] /= total[r];
            let e = exp(p[r]);
            e_sum[r] += e;
            ep_sum[r] += e * p[r];
            tp_sum[r] += t[r] * p[r];
        }
        store(d, start, p);
    }
    let scale = 1.0 / n as f64;
    for (t, d) in t.chunks_exact(n).zip(dj_dy.chunks_exact_mut(n)) {
        let (t, mut p) = (load::<R>(t, start), load::<R>(d, start));
        for r in 0..R {
            let q_minus_t = exp(p[r]) / e_sum[r] - t[r];
            let mean = ep_sum[r] / e_sum[r] - tp_sum[r];
            p[r] *= (q_minus_t - mean) * scale;
        }
        store(d, start, p);
    }
    for r in 0..R {
        e_sum[r] = ln(e_sum[r]) - tp_sum[r];
    }
    e_sum
}

/// Writes e^(y - m) of R rows; returns m = max y and Σ e^(y - m) of each row.
#[inline(always)]
fn softmax_numerators<const R: usize>(
    y: &[f64],
    numerators: &mut [f64],
    n: usize,
    start: usize,
) -> ([f64; R], [f64; R]) {
    let mut max = [f64::NEG_INFINITY; R];
    for y in y.chunks_exact(n) {
        let y = load::<R>(y, start);
        for r in 0..R {
            max[r] = if y[r] > max[r] { y[r] } else { max[r] };
        }
    }
    let mut total = [0.0; R];
    for (y, e) in y.chunks_exact(n).zip(numerators.chunks_exact_mut(n)) {
        let mut row = load::<R>(y, start);
        for r in 0..R {
            row[r] = exp(row[r] - max[r]);
            total[r] += row[r];
        }
        store(e, start, row);
    }
    (max, total)
}
