//! The sums and products of a dense layer, over matrices stored column by column: by plain loops
//! while the layer is narrow, else by a library.

mod loops;

pub use loops::add_column_sums;

use ndarray::linalg::general_mat_mul;
use ndarray::{ArrayView2, ArrayViewMut2, Axis, ShapeBuilder};
use rayon::prelude::*;

/// The most neurons of a narrow layer.
pub const NARROW: usize = 128;

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
    add_product(matrix_mut(dj_dy, n, inputs), delta, w.reversed_axes());
}

/// ∂J/∂W ← ∂J/∂W + Yᵀ Δ, with Y (n, in), Δ (n, out), ∂J/∂W (in, out).
pub fn add_weight_gradient(y: &[f64], delta: &[f64], dj_dw: &mut [f64], n: usize) {
    let (inputs, outputs) = (y.len() / n, delta.len() / n);
    if !is_wide(inputs, outputs) {
        return loops::add_weight_gradient(y, delta, dj_dw, n);
    }
    let (y, delta) = (matrix(y, n, inputs), matrix(delta, n, outputs));
    add_product(matrix_mut(dj_dw, inputs, outputs), y.reversed_axes(), delta);
}

/// Whether a product is left to the library.
fn is_wide(inputs: usize, outputs: usize) -> bool {
    inputs.max(outputs) > NARROW && inputs.min(outputs) > 4
}

/// Fewer multiplications are not worth a thread's waking up.
const FEWEST_MULTIPLICATIONS: usize = 1 << 20;

/// C ← C + A B. The threads get parts of C, which changes no bit.
fn add_product(c: ArrayViewMut2<f64>, a: ArrayView2<f64>, b: ArrayView2<f64>) {
    add_product_among(rayon::current_num_threads(), c, a, b);
}

fn add_product_among(
    threads: usize,
    mut c: ArrayViewMut2<f64>,
    a: ArrayView2<f64>,
    b: ArrayView2<f64>,
) {
    let (rows, columns) = c.dim();
    if threads == 1 || rows * columns * a.ncols() < FEWEST_MULTIPLICATIONS {
        return general_mat_mul(1.0, &a, &b, 1.0, &mut c);
    }
    if rows > columns {
        // Cᵀ ← Cᵀ + Bᵀ Aᵀ, to cut what is longer.
        let (a, b) = (a.reversed_axes(), b.reversed_axes());
        return add_product_among(threads, c.reversed_axes(), b, a);
    }
    let (some, others) = (threads / 2, threads - threads / 2);
    let at = columns * some / threads;
    let ((b_left, b_right), (c_left, c_right)) = (b.split_at(Axis(1), at), c.split_at(Axis(1), at));
    rayon::join(
        || add_product_among(some, c_left, a, b_left),
        || add_product_among(others, c_right, a, b_right),
    );
}

fn matrix(columns: &[f64], rows: usize, width: usize) -> ArrayView2<'_, f64> {
    ArrayView2::from_shape((rows, width).f(), columns).expect("a matrix of this shape")
}

fn matrix_mut(columns: &mut [f64], rows: usize, width: usize) -> ArrayViewMut2<'_, f64> {
    ArrayViewMut2::from_shape((rows, width).f(), columns).expect("a matrix of this shape")
}
