//! The sums and products of a narrow dense layer. They allocate nothing.

use crate::kernel::lanes::{LANES, dot, dot_4, load, store, total};
use multiversion::multiversion;

/// A = Y W + 1 bᵀ, with Y (n, in), W (in, out), b (out), A (n, out).
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn activation_value(y: &[f64], w: &[f64], b: &[f64], a: &mut [f64]) {
    let n = a.len() / b.len();
    let inputs = w.len() / b.len();
    for (a, (w, &b)) in a.chunks_exact_mut(n).zip(w.chunks_exact(inputs).zip(b)) {
        combine_columns(y, |i| w[i], b, a);
    }
}

/// ∂J/∂Y = Δ Wᵀ, with Δ (n, out), W (in, out), ∂J/∂Y (n, in).
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn input_gradient(delta: &[f64], w: &[f64], dj_dy: &mut [f64], n: usize) {
    let inputs = dj_dy.len() / n;
    for (i, dj_dy) in dj_dy.chunks_exact_mut(n).enumerate() {
        combine_columns(delta, |j| w[i + j * inputs], 0.0, dj_dy);
    }
}

/// ∂J/∂W ← ∂J/∂W + Yᵀ Δ, with Y (n, in), Δ (n, out), ∂J/∂W (in, out).
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn add_weight_gradient(y: &[f64], delta: &[f64], dj_dw: &mut [f64], n: usize) {
    let inputs = y.len() / n;
    for (delta, dj_dw) in delta.chunks_exact(n).zip(dj_dw.chunks_exact_mut(inputs)) {
        let (y_fours, y_rest) = y.split_at(inputs / 4 * 4 * n);
        let (dj_dw_fours, dj_dw_rest) = dj_dw.as_chunks_mut::<4>();
        for (y, dj_dw) in y_fours.chunks_exact(4 * n).zip(dj_dw_fours) {
            for (dj_dw, dot) in dj_dw.iter_mut().zip(dot_4(delta, y)) {
                *dj_dw += dot;
            }
        }
        for (y, dj_dw) in y_rest.chunks_exact(n).zip(dj_dw_rest) {
            *dj_dw += dot(delta, y);
        }
    }
}

/// Adds the sum of each column, with the matrix (n, out): ∂J/∂b = Δᵀ 1 is that of Δ.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn add_column_sums(matrix: &[f64], sums: &mut [f64]) {
    let n = matrix.len() / sums.len();
    for (column, column_sum) in matrix.chunks_exact(n).zip(sums) {
        *column_sum += total(column);
    }
}

/// Adds a number to each of a column.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
pub fn add_constant(constant: f64, column: &mut [f64]) {
    column.iter_mut().for_each(|number| *number += constant);
}

/// combination ← constant + Σ factor(column) · column.
#[inline(always)]
fn combine_columns(
    columns: &[f64],
    factor: impl Fn(usize) -> f64,
    constant: f64,
    combination: &mut [f64],
) {
    let n = combination.len();
    let mut start = 0;
    // Four blocks at a time: each factor is read once for the four.
    while n - start >= 4 * LANES {
        combine_rows::<{ 4 * LANES }>(columns, &factor, constant, combination, start);
        start += 4 * LANES;
    }
    while n - start >= LANES {
        combine_rows::<LANES>(columns, &factor, constant, combination, start);
        start += LANES;
    }
    if n < LANES {
        for row in 0..n {
            combine_rows::<1>(columns, &factor, constant, combination, row);
        }
    } else if start < n {
        // Moved back to fit: it computes some rows again.
        combine_rows::<LANES>(columns, &factor, constant, combination, n - LANES);
    }
}

#[inline(always)]
fn combine_rows<const R: usize>(
    columns: &[f64],
    factor: impl Fn(usize) -> f64,
    constant: f64,
    combination: &mut [f64],
    start: usize,
) {
    let mut rows = [constant; R];
    for (index, column) in columns.chunks_exact(combination.len()).enumerate() {
        let (factor, column) = (factor(index), load::<R>(column, start));
        for r in 0..R {
            rows[r] = factor.mul_add(column[r], rows[r]);
        }
    }
    store(combination, start, rows);
}
