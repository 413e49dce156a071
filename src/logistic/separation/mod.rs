//! Are the labels linearly separable? If they are, logistic regression has no minimiser.
//!
//! With s_i = 2 t_i - 1 and z_i = s_i x_i, the plane wᵀx = 0 has row i on its right side if
//! wᵀz_i > 0. X has a column of ones if the plane need not pass through 0. There are three cases,
//! and each is proved by numbers that anybody can put into the statement:
//!
//! | case | what shows it | the estimate |
//! |---|---|---|
//! | complete separation | w with every wᵀz_i > 0 | none: J(r w) falls to 0 as r grows |
//! | quasi-complete separation | w with every wᵀz_i ≥ 0 and some wᵀz_i > 0; α > 0 on the other rows with Σ α_i z_i = 0 | none: J(w₀ + r w) falls as r grows, for every w₀ |
//! | overlap | α > 0 on all rows with Σ α_i z_i = 0 | exists |
//!
//! The α exclude what the w do not: from Σ α_i z_i = 0 follows Σ α_i wᵀz_i = 0 for every w, so no w
//! with all wᵀz_i ≥ 0 has wᵀz_i > 0 where α_i > 0. A direction with X w = 0 separates nothing,
//! whatever the rank of X.
//!
//! # Source
//! A. Albert and J. A. Anderson, *On the existence of maximum likelihood estimates in logistic
//! regression models*, Biometrika 71 (1984), name the cases. E. Stiemke, Math. Annalen 76 (1915):
//! the α of overlap. That w and α with wᵀz_i + α_i > 0 for every i exist together: A. J. Goldman
//! and A. W. Tucker, *Theory of linear programming*, 1956.

mod certify;
mod growth;
mod margin;
mod programme;

pub use growth::Growth;
pub use margin::Margin;

use super::{Logistic, Reading, expect_labels, newton, side};
use crate::activation;
use crate::neuron::check_rows;
use crate::{Error, Result};
use certify::Scaled;
use nalgebra::{DMatrix, DVector};

/// How near to the plane a row is on it, and how near to 0 a sum that is 0; as a share of the sizes
/// of its terms.
///
/// 2⁻⁴⁰: 4096 times the rounding of a number.
pub const TOLERANCE: f64 = f64::EPSILON * 4096.0;

/// From so many rows on it pays to try the likelihood before the programme.
const MANY: usize = 1000;

/// Newton's method takes about eight to an estimate that exists.
const NEWTON_STEPS: usize = 20;

/// Which of the three cases data are, with what proves it.
///
/// # Numerics
/// Complete separation is claimed only if rounding cannot have made it: every wᵀz_i is positive in
/// exact arithmetic. The two claims with "= 0" are true up to ε, the [`TOLERANCE`]. With
/// c_j = max_i |x_ij| and r_i = max_j |x_ij| / c_j,
///
/// ```math
/// |w^\top z_i| \le \epsilon r_i \sum_j c_j |w_j|
/// ```
///
/// is a row on the plane, and every other has wᵀz_i above that;
///
/// ```math
/// \Bigl| \sum_i \alpha_i z_{ij} \Bigr| \le \epsilon c_j \sum_i \alpha_i r_i
/// ```
///
/// is a sum of 0, for each column j: so the units of a column do not matter. Data that a smaller
/// margin than that separates are not claimed to be separated completely: Σ α_i z_i = v proves that
/// no margin is larger than ‖v‖ / Σ α_i.
#[derive(Clone, Debug, PartialEq)]
pub enum Separation {
    /// Every wᵀz_i > 0.
    Complete {
        /// (d), of length 1 but for rounding, and of the largest margin if the bounds of `margin`
        /// meet.
        w: DVector<f64>,
        /// (n), none negative, of sum 1 but for rounding: Σ α_i z_i is the nearest to 0 of the
        /// convex hull of the z_i.
        alpha: DVector<f64>,
        margin: Margin,
    },
    /// Every wᵀz_i ≥ 0, not all 0, and no w has all above 0.
    Quasi {
        /// (d), largest entry 1 when columns are scaled to c_j = 1.
        w: DVector<f64>,
        /// The rows with wᵀz_i = 0 for this w and every other of its kind, from 0, in order.
        on_plane: Vec<usize>,
        /// (n), positive on the plane, 0 off it, of sum 1: Σ α_i z_i = 0.
        alpha: DVector<f64>,
    },
    /// No w but those with X w = 0 has every wᵀz_i ≥ 0.
    Overlap {
        /// (n), all positive, of sum 1: Σ α_i z_i = 0.
        alpha: DVector<f64>,
    },
}

