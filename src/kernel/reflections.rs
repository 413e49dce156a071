//! Householder reflections that make a triangle of many rows, a few of them at a time.
//!
//! The rows of X come in parts of 64. Each part and the triangle R of those before it become the
//! next R: reflection k of a part takes row k of R and the 64 numbers of column k, and leaves in
//! their place its vector v, whose first number, that of R, is 1. A part stays in the cache while
//! its reflections follow each other, so that X is read and written once.
//!
//! # Source
//! J. Demmel, L. Grigori, M. Hoemmen and J. Langou, *Communication-optimal parallel and sequential
//! QR and LU factorizations*, SIAM J. Sci. Comput. 34 (2012).

use super::lanes::{LANES, Lanes, sum};
use multiversion::multiversion;

/// Blocks of a part: its column stays in registers.
const BLOCKS: usize = 8;

/// Rows of a part.
pub const PART: usize = BLOCKS * LANES;

type Column = [[f64; LANES]; BLOCKS];

/// Makes of X (blocks, d), in whole parts, its reflections; returns R (d, d), row by row, and each
/// reflection's τ of I - τ v vᵀ (parts, d).
///
/// # Numerics
/// For columns whose lengths are near 1: squares neither overflow nor does it matter what vanishes.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn triangulate(x: &mut [Lanes], d: usize) -> (Vec<f64>, Vec<f64>) {
    let (mut r, mut taus) = (vec![0.0f64; d * d], Vec::new());
    for part in x.chunks_exact_mut(BLOCKS * d) {
        for (k, r) in r.chunks_exact_mut(d).enumerate() {
            let mut v = column(part, d, k);
            let square = dot(&v, &v);
            if square == 0.0 {
                taus.push(0.0);
                continue;
            }
            let length = r[k].mul_add(r[k], square).sqrt();
            let diagonal = -length.copysign(r[k]); // the sign that cancels nothing in v
            let first = r[k] - diagonal;
            let tau = -first / diagonal;
            for v in v.as_flattened_mut() {
                *v /= first;
            }
            store(part, d, k, &v);
            r[k] = diagonal;
            for j in k + 1..d {
                let mut other = column(part, d, j);
                reflect(tau, &v, &mut r[j], &mut other);
                store(part, d, j, &other);
            }
            taus.push(tau);
        }
    }
    (r, taus)
}

/// Qᵀ applied to c (d) above f, which has as many rows as the reflections.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn reflect_forwards(v: &[Lanes], taus: &[f64], c: &mut [f64], f: &mut [f64]) {
    let d = c.len();
    let parts = v.chunks_exact(BLOCKS * d).zip(taus.chunks_exact(d));
    for ((v, taus), f) in parts.zip(parts_of(f)) {
        for k in 0..d {
            reflect(taus[k], &column(v, d, k), &mut c[k], f);
        }
    }
}

/// Q applied to the same.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn reflect_backwards(v: &[Lanes], taus: &[f64], c: &mut [f64], f: &mut [f64]) {
    let d = c.len();
    let parts = v.chunks_exact(BLOCKS * d).zip(taus.chunks_exact(d));
    for ((v, taus), f) in parts.zip(parts_of(f)).rev() {
        for k in (0..d).rev() {
            reflect(taus[k], &column(v, d, k), &mut c[k], f);
        }
    }
}

fn parts_of(f: &mut [f64]) -> &mut [Column] {
    f.as_chunks_mut().0.as_chunks_mut().0
}

/// (I - τ v vᵀ) of a number and a column below it.
#[inline(always)]
fn reflect(tau: f64, v: &Column, first: &mut f64, column: &mut Column) {
    let share = tau * (*first + dot(v, column));
    *first -= share;
    for block in 0..BLOCKS {
        for lane in 0..LANES {
            column[block][lane] = (-share).mul_add(v[block][lane], column[block][lane]);
        }
    }
}

#[inline(always)]
fn dot(u: &Column, v: &Column) -> f64 {
    let mut lanes = [[0.0; LANES]; 2];
    for block in 0..BLOCKS {
        for lane in 0..LANES {
            let sum = &mut lanes[block % 2][lane];
            *sum = u[block][lane].mul_add(v[block][lane], *sum);
        }
    }
    let [mut even, odd] = lanes;
    for lane in 0..LANES {
        even[lane] += odd[lane];
    }
    sum(&even)
}

/// Column k of a part.
#[inline(always)]
fn column(part: &[Lanes], d: usize, k: usize) -> Column {
    let mut column = [[0.0; LANES]; BLOCKS];
    for block in 0..BLOCKS {
        column[block] = part[block * d + k].0;
    }
    column
}

#[inline(always)]
fn store(part: &mut [Lanes], d: usize, k: usize, column: &Column) {
    for block in 0..BLOCKS {
        part[block * d + k].0 = column[block];
    }
}
