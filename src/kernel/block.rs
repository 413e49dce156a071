//! The products of a dense layer over one block of rows that stays in registers and in the first
//! cache, for widths that are known only at run time.
//!
//! Each row of a block is in one of [`LANES`] lanes, as everywhere: a sum over the rows keeps a sum
//! for each lane from block to block, and [`Lanes::sum`] adds the eight at the end. The bits are
//! those of [`dense`](super::dense).
//!
//! Registers are `S::f64s` of the [`Simd`] that a machine has: of 1, 2, 4 or 8 numbers. A group is
//! what of each eight rows is in one register; a register holds the same rows of every column.

use super::lanes::{LANES, Lanes, rows, rows_mut};
use nalgebra::DMatrix;
use pulp::Simd;
use std::array::from_fn;

/// 8 B rows of a column.
pub type Column<const B: usize> = [Lanes; B];

/// Takes the rows from `start` on, and what is to stand where there is none.
#[inline(always)]
pub fn read(from: &[f64], start: usize, none: f64, column: &mut [Lanes]) {
    let column = rows_mut(column);
    let there = from.len().saturating_sub(start).min(column.len());
    let (filled, rest) = column.split_at_mut(there);
    filled.copy_from_slice(&from[start..start + there]);
    rest.fill(none);
}

/// Puts the rows back, as many as there are.
#[inline(always)]
pub fn write(column: &[Lanes], to: &mut [f64], start: usize) {
    let column = rows(column);
    let there = to.len().saturating_sub(start).min(column.len());
    to[start..start + there].copy_from_slice(&column[..there]);
}

/// The registers of a group, one for each eight rows.
#[inline(always)]
fn registers<S: Simd, const B: usize>(column: &Column<B>, group: usize) -> [S::f64s; B] {
    from_fn(|b| column[b].register::<S>(group))
}

/// Weights as a product reads them: that of column i for result j.
#[derive(Clone, Copy)]
pub struct Factors<'a> {
    w: &'a [f64],
    /// From one column to the next, and from one result to the next.
    strides: (usize, usize),
}

