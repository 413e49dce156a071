//! The product of matrices, by a library.

use gemm_common::Parallelism;
use gemm_f64::gemm::f64::get_gemm_fn;
use nalgebra::{Dyn, MatrixView};

/// A matrix, element (i, j) of which lies any number of steps after (i - 1, j) and (i, j - 1).
pub type View<'a> = MatrixView<'a, f64, Dyn, Dyn, Dyn, Dyn>;

/// A matrix that lies column by column.
pub fn columns(numbers: &[f64], rows: usize) -> View<'_> {
    View::from_slice_with_strides(numbers, rows, numbers.len() / rows, 1, rows)
}

/// The transpose of a matrix that lies column by column, and has so many rows itself.
pub fn transposed(numbers: &[f64], rows: usize) -> View<'_> {
    View::from_slice_with_strides(numbers, numbers.len() / rows, rows, rows, 1)
}

/// C ← A B, with C column by column.
pub fn product(c: &mut [f64], a: View, b: View) {
    multiply(c, false, a, b);
}

/// C ← C + A B.
pub fn add_product(c: &mut [f64], a: View, b: View) {
    multiply(c, true, a, b);
}

/// The current threads share a large product, which changes no bit.
#[rustfmt::skip]
fn multiply(c: &mut [f64], adds: bool, a: View, b: View) {
    let ((rows, inner), columns) = (a.shape(), b.ncols());
    assert_eq!((b.nrows(), c.len()), (inner, rows * columns), "the shapes of a product");
    let steps = |view: &View| (view.strides().0 as isize, view.strides().1 as isize);
    let ((a_down, a_right), (b_down, b_right)) = (steps(&a), steps(&b));
    // SAFETY: a view holds all its elements; C has as many as it needs, and is nobody else's.
    unsafe {
        get_gemm_fn()(
            rows, columns, inner,
            c.as_mut_ptr(), rows as isize, 1, adds,
            a.as_ptr(), a_right, a_down,
            b.as_ptr(), b_right, b_down,
            1.0, 1.0, false, false, false, Parallelism::Rayon(0),
        );
    }
}
