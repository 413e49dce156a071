//! Least squares in closed form, right to the last digits.
//!
//! | file | answers |
//! |---|---|
//! | `columns` | what becomes of the units? |
//! | `qr` | which columns are independent, and what is w to working precision? |
//! | `factors` | and if there are many rows? |
//! | `refinement` | what are the digits that the rounding of the factors has cost? |
//! | `dependence` | which columns are combinations of which, and of many minimisers which is the shortest? |

mod columns;
mod dependence;
mod factors;
mod qr;
mod refinement;

pub use dependence::Dependence;

use crate::Result;
use crate::error::{expect_finite, expect_shape, expect_some};
use crate::kernel::elementary::DoubleDouble;
use columns::{Columns, exponent};
use factors::Factors;
use nalgebra::{DMatrix, DVector};
use refinement::{Refined, refine};

/// A minimiser of J, and what is to be known about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// The minimiser w (d); of many the shortest.
    pub w: DVector<f64>,
    /// The same without refinement (d): what a plain QR factorisation reaches.
    pub plain: DVector<f64>,
    /// t - Xw at the minimum (n).
    pub residual: DVector<f64>,
    /// J at the minimum; ∞ if it is larger than every number.
    pub loss: f64,
    /// How many columns are independent.
    pub rank: usize,
    /// The other columns, from left to right. If there are any, w is one of many minimisers.
    pub dependences: Vec<Dependence>,
    /// How many corrections w took, the plain one not counted.
    pub refinements: usize,
    /// The last correction, which was left out, relative to w: about the relative error of w before
    /// it was rounded.
    pub correction: f64,
}

impl Fit {
    /// Whether no other w has as small a J.
    pub fn is_unique(&self) -> bool {
        self.dependences.is_empty()
    }
}

impl std::fmt::Display for Fit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "rank {} of {}: ", self.rank, self.w.len())?;
        if self.is_unique() {
            return write!(f, "w is the only minimiser");
        }
        self.dependences.iter().try_for_each(|dependence| write!(f, "{dependence}; "))?;
        write!(f, "w is the shortest of many minimisers")
    }
}

/// Minimises J(w) = (1/n) Σ (wᵀx_i - t_i)².
///
/// # Formula
/// Of all w with
///
/// ```math
/// X^\top (t - X w) = 0
/// ```
///
/// the one of the least ‖w‖.
///
/// # Shapes
/// X (n, d) and t (n) give w (d); n may be less than d.
///
/// # Numerics
/// Columns and targets are first divided by powers of two, which rounds nothing, so that their
/// units do not matter and nothing overflows. (An entry 1e300 times smaller than the largest of its
/// column may become 0.) X is then factorised by Householder reflections with column pivoting. A
/// column is dependent if no more than 4 max(n, d) ε of its length is left outside of the span of
/// the independent ones. Many rows are made a triangle first, a few at a time, which takes one pass
/// over X and moves the columns' remainders by rounding only.
///
/// w and the residual are refined in twice the precision until the corrections no longer shrink or
/// are lost in its rounding. If [`correction`](Fit::correction) is far below ε, then w is the exact
/// minimiser for this X and t, each entry rounded once. With dependent columns the shortest
/// minimiser is rounded a few times more.
///
/// # Errors
/// No rows or columns, another number of targets than of rows, numbers that are not finite; and a w
/// too large for an `f64`, or dependent columns whose units are so far apart (1e15) that the
/// shortest w cannot be told.
///
/// # Source
/// P. Businger and G. H. Golub, "Linear least squares solutions by Householder transformations",
/// Numer. Math. 7 (1965); Å. Björck, "Iterative refinement of linear least squares solutions I",
/// BIT 7 (1967); J. Demmel, Y. Hida, X. S. Li and E. J. Riedy, "Extra-precise iterative refinement
/// for overdetermined least squares problems", ACM Trans. Math. Software 35 (2009).
///
/// # Example
/// ```
/// use ma6202::linear::least_squares;
/// use nalgebra::{DMatrix, DVector};
///
/// let x = DMatrix::from_row_slice(3, 3, &[1.0, 0.0, 2.0, 1.0, 1.0, 2.0, 1.0, 2.0, 2.0]);
/// let fit = least_squares(&x, &DVector::from_vec(vec![1.0, 4.0, 4.0]))?;
/// let said = "rank 2 of 3: column 2 = 2 · column 0; w is the shortest of many minimisers";
/// assert_eq!(fit.to_string(), said);
/// assert_eq!(fit.w.as_slice(), [0.3, 1.5, 0.6]);
/// # Ok::<(), ma6202::Error>(())
/// ```
pub fn least_squares(x: &DMatrix<f64>, t: &DVector<f64>) -> Result<Fit> {
    let (n, d) = x.shape();
    expect_some("inputs X", n * d)?;
    expect_shape("targets t", (t.len(), 1), (n, 1))?;
    expect_finite("inputs X", x)?;
    expect_finite("targets t", t)?;

    let scaled = Columns::of(x);
    let exponent_of_t = exponent(t.as_slice());
    let scaled_t = t.map(|t| libm::ldexp(t, -exponent_of_t));

    let factors = Factors::new(&scaled, n, 4.0 * n.max(d) as f64 * f64::EPSILON);
    let qr = factors.qr();
    let independent = match qr.independent().is_sorted() && qr.independent().len() == d {
        true => &scaled,
        false => &scaled.select(qr.independent()),
    };
    let fit = refine(independent, &factors, &scaled_t);
    let dependences = dependence::dependences(&scaled, independent, &factors)?;

    let in_units = |w: &DVector<f64>| {
        let mut all = DVector::zeros(d);
        for (&column, w) in qr.independent().iter().zip(w) {
            all[column] = libm::ldexp(*w, exponent_of_t - scaled.exponents[column]);
        }
        expect_finite("minimiser w", &all)?;
        dependence::shortest(all, &dependences)
    };
    let Refined { w, plain, residual, refinements, correction } = &fit;
    Ok(Fit {
        w: in_units(&rounded(w))?,
        plain: in_units(plain)?,
        residual: rounded(residual).map(|r| libm::ldexp(r, exponent_of_t)),
        loss: libm::ldexp(mean_of_squares(residual), 2 * exponent_of_t),
        rank: qr.independent().len(),
        refinements: *refinements,
        correction: *correction,
        dependences,
    })
}

fn rounded(numbers: &[DoubleDouble]) -> DVector<f64> {
    DVector::from_iterator(numbers.len(), numbers.iter().map(|x| x.round()))
}

fn mean_of_squares(numbers: &[DoubleDouble]) -> f64 {
    let sum = numbers.iter().fold(DoubleDouble::from(0.0), |sum, &x| sum + x * x);
    sum.round() / numbers.len() as f64
}
