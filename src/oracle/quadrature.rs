use crate::error::expect_some;
use crate::{Error, Result};
use gauss_quad::GaussLegendre;
use std::num::NonZeroUsize;

/// ∫ f from the first of the ends to the last, by Gauss and Legendre's rule with 40 points between each end and the
/// next.
///
/// # Numerics
/// As exact as f64 allows where f is analytic on each piece and does not change much faster than the piece is long.
///
/// # Errors
/// Fewer than two ends, ends that do not rise, an f that fails.
pub fn quadrature(mut f: impl FnMut(f64) -> Result<f64>, ends: &[f64]) -> Result<f64> {
    const POINTS: NonZeroUsize = NonZeroUsize::new(40).expect("not 0");
    expect_some("pieces of an integral", ends.len().saturating_sub(1))?;
    let rule = GaussLegendre::new(POINTS);
    let (mut sum, mut failed) = (0.0, None);
    for piece in ends.windows(2) {
        if piece[0].partial_cmp(&piece[1]).is_none_or(|order| order.is_gt()) {
            return Err(Error::Setting {
                name: "ends of the pieces of an integral".into(),
                expected: "numbers that rise".into(),
                got: format!("{:e}, then {:e}", piece[0], piece[1]),
            });
        }
        sum += rule.integrate(piece[0], piece[1], |x| {
            f(x).unwrap_or_else(|error| {
                failed.get_or_insert(error);
                0.0
            })
        });
    }
    failed.map_or(Ok(sum), Err)
}
