//! The sums and products of a dense layer, over matrices stored column by column: by plain loops
//! while the layer is narrow, else by a library.

mod loops;
mod product;

pub use loops::add_column_sums;
pub use product::{columns, product, transposed};

use product::add_product;
use rayon::prelude::*;

/// The most neurons of a narrow layer.
pub const NARROW: usize = 96;

/// A = Y W + 1 bᵀ, with Y (n, in), W (in, out), b (out), A (n, out).
pub fn activation_value(y: &[f64], w: &[f64], b: &[f64], a: &mut [f64]) {
    let (outputs, inputs) = (b.len(), w.len() / b.len());
    let n = a.len() / outputs;
    if !is_wide(inputs, outputs) {
        return loops::activation_value(y, w, b, a);
    }
    product(a, columns(y, n), columns(w, inputs));
    a.par_chunks_exact_mut(n).zip(b).for_each(|(a, &b)| loops::add_constant(b, a));
}

/// A, with the bits of [`activation_value`], and f(A); the columns of a wide layer go one by one,
/// each still in the cache.
pub fn forward(
    y: &[f64],
    w: &[f64],
    b: &[f64],
    a: &mut [f64],
    f_a: &mut [f64],
    f: impl Fn(&[f64], &mut [f64]) + Sync,
) {
    let (outputs, inputs) = (b.len(), w.len() / b.len());
    let n = a.len() / outputs;
    if !is_wide(inputs, outputs) {
        loops::activation_value(y, w, b, a);
        return f(a, f_a);
    }
    product(a, columns(y, n), columns(w, inputs));
    let numbers = a.par_chunks_exact_mut(n).zip(f_a.par_chunks_exact_mut(n));
    numbers.zip(b).for_each(|((a, f_a), &b)| {
        loops::add_constant(b, a);
        f(a, f_a);
    });
}

/// Δ ← f(A, Δ), and adds the sum of each column of it: ∂J/∂b = Δᵀ 1. More than [`NARROW`] columns
/// go one by one, each still in the cache.
pub fn scale_and_add_sums(
    a: &[f64],
    delta: &mut [f64],
    dj_db: &mut [f64],
    f: impl Fn(&[f64], &mut [f64]) + Sync,
) {
    let n = a.len() / dj_db.len();
    if dj_db.len() <= NARROW {
        f(a, delta);
        return add_column_sums(delta, dj_db);
    }
    let numbers = a.par_chunks_exact(n).zip(delta.par_chunks_exact_mut(n));
    numbers.zip(dj_db).for_each(|((a, delta), dj_db)| {
        f(a, delta);
        add_column_sums(delta, std::slice::from_mut(dj_db));
    });
}

/// ∂J/∂Y = Δ Wᵀ, with Δ (n, out), W (in, out), ∂J/∂Y (n, in).
pub fn input_gradient(delta: &[f64], w: &[f64], dj_dy: &mut [f64], n: usize) {
    let (inputs, outputs) = (dj_dy.len() / n, delta.len() / n);
    if !is_wide(inputs, outputs) {
        return loops::input_gradient(delta, w, dj_dy, n);
    }
    product(dj_dy, columns(delta, n), transposed(w, inputs));
}

/// ∂J/∂W ← ∂J/∂W + Yᵀ Δ, with Y (n, in), Δ (n, out), ∂J/∂W (in, out); without the first term, which
/// is then not even read, if it is replaced.
pub fn weight_gradient(y: &[f64], delta: &[f64], dj_dw: &mut [f64], n: usize, replaces: bool) {
    let (inputs, outputs) = (y.len() / n, delta.len() / n);
    if is_wide(inputs, outputs) {
        let product = if replaces { product } else { add_product };
        return product(dj_dw, transposed(y, n), columns(delta, n));
    }
    if replaces {
        dj_dw.fill(0.0);
    }
    loops::add_weight_gradient(y, delta, dj_dw, n);
}

/// Whether a product is left to the library.
fn is_wide(inputs: usize, outputs: usize) -> bool {
    inputs.max(outputs) > NARROW && inputs.min(outputs) > 4
}
