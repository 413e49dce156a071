//! The perceptron: the neuron of the lecture's first page, with a step, and the rule that trains
//! it.
//!
//! It learns whatever a plane can tell apart, after a number of mistakes that the margin bounds. On
//! anything else it goes on for ever, and on XOR one can see it: the weights come back.
//!
//! # Source
//! F. Rosenblatt, *The perceptron*, Psychological Review 65 (1958). A. B. J. Novikoff, *On
//! convergence proofs on perceptrons*, Symposium on the Mathematical Theory of Automata 12 (1962).

use super::{expect_labels, side};
use crate::Result;
use crate::error::{expect_finite, expect_setting, expect_shape};
use crate::estimate::{Estimate, at_most, equal};
use crate::neuron::check_rows;
use nalgebra::{DMatrix, DVector};

/// The unit roundoff of f64.
const ROUNDOFF: f64 = f64::EPSILON / 2.0;

/// What a run of the rule left.
#[derive(Clone, Debug, PartialEq)]
pub struct Perceptron {
    /// (d), Σ k_i s_i x_i.
    pub w: DVector<f64>,
    /// (n), k_i: how often row i was a mistake.
    pub mistakes: Vec<usize>,
    /// Passes over the rows, from 1; the last is the one that ended the run.
    pub passes: usize,
    pub ending: Ending,
}

/// Why a run stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// A pass without a mistake: every s_i wᵀx_i > 0.
    Done,
    /// w after the last pass is what it was after an earlier one, `after`, with mistakes between:
    /// the rule asks for nothing but w and the rows, so it goes through the same weights for ever.
    /// `after` is 0 for the first weights. If no addition to w was rounded, as with whole numbers,
    /// the mistakes k_i of one round have Σ k_i s_i x_i = 0: no plane has these rows on their right
    /// sides (P. Gordan, Math. Annalen 6, 1873). Rounded, a w can come back that would not.
    Cycle { after: usize },
    /// Neither, in as many passes as were allowed.
    Stopped,
}

impl Perceptron {
    /// Goes through the rows in order, again and again, and adds s_i x_i to w for each mistake.
    ///
    /// # Formula
    /// From w = 0, with s_i = 2 t_i - 1: if s_i wᵀx_i ≤ 0 then w → w + s_i x_i.
    ///
    /// # Derivation
    /// (w + s_i x_i)ᵀ s_i x_i = s_i wᵀx_i + ‖x_i‖²: the row at fault comes nearer to its right
    /// side.
    ///
    /// What the step answers at 0 the lecture says in two ways: 0 on its first page, 1 in its list
    /// of activations. Here a row with wᵀx_i = 0 is a mistake whatever its label, so w = 0 is one
    /// for every row, and no answer of a finished run hangs on it.
    ///
    /// # Shapes
    /// x (n, d), with a column of ones if there shall be a bias; t (n).
    ///
    /// # Numerics
    /// The signs are those of sums rounded in f64, and a cycle is one of the rounded weights, equal
    /// to the last bit. It is found by comparing w with one earlier w only, that after pass 0, 1,
    /// 3, 7, …, so after less than three times as many passes as it takes to enter it and go round.
    /// Nothing is allocated in a pass.
    ///
    /// # Errors
    /// Shapes that do not match, no rows or columns, NaN or infinite entries, labels other than 0
    /// and 1, no passes, weights that overflow.
    ///
    /// # Source
    /// The search for a cycle: R. P. Brent, *An improved Monte Carlo factorization algorithm*, BIT
    /// 20 (1980).
    pub fn train(x: &DMatrix<f64>, t: &DVector<f64>, max_passes: usize) -> Result<Perceptron> {
        check_rows(x, t)?;
        expect_labels(t)?;
        expect_setting("passes of the perceptron", "at least 1", max_passes, max_passes > 0)?;
        let rows = x.transpose(); // (d, n): a row's numbers side by side
        let mut mistakes = vec![0; t.len()];
        let mut w = DVector::zeros(x.ncols());
        let (mut earlier, mut after, mut ending) = (w.clone(), 0, Ending::Stopped);
        let mut passes = 0;
        while passes < max_passes && ending == Ending::Stopped {
            passes += 1;
            let clean = pass(&rows, t, &mut w, &mut mistakes);
            if clean {
                ending = Ending::Done;
            } else if w == earlier {
                ending = Ending::Cycle { after };
            } else if passes > 2 * after {
                earlier.copy_from(&w);
                after = passes;
            }
        }
        expect_finite("weights w of the perceptron", &w)?;
        Ok(Perceptron { w, mistakes, passes, ending })
    }

