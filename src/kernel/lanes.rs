//! Eight rows at a time: how the loops over a batch become vector instructions.
//!
//! A matrix is stored column by column, so the rows of one column are neighbours. A loop takes them
//! in blocks of [`LANES`]; the last block is moved back to fit, so that it covers some rows again
//! (a plain sum adds the rest one by one). Always in the same order, and every a · b + c with the
//! one rounding of IEEE 754: all machines compute the same bits, however wide their registers are.
//!
//! The loops stand in functions marked `#[multiversion]`, compiled once for each instruction set,
//! and call only functions marked `#[inline(always)]`: a closure handed to the standard library
//! would be compiled for the oldest processor, and run ten times as long.

use std::hint::black_box;

/// Rows in a block. One AVX-512 register, two of AVX2, four of NEON.
pub const LANES: usize = 8;

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

/// The last block of a column of at least [`LANES`] rows, moved back to fit, and how many of its
/// rows the blocks before it have covered already.
#[inline(always)]
pub fn last_block(n: usize) -> (usize, usize) {
    (n - LANES, (LANES - n % LANES) % LANES)
}

/// u · v.
#[inline(always)]
pub fn dot(u: &[f64], v: &[f64]) -> f64 {
    let n = u.len();
    if n < LANES {
        return u.iter().zip(v).fold(0.0, |sum, (&u, &v)| u.mul_add(v, sum));
    }
    let (u_blocks, v_blocks) = (u.as_chunks().0, v.as_chunks().0);
    let mut lanes = [0.0; LANES];
    for (u, v) in u_blocks.iter().zip(v_blocks) {
        lanes = multiply_add(u, v, lanes, 0);
    }
    // A wall for the compiler, which would otherwise arrange the loop to suit the additions that
    // follow and keep the lanes in pieces. It changes no value.
    let mut lanes = black_box(lanes);
    if !n.is_multiple_of(LANES) {
        let (start, covered) = last_block(n);
        lanes = multiply_add(&load(u, start), &load(v, start), lanes, covered);
    }
    sum(lanes)
}

/// u · v for four neighbouring columns v, the same bits as four times [`dot`]: u is read once for
/// the four.
#[inline(always)]
pub fn dot_4(u: &[f64], v: &[f64]) -> [f64; 4] {
    let n = u.len();
    let (v0, v) = v.split_at(n);
    let (v1, v) = v.split_at(n);
    let (v2, v3) = v.split_at(n);
    if n < LANES {
        return [dot(u, v0), dot(u, v1), dot(u, v2), dot(u, v3)];
    }
    // Four variables and not an array of arrays: the compiler then keeps them in registers.
    let (mut lanes0, mut lanes1, mut lanes2, mut lanes3) =
        ([0.0; LANES], [0.0; LANES], [0.0; LANES], [0.0; LANES]);
    let blocks0_1 = v0.as_chunks().0.iter().zip(v1.as_chunks().0);
    let blocks2_3 = v2.as_chunks().0.iter().zip(v3.as_chunks().0);
    for (u, ((v0, v1), (v2, v3))) in u.as_chunks().0.iter().zip(blocks0_1.zip(blocks2_3)) {
        lanes0 = multiply_add(u, v0, lanes0, 0);
        lanes1 = multiply_add(u, v1, lanes1, 0);
        lanes2 = multiply_add(u, v2, lanes2, 0);
        lanes3 = multiply_add(u, v3, lanes3, 0);
    }
    let (mut lanes0, mut lanes1, mut lanes2, mut lanes3) =
        (black_box(lanes0), black_box(lanes1), black_box(lanes2), black_box(lanes3));
    if !n.is_multiple_of(LANES) {
        let (start, covered) = last_block(n);
        let u = load(u, start);
        lanes0 = multiply_add(&u, &load(v0, start), lanes0, covered);
        lanes1 = multiply_add(&u, &load(v1, start), lanes1, covered);
        lanes2 = multiply_add(&u, &load(v2, start), lanes2, covered);
        lanes3 = multiply_add(&u, &load(v3, start), lanes3, covered);
    }
    [sum(lanes0), sum(lanes1), sum(lanes2), sum(lanes3)]
}

/// u ⊙ v + w, but w where the rows are covered already.
#[inline(always)]
fn multiply_add(
    u: &[f64; LANES],
    v: &[f64; LANES],
    mut w: [f64; LANES],
    covered: usize,
) -> [f64; LANES] {
    for lane in 0..LANES {
        let next = u[lane].mul_add(v[lane], w[lane]);
        w[lane] = if lane < covered { w[lane] } else { next };
    }
    w
}

/// The sum of the lanes, in halves: the order in which registers add.
#[inline(always)]
pub fn sum(lanes: [f64; LANES]) -> f64 {
    let [a, b, c, d, e, f, g, h] = black_box(lanes);
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}
