use crate::Result;
use crate::boxcar::Boxcar;
use crate::error::{expect_setting, expect_some};
use crate::mlp::Mlp;
use gauss_quad::GaussLegendre;
use nalgebra::DMatrix;
use std::num::NonZeroUsize;

/// ∫ f from the first of the ends to the last, by Gauss and Legendre's rule with 40 points between
/// each end and the next.
///
/// # Numerics
/// As exact as f64 allows where f is analytic on each piece and does not change much faster than
/// the piece is long.
///
/// # Errors
/// Fewer than two ends, ends that fall, an f that fails.
pub fn quadrature(mut f: impl FnMut(f64) -> Result<f64>, ends: &[f64]) -> Result<f64> {
    const POINTS: NonZeroUsize = NonZeroUsize::new(40).expect("not 0");
    expect_some("pieces of an integral", ends.len().saturating_sub(1))?;
    let rule = GaussLegendre::new(POINTS);
    let (mut sum, mut failed) = (0.0, None);
    for piece in ends.windows(2) {
        let (from, to) = (piece[0], piece[1]);
        let (what, got) =
            ("ends of the pieces of an integral", format_args!("{from:e}, then {to:e}"));
        expect_setting(what, "numbers that do not fall", got, from <= to)?;
        sum += rule.integrate(from, to, |x| {
            f(x).unwrap_or_else(|error| {
                failed.get_or_insert(error);
                0.0
            })
        });
    }
    failed.map_or(Ok(sum), Err)
}

/// ∫ |y - box| of a network y by quadrature.
///
/// The line is split at a and b, where the box jumps, and from each edge outward at distances 1/k,
/// 2/k, 4/k, … as far as 64/k, where a logistic step has come within e⁻⁶⁴ of its end.
///
/// # Errors
/// A network of more than one input.
pub fn l1_error(boxcar: &Boxcar, mlp: &Mlp) -> Result<f64> {
    let (a, b) = (boxcar.a(), boxcar.b());
    let distances = [0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0].map(|t| t / boxcar.steepness());
    let middle = a + 0.5 * (b - a);
    let mut ends: Vec<f64> = distances.iter().flat_map(|t| [a - t, b + t]).collect();
    ends.extend(distances.iter().map(|t| a + t).filter(|&x| x < middle));
    ends.extend(distances.iter().map(|t| b - t).filter(|&x| x > middle));
    ends.push(middle);
    ends.sort_by(f64::total_cmp);
    let error = |x: f64| {
        let cache = mlp.forward(&DMatrix::from_element(1, 1, x))?;
        Ok((cache.y[cache.y.len() - 1][(0, 0)] - boxcar.value(x)).abs())
    };
    quadrature(error, &ends)
}
