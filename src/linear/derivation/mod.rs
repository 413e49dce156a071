//! Every chain of linear regression, checked line by line.
//!
//! | file | chains |
//! |---|---|
//! | `gradient` | the gradient; the Hessian |
//! | `step` | the step; the step, seen from a minimiser |
//! | `walk` | the distance from the minimiser: how K steps shrink it |
//! | `batches` | the variance of a batch's gradient |
//!
//! Indices: i a row, j, k and m weights; in `batches` j is a row as well; of h_k, v_k and c_k, k is
//! an eigen-direction.

mod batches;
mod gradient;
mod step;
mod walk;

pub use batches::{Along, batch_variance};
pub use walk::{Walk, distance};

use super::Linear;
use super::attribute::Attribute;
use crate::Result;
use crate::derivation::{Derivation, away_from_zero};
use crate::descent::derivation::{Definition, NeuronAt, PARTIAL};
use crate::reason::words;
use crate::wine::Wine;
use gradient::{gradient, hessian};
use ma6202_formula::Symbols;
use nalgebra::{DMatrix, DVector, dmatrix, dvector};
use rand::{Rng, RngExt};
use step::{from_a_minimiser, step};

/// The chains of "=": ∇J, the Hessian, the step, and the step seen from a minimiser w*. The
/// estimates are [`distance`] and [`batch_variance`].
pub fn chains() -> Vec<Derivation<NeuronAt<Linear>>> {
    vec![gradient(), hessian(), step(), from_a_minimiser()]
}

/// The one that is shown with numbers; random problems, wide ones and rank-deficient ones too; one
/// of wines.
///
/// # Errors
/// None but a broken invariant of the embedded wines.
pub fn problems(rng: &mut dyn Rng) -> Result<Vec<NeuronAt<Linear>>> {
    let mut problems = vec![example()?];
    for (n, d) in [(1, 1), (9, 4), (3, 5), (20, 2)] {
        let x = DMatrix::from_fn(n, d, |_, _| away_from_zero(rng));
        problems.push(at_random(rng, x)?);
    }
    let mut dependent = DMatrix::from_fn(8, 4, |_, _| away_from_zero(rng));
    let sum = dependent.column(0) + 2.0 * dependent.column(2);
    dependent.set_column(3, &sum);
    problems.push(at_random(rng, dependent)?);
    let wines = Attribute::prepare(&Wine::embedded(), 0, 6202)?.train;
    let w = DVector::from_fn(wines.x.ncols(), |_, _| away_from_zero(rng));
    problems.push(NeuronAt { k: rng.random_range(0..w.len()), neuron: wines, w });
    Ok(problems)
}

/// Small, with short numbers: who wants to can follow it by hand.
fn example() -> Result<NeuronAt<Linear>> {
    let x = dmatrix![1.0, 2.0; -1.0, 3.0; 2.0, 1.0];
    let neuron = Linear::new(x, dvector![1.0, -2.0, 0.5])?;
    Ok(NeuronAt { neuron, w: dvector![0.5, -1.0], k: 1 })
}

fn at_random(rng: &mut dyn Rng, x: DMatrix<f64>) -> Result<NeuronAt<Linear>> {
    let t = DVector::from_fn(x.nrows(), |_, _| away_from_zero(rng));
    let w = DVector::from_fn(x.ncols(), |_, _| away_from_zero(rng));
    Ok(NeuronAt { k: rng.random_range(0..w.len()), neuron: Linear::new(x, t)?, w })
}

impl Definition for Linear {
    fn declare(&self, _: &DVector<f64>, s: &mut Symbols) -> ma6202_formula::Result<()> {
        let minimiser = self.fit().expect("a sound problem").w;
        let curvature = self.curvature().expect("a sound problem");
        s.define_shown(
            r"J = \frac{1}{n} \sum_i (w^\top x_i - t_i)^2",
            words("el error cuadrático medio", "the mean squared error"),
        )?
        .define(r"r_i = w^\top x_i - t_i", words("los residuos", "the residuals"))?
        .define(r"g_j = \frac{2}{n} \sum_i r_i x_{ij}", PARTIAL)?
        .define_shown(
            r"\nabla J = \frac{2}{n} X^\top (X w - t)",
            words("el gradiente de $J$", "the gradient of $J$"),
        )?
        .define(
            r"H = \frac{2}{n} X^\top X",
            words(
                "el hessiano de $J$, de elementos $H_{jk}$",
                "the Hessian of $J$, with the entries $H_{jk}$",
            ),
        )?
        .vector("w^*", "d", minimiser.as_slice(), words("un minimizador", "a minimiser"))?
        .vector(
            "h",
            "d",
            curvature.h.as_slice(),
            words("los valores propios de $H$", "the eigenvalues of $H$"),
        )?
        .matrix(
            ["V", "V"],
            ["d", "d"],
            curvature.v.as_slice(),
            words("los vectores propios de $H$", "the eigenvectors of $H$"),
        )?
        .columns("v", "V")?
        .define(
            r"c_k = v_k^\top (w - w^*)",
            words("la parte de $w - w^*$ a lo largo de $v_k$", "the part of $w - w^*$ along $v_k$"),
        )?;
        Ok(())
    }
}
