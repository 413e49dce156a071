//! The largest margin.

use super::certify::power_of_two;
use super::{Separation, programme};
use crate::number::ROUNDOFF;
use nalgebra::{DMatrix, DVector};

/// Rows whose α is above this share of the largest may hold the plane.
const SHARES: [f64; 3] = [1e-3, 1e-6, 1e-9];

/// The first solves, the others take away what the pseudo-inverse's rounding left.
const REFINEMENTS: usize = 3;

/// How often the programme is solved at most.
const SOLVES: usize = 3;

/// Two bounds this near to each other, relatively, are near enough.
const CLOSE: f64 = 1e-10;

/// Where γ = max_w min_i wᵀz_i / ‖w‖ is: the two bounds meet but for rounding, unless the columns'
/// units are so far apart (1e6 and more) that the solver does not get there.
///
/// # Formula
/// ```math
/// \min_i \frac{w^\top z_i}{\|w\|} \le \gamma \le \frac{\| \sum_i \alpha_i z_i \|}{\sum_i \alpha_i}
/// ```
///
/// for any w and any α ≥ 0. The bounds are `at_least` and `at_most`.
///
/// # Derivation
/// The first is what γ is the largest of. The second, for the best w of length 1 and by Cauchy and
/// Schwarz: γ Σ α_i ≤ Σ α_i wᵀz_i = wᵀ Σ α_i z_i ≤ ‖Σ α_i z_i‖. The two are equal for the w of the
/// hard-margin programme, min ½ ‖w‖² with wᵀz_i ≥ 1, and its dual variables α: there w = Σ α_i z_i,
/// and α_i = 0 where wᵀz_i > 1. γ is the distance of 0 from the convex hull of the z_i.
///
/// # Numerics
/// Both are bounds of γ in exact arithmetic: how far rounding can have moved them is taken off the
/// one and added to the other. The solver's answer is polished: if the rows with wᵀz_i = 1 are
/// known, w is the shortest solution of these equations.
///
/// # Source
/// B. E. Boser, I. M. Guyon and V. N. Vapnik, *A training algorithm for optimal margin
/// classifiers*, COLT 1992.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margin {
    pub at_least: f64,
    pub at_most: f64,
}

/// The largest margin of data that w, or one like it, separates; none if no w found has every
/// wᵀz_i > 0 beyond rounding.
pub(super) fn largest(z: &DMatrix<f64>, w: &DVector<f64>) -> Option<Separation> {
    // Squares of entries near 1 neither overflow nor vanish.
    let size = power_of_two(z.amax());
    let z = &(z / size);
    let below = |w: DVector<f64>| {
        let w = w.unscale(w.norm());
        Some((at_least(z, &w)?, w))
    };
    let above = |alpha: DVector<f64>| {
        let alpha = alpha.unscale(alpha.sum());
        Some((at_most(z, &alpha)?, alpha))
    };
    let mut lower = below(w / w.amax())?;
    let mut upper = above(DVector::from_element(z.nrows(), 1.0))?;
    for _ in 0..SOLVES {
        // In these units the w known so far has every wᵀz_i ≥ 1 with ‖w‖ = 1: the better it is, the
        // better the solver's numbers.
        let unit = if lower.0 > 0.0 { lower.0 } else { z.amax() };
        let (w, alpha) = programme::hard_margin(&(z / unit));
        let polished = SHARES.iter().filter_map(|share| polish(z, &holders(&alpha, *share)));
        let solved = [(w, alpha.map(|a| a.max(0.0)))].into_iter().chain(polished);
        for (w, alpha) in solved {
            if let Some(better) = below(w).filter(|other| other.0 > lower.0) {
                lower = better;
            }
            if let Some(better) = above(alpha).filter(|other| other.0 < upper.0) {
                upper = better;
            }
        }
        if upper.0 <= lower.0 * (1.0 + CLOSE) {
            break;
        }
    }
    let ((at_least, w), (at_most, alpha)) = (lower, upper);
    let margin = Margin { at_least: at_least * size, at_most: at_most * size };
    let exact = margin.at_least.is_normal() && margin.at_most.is_normal();
    (exact && at_least > 0.0).then_some(Separation::Complete { w, alpha, margin })
}

