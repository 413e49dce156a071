//! Mini-batches: how much the gradient of one varies.

use crate::Result;
use crate::descent::Batch;
use crate::error::{expect_finite, expect_shape};
use crate::estimate::{Estimate, Subject, equal};
use crate::reason::words;
use ma6202_formula::Symbols;
use nalgebra::{DVector, dmatrix, dvector};

/// A batch, and a direction along which its gradient is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Along {
    pub batch: Batch,
    /// u (d).
    pub direction: DVector<f64>,
}

impl Along {
    /// # Errors
    /// A direction of another length, NaN or infinite entries.
    pub fn new(batch: Batch, direction: DVector<f64>) -> Result<Along> {
        expect_shape("direction u", direction.shape(), (batch.gradients().ncols(), 1))?;
        expect_finite("direction u", &direction)?;
        Ok(Along { batch, direction })
    }

    /// The one that is shown with numbers: two of three rows.
    ///
    /// # Errors
    /// None but a broken invariant of [`Batch::new`].
    pub fn example() -> Result<Along> {
        let batch = Batch::new(dmatrix![1.0, 2.0; -3.0, 0.5; 0.5, -1.0], 2)?;
        Along::new(batch, dvector![2.0, -1.0])
    }
}

impl Subject for Along {
    fn symbols(&self) -> ma6202_formula::Result<Symbols> {
        let (n, d) = self.batch.gradients().shape();
        let batches: Vec<Vec<usize>> = batches(n, self.batch.size()).collect();
        let drawn = |row: usize, batch: &Vec<usize>| if batch.contains(&row) { 1.0 } else { 0.0 };
        let drawn: Vec<f64> =
            (0..n).flat_map(|row| batches.iter().map(move |batch| drawn(row, batch))).collect();
        let mut s = Symbols::new();
        s.size("n", n, words("el número de filas", "the number of rows"))?
            .size("d", d, words("el número de pesos", "the number of weights"))?
            .size("N", batches.len(), words("el número de lotes", "the number of batches"))?
            .index(&["i", "j"], "n")?
            .implied_index("b", "N")?
            .number(
                "B",
                self.batch.size() as f64,
                words("el tamaño de un lote", "the size of a batch"),
            )?
            .matrix(
                ["G", "g"],
                ["n", "d"],
                self.batch.gradients().as_slice(),
                words("los gradientes de las filas", "the gradients of the rows"),
            )?
            .vector("u", "d", self.direction.as_slice(), words("una dirección", "a direction"))?
            .matrix(
                [r"\mathbf{D}", "1"],
                ["N", "n"],
                &drawn,
                words(
                    "1 si la fila $i$ está en el lote y 0 si no",
                    "1 if row $i$ is in the batch, else 0",
                ),
            )?
            .define(
                r"\bar g = \frac{1}{n} \sum_i g_i",
                words("la media de los gradientes", "the mean of the gradients"),
            )?
            .define_shown(
                r"z_i = u^\top (g_i - \bar g)",
                words(
                    "cuánto se aleja $g_i$ de la media en la dirección $u$",
                    "how far $g_i$ is from the mean along $u$",
                ),
            )?;
        Ok(s)
    }
}

/// Every choice of so many of n rows.
fn batches(n: usize, size: usize) -> impl Iterator<Item = Vec<usize>> {
    let rows = move |set: u32| (0..n).filter(|row| set >> row & 1 == 1).collect::<Vec<usize>>();
    (0..1_u32 << n).map(rows).filter(move |rows| rows.len() == size)
}

/// The variance of uᵀ∇J_b over all batches b. 1_i is 1 if row i is drawn, else 0;
/// z_i = uᵀ(g_i - ḡ). Of two rows at least: of one alone there is no (n - B) / (n - 1).
pub fn batch_variance() -> Estimate<Along> {
    Estimate {
        name: "the variance of a batch's gradient",
        title: words(
            "la varianza del gradiente de un lote (mini-batch)",
            "the variance of a batch's gradient",
        ),
        left: r"\operatorname{Var}_b \Bigl( u^\top \frac{1}{B} \sum_i 1_i g_i \Bigr)",
        // z_i is the difference of sums whose terms are as large as |g_ij u_j|.
        rounding: |p| {
            let (n, d) = p.batch.gradients().shape();
            let sizes = (p.batch.gradients().abs() * p.direction.abs()).norm();
            let share = 4.0 * (n + d + 8) as f64 * f64::EPSILON * sizes;
            let along = p.batch.gradients() * &p.direction;
            share * (along.add_scalar(-along.mean()).norm() + share)
        },
        lines: vec![
            equal(
                r"\frac{1}{B^2} \sum_{i,j} \operatorname{Cov}_b(1_i, 1_j) \, z_i z_j",
                words(
                    r"$\sum_i 1_i = B$ no varía, así que se puede restar $\bar g$",
                    r"$\sum_i 1_i = B$ does not vary, so $\bar g$ can be subtracted",
                ),
            ),
            equal(
                r"\frac{1}{B^2} \frac Bn \Bigl( 1 - \frac Bn \Bigr) \Bigl( \sum_i z_i^2 - \frac{1}{n-1} \sum_{i \ne j} z_i z_j \Bigr)",
                words(
                    r"por simetría $\operatorname{Cov}_b(1_i, 1_j) = -\frac{1}{n-1} \operatorname{Var}_b(1_i), \quad i \ne j$, y $\operatorname{Var}_b(1_i) = \frac Bn (1 - \frac Bn)$",
                    r"by symmetry $\operatorname{Cov}_b(1_i, 1_j) = -\frac{1}{n-1} \operatorname{Var}_b(1_i), \quad i \ne j$, and $\operatorname{Var}_b(1_i) = \frac Bn (1 - \frac Bn)$",
                ),
            ),
            equal(
                r"\frac{n - B}{B (n - 1)} \cdot \frac 1n \sum_i z_i^2",
                words(
                    r"$\sum_i g_i = n \bar g$, así que $\sum_i z_i$ es 0 y $\sum_{i \ne j} z_i z_j = -\sum_i z_i^2$",
                    r"$\sum_i g_i = n \bar g$, so $\sum_i z_i$ is 0 and $\sum_{i \ne j} z_i z_j = -\sum_i z_i^2$",
                ),
            ),
            equal(
                r"u^\top C u, \quad C = \frac{n - B}{B (n - 1)} \cdot \frac 1n \sum_i (g_i - \bar g)(g_i - \bar g)^\top",
                words(
                    "todas las direcciones a la vez; el código",
                    "all directions at once; the code",
                ),
            )
            .by(|p| (p.batch.covariance() * &p.direction).dot(&p.direction)),
        ],
    }
}
