//! Logistic regression: one neuron with the logistic function σ, and two ways to read what it
//! minimises.
//!
//! The lecture's exercise says: the network of the linear regression, but with a logistic
//! activation. Taken at its word J is the squared error of y = σ(Xw). What goes by the name of
//! logistic regression minimises the cross-entropy instead, the negative logarithm of the
//! likelihood. Both are here ([`Reading`]), and the Hessian of both is H = (1/n) XᵀDX with
//! D = diag(q). The squared error:
//!
//! ```math
//! J = \frac{1}{n} \sum_i (y_i - t_i)^2
//! \nabla J = \frac{2}{n} X^\top \bigl( (y - t) \odot y \odot (1 - y) \bigr)
//! q_i = 2 r_i^2 (1 - r_i) (2 - 3 r_i), \quad r_i = |y_i - t_i|
//! ```
//!
//! The cross-entropy:
//!
//! ```math
//! J = -\frac{1}{n} \sum_i \bigl( t_i \ln y_i + (1 - t_i) \ln(1 - y_i) \bigr)
//! \nabla J = \frac{1}{n} X^\top (y - t)
//! q_i = y_i (1 - y_i) > 0
//! ```
//!
//! so that J is convex.
//!
//! | file | answers |
//! |---|---|
//! | [`derivation`] | why are ∇J and H these, why is the squared error flat, and how many mistakes does a perceptron make? |
//! | [`separation`] | is there a minimiser of the cross-entropy? only if the labels are not linearly separable |
//! | [`likelihood`] | where is it? by descent and by Newton's method |
//! | `newton` | by which steps? |
//! | [`convexity`] | where does the squared error bend downwards, and where is it flat? |
//! | [`perceptron`] | the same neuron with a step, and Rosenblatt's rule |
//! | [`xor`] | what no single neuron can answer, and one hidden layer can |
//! | [`cars`], [`growers`] | 32 cars whose estimate is known; one grower of wines against the others |
//!
//! # Source
//! The lecture's second exercise on training. D. R. Cox, *The regression analysis of binary
//! sequences*, J. R. Statist. Soc. B 20 (1958).

pub mod cars;
pub mod convexity;
pub mod derivation;
pub mod growers;
pub mod likelihood;
mod newton;
pub mod perceptron;
pub mod separation;
pub mod xor;

use crate::activation;
use crate::error::{expect_finite, expect_setting, expect_shape};
use crate::kernel::elementary::{exp, ln_of_one_and};
use crate::kernel::lanes::{LANES, Lanes, sum};
use crate::kernel::row_blocks::for_each_row;
use crate::neuron::{Neuron, check_rows};
use crate::{Error, Result};
use multiversion::multiversion;
use nalgebra::{DMatrix, DVector};

/// What is minimised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading {
    /// The lecture's sentence: its J with another activation.
    SquaredError,
    /// The usual one: w is the maximum-likelihood estimate.
    CrossEntropy,
}

impl Reading {
    pub const ALL: [Reading; 2] = [Reading::SquaredError, Reading::CrossEntropy];

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Reading::SquaredError => "squared error",
            Reading::CrossEntropy => "cross-entropy",
        }
    }
}

/// The rows of a logistic regression, checked, and what is minimised.
#[derive(Clone, Debug, PartialEq)]
pub struct Logistic {
    x: DMatrix<f64>,
    t: DVector<f64>,
    reading: Reading,
    penalty: f64,
}

impl Logistic {
    /// `penalty` is p: J has ½ p ‖w‖² beside. 0 for none.
    ///
    /// # Shapes
    /// x (n, d), with a column of ones if there shall be a bias, on which the penalty falls as
    /// well; t (n).
    ///
    /// # Errors
    /// Another number of labels than of rows, no rows or columns, NaN or infinite entries, labels
    /// other than 0 and 1, a negative penalty.
    pub fn new(
        x: DMatrix<f64>,
        t: DVector<f64>,
        reading: Reading,
        penalty: f64,
    ) -> Result<Logistic> {
        check_rows(&x, &t)?;
        expect_labels(&t)?;
        let allowed = penalty >= 0.0 && penalty.is_finite();
        expect_setting("penalty p", "a number, not negative", penalty, allowed)?;
        Ok(Logistic { x, t, reading, penalty })
    }

    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// The same rows, read otherwise.
    pub fn read_as(&self, reading: Reading) -> Logistic {
        Logistic { reading, ..self.clone() }
    }

    /// The same with another penalty.
    ///
    /// # Errors
    /// A negative penalty.
    pub fn with_penalty(&self, penalty: f64) -> Result<Logistic> {
        Logistic::new(self.x.clone(), self.t.clone(), self.reading, penalty)
    }

    /// Whether each row has y on the wrong side of ½, or on it.
    ///
    /// # Errors
    /// Weights that do not fit.
    pub fn misclassified(&self, w: &DVector<f64>) -> Result<Vec<bool>> {
        self.check_weights(w)?;
        // A NaN is on no side.
        let right = (&self.x * w).zip_map(&self.t, |a, t| side(t) * a > 0.0);
        Ok(right.iter().map(|right| !right).collect())
    }

    /// How many have.
    ///
    /// # Errors
    /// Weights that do not fit.
    pub fn mistakes(&self, w: &DVector<f64>) -> Result<usize> {
        Ok(self.misclassified(w)?.into_iter().filter(|&wrong| wrong).count())
    }
}

