use crate::Result;
use crate::error::{expect_finite, expect_setting, expect_some};
use nalgebra::DMatrix;
use rand::{Rng, RngExt};

/// A mean, and an interval that holds the mean of all that might have been observed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub mean: f64,
    pub high: f64,
}

impl Interval {
    /// The mean of independent observations, with the percentile interval of the bootstrap.
    ///
    /// # Formula
    /// Of `resamples` means, each of n observations drawn with replacement, the smallest and the largest that
    /// are left when the share (1 - c) / 2 is taken away at either end, c the confidence.
    ///
    /// # Errors
    /// No observations, NaN or infinite ones, a confidence that is not between 0 and 1, no resamples.
    ///
    /// # Source
    /// B. Efron and R. J. Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13.
    pub fn bootstrap(
        rng: &mut impl Rng,
        observations: &[f64],
        confidence: f64,
        resamples: usize,
    ) -> Result<Interval> {
        let n = observations.len();
        expect_some("observations", n)?;
        expect_some("resamples", resamples)?;
        expect_finite("observations", &DMatrix::from_row_slice(1, n, observations))?;
        let between = confidence > 0.0 && confidence < 1.0;
        expect_setting("confidence", "a number between 0 and 1", confidence, between)?;
        let mut means: Vec<f64> = (0..resamples)
            .map(|_| (0..n).map(|_| observations[rng.random_range(0..n)]).sum::<f64>() / n as f64)
            .collect();
        means.sort_unstable_by(f64::total_cmp);
        let outside = ((1.0 - confidence) / 2.0 * resamples as f64) as usize;
        let mean = observations.iter().sum::<f64>() / n as f64;
        Ok(Interval { low: means[outside], mean, high: means[resamples - 1 - outside] })
    }

    /// Whether the interval leaves out a value: 0, for a difference that is hardly chance.
    ///
    /// # Numerics
    /// An end nearer to the value than a billionth of the interval's length is that value: rounded differences
    /// that cancel do not sum to 0 exactly.
    pub fn excludes(&self, value: f64) -> bool {
        let rounding = 1e-9 * (self.high - self.low);
        value < self.low - rounding || self.high + rounding < value
    }
}
