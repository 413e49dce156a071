use crate::Result;
use crate::error::{expect_finite, expect_shape};
use crate::logistic::separation::{Separation, TOLERANCE};
use crate::oracle::check::{Check, Referee, at_most, compare};
use dashu_float::FBig;
use dashu_float::round::mode::HalfEven;
use nalgebra::{DMatrix, DVector};

pub(crate) type Real = FBig<HalfEven, 2>;

/// How far apart the two bounds of a margin may be: a share of it, and for each row and column a
/// share of the longest row, 8 roundings.
const GAP: f64 = 1e-9;
const ROUNDING: f64 = f64::EPSILON * 4.0;

/// Checks what is said of the data by nothing but its definition, in exact arithmetic: each sum
/// wᵀz_i and Σ α_i z_ij, with z_i = (2 t_i - 1) x_i, is computed without rounding.
///
/// Complete separation: wᵀz_i > 0 for every row, no α_i < 0, min_i wᵀz_i / ‖w‖ is not below what is
/// said, ‖Σ α_i z_i‖ / Σ α_i not above, and the two are a billionth apart but for rounding.
/// Quasi-complete separation and overlap: the two lines of [`Separation`]'s tolerance, and the
/// signs of α.
///
/// # Errors
/// A w or an α whose length is not that of the data, features that are not finite. A wrong
/// certificate is a check that does not hold.
pub fn check_separation(
    x: &DMatrix<f64>,
    t: &DVector<f64>,
    separation: &Separation,
) -> Result<Vec<Check>> {
    let (n, d) = x.shape();
    expect_shape("labels t", t.shape(), (n, 1))?;
    expect_finite("inputs X", x)?;
    let data = Data { x, t };
    let (w, alpha, bounds) = match separation {
        Separation::Complete { w, alpha, margin } => {
            (Some(w), alpha, [margin.at_least, margin.at_most])
        }
        Separation::Quasi { w, alpha, .. } => (Some(w), alpha, [0.0; 2]),
        Separation::Overlap { alpha } => (None, alpha, [0.0; 2]),
    };
    expect_shape("weights α", alpha.shape(), (n, 1))?;
    if let Some(w) = w {
        expect_shape("direction w", w.shape(), (d, 1))?;
    }
    let mut numbers = w.into_iter().flatten().chain(alpha).chain(&bounds);
    if !numbers.all(|number| number.is_finite()) {
        return Ok(vec![count("certificate: nothing but finite numbers", [0], [1])]);
    }
    match separation {
        Separation::Complete { w, alpha, margin } => {
            let sides = data.sides(w);
            let right = sides.iter().filter(|side| **side > Real::ZERO).count();
            let weights = alpha.iter().filter(|&&alpha| alpha >= 0.0).count();
            let norm = |v: &[Real]| v.iter().fold(Real::ZERO, |sum, v| sum + v * v);
            // Squares of both sides, which are not negative: no root.
            let least = sides.iter().min().cloned().unwrap_or(Real::ZERO);
            let length = norm(&w.iter().map(|&w| real(w)).collect::<Vec<_>>());
            let lower = real(margin.at_least);
            let reached = margin.at_least >= 0.0
                && least >= Real::ZERO
                && &lower * &lower * length <= &least * &least;
            let longest =
                x.row_iter().map(|row| row.amax()).fold(0.0, f64::max) * (d as f64).sqrt();
            let total = alpha.iter().fold(Real::ZERO, |sum, &alpha| sum + real(alpha));
            let upper = real(margin.at_most) * total;
            let bounds = upper > Real::ZERO && norm(&data.sums(alpha)) <= &upper * &upper;
            Ok(vec![
                count(
                    "complete separation: rows on their right side, weights that are not negative",
                    [right, weights],
                    [n, n],
                ),
                count("margin: reached by w", [usize::from(reached)], [1]),
                count("margin: bounded by α", [usize::from(bounds)], [1]),
                at_most(
                    "margin: gap",
                    &[(margin.at_most - margin.at_least).abs()],
                    &[GAP * margin.at_most.abs() + ROUNDING * (n + d) as f64 * longest],
                )?,
            ])
        }
        Separation::Quasi { w, on_plane, alpha } => {
            let on = |i: &usize| on_plane.contains(i);
            let sides = data.sides(w);
            let near = data.near(w);
            let absolute = |side: &Real| if *side < Real::ZERO { -side } else { side.clone() };
            let (plane, off): (Vec<usize>, Vec<usize>) = (0..n).partition(on);
            let flat = plane.iter().filter(|&&i| absolute(&sides[i]) <= near[i]).count();
            let right = off.iter().filter(|&&i| sides[i] > near[i]).count();
            let positive = plane.iter().filter(|&&i| alpha[i] > 0.0).count();
            let zero = off.iter().filter(|&&i| alpha[i] == 0.0).count();
            Ok(vec![
                count(
                    "quasi-complete separation: rows on the plane, rows on their right side, at least one of each",
                    [flat, right, usize::from(!plane.is_empty() && !off.is_empty())],
                    [on_plane.len(), n - on_plane.len(), 1],
                ),
                count(
                    "quasi-complete separation: positive weights, zeros, sums that are 0",
                    [positive, zero, data.zero_sums(alpha)],
                    [on_plane.len(), n - on_plane.len(), d],
                ),
            ])
        }
        Separation::Overlap { alpha } => {
            let positive = alpha.iter().filter(|&&alpha| alpha > 0.0).count();
            let what = "overlap: positive weights, sums that are 0";
            Ok(vec![count(what, [positive, data.zero_sums(alpha)], [n, d])])
        }
    }
}

