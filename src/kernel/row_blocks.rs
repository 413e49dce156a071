//! Rows in blocks of eight, for whoever goes through the same rows again and again: X w, Xᵀδ and
//! Xᵀ diag(q) X.
//!
//! In a matrix stored column by column, eight rows of a column begin anywhere within a cache line,
//! and those of the next column lie far away. Here they are a cache line each, and the columns of a
//! block stand side by side: X is read from its first number to its last.

use super::lanes::{LANES, Lanes};
use multiversion::multiversion;
use std::hint::black_box;

/// X (n, d), the last block filled up with rows of zeros.
pub struct RowBlocks {
    d: usize,
    /// Blocks in a part.
    part: usize,
    lanes: Vec<Lanes>,
}

/// A part of the rows that is gone through twice has no more cache lines than this, 24 KiB: the
/// second time it is still in the first-level cache.
const CACHED: usize = 384;

impl RowBlocks {
    /// Rows of zeros.
    pub fn new(n: usize, d: usize) -> RowBlocks {
        let part = (CACHED / d.max(1)).clamp(1, 32);
        RowBlocks { d, part, lanes: vec![Lanes::ZERO; n.div_ceil(LANES) * d] }
    }

    /// All rows of these columns.
    pub fn of(columns: &[&[f64]]) -> RowBlocks {
        let mut blocks = RowBlocks::new(columns[0].len(), columns.len());
        read(columns, 0, &mut blocks.lanes);
        blocks
    }

    /// Takes these rows of a matrix stored column by column, as many as there is room for.
    pub fn take(&mut self, columns: &[f64], n: usize, mut rows: impl Iterator<Item = usize>) {
        for block in self.lanes.chunks_exact_mut(self.d) {
            for (lane, row) in rows.by_ref().take(LANES).enumerate() {
                for (lanes, column) in block.iter_mut().zip(columns.chunks_exact(n)) {
                    lanes.0[lane] = column[row];
                }
            }
        }
    }

    /// Column j, with the rows of zeros.
    pub fn column(&self, j: usize) -> Vec<f64> {
        self.lanes.chunks_exact(self.d).flat_map(|block| block[j].0).collect()
    }

    pub fn d(&self) -> usize {
        self.d
    }

    /// (blocks, d), block by block.
    pub fn lanes(&self) -> &[Lanes] {
        &self.lanes
    }

    pub fn lanes_mut(&mut self) -> &mut [Lanes] {
        &mut self.lanes
    }

    /// How many blocks a part has; the last may have fewer.
    pub fn part(&self) -> usize {
        self.part
    }

    /// The blocks of each part.
    pub fn parts(&self) -> impl Iterator<Item = &[Lanes]> {
        self.lanes.chunks(self.part * self.d)
    }
}

/// Reads the rows of some columns from `first` on, and zeros where there are none.
pub fn read(columns: &[&[f64]], first: usize, blocks: &mut [Lanes]) {
    let d = columns.len();
    for (j, column) in columns.iter().enumerate() {
        let (whole, rest) = column[column.len().min(first)..].as_chunks();
        for (block, rows) in blocks.chunks_exact_mut(d).zip(whole) {
            block[j].0 = *rows;
        }
        let mut last = Lanes::ZERO;
        last.0[..rest.len()].copy_from_slice(rest);
        for block in blocks.chunks_exact_mut(d).skip(whole.len()) {
            block[j] = std::mem::replace(&mut last, Lanes::ZERO);
        }
    }
}

/// a = X w, for all rows of the blocks.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn activation_values(x: &[Lanes], w: &[f64], a: &mut [Lanes]) {
    let d = w.len();
    let (mut x, (fours, rest)) = (x, a.as_chunks_mut());
    // Four blocks at a time: each w is read once for the four.
    for [a0, a1, a2, a3] in fours {
        let (x0_1, x2_3) = x[..4 * d].split_at(2 * d);
        let ((x0, x1), (x2, x3)) = (x0_1.split_at(d), x2_3.split_at(d));
        // Four variables, for registers: an array of them would be kept in the cache.
        let [mut sum0, mut sum1, mut sum2, mut sum3] = [Lanes::ZERO; 4];
        for (&w, ((x0, x1), (x2, x3))) in w.iter().zip(x0.iter().zip(x1).zip(x2.iter().zip(x3))) {
            sum0 = add_multiple(w, x0, sum0);
            sum1 = add_multiple(w, x1, sum1);
            sum2 = add_multiple(w, x2, sum2);
            sum3 = add_multiple(w, x3, sum3);
        }
        (*a0, *a1, *a2, *a3) = (sum0, sum1, sum2, sum3);
        x = &x[4 * d..];
    }
    for a in rest {
        let mut sum = Lanes::ZERO;
        for (&w, x) in w.iter().zip(&x[..d]) {
            sum = add_multiple(w, x, sum);
        }
        *a = sum;
        x = &x[d..];
    }
}

