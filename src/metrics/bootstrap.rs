use crate::Result;
use crate::error::{expect_finite, expect_setting, expect_shape, expect_some};
use nalgebra::DMatrix;
use rand::{Rng, RngExt};
use rayon::prelude::*;

/// The average of some observations, and an interval that holds the average of all that might have
/// been observed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub average: f64,
    pub high: f64,
}

/// Mean or median.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Average {
    Mean,
    /// The mean of the two in the middle if there are two: whatever the outliers are.
    Median,
}

impl Average {
    /// The average of some numbers, which may be left in another order; NaN of none.
    pub fn of(self, values: &mut [f64]) -> f64 {
        let n = values.len();
        match self {
            Average::Mean => values.iter().sum::<f64>() / n as f64,
            Average::Median if n == 0 => f64::NAN,
            Average::Median => {
                let (below, &mut upper, _) = values.select_nth_unstable_by(n / 2, f64::total_cmp);
                match below.iter().copied().max_by(f64::total_cmp) {
                    Some(lower) if n.is_multiple_of(2) => lower.midpoint(upper),
                    _ => upper,
                }
            }
        }
    }
}

/// Resamples of n observations: how often each has each of them. Drawn once, they serve everything
/// that was observed on the same occasions.
#[derive(Clone, Debug)]
pub struct Bootstrap {
    n: usize,
    /// n for each resample.
    counts: Vec<u16>,
}

impl Bootstrap {
    /// Draws resamples of n observations each, with replacement.
    ///
    /// # Errors
    /// No observations, or more than 65 535; no resamples.
    pub fn draw(rng: &mut dyn Rng, n: usize, resamples: usize) -> Result<Bootstrap> {
        expect_some("observations", n)?;
        expect_some("resamples", resamples)?;
        let few = n <= usize::from(u16::MAX);
        expect_setting("observations", &format!("at most {}", u16::MAX), n, few)?;
        let mut counts = vec![0; n * resamples];
        for counts in counts.chunks_exact_mut(n) {
            (0..n).for_each(|_| counts[rng.random_range(0..n)] += 1);
        }
        Ok(Bootstrap { n, counts })
    }

    /// The average of independent observations, with the percentile interval of the bootstrap.
    ///
    /// # Formula
    /// Of the averages of all resamples, the smallest and the largest that are left when the share
    /// (1 - c) / 2 is taken away at either end, c the confidence.
    ///
    /// # Errors
    /// Another number of observations than was drawn for, NaN or infinite ones, a confidence that
    /// is not between 0 and 1.
    ///
    /// # Source
    /// B. Efron and R. J. Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 13.
    pub fn interval(
        &self,
        observations: &[f64],
        average: Average,
        confidence: f64,
    ) -> Result<Interval> {
        expect_shape("observations", (observations.len(), 1), (self.n, 1))?;
        expect_finite("observations", &DMatrix::from_row_slice(1, self.n, observations))?;
        let between = confidence > 0.0 && confidence < 1.0;
        expect_setting("confidence", "a number between 0 and 1", confidence, between)?;
        let mut order: Vec<usize> = (0..self.n).collect();
        order.sort_by(|&one, &next| observations[one].total_cmp(&observations[next]));
        let of_resample = |counts: &[u16]| match average {
            Average::Mean => {
                let terms = counts.iter().zip(observations);
                terms.map(|(&count, value)| f64::from(count) * value).sum::<f64>() / self.n as f64
            }
            Average::Median => {
                // The value below which so many lie.
                let above = |below: usize| {
                    let mut seen = 0;
                    let place = order.iter().find(|&&place| {
                        seen += usize::from(counts[place]);
                        seen > below
                    });
                    observations[*place.expect("a resample has n observations")]
                };
                above((self.n - 1) / 2).midpoint(above(self.n / 2))
            }
        };
        let mut averages: Vec<f64> =
            self.counts.par_chunks_exact(self.n).map(of_resample).collect();
        let outside = ((1.0 - confidence) / 2.0 * averages.len() as f64) as usize;
        let last = averages.len() - 1 - outside;
        let (below, &mut high, _) = averages.select_nth_unstable_by(last, f64::total_cmp);
        let low = match outside < last {
            true => *below.select_nth_unstable_by(outside, f64::total_cmp).1,
            false => high,
        };
        Ok(Interval { low, average: average.of(&mut observations.to_vec()), high })
    }
}

impl Interval {
    /// Whether the interval leaves out a value: 0, for a difference that is hardly chance.
    ///
    /// # Numerics
    /// An end nearer to the value than a billionth of the interval's length is that value: rounded
    /// differences that cancel do not sum to 0 exactly.
    pub fn excludes(&self, value: f64) -> bool {
        let rounding = 1e-9 * (self.high - self.low);
        value < self.low - rounding || self.high + rounding < value
    }
}
