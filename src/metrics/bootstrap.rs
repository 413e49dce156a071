use crate::Result;
use crate::error::{expect_finite, expect_setting, expect_some};
use nalgebra::DMatrix;
use rand::{Rng, RngExt};

/// The middle of some observations, and an interval that holds the middle of all that might have been observed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub middle: f64,
    pub high: f64,
}

/// What is called the middle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Middle {
    Mean,
    /// The mean of the two in the middle if there are two: whatever the outliers are.
    Median,
}

impl Middle {
    /// The middle of some numbers, which may be left in another order; NaN of none.
    pub fn of(self, values: &mut [f64]) -> f64 {
        let n = values.len();
        match self {
            Middle::Mean => values.iter().sum::<f64>() / n as f64,
            Middle::Median if n == 0 => f64::NAN,
            Middle::Median => {
                let (below, &mut upper, _) = values.select_nth_unstable_by(n / 2, f64::total_cmp);
                match below.iter().copied().max_by(f64::total_cmp) {
                    Some(lower) if n.is_multiple_of(2) => lower.midpoint(upper),
                    _ => upper,
                }
            }
        }
    }
}

impl Interval {
    /// The middle of independent observations, with the percentile interval of the bootstrap.
    ///
    /// # Formula
    /// Of `resamples` middles, each of n observations drawn with replacement, the smallest and the largest that
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
        middle: Middle,
        confidence: f64,
        resamples: usize,
    ) -> Result<Interval> {
        let n = observations.len();
        expect_some("observations", n)?;
        expect_some("resamples", resamples)?;
        expect_finite("observations", &DMatrix::from_row_slice(1, n, observations))?;
        let between = confidence > 0.0 && confidence < 1.0;
        expect_setting("confidence", "a number between 0 and 1", confidence, between)?;
        let mut sample = observations.to_vec();
        let mut middles: Vec<f64> = (0..resamples)
            .map(|_| {
                sample.fill_with(|| observations[rng.random_range(0..n)]);
                middle.of(&mut sample)
            })
            .collect();
        middles.sort_unstable_by(f64::total_cmp);
        let outside = ((1.0 - confidence) / 2.0 * resamples as f64) as usize;
        sample.copy_from_slice(observations);
        Ok(Interval {
            low: middles[outside],
            middle: middle.of(&mut sample),
            high: middles[resamples - 1 - outside],
        })
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