/// w x + sum.
#[inline(always)]
fn add_multiple(w: f64, x: &Lanes, mut sum: Lanes) -> Lanes {
    for lane in 0..LANES {
        sum.0[lane] = w.mul_add(x.0[lane], sum.0[lane]);
    }
    sum
}

/// Adds Xᵀδ (d), lane by lane.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn add_gradient(x: &[Lanes], delta: &[Lanes], sums: &mut [Lanes]) {
    add_products(x, sums.len(), delta, sums);
}

/// The sums of lanes, divided by n; sets the lanes back to 0, from where the next pass starts.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn take_means(sums: &mut [Lanes], n: f64, means: &mut [f64]) {
    for (mean, lanes) in means.iter_mut().zip(sums) {
        let mut halves = [0.0; LANES / 2];
        for lane in 0..LANES / 2 {
            halves[lane] = lanes.0[lane] + lanes.0[lane + LANES / 2];
        }
        let [a, b, c, d] = black_box(halves);
        *mean = ((a + c) + (b + d)) / n;
        *lanes = Lanes::ZERO;
    }
}

/// Adds the lower triangle of Xᵀ diag(q) X (d, d), lane by lane and row by row; `scaled` is room
/// for as many numbers as there are q.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn add_hessian(x: &[Lanes], q: &[Lanes], scaled: &mut [Lanes], sums: &mut [Lanes]) {
    let d = x.len() / q.len();
    for k in 0..d {
        for ((x, q), scaled) in x.chunks_exact(d).zip(q).zip(&mut *scaled) {
            for lane in 0..LANES {
                scaled.0[lane] = q.0[lane] * x[k].0[lane];
            }
        }
        add_products(x, d, scaled, &mut sums[k * d..][..=k]);
    }
}

/// For the first columns of X (blocks, d).
#[inline(always)]
fn add_products(x: &[Lanes], d: usize, delta: &[Lanes], sums: &mut [Lanes]) {
    let (eights, rest) = sums.as_chunks_mut::<8>();
    for (eight, sums) in eights.iter_mut().enumerate() {
        add_some_products::<8>(x, d, 8 * eight, delta, sums);
    }
    let first = 8 * eights.len();
    match rest.len() {
        1 => add_some_products::<1>(x, d, first, delta, rest),
        2 => add_some_products::<2>(x, d, first, delta, rest),
        3 => add_some_products::<3>(x, d, first, delta, rest),
        4 => add_some_products::<4>(x, d, first, delta, rest),
        5 => add_some_products::<5>(x, d, first, delta, rest),
        6 => add_some_products::<6>(x, d, first, delta, rest),
        7 => add_some_products::<7>(x, d, first, delta, rest),
        _ => (),
    }
}

/// Of so many columns: their sums stay in registers.
#[inline(always)]
fn add_some_products<const COLUMNS: usize>(
    x: &[Lanes],
    d: usize,
    first: usize,
    delta: &[Lanes],
    sums: &mut [Lanes],
) {
    let sums: &mut [Lanes; COLUMNS] = sums.try_into().expect("a sum of each column");
    let mut lanes = *sums;
    for (block, delta) in delta.iter().enumerate() {
        let x: &[Lanes; COLUMNS] = x[block * d + first..].first_chunk().expect("columns of X");
        for column in 0..COLUMNS {
            for lane in 0..LANES {
                let sum = &mut lanes[column].0[lane];
                *sum = delta.0[lane].mul_add(x[column].0[lane], *sum);
            }
        }
    }
    *sums = lanes;
}

/// Goes through rows: a lane, a and t make a derivative, which takes the place of a, and whatever
/// `row` adds up in that lane.
#[inline(always)]
pub fn for_each_row(a: &mut [Lanes], t: &[Lanes], mut row: impl FnMut(usize, f64, f64) -> f64) {
    for (a, t) in a.iter_mut().zip(t) {
        for lane in 0..LANES {
            a.0[lane] = row(lane, a.0[lane], t.0[lane]);
        }
    }
}