impl Separation {
    /// Decides which case the data are.
    ///
    /// # Formula
    /// The linear programme max Σ u_i with wᵀz_i ≥ u_i and 0 ≤ u_i ≤ 1.
    ///
    /// # Derivation
    /// If one w has wᵀz_i > 0 and another wᵀz_k > 0, and neither has a row on the wrong side, their
    /// sum has both; and a multiple of it has at least 1 there. So the best u_i are 1 where any w
    /// can be positive and 0 elsewhere, never between. The dual variables of wᵀz_i ≥ u_i are the α:
    /// Σ α_i z_i = 0, α_i ≥ 1 where u_i = 0, α_i = 0 where u_i = 1.
    ///
    /// K. Konis's programme, max Σ wᵀz_i with wᵀz_i ≥ 0 and |w_j| ≤ 1, tells separation from
    /// overlap too, but not the two separations apart: for ten rows z = (1, 0) and one (-1, 1) its
    /// best w, (1, 1), has the last on the plane though (1, 2) has all eleven on its right side.
    ///
    /// # Shapes
    /// x (n, d), t (n).
    ///
    /// # Numerics
    /// Columns and rows are scaled by powers of two first. If there are many rows and
    /// Newton's method finds the estimate, its residuals |y - t| are the α of overlap, and the
    /// programme is not solved. Its solver is an interior-point method,
    /// right to 8 digits or so: its answer says which rows are which, and w and α are then
    /// projected to where the zeros are zeros and verified. The margin is [`Margin`]'s.
    ///
    /// # Errors
    /// Shapes that do not match, no rows or columns, NaN or infinite entries, labels other than 0
    /// and 1; data so near to the border of two cases that no answer can be verified.
    ///
    /// # Source
    /// K. Konis, *Linear programming algorithms for detecting separated data in binary logistic
    /// regression models*, thesis, Oxford 2007; R's package detectseparation.
    pub fn of(x: &DMatrix<f64>, t: &DVector<f64>) -> Result<Separation> {
        check_rows(x, t)?;
        expect_labels(t)?;
        let z = DMatrix::from_fn(x.nrows(), x.ncols(), |i, j| side(t[i]) * x[(i, j)]); // (n, d)
        let scaled = Scaled::new(&z);
        if let Some(overlap) = (t.len() >= MANY).then(|| by_likelihood(&scaled)).flatten() {
            return Ok(overlap);
        }
        let [w, u, alpha] = programme::capped(&scaled.z);
        let off = |i: &usize| u[*i] > 0.5;
        let rows = 0..z.nrows();
        let found = if rows.clone().all(|i| off(&i)) {
            margin::largest(&z, &scaled.direction(&w))
        } else if rows.clone().any(|i| off(&i)) {
            let on_plane: Vec<usize> = rows.filter(|i| !off(i)).collect();
            scaled.quasi(&w, on_plane, &alpha)
        } else {
            scaled.overlap(&alpha)
        };
        found.ok_or_else(|| Error::setting(
            "data to separate",
            "data that a plane separates, or that overlap, by more than about 1e-8 of their size",
            format!(
                "data on the border, where rounding decides: {} of {} rows seem to lie on a separating plane",
                (0..t.len()).filter(|i| !off(i)).count(),
                t.len()
            ),
        ))
    }

    /// The name used in tables.
    pub fn name(&self) -> &'static str {
        match self {
            Separation::Complete { .. } => "complete separation",
            Separation::Quasi { .. } => "quasi-complete separation",
            Separation::Overlap { .. } => "overlap",
        }
    }
}

/// Overlap, if a few steps of Newton's method lead to the estimate: there ∇J = 0, which is
/// Σ α_i z_i = 0 with α_i = σ(-wᵀz_i) > 0. Much faster than the programme if there are many rows.
fn by_likelihood(scaled: &Scaled) -> Option<Separation> {
    let (n, d) = scaled.z.shape();
    let right = DVector::from_element(n, 1.0);
    let model = Logistic::new(scaled.z.clone(), right, Reading::CrossEntropy, 0.0).ok()?;
    let w = newton::minimise(&model, &DVector::zeros(d), NEWTON_STEPS).ok()?.last();
    scaled.overlap_as_it_is(&(&scaled.z * -w).map(activation::logistic))
}