/// y = σ(Xw), the probabilities of label 1 (n).
///
/// # Errors
/// Another number of weights than X has columns, NaN or infinite entries.
pub fn probabilities(x: &DMatrix<f64>, w: &DVector<f64>) -> Result<DVector<f64>> {
    expect_shape("weights w", w.shape(), (x.ncols(), 1))?;
    expect_finite("inputs X", x)?;
    expect_finite("weights w", w)?;
    Ok((x * w).map(activation::logistic))
}

/// Two points, `reach` to either side, of the line on which σ(w_0 + w_1 x + w_2 y) = p.
///
/// # Errors
/// Another number of weights than 3, w_1 = w_2 = 0, a p that is not between 0 and 1.
pub fn level(w: &DVector<f64>, p: f64, reach: f64) -> Result<Vec<(f64, f64)>> {
    expect_shape("weights w", w.shape(), (3, 1))?;
    expect_setting("probability p", "a number between 0 and 1", p, p > 0.0 && p < 1.0)?;
    let length = w[1].hypot(w[2]);
    expect_setting("length of (w_1, w_2)", "above 0", length, length > 0.0)?;
    let (normal, along) = ((w[1] / length, w[2] / length), (-w[2] / length, w[1] / length));
    let distance = (libm::log(p / (1.0 - p)) - w[0]) / length; // of the line from 0
    let point =
        |step: f64| (distance * normal.0 + step * along.0, distance * normal.1 + step * along.1);
    Ok(vec![point(-reach), point(reach)])
}

/// s = 2t - 1: 1 or -1.
#[inline(always)]
fn side(t: f64) -> f64 {
    2.0 * t - 1.0
}

/// With s = 2t - 1 and z = -s a, both losses are functions of z, which is large where the answer is
/// wrong: |y - t| = σ(z). The cross-entropy and its derivative, then the squared error's:
///
/// ```math
/// \ell(a) = \ln(1 + e^z)
/// \ell'(a) = -s \, \sigma(z)
/// \ell(a) = \sigma(z)^2
/// \ell'(a) = -2 s \, \sigma(z)^2 \sigma(-z)
/// ```
///
/// # Numerics
/// e^-|z| cannot overflow, and no two terms cancel: σ(z) is computed for |y - t|, not 1 - σ(-z),
/// and no logarithm is ever taken of a y that has become 0. The cross-entropy's ℓ is right to two
/// units in its last place for all a, the squared error's to five.
impl Neuron for Logistic {
    fn x(&self) -> &DMatrix<f64> {
        &self.x
    }

    fn t(&self) -> &DVector<f64> {
        &self.t
    }

    fn penalty(&self) -> f64 {
        self.penalty
    }

    fn right(&self) -> f64 {
        f64::NEG_INFINITY
    }

    fn losses(&self, a: &mut [Lanes], t: &[Lanes]) -> f64 {
        match self.reading {
            Reading::SquaredError => squared_errors(a, t),
            Reading::CrossEntropy => cross_entropies(a, t),
        }
    }

    fn second_derivatives(&self, a: &mut [Lanes], t: &[Lanes]) {
        second_derivatives(self.reading, a, t);
    }
}

/// σ(z) and σ(-z): how wrong an answer is, and how right.
#[inline(always)]
fn wrong_and_right(z: f64) -> [f64; 2] {
    let e = exp(-z.abs());
    let (large, small) = (1.0 / (1.0 + e), e / (1.0 + e));
    if z > 0.0 { [large, small] } else { [small, large] }
}

/// With e_i = e^-|z_i|, a lane has Σ ln(1 + e^z_i) = Σ max(z_i, 0) + ln(1 + p), where
/// 1 + p = Π (1 + e_i): one logarithm for its rows.
#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
fn cross_entropies(a: &mut [Lanes], t: &[Lanes]) -> f64 {
    let (mut sums, mut p) = ([0.0; LANES], [0.0f64; LANES]);
    for_each_row(a, t, |lane, a, t| {
        let z = -side(t) * a;
        let e = exp(-z.abs());
        sums[lane] += z.max(0.0);
        p[lane] = p[lane].mul_add(e, p[lane] + e);
        -side(t) * (if z > 0.0 { 1.0 } else { e } / (1.0 + e))
    });
    for lane in 0..LANES {
        sums[lane] += ln_of_one_and(p[lane]);
    }
    sum(&sums)
}

#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
fn squared_errors(a: &mut [Lanes], t: &[Lanes]) -> f64 {
    let mut squares = [0.0; LANES];
    for_each_row(a, t, |lane, a, t| {
        let [wrong, right] = wrong_and_right(-side(t) * a);
        squares[lane] += wrong * wrong;
        -side(t) * 2.0 * wrong * wrong * right
    });
    sum(&squares)
}

#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
fn second_derivatives(reading: Reading, a: &mut [Lanes], t: &[Lanes]) {
    let second_derivative = |wrong: f64, right: f64| match reading {
        Reading::SquaredError => 2.0 * wrong * wrong * right * (2.0 - 3.0 * wrong),
        Reading::CrossEntropy => wrong * right,
    };
    for_each_row(a, t, |_, a, t| {
        let [wrong, right] = wrong_and_right(-side(t) * a);
        second_derivative(wrong, right)
    });
}

/// Refuses labels other than 0 and 1, naming the first.
pub(crate) fn expect_labels(t: &DVector<f64>) -> Result<()> {
    match t.iter().position(|&t| t != 0.0 && t != 1.0) {
        None => Ok(()),
        Some(row) => Err(Error::setting(format!("label t of row {row}"), "0 or 1", t[row])),
    }
}
