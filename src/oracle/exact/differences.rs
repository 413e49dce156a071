use nalgebra::DMatrix;

/// 2⁻⁸.
const STEP: f64 = 1.0 / 256.0;

/// The gradient of a function of a matrix by differences of its values alone.
///
/// # Formula
/// ```math
/// D(h) = \frac{f(x + h) - f(x - h)}{2 h}
/// ```
///
/// has an error c₂ h² + c₄ h⁴ + …. Richardson's
///
/// ```math
/// R(h) = \frac{4 D(h/2) - D(h)}{3}
/// ```
///
/// removes the first term, and the answer,
///
/// ```math
/// g = \frac{16 R(h/2) - R(h)}{15}
/// ```
///
/// the second.
///
/// # Numerics
/// With h = 2⁻⁸ rounding decides, an error of some 4ε/h, 1e-12 at worst for f of size 1; the
/// series' is of order h⁶/64, far below. A kink within h of x spoils it. Beyond |x| = 1, f may be
/// as large as a power of x, or go on changing as fast as near 0: h = 2⁻⁸ |x| is tried too, and
/// that one counts whose two extrapolations R are nearer to each other, ε |f| / h added.
///
/// # Source
/// L. F. Richardson, *The deferred approach to the limit*, Phil. Trans. A 226 (1927); the choice of
/// h by what the extrapolation says of its own error: C. J. F. Ridders, *Accurate computation of
/// F'(x) and F'(x)F''(x)*, Advances in Engineering Software 4 (1982).
pub fn differences(function: impl Fn(&DMatrix<f64>) -> f64, at: &DMatrix<f64>) -> DMatrix<f64> {
    let mut x = at.clone();
    DMatrix::from_fn(at.nrows(), at.ncols(), |row, column| {
        let centre = at[(row, column)];
        let mut central = |h: f64| {
            let (above, below) = (centre + h, centre - h);
            x[(row, column)] = above;
            let f_above = function(&x);
            x[(row, column)] = below;
            let f_below = function(&x);
            x[(row, column)] = centre;
            ((f_above - f_below) / (above - below), f_above.abs())
        };
        // The extrapolated derivative, and how wrong it may be: how far apart the two are from
        // which it is, and rounding.
        let mut extrapolated = |h: f64| {
            let [(coarse, size), (middle, _), (fine, _)] = [h, h / 2.0, h / 4.0].map(&mut central);
            let (coarse, fine) = ((4.0 * middle - coarse) / 3.0, (4.0 * fine - middle) / 3.0);
            let rounding = f64::EPSILON * size / h;
            ((16.0 * fine - coarse) / 15.0, (fine - coarse).abs() + rounding)
        };
        let near = extrapolated(STEP);
        let size = centre.abs();
        if size <= 1.0 {
            return near.0;
        }
        let far = extrapolated(size * STEP);
        if far.1 < near.1 { far.0 } else { near.0 }
    })
}
