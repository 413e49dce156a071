//! The sums and products of a dense layer, over matrices stored column by column: by plain loops
//! while the layer is narrow, else by a library.

mod loops;

use faer::linalg::matmul::matmul;
use faer::{Accum, MatMut, MatRef, Par};
use rayon::prelude::*;

/// The most neurons of a narrow layer.
pub const NARROW: usize = 64;

/// A = Y W + 1 bᵀ, with Y (n, in), W (in, out), b (out), A (n, out).
pub fn activation_value(y: &[f64], w: &[f64], b: &[f64], a: &mut [f64]) {
    let (outputs, inputs) = (b.len(), w.len() / b.len());
    let n = a.len() / outputs;
    if !is_wide(inputs, outputs) {
        return loops::activation_value(y, w, b, a);
    }
    a.par_chunks_exact_mut(n).zip(b).for_each(|(a, &b)| a.fill(b));
    let (y, w) = (matrix(y, n, inputs), matrix(w, inputs, outputs));
    add_product(matrix_mut(a, n, outputs), y, w);
}

/// ∂J/∂Y = Δ Wᵀ, with Δ (n, out), W (in, out), ∂J/∂Y (n, in).
pub fn input_gradient(delta: &[f64], w: &[f64], dj_dy: &mut [f64], n: usize) {
    let (inputs, outputs) = (dj_dy.len() / n, delta.len() / n);
    if !is_wide(inputs, outputs) {
        return loops::input_gradient(delta, w, dj_dy, n);
    }
    dj_dy.fill(0.0);
    let (delta, w) = (matrix(delta, n, outputs), matrix(w, inputs, outputs));
    add_product(matrix_mut(dj_dy, n, inputs), delta, w.transpose());
}

/// ∂J/∂W ← ∂J/∂W + Yᵀ Δ, with Y (n, in), Δ (n, out), ∂J/∂W (in, out).
pub fn add_weight_gradient(y: &[f64], delta: &[f64], dj_dw: &mut [f64], n: usize) {
    let (inputs, outputs) = (y.len() / n, delta.len() / n);
    if !is_wide(inputs, outputs) {
        return loops::add_weight_gradient(y, delta, dj_dw, n);
    }
    let (y, delta) = (matrix(y, n, inputs), matrix(delta, n, outputs));
    add_product(matrix_mut(dj_dw, inputs, outputs), y.transpose(), delta);
}

/// Adds the sum of each column, with the matrix (n, out): ∂J/∂b = Δᵀ 1 is that of Δ.
pub fn add_column_sums(matrix: &[f64], sums: &mut [f64]) {
    loops::add_column_sums(matrix, sums);
}

/// Whether a product is left to the library.
fn is_wide(inputs: usize, outputs: usize) -> bool {
    inputs.max(outputs) > NARROW && inputs.min(outputs) > 4
}

/// C ← C + A B.
fn add_product(c: MatMut<f64>, a: MatRef<f64>, b: MatRef<f64>) {
    let multiplications = c.nrows() * c.ncols() * a.ncols();
    let alone = rayon::current_num_threads() == 1 || multiplications < 1 << 20;
    matmul(c, Accum::Add, a, b, 1.0, if alone { Par::Seq } else { Par::rayon(0) });
}

fn matrix(columns: &[f64], rows: usize, width: usize) -> MatRef<'_, f64> {
    MatRef::from_column_major_slice(columns, rows, width)
}

fn matrix_mut(columns: &mut [f64], rows: usize, width: usize) -> MatMut<'_, f64> {
    MatMut::from_column_major_slice_mut(columns, rows, width)
}
