//! Sums without an end.

use super::jet::Jet;
use super::{Context, Evaluator, Result};
use crate::number::Number;
use crate::term::{Slot, Term};

/// As many blocks of terms are added at most, and at least; and at least if all terms are 0.
const BLOCK: i64 = 16;
const MOST: i64 = 6000;
const LEAST: i64 = 4;
const LEAST_OF_ZEROS: i64 = 1000;

/// Terms may grow at first, as those of k xᵏ do, in so many blocks.
const MOST_RISING: i64 = 250;

/// What is left out is at most this share of the sum.
const SHARE: f64 = 1e-18;

/// Ratios of terms of a geometric series differ by rounding.
const ROUNDING: f64 = 1e-11;

impl<S: Number> Evaluator<'_, S> {
    /// Blocks of terms are added until what is left out cannot matter: if the largest term of each
    /// block is q times as large as that of the block before, that is BLOCK q / (1 - q) of the last
    /// at most. It is right for terms whose ratios do not grow, which is looked at: those of a
    /// power series in 1/m, or of one that falls and then rises, are refused.
    pub(super) fn series(
        &self,
        slot: Slot,
        from: i64,
        body: &Term,
        term: &Term,
        at: &mut Context<S>,
    ) -> Result<Jet<S>> {
        let mut sum = Jet::constant(0.0);
        let (mut largest, mut ratio, mut falls, mut rising) = (0.0, f64::INFINITY, true, 0);
        for block in 0..MOST {
            let before = std::mem::replace(&mut largest, 0.0);
            for m in 0..BLOCK {
                at.slots[slot.0] = from + block * BLOCK + m;
                let next = self.number(body, at)?;
                largest = f64::max(largest, next.size());
                sum = sum + next;
            }
            let size = sum.size();
            let q = if largest == 0.0 { 0.0 } else { largest / before };
            rising += i64::from(q >= 1.0);
            if !size.is_finite() || rising > MOST_RISING {
                break;
            }
            if largest > 0.0 {
                falls = q <= ratio * (1.0 + ROUNDING);
            }
            ratio = q;
            let least = if size == 0.0 { LEAST_OF_ZEROS } else { LEAST };
            let rest = BLOCK as f64 * largest * q / (1.0 - q);
            if block + 1 >= least && falls && q < 1.0 && rest <= SHARE * size {
                if self.rises_again(slot, body, from, block, largest, at)? {
                    break;
                }
                return Ok(sum);
            }
        }
        Err(at.wrong(term, "terms that fall like those of a geometric series", "others"))
    }

    /// Whether a term far beyond is larger than all of the last block: those are looked at whose
    /// numbers double.
    fn rises_again(
        &self,
        slot: Slot,
        body: &Term,
        from: i64,
        block: i64,
        largest: f64,
        at: &mut Context<S>,
    ) -> Result<bool> {
        let mut m = 2 * (block + 1) * BLOCK;
        while m <= MOST * BLOCK {
            at.slots[slot.0] = from + m;
            let size = self.number(body, at)?.size();
            if size.is_nan() || size > largest {
                return Ok(true);
            }
            m *= 2;
        }
        Ok(false)
    }
}