    /// k = Σ k_i, at least 1: w = 0 is a mistake.
    pub fn count(&self) -> usize {
        self.mistakes.iter().sum()
    }
}

/// One pass; whether it was without a mistake.
fn pass(
    rows: &DMatrix<f64>,
    t: &DVector<f64>,
    w: &mut DVector<f64>,
    mistakes: &mut [usize],
) -> bool {
    let mut clean = true;
    for ((x, &t), mistakes) in rows.column_iter().zip(t).zip(mistakes) {
        let s = side(t);
        // A NaN is a mistake too: the run then ends with an error, not as done.
        let right = s * w.dot(&x) > 0.0;
        if !right {
            w.axpy(s, &x, 1.0);
            *mistakes += 1;
            clean = false;
        }
    }
    clean
}

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
        expect_setting(
            "margin γ",
            "a positive number",
            margin,
            margin > 0.0 && margin.is_finite(),
        )?;
        expect_setting("mistakes of the run", "at least 1", run.count(), run.count() > 0)?;
        Ok(Novikoff { x, t, run, direction, margin })
    }

    /// (R / γ)² with R = max_i ‖x_i‖: what the number of mistakes does not exceed, in whatever
    /// order rows come.
    pub fn bound(&self) -> f64 {
        let farthest = self.x.row_iter().map(|x| x.norm()).fold(0.0, f64::max);
        (farthest / self.margin) * (farthest / self.margin)
    }

    /// k γ².
    fn scale(&self) -> f64 {
        self.run.count() as f64 * self.margin * self.margin
    }

    /// Each k_i with its row.
    fn rows(&self) -> impl Iterator<Item = (f64, nalgebra::RowDVector<f64>)> {
        let rows = self.x.row_iter().map(|x| x.into_owned());
        self.run.mistakes.iter().map(|&k| k as f64).zip(rows)
    }

    /// s_i uᵀx_i / ‖u‖ of each row.
    fn sides(&self) -> Vec<f64> {
        let side = |(x, &t): (nalgebra::RowDVector<f64>, &f64)| {
            side(t) * x.transpose().dot(&self.direction) / self.direction.norm()
        };
        self.x.row_iter().map(|x| x.into_owned()).zip(&self.t).map(side).collect()
    }
}

/// k, the number of mistakes, with u of length 1.
///
/// # Numerics
/// Every line is at most V = (R / γ)². A row may count as a mistake though s wᵀx is positive, by
/// d u ‖w‖ R at most, and each addition to w is rounded by u ‖w‖, with ‖w‖ ≤ √k R: together
/// 2 k (d + 1) u V at most. The rest are the roundings of the sums: over n rows and d columns, each
/// of positive terms or of terms as large as V.
pub fn novikoff() -> Estimate<Novikoff> {
    Estimate {
        name: "the mistakes of the perceptron",
        left: "k",
        rounding: |p| {
            let (k, (n, d)) = (p.run.count() as f64, p.x.shape());
            let roundings = 2.0 * k * (d + 1) as f64 + 4.0 * (n + 2 * d + 8) as f64;
            roundings * ROUNDOFF * p.bound()
        },
        lines: vec![
            at_most(
                r"\frac{1}{k \gamma^2} \Bigl( \sum_i k_i s_i x_i^\top u \Bigr)^2",
                r"$s_i x_i^\top u \ge \gamma > 0$ for every row, and $\sum_i k_i = k$: the sum is at least $k \gamma$",
                |p| {
                    let sum: f64 = p.rows().zip(p.sides()).map(|((k, _), side)| k * side).sum();
                    sum * sum / p.scale()
                },
            ),
            equal(
                r"\frac{(w^\top u)^2}{k \gamma^2}",
                r"$w = \sum_i k_i s_i x_i$: each mistake adds its row",
                |p| {
                    let along = p.run.w.dot(&p.direction) / p.direction.norm();
                    along * along / p.scale()
                },
            ),
            at_most(r"\frac{\|w\|^2}{k \gamma^2}", r"Cauchy-Schwarz, $\|u\| = 1$", |p| {
                p.run.w.norm_squared() / p.scale()
            }),
            at_most(
                r"\frac{1}{k \gamma^2} \sum_i k_i \|x_i\|^2",
                r"$\|w + s_i x_i\|^2 = \|w\|^2 + 2 s_i w^\top x_i + \|x_i\|^2$, and at a mistake $s_i w^\top x_i \le 0$",
                |p| p.rows().map(|(k, x)| k * x.norm_squared()).sum::<f64>() / p.scale(),
            ),
            at_most(
                r"(R / \gamma)^2",
                r"$\|x_i\| \le R$, $\sum_i k_i = k$; the code",
                Novikoff::bound,
            ),
        ],
    }
}
