//! Novikoff's bound: how many mistakes the perceptron makes on linearly separable labels.

use crate::Result;
use crate::descent::derivation::declare_rows;
use crate::error::{expect_finite, expect_positive, expect_setting, expect_shape};
use crate::estimate::{Estimate, Subject, at_most, equal};
use crate::logistic::expect_labels;
use crate::logistic::perceptron::Perceptron;
use crate::neuron::check_rows;
use crate::number::ROUNDOFF;
use crate::reason::{the_code, words};
use ma6202_formula::Symbols;
use nalgebra::{DMatrix, DVector, dmatrix, dvector};

/// A run, its data, and a w that separates them: what Novikoff's bound is about.
#[derive(Clone, Debug)]
pub struct Novikoff {
    pub x: DMatrix<f64>,
    pub t: DVector<f64>,
    /// Finished or not.
    pub run: Perceptron,
    /// (d), u ≠ 0; its length does not matter.
    pub direction: DVector<f64>,
    /// Its margin: at least this is min_i s_i uᵀx_i / ‖u‖.
    pub margin: f64,
}

impl Novikoff {
    /// # Errors
    /// Shapes that do not match; entries that are not finite; labels other than 0 and 1; a
    /// direction 0; a margin that is not positive; a run without a mistake, which is none of
    /// [`Perceptron::train`].
    pub fn new(
        x: DMatrix<f64>,
        t: DVector<f64>,
        run: Perceptron,
        direction: DVector<f64>,
        margin: f64,
    ) -> Result<Novikoff> {
        let (n, d) = x.shape();
        check_rows(&x, &t)?;
        expect_labels(&t)?;
        expect_shape("weights w", run.w.shape(), (d, 1))?;
        expect_shape("mistakes of each row", (run.mistakes.len(), 1), (n, 1))?;
        expect_shape("direction u", direction.shape(), (d, 1))?;
        expect_finite("direction u", &direction)?;
        let length = direction.norm();
        expect_setting("length of the direction u", "a positive number", length, length > 0.0)?;
        expect_positive("margin γ", margin)?;
        expect_setting("mistakes of the run", "at least 1", run.count(), run.count() > 0)?;
        Ok(Novikoff { x, t, run, direction, margin })
    }

    /// The one that is shown with numbers: three rows, the first column the bias.
    ///
    /// # Errors
    /// None but a broken invariant of what it is made of.
    pub fn example() -> Result<Novikoff> {
        let x = dmatrix![1.0, 2.0; 1.0, -1.0; 1.0, 0.5];
        let t = dvector![1.0, 0.0, 0.0];
        let run = Perceptron::train(&x, &t, 100)?;
        let direction = dvector![-1.0, 1.0];
        let margin = 0.5 / direction.norm();
        Novikoff::new(x, t, run, direction, margin)
    }

    /// (R / γ)² with R = max_i ‖x_i‖: what the number of mistakes does not exceed, in whatever
    /// order rows come.
    pub fn bound(&self) -> f64 {
        let farthest = self.x.row_iter().map(|x| x.norm()).fold(0.0, f64::max);
        (farthest / self.margin) * (farthest / self.margin)
    }
}

impl Subject for Novikoff {
    fn symbols(&self) -> ma6202_formula::Result<Symbols> {
        let unit = &self.direction / self.direction.norm();
        let counts: Vec<f64> = self.run.mistakes.iter().map(|&q| q as f64).collect();
        let mut s = Symbols::new();
        declare_rows(&self.x, &mut s)?
            .vector("t", "n", self.t.as_slice(), words("las etiquetas", "the labels"))?
            .define("s_i = 2 t_i - 1", words("el signo de la etiqueta", "the label's sign"))?
            .vector(
                "q",
                "n",
                &counts,
                words("los errores en cada fila", "the mistakes at each row"),
            )?
            .number(
                "M",
                self.run.count() as f64,
                words("el número de errores", "the number of mistakes"),
            )?
            .vector(
                "w",
                "d",
                self.run.w.as_slice(),
                words("los pesos al final", "the final weights"),
            )?
            .vector(
                "u",
                "d",
                unit.as_slice(),
                words(
                    "una dirección que separa, de largo 1",
                    "a direction that separates, of length 1",
                ),
            )?
            .number(r"\gamma", self.margin, words("su margen", "its margin"))?
            .define(
                r"R = \max_i \|x_i\|",
                words("el largo de la fila más larga", "the length of the longest row"),
            )?;
        Ok(s)
    }
}

/// M, the number of mistakes, with u of length 1.
///
/// # Numerics
/// Every line is at most V = (R / γ)². A row may count as a mistake though s wᵀx is positive, by
/// d u ‖w‖ R at most, and each addition to w is rounded by u ‖w‖, with ‖w‖ ≤ √M R: together
/// 2 M (d + 1) u V at most. The rest are the roundings of the sums: over n rows and d columns, each
/// of positive terms or of terms as large as V.
pub fn novikoff() -> Estimate<Novikoff> {
    Estimate {
        name: "the mistakes of the perceptron",
        title: words("los errores del perceptrón", "the mistakes of the perceptron"),
        left: "M",
        rounding: |p| {
            let (count, (n, d)) = (p.run.count() as f64, p.x.shape());
            let roundings = 2.0 * count * (d + 1) as f64 + 4.0 * (n + 2 * d + 8) as f64;
            roundings * ROUNDOFF * p.bound()
        },
        lines: vec![
            at_most(
                r"\frac{1}{M \gamma^2} \Bigl( \sum_i q_i s_i x_i^\top u \Bigr)^2",
                words(
                    r"$s_i x_i^\top u \ge \gamma$ en cada fila, y $\sum_i q_i = M$: la suma es al menos $M \gamma$",
                    r"$s_i x_i^\top u \ge \gamma$ for every row, and $\sum_i q_i = M$: the sum is at least $M \gamma$",
                ),
            ),
            equal(
                r"\frac{(w^\top u)^2}{M \gamma^2}",
                words(
                    r"$w = \sum_i q_i s_i x_i$: cada error suma su fila",
                    r"$w = \sum_i q_i s_i x_i$: each mistake adds its row",
                ),
            ),
            at_most(
                r"\frac{\|w\|^2}{M \gamma^2}",
                words(
                    r"desigualdad de Cauchy-Schwarz, $\|u\| = 1$",
                    r"the Cauchy-Schwarz inequality, $\|u\| = 1$",
                ),
            ),
            at_most(
                r"\frac{1}{M \gamma^2} \sum_i q_i \|x_i\|^2",
                words(
                    r"$\|w + s_i x_i\|^2 = \|w\|^2 + 2 s_i w^\top x_i + \|x_i\|^2$, con el $w$ anterior al error; el término del medio no es positivo, porque la fila estaba mal clasificada",
                    r"$\|w + s_i x_i\|^2 = \|w\|^2 + 2 s_i w^\top x_i + \|x_i\|^2$, where $w$ is the one before the mistake; the middle term is not positive, as the row was misclassified",
                ),
            ),
            at_most(r"(R / \gamma)^2", the_code!(r"$\|x_i\| \le R$, $\sum_i q_i = M$"))
                .by(Novikoff::bound),
        ],
    }
}
