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
    each_by_differences(|x| vec![function(x)], at).swap_remove(0)
}

/// The same of several functions, whose values are computed together.
pub(crate) fn each_by_differences(
    functions: impl Fn(&DMatrix<f64>) -> Vec<f64>,
    at: &DMatrix<f64>,
) -> Vec<DMatrix<f64>> {
    let mut gradients = Vec::new();
    let mut x = at.clone();
    for entry in 0..at.len() {
        let centre = at[entry];
        // The numbers above and below, and the functions there.
        let mut beside = |h: f64| {
            [centre + h, centre - h].map(|moved| {
                x[entry] = moved;
                let values = functions(&x);
                x[entry] = centre;
                (moved, values)
            })
        };
        let mut three = |h: f64| ([h, h / 2.0, h / 4.0].map(&mut beside), h);
        let near = three(STEP);
        let far = (centre.abs() > 1.0).then(|| three(centre.abs() * STEP));
        let functions = near.0[0][0].1.len();
        gradients.resize(functions, DMatrix::zeros(at.nrows(), at.ncols()));
        for (function, gradient) in gradients.iter_mut().enumerate() {
            let near = extrapolated(&near, function);
            let far = far.as_ref().map(|far| extrapolated(far, function));
            gradient[entry] = match far {
                Some(far) if far.1 < near.1 => far.0,
                _ => near.0,
            };
        }
    }
    gradients
}

/// Beside a number, above it and below, what several functions are.
type Beside = [(f64, Vec<f64>); 2];

/// The extrapolated derivative of one of the functions, and how wrong it may be: how far apart the
/// two are from which it is, and rounding.
fn extrapolated((beside, h): &([Beside; 3], f64), function: usize) -> (f64, f64) {
    let central = |[(above, f_above), (below, f_below)]: &Beside| {
        (f_above[function] - f_below[function]) / (above - below)
    };
    let [coarse, middle, fine] = [0, 1, 2].map(|step| central(&beside[step]));
    let (coarse, fine) = ((4.0 * middle - coarse) / 3.0, (4.0 * fine - middle) / 3.0);
    let size = beside[0][0].1[function].abs();
    let rounding = f64::EPSILON * size / h;
    ((16.0 * fine - coarse) / 15.0, (fine - coarse).abs() + rounding)
}