/// The rows whose α is above a share of the largest.
fn holders(alpha: &DVector<f64>, share: f64) -> Vec<usize> {
    (0..alpha.len()).filter(|&i| alpha[i] > share * alpha.max()).collect()
}

/// The shortest w with wᵀz_i = 1 on these rows, and α with Σ α_i z_i = w. None without rows, which
/// is when the solver gave up.
fn polish(z: &DMatrix<f64>, held: &[usize]) -> Option<(DVector<f64>, DVector<f64>)> {
    if held.is_empty() {
        return None;
    }
    let rows = z.select_rows(held);
    let svd = rows.clone().svd(true, true);
    let least = svd.singular_values.max() * f64::EPSILON * z.nrows().max(z.ncols()) as f64;
    let inverse = svd.pseudo_inverse(least).ok()?; // (d, held)
    let ones = DVector::from_element(held.len(), 1.0);
    let (mut w, mut held_alpha) = (DVector::zeros(z.ncols()), DVector::zeros(held.len()));
    for _ in 0..REFINEMENTS {
        w += &inverse * (&ones - &rows * &w);
    }
    for _ in 0..REFINEMENTS {
        held_alpha += inverse.tr_mul(&(&w - rows.tr_mul(&held_alpha)));
    }
    let mut alpha = DVector::zeros(z.nrows());
    for (&i, held) in held.iter().zip(&held_alpha) {
        alpha[i] = held.max(0.0);
    }
    Some((w, alpha))
}

/// A number that min_i wᵀz_i / ‖w‖ is not below, in exact arithmetic. None if it is no number.
fn at_least(z: &DMatrix<f64>, w: &DVector<f64>) -> Option<f64> {
    let d = w.len() as f64;
    // A sum of d products is rounded by d u / (1 - d u) of the sum of their sizes, and each may
    // underflow.
    let side = |i: usize| {
        let (sum, size) = dot_and_size(z.row(i).iter(), w.iter());
        sum - 2.0 * d * (ROUNDOFF * size + f64::MIN_POSITIVE)
    };
    let least = (0..z.nrows()).map(side).fold(f64::INFINITY, f64::min);
    let share = 2.0 * (d + 4.0) * ROUNDOFF;
    let bound = least / w.norm() * if least > 0.0 { 1.0 - share } else { 1.0 + share };
    bound.is_finite().then_some(bound)
}

/// A number that ‖Σ α_i z_i‖ / Σ α_i is not above, in exact arithmetic. None if it is no number.
fn at_most(z: &DMatrix<f64>, alpha: &DVector<f64>) -> Option<f64> {
    let (n, d) = (z.nrows() as f64, z.ncols() as f64);
    let v = DVector::from_fn(z.ncols(), |j, _| {
        let (sum, size) = dot_and_size(z.column(j).iter(), alpha.iter());
        sum.abs() + 2.0 * n * (ROUNDOFF * size + f64::MIN_POSITIVE)
    });
    // What is smaller than that has a square that underflows.
    let length = v.norm() + d * f64::MIN_POSITIVE.sqrt();
    let bound = length / alpha.sum() * (1.0 + 2.0 * (n + d + 4.0) * ROUNDOFF);
    bound.is_finite().then_some(bound)
}

/// Σ a b and Σ |a b|.
fn dot_and_size<'a>(
    a: impl Iterator<Item = &'a f64>,
    b: impl Iterator<Item = &'a f64>,
) -> (f64, f64) {
    a.zip(b)
        .map(|(a, b)| a * b)
        .fold((0.0, 0.0), |(sum, size), term| (sum + term, size + term.abs()))
}