impl<'a> Factors<'a> {
    /// W (in, out), by columns: the outputs of a layer are combinations of its inputs.
    pub fn forward(w: &'a [f64], inputs: usize) -> Factors<'a> {
        Factors { w, strides: (1, inputs) }
    }

    /// Wᵀ: what reaches an input is a combination of what its outputs got.
    pub fn backward(w: &'a [f64], inputs: usize) -> Factors<'a> {
        Factors { w, strides: (inputs, 1) }
    }

    #[inline(always)]
    fn at(&self, i: usize, j: usize) -> f64 {
        self.w[i * self.strides.0 + j * self.strides.1]
    }
}

/// result_j = finish(start_j + Σ_i factor_ij column_i), with `finish` given the register, j, and
/// which rows they are: which eight, and the group.
#[inline(always)]
pub fn combine<S: Simd, const B: usize>(
    simd: S,
    columns: &[Column<B>],
    factors: Factors,
    start: impl Fn(usize) -> f64,
    results: &mut [Column<B>],
    finish: impl Fn(S::f64s, usize, (usize, usize)) -> S::f64s,
) {
    // Two results at a time: each column is read once for both.
    let (pairs, last) = results.as_chunks_mut::<2>();
    let j_last = 2 * pairs.len();
    for (pair, results) in pairs.iter_mut().enumerate() {
        combine_some(simd, columns, factors, &start, 2 * pair, results, &finish);
    }
    if let [last] = last {
        let last = std::array::from_mut(last);
        combine_some(simd, columns, factors, &start, j_last, last, &finish);
    }
}

#[inline(always)]
fn combine_some<S: Simd, const B: usize, const J: usize>(
    simd: S,
    columns: &[Column<B>],
    factors: Factors,
    start: impl Fn(usize) -> f64,
    first: usize,
    results: &mut [Column<B>; J],
    finish: impl Fn(S::f64s, usize, (usize, usize)) -> S::f64s,
) {
    for group in 0..LANES / S::F64_LANES {
        let mut sums: [[S::f64s; B]; J] = from_fn(|j| [simd.splat_f64s(start(first + j)); B]);
        for (i, column) in columns.iter().enumerate() {
            let column = registers::<S, B>(column, group);
            let factors: [S::f64s; J] = from_fn(|j| simd.splat_f64s(factors.at(i, first + j)));
            for b in 0..B {
                for j in 0..J {
                    sums[j][b] = simd.mul_add_f64s(factors[j], column[b], sums[j][b]);
                }
            }
        }
        for j in 0..J {
            for b in 0..B {
                results[j][b].set_register::<S>(group, finish(sums[j][b], first + j, (b, group)));
            }
        }
    }
}

/// lanes ← lanes ⊙ factors.
#[inline(always)]
pub fn scale<S: Simd>(simd: S, factors: &[Lanes], lanes: &mut [Lanes]) {
    for (lanes, factors) in lanes.iter_mut().zip(factors) {
        for group in 0..LANES / S::F64_LANES {
            let product = simd.mul_f64s(lanes.register::<S>(group), factors.register::<S>(group));
            lanes.set_register::<S>(group, product);
        }
    }
}

/// lanes_ij ← lanes_ij + Σ y_i ⊙ δ_j, in each lane over its rows: ∂J/∂W (in, out), by columns. From
/// 0 at the first block.
#[inline(always)]
pub fn add_products<S: Simd, const B: usize>(
    simd: S,
    y: &[Column<B>],
    delta: &[Column<B>],
    lanes: &mut [Lanes],
    is_first: bool,
) {
    // Two δ at a time: each y is read once for both.
    let (pairs, last) = delta.as_chunks::<2>();
    let (lanes, lanes_last) = lanes.split_at_mut(2 * pairs.len() * y.len());
    for (delta, lanes) in pairs.iter().zip(lanes.chunks_exact_mut(2 * y.len())) {
        add_some_products(simd, y, delta, lanes, is_first);
    }
    if let [delta] = last {
        add_some_products(simd, y, std::array::from_ref(delta), lanes_last, is_first);
    }
}

#[inline(always)]
fn add_some_products<S: Simd, const B: usize, const J: usize>(
    simd: S,
    y: &[Column<B>],
    delta: &[Column<B>; J],
    lanes: &mut [Lanes],
    is_first: bool,
) {
    let inputs = y.len();
    for group in 0..LANES / S::F64_LANES {
        let delta: [[S::f64s; B]; J] = from_fn(|j| registers::<S, B>(&delta[j], group));
        for (i, y) in y.iter().enumerate() {
            let y = registers::<S, B>(y, group);
            let mut sums = [simd.splat_f64s(0.0); J];
            if !is_first {
                sums = from_fn(|j| lanes[i + j * inputs].register::<S>(group));
            }
            for b in 0..B {
                for j in 0..J {
                    sums[j] = simd.mul_add_f64s(y[b], delta[j][b], sums[j]);
                }
            }
            for j in 0..J {
                lanes[i + j * inputs].set_register::<S>(group, sums[j]);
            }
        }
    }
}

/// lanes_j ← lanes_j + Σ δ_j, in each lane over its rows: ∂J/∂b (out). From 0 at the first block.
#[inline(always)]
pub fn add_sums<S: Simd, const B: usize>(
    simd: S,
    delta: &[Column<B>],
    lanes: &mut [Lanes],
    is_first: bool,
) {
    for (delta, lanes) in delta.iter().zip(lanes) {
        for group in 0..LANES / S::F64_LANES {
            let mut sum = lanes.register::<S>(group);
            if is_first {
                sum = simd.splat_f64s(0.0);
            }
            for delta in registers::<S, B>(delta, group) {
                sum = simd.add_f64s(sum, delta);
            }
            lanes.set_register::<S>(group, sum);
        }
    }
}

/// Eight rows each, of the larger blocks.
pub const LARGE: usize = 6;

/// The columns of a matrix, cut into blocks of rows, one block after another.
#[derive(Clone, Debug)]
pub struct Blocks<const B: usize> {
    columns: Vec<Column<B>>,
    width: usize,
}

/// A matrix cut into large blocks, and small ones for the rows that fill no large one, or one more
/// large one, should they fill more than half of it.
#[derive(Clone, Debug)]
pub struct CutRows {
    pub large: Blocks<LARGE>,
    pub small: Blocks<1>,
}

impl CutRows {
    /// X: the rows that fill the last block up repeat the last row, so that what is finite for it
    /// is finite for them.
    pub fn of_inputs(x: &DMatrix<f64>) -> CutRows {
        CutRows::cut(x, |column| column[column.len() - 1])
    }

    /// T: 0 in the rows that fill the last block up.
    pub fn of_targets(t: &DMatrix<f64>) -> CutRows {
        CutRows::cut(t, |_| 0.0)
    }

    /// 1/n for each of so many rows, and 0 in those that fill the last block up.
    pub fn shares(rows: usize, n: usize) -> CutRows {
        CutRows::cut(&DMatrix::from_element(rows, 1, 1.0 / n as f64), |_| 0.0)
    }

    fn cut(matrix: &DMatrix<f64>, none: impl Fn(&[f64]) -> f64) -> CutRows {
        let (large, small) = counts(matrix.nrows());
        let first_small = large * LARGE * LANES;
        CutRows {
            large: Blocks::cut(matrix, 0, large, &none),
            small: Blocks::cut(matrix, first_small, small, &none),
        }
    }
}

/// How many large and small blocks hold so many rows.
fn counts(rows: usize) -> (usize, usize) {
    let (large, rest) = (rows / (LARGE * LANES), rows % (LARGE * LANES));
    if 2 * rest > LARGE * LANES { (large + 1, 0) } else { (large, rest.div_ceil(LANES)) }
}

impl<const B: usize> Blocks<B> {
    fn cut(
        matrix: &DMatrix<f64>,
        first: usize,
        blocks: usize,
        none: impl Fn(&[f64]) -> f64,
    ) -> Blocks<B> {
        let (rows, width) = matrix.shape();
        let mut columns = vec![[Lanes::ZERO; B]; blocks * width];
        for (number, block) in columns.chunks_exact_mut(width).enumerate() {
            for (column, of) in block.iter_mut().zip(matrix.as_slice().chunks_exact(rows)) {
                read(of, first + number * B * LANES, none(of), column);
            }
        }
        Blocks { columns, width }
    }

    #[inline(always)]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Those that fill the last block up among them.
    #[inline(always)]
    pub fn rows(&self) -> usize {
        self.columns.len() / self.width * B * LANES
    }

    /// The columns of each block.
    #[inline(always)]
    pub fn iter(&self) -> impl Iterator<Item = &[Column<B>]> {
        self.columns.chunks_exact(self.width)
    }
}