/// The mistakes of the perceptron in exact arithmetic, until a pass is without one or there were as
/// many passes: from w = 0, row by row, w → w + z_i wherever wᵀz_i ≤ 0.
///
/// # Errors
/// Shapes that do not match, entries that are not finite.
pub fn count_mistakes(x: &DMatrix<f64>, t: &DVector<f64>, max_passes: usize) -> Result<usize> {
    let (n, d) = x.shape();
    expect_shape("labels t", t.shape(), (n, 1))?;
    expect_finite("inputs X", x)?;
    let data = Data { x, t };
    let rows: Vec<Vec<Real>> = (0..n).map(|i| (0..d).map(|j| data.z(i, j)).collect()).collect();
    let (mut w, mut mistakes) = (vec![Real::ZERO; d], 0);
    for _ in 0..max_passes {
        let before = mistakes;
        for z in &rows {
            let side = w.iter().zip(z).fold(Real::ZERO, |sum, (w, z)| sum + w * z);
            if side <= Real::ZERO {
                w.iter_mut().zip(z).for_each(|(w, z)| *w += z);
                mistakes += 1;
            }
        }
        if mistakes == before {
            break;
        }
    }
    Ok(mistakes)
}

struct Data<'a> {
    x: &'a DMatrix<f64>,
    t: &'a DVector<f64>,
}

impl Data<'_> {
    /// z_ij.
    fn z(&self, i: usize, j: usize) -> Real {
        real(if self.t[i] == 1.0 { self.x[(i, j)] } else { -self.x[(i, j)] })
    }

    /// Every wᵀz_i.
    fn sides(&self, w: &DVector<f64>) -> Vec<Real> {
        let side =
            |i: usize| (0..w.len()).fold(Real::ZERO, |sum, j| sum + self.z(i, j) * real(w[j]));
        (0..self.x.nrows()).map(side).collect()
    }

    /// Every Σ α_i z_ij.
    fn sums(&self, alpha: &DVector<f64>) -> Vec<Real> {
        let sum = |j: usize| {
            (0..alpha.len()).fold(Real::ZERO, |sum, i| sum + self.z(i, j) * real(alpha[i]))
        };
        (0..self.x.ncols()).map(sum).collect()
    }

    /// TOLERANCE · r_i Σ_j c_j |w_j|.
    fn near(&self, w: &DVector<f64>) -> Vec<Real> {
        let (c, r) = self.sizes();
        let length: f64 = c.iter().zip(w).map(|(c, w)| c * w.abs()).sum();
        r.iter().map(|r| real(TOLERANCE * r * length)).collect()
    }

    /// How many |Σ α_i z_ij| are at most TOLERANCE · c_j Σ α_i r_i.
    fn zero_sums(&self, alpha: &DVector<f64>) -> usize {
        let (c, r) = self.sizes();
        let total: f64 = alpha.iter().zip(&r).map(|(alpha, r)| alpha * r).sum();
        let is_zero = |(sum, c): &(Real, f64)| {
            let near = real(TOLERANCE * c * total);
            -&near <= *sum && *sum <= near
        };
        self.sums(alpha).into_iter().zip(c).filter(is_zero).count()
    }

    /// c_j = max_i |x_ij| and r_i = max_j |x_ij| / c_j.
    fn sizes(&self) -> (Vec<f64>, Vec<f64>) {
        let c: Vec<f64> = self.x.column_iter().map(|column| column.amax()).collect();
        let share = |(x, &c): (&f64, &f64)| if c == 0.0 { 0.0 } else { x.abs() / c };
        let r = self.x.row_iter().map(|row| row.iter().zip(&c).map(share).fold(0.0, f64::max));
        (c.clone(), r.collect())
    }
}

/// Without a precision, so that sums and products are exact.
pub(crate) fn real(value: f64) -> Real {
    Real::try_from(value).expect("a finite number").with_precision(0).value()
}

/// Compares how many there are with how many there should be.
pub(crate) fn count<const K: usize>(what: &str, ours: [usize; K], theirs: [usize; K]) -> Check {
    let row = |counts: [usize; K]| DMatrix::from_fn(1, K, |_, i| counts[i] as f64);
    compare(what, Referee::Counting, &row(ours), &row(theirs)).expect("as many of each")
}
