//! Linear regression: one neuron with the identity, J the mean squared error.
//!
//! ```math
//! J = \frac{1}{n} \sum_i (w^\top x_i - t_i)^2
//! \nabla J = \frac{2}{n} X^\top (X w - t)
//! H = \frac{2}{n} X^\top X
//! ```
//!
//! | file | answers |
//! |---|---|
//! | [`derivation`] | why are ∇J and H these, what does a step of descent do to the distance from a minimiser, and how much does a batch's gradient vary? |
//! | [`curvature`] | for which λ does descent converge, and how fast? |
//! | `convergence` | does it do so? |
//! | [`least_squares`] | what is the minimiser, to the last digit? |
//! | [`certified`] | problems whose minimiser is known |
//! | [`noise`] | how far from the minimiser do mini-batches keep descent? |
//! | [`attribute`] | one attribute of the wines from the others |
//!
//! # Source
//! The lecture's first example of a network that learns. It divides by n and sums over i = 0 … n,
//! which are n + 1 terms; here there are n.

pub mod attribute;
pub mod certified;
mod convergence;
pub mod curvature;
pub mod derivation;
mod least_squares;
pub mod noise;

pub use curvature::Curvature;
pub use least_squares::{Dependence, Fit, least_squares};

use crate::Result;
use crate::kernel::lanes::{LANES, Lanes, sum};
use crate::kernel::row_blocks::for_each_row;
use crate::neuron::{Neuron, check_rows};
use multiversion::multiversion;
use nalgebra::{DMatrix, DVector};

/// The rows of a linear regression, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Linear {
    x: DMatrix<f64>,
    t: DVector<f64>,
}

impl Linear {
    /// # Shapes
    /// x (n, d), with a column of ones if there shall be a bias; t (n).
    ///
    /// # Errors
    /// Another number of targets than of rows, no rows or columns, NaN or infinite entries.
    pub fn new(x: DMatrix<f64>, t: DVector<f64>) -> Result<Linear> {
        check_rows(&x, &t)?;
        Ok(Linear { x, t })
    }

    /// The minimiser in closed form; of many the shortest.
    ///
    /// # Errors
    /// Those of [`least_squares`] for rows that are sound.
    pub fn fit(&self) -> Result<Fit> {
        least_squares(&self.x, &self.t)
    }
}

/// ℓ = (a - t)².
impl Neuron for Linear {
    fn x(&self) -> &DMatrix<f64> {
        &self.x
    }

    fn t(&self) -> &DVector<f64> {
        &self.t
    }

    fn right(&self) -> f64 {
        0.0
    }

    fn losses(&self, a: &mut [Lanes], t: &[Lanes]) -> f64 {
        squared_residuals(a, t)
    }

    fn second_derivatives(&self, a: &mut [Lanes], _: &[Lanes]) {
        a.fill(Lanes([2.0; LANES]));
    }
}

#[multiversion(targets("x86_64+avx512f", "x86_64+avx2+fma"))]
fn squared_residuals(a: &mut [Lanes], t: &[Lanes]) -> f64 {
    let mut squares = [0.0; LANES];
    for_each_row(a, t, |lane, a, t| {
        let residual = a - t;
        squares[lane] += residual * residual;
        2.0 * residual
    });
    sum(&squares)
}
