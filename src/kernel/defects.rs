//! What r and w leave over of the equations r + X w = t, Xᵀr = 0, in twice the precision.

use super::elementary::DoubleDouble;
use super::lanes::{LANES, Lanes};
use multiversion::multiversion;

/// Eight numbers in twice the precision, the high parts and the low parts side by side.
#[derive(Clone, Copy)]
pub struct DoubleLanes {
    high: [f64; LANES],
    low: [f64; LANES],
}

impl DoubleLanes {
    pub const ZERO: DoubleLanes = DoubleLanes { high: [0.0; LANES], low: [0.0; LANES] };

    #[inline(always)]
    fn get(&self, lane: usize) -> DoubleDouble {
        DoubleDouble { high: self.high[lane], low: self.low[lane] }
    }

    #[inline(always)]
    fn set(&mut self, lane: usize, x: DoubleDouble) {
        (self.high[lane], self.low[lane]) = (x.high, x.low);
    }

    #[inline(always)]
    fn load(numbers: &[DoubleDouble; LANES]) -> DoubleLanes {
        let mut lanes = DoubleLanes::ZERO;
        for lane in 0..LANES {
            lanes.set(lane, numbers[lane]);
        }
        lanes
    }

    /// The sum of the eight.
    pub fn sum(&self) -> DoubleDouble {
        (1..LANES).fold(self.get(0), |sum, lane| sum + self.get(lane))
    }
}

/// t - r - Xw (n), each rounded once, for X (blocks, d) and as many rows of t and r as the blocks.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn of_rows(x: &[Lanes], w: &[DoubleDouble], t: &[f64], r: &[DoubleDouble], f: &mut [f64]) {
    let (t, r) = (t.as_chunks::<LANES>().0, r.as_chunks().0);
    for (block, f) in f.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
        let mut left = DoubleLanes::load(&r[block]);
        for lane in 0..LANES {
            left.set(lane, -left.get(lane) + t[block][lane]);
        }
        for (x, &w) in x[block * w.len()..].iter().zip(w) {
            for lane in 0..LANES {
                left.set(lane, left.get(lane) + -(w * x.0[lane]));
            }
        }
        for lane in 0..LANES {
            f[lane] = left.get(lane).round();
        }
    }
}

/// Adds -Xᵀr (d), lane by lane, of so few rows that they stay in the cache.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn add_columns(x: &[Lanes], r: &[DoubleDouble], sums: &mut [DoubleLanes]) {
    let d = sums.len();
    for (j, sum) in sums.iter_mut().enumerate() {
        let mut left = *sum;
        for (block, r) in r.as_chunks().0.iter().enumerate() {
            let (x, r) = (x[block * d + j].0, DoubleLanes::load(r));
            for lane in 0..LANES {
                left.set(lane, left.get(lane) + -(r.get(lane) * x[lane]));
            }
        }
        *sum = left;
    }
}
