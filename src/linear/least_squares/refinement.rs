use super::columns::Columns;
use super::factors::Factors;
use crate::kernel::defects::{self, DoubleLanes};
use crate::kernel::elementary::DoubleDouble;
use crate::kernel::lanes::{LANES, Lanes};
use crate::kernel::reflections::PART;
use nalgebra::DVector;

/// How exact an operation in twice the precision is, 2^-104: a correction of this share of a number
/// is lost in its rounding.
const ROUNDOFF: f64 = f64::EPSILON * f64::EPSILON;

/// A minimiser in twice the precision.
pub(super) struct Refined {
    pub(super) w: Vec<DoubleDouble>,
    pub(super) residual: Vec<DoubleDouble>,
    /// w before its first refinement.
    pub(super) plain: DVector<f64>,
    pub(super) refinements: usize,
    /// The last correction, which was left out, relative to w.
    pub(super) correction: f64,
}

/// Minimises ‖t - Xw‖ for an X of independent columns and its factors.
///
/// # Formula
/// The minimiser and its residual solve
///
/// ```math
/// r + X w = t
/// X^\top r = 0
/// ```
///
/// Of approximations r, w the defects
///
/// ```math
/// f = t - r - X w
/// g = -X^\top r
/// ```
///
/// are computed in twice the precision; with p and q the corrections of r and w, the factors solve
///
/// ```math
/// p + X q = f
/// X^\top p = g
/// ```
///
/// well enough to make r + p, w + q better. From r = 0, w = 0 the first correction is the plain
/// solution.
///
/// # Numerics
/// Each error is smaller than the last by about ε cond(X), without the square of the condition
/// number that the plain solution suffers from where the residual is large. The first correction is
/// the solution, those from the second on are errors; they must halve in every two steps.
pub(super) fn refine(x: &Columns, factors: &Factors, t: &DVector<f64>) -> Refined {
    let zero = DoubleDouble::from(0.0);
    let (mut r, mut w) = (vec![zero; t.len()], vec![zero; x.d()]);
    let (mut plain, mut sizes) = (None, Vec::new());
    let (mut f, mut g) = (t.clone(), DVector::zeros(x.d()));
    loop {
        let (r_change, w_change) = factors.solve(&f, &g);
        let size = libm::hypot(r_change.norm(), w_change.norm());
        let lost = size <= ROUNDOFF * libm::hypot(length(&r), length(&w));
        let shrinks = match sizes[..] {
            [_, .., earlier, _] => size < earlier / 2.0,
            _ => true,
        };
        if let (Some(plain), true) = (&plain, lost || !shrinks) {
            let change = w_change.norm();
            return Refined {
                plain: DVector::clone(plain),
                refinements: sizes.len() - 1,
                correction: if change == 0.0 { 0.0 } else { change / length(&w) },
                w,
                residual: r,
            };
        }
        r.iter_mut().zip(&r_change).for_each(|(r, &change)| *r = *r + change);
        w.iter_mut().zip(&w_change).for_each(|(w, &change)| *w = *w + change);
        plain.get_or_insert(w_change);
        sizes.push(size);
        (f, g) = defects(x, t, &r, &w);
    }
}

/// t - r - Xw (n) and -Xᵀr (d), each rounded once.
fn defects(
    x: &Columns,
    t: &DVector<f64>,
    r: &[DoubleDouble],
    w: &[DoubleDouble],
) -> (DVector<f64>, DVector<f64>) {
    let filled = t.len().next_multiple_of(LANES);
    let (t_filled, mut r_filled) = (t.clone().resize_vertically(filled, 0.0), r.to_vec());
    r_filled.resize(filled, DoubleDouble::from(0.0));
    let (mut f, d) = (DVector::zeros(filled), x.d());
    // A part of the rows is read once, and gone through twice while it is in the cache.
    let (mut blocks, mut sums) = (vec![Lanes::ZERO; PART / LANES * d], vec![DoubleLanes::ZERO; d]);
    let rows = t_filled.as_slice().chunks(PART).zip(r_filled.chunks(PART));
    for (part, ((t, r), f)) in rows.zip(f.as_mut_slice().chunks_mut(PART)).enumerate() {
        x.read(part * PART, &mut blocks);
        defects::of_rows(&blocks, w, t, r, f);
        defects::add_columns(&blocks, r, &mut sums);
    }
    let g = DVector::from_iterator(d, sums.iter().map(|lanes| lanes.sum().round()));
    (f.resize_vertically(t.len(), 0.0), g)
}

fn length(numbers: &[DoubleDouble]) -> f64 {
    numbers.iter().map(|x| x.high * x.high).sum::<f64>().sqrt()
}
