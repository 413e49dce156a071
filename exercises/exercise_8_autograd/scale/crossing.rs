use super::limits::expect_positive;
use ma6202::Result;
use ma6202::error::{expect_setting, expect_shape, expect_some};

/// The smallest width at which a ratio of times passes 1: where torch becomes the faster one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crossing {
    pub at: CrossingAt,
    /// How often the ratio passes 1 again after that, to and fro: 0 if the answer is a clear one.
    pub again: usize,
}

/// Where a ratio reaches 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CrossingAt {
    /// At this width, between two measured ones or at one.
    Width(f64),
    /// It is 1 or more at the smallest width measured, this one.
    Before(f64),
    /// It is less than 1 up to the largest width measured, this one.
    Beyond(f64),
}

impl Crossing {
    /// # Formula
    /// Between two widths the logarithm of the ratio r is taken as linear in that of the width, so
    /// a power law is met exactly:
    /// ln H* = ln H_1 + (ln H_2 - ln H_1) ln r_1 / (ln r_1 - ln r_2).
    ///
    /// # Errors
    /// No widths, not as many ratios as widths, numbers that are not positive and finite, widths
    /// that do not grow.
    pub fn of(widths: &[f64], ratios: &[f64]) -> Result<Crossing> {
        expect_some("widths compared", widths.len())?;
        expect_shape("ratios", (ratios.len(), 1), (widths.len(), 1))?;
        for (name, numbers) in [("width", widths), ("ratio", ratios)] {
            numbers.iter().try_for_each(|&number| expect_positive(name, number))?;
        }
        for pair in widths.windows(2) {
            expect_setting("width", "more than the one before", pair[1], pair[1] > pair[0])?;
        }
        let faster = |ratio: f64| ratio >= 1.0;
        let passes: Vec<usize> =
            (1..ratios.len()).filter(|&i| faster(ratios[i]) != faster(ratios[i - 1])).collect();
        let at = match passes.first() {
            _ if faster(ratios[0]) => CrossingAt::Before(widths[0]),
            None => CrossingAt::Beyond(widths[widths.len() - 1]),
            Some(&i) => {
                let (low, high) = (libm::log(widths[i - 1]), libm::log(widths[i]));
                let (below, above) = (libm::log(ratios[i - 1]), libm::log(ratios[i]));
                CrossingAt::Width(libm::exp(low + (high - low) * below / (below - above)))
            }
        };
        let first = usize::from(matches!(at, CrossingAt::Width(_)));
        Ok(Crossing { at, again: passes.len() - first })
    }
}
