//! Eight rows at a time: how the loops over a batch become vector instructions.
//!
//! A matrix is stored column by column, so the rows of one column are neighbours. A loop takes them
//! in blocks of [`LANES`], and a sum over rows is one sum for each place in a block, a lane, until
//! the eight are added at the end; the last block is filled up with zeros. Always in the same
//! order, and every a · b + c with the one rounding of IEEE 754: all machines compute the same
//! bits, however wide their registers are.
//!
//! The loops stand in functions marked `#[multiversion]`, compiled once for each instruction set,
//! and call only functions marked `#[inline(always)]`: a closure handed to the standard library
//! would be compiled for the oldest processor, and run ten times as long.

use bytemuck::{Pod, Zeroable};
use pulp::Simd;
use std::hint::black_box;

/// Rows in a block. One AVX-512 register, two of AVX2, four of NEON.
pub const LANES: usize = 8;

/// Eight rows of a column: a cache line.
#[derive(Clone, Copy, Debug, Pod, Zeroable)]
#[repr(C, align(64))]
pub struct Lanes(pub [f64; LANES]);

impl Lanes {
    pub const ZERO: Lanes = Lanes([0.0; LANES]);

    /// The sum of the eight.
    #[inline(always)]
    pub fn sum(self) -> f64 {
        sum(&self.0)
    }

    /// What of the eight is in one register, of the 1, 2, 4 or 8 numbers that a machine's have: the
    /// group is which.
    #[inline(always)]
    pub fn register<S: Simd>(&self, group: usize) -> S::f64s {
        S::as_simd_f64s(&self.0).0[group]
    }

    #[inline(always)]
    pub fn set_register<S: Simd>(&mut self, group: usize, register: S::f64s) {
        S::as_mut_simd_f64s(&mut self.0).0[group] = register;
    }
}

/// All rows, one after another.
#[inline(always)]
pub fn rows(lanes: &[Lanes]) -> &[f64] {
    bytemuck::cast_slice(lanes)
}

#[inline(always)]
pub fn rows_mut(lanes: &mut [Lanes]) -> &mut [f64] {
    bytemuck::cast_slice_mut(lanes)
}

/// The rows `start..start + R` of a column.
#[inline(always)]
pub fn load<const R: usize>(column: &[f64], start: usize) -> [f64; R] {
    column[start..start + R].try_into().expect("a slice of R elements")
}

/// Writes the rows `start..start + R` of a column.
#[inline(always)]
pub fn store<const R: usize>(column: &mut [f64], start: usize, rows: [f64; R]) {
    column[start..start + R].copy_from_slice(&rows);
}

/// The rows after the last whole block, filled up with zeros.
#[inline(always)]
fn rest(column: &[f64]) -> [f64; LANES] {
    let rest = column.as_chunks::<LANES>().1;
    let mut filled = [0.0; LANES];
    filled[..rest.len()].copy_from_slice(rest);
    filled
}

/// u · v.
#[inline(always)]
pub fn dot(u: &[f64], v: &[f64]) -> f64 {
    dot_with(u, v, |v| v)
}

/// u · f(v), with f(0) = 0.
#[inline(always)]
pub fn dot_with(u: &[f64], v: &[f64], f: impl Fn(f64) -> f64) -> f64 {
    let mut lanes = [0.0; LANES];
    for (u, v) in u.as_chunks().0.iter().zip(v.as_chunks().0) {
        lanes = multiply_add(u, &v.map(&f), lanes);
    }
    // A wall for the compiler, which would otherwise arrange the loop to suit the additions that
    // follow and keep the lanes in pieces. It changes no value.
    sum(&multiply_add(&rest(u), &rest(v).map(&f), black_box(lanes)))
}

/// u · v for four neighbouring columns v, the same bits as four times [`dot`]: u is read once for
/// the four.
#[inline(always)]
pub fn dot_4(u: &[f64], v: &[f64]) -> [f64; 4] {
    let n = u.len();
    let (v0, v) = v.split_at(n);
    let (v1, v) = v.split_at(n);
    let (v2, v3) = v.split_at(n);
    // Four variables and not an array of arrays: the compiler then keeps them in registers.
    let (mut lanes0, mut lanes1, mut lanes2, mut lanes3) =
        ([0.0; LANES], [0.0; LANES], [0.0; LANES], [0.0; LANES]);
    let blocks0_1 = v0.as_chunks().0.iter().zip(v1.as_chunks().0);
    let blocks2_3 = v2.as_chunks().0.iter().zip(v3.as_chunks().0);
    for (u, ((v0, v1), (v2, v3))) in u.as_chunks().0.iter().zip(blocks0_1.zip(blocks2_3)) {
        lanes0 = multiply_add(u, v0, lanes0);
        lanes1 = multiply_add(u, v1, lanes1);
        lanes2 = multiply_add(u, v2, lanes2);
        lanes3 = multiply_add(u, v3, lanes3);
    }
    let last = rest(u);
    [
        sum(&multiply_add(&last, &rest(v0), black_box(lanes0))),
        sum(&multiply_add(&last, &rest(v1), black_box(lanes1))),
        sum(&multiply_add(&last, &rest(v2), black_box(lanes2))),
        sum(&multiply_add(&last, &rest(v3), black_box(lanes3))),
    ]
}

/// u ⊙ v + w.
#[inline(always)]
fn multiply_add(u: &[f64; LANES], v: &[f64; LANES], mut w: [f64; LANES]) -> [f64; LANES] {
    for lane in 0..LANES {
        w[lane] = u[lane].mul_add(v[lane], w[lane]);
    }
    w
}

/// The sum of a column.
#[inline(always)]
pub fn total(column: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    for block in column.as_chunks().0.iter().chain([&rest(column)]) {
        for lane in 0..LANES {
            lanes[lane] += block[lane];
        }
    }
    sum(&lanes)
}

/// The sum of the lanes, in halves: the order in which registers add.
#[inline(always)]
pub fn sum(lanes: &[f64; LANES]) -> f64 {
    // A wall again: without it a loop over many sums would gather what lies far apart.
    let [a, b, c, d, e, f, g, h] = *black_box(lanes);
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}
