//! The perceptron: the neuron of the lecture's first page, with a step, and the rule that trains
//! it.
//!
//! It learns whatever is linearly separable, after a number of mistakes that the margin bounds
//! ([`novikoff`](super::derivation::novikoff())). On anything else it goes on for ever, and on XOR
//! one can see it: the weights come back.
//!
//! # Source
//! F. Rosenblatt, *The perceptron*, Psychological Review 65 (1958). A. B. J. Novikoff, *On
//! convergence proofs on perceptrons*, Symposium on the Mathematical Theory of Automata 12 (1962).

use super::{expect_labels, side};
use crate::Result;
use crate::error::{expect_finite, expect_setting};
use crate::neuron::check_rows;
use nalgebra::{DMatrix, DVector};

/// What a run of the rule left.
#[derive(Clone, Debug, PartialEq)]
pub struct Perceptron {
    /// (d), Σ q_i s_i x_i.
    pub w: DVector<f64>,
    /// (n), q_i: how often row i was a mistake.
    pub mistakes: Vec<usize>,
    /// Passes over the rows, from 1; the last is the one that ended the run.
    pub passes: usize,
    pub ending: PerceptronEnding,
}

/// Why a run stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PerceptronEnding {
    /// A pass without a mistake: every s_i wᵀx_i > 0.
    Done,
    /// w after the last pass is what it was after an earlier one, `after`, with mistakes between:
    /// the rule asks for nothing but w and the rows, so it goes through the same weights for ever.
    /// `after` is 0 for the initial weights. If no addition to w was rounded, as with whole
    /// numbers, the mistakes q_i of one round have Σ q_i s_i x_i = 0: no plane has these rows on
    /// their right sides (P. Gordan, Math. Annalen 6, 1873). Rounded, a w can come back that would
    /// not.
    Cycle { after: usize },
    /// Neither, in as many passes as were allowed.
    Stopped,
}

impl Perceptron {
    /// Goes through the rows in order, again and again, and adds s_i x_i to w for each mistake.
    ///
    /// # Formula
    /// From w = 0, with s_i = 2 t_i - 1, for each row that has s_i wᵀx_i ≤ 0,
    ///
    /// ```math
    /// w \to w + s_i x_i
    /// ```
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
        let (mut earlier, mut after, mut ending) = (w.clone(), 0, PerceptronEnding::Stopped);
        let mut passes = 0;
        while passes < max_passes && ending == PerceptronEnding::Stopped {
            passes += 1;
            let clean = pass(&rows, t, &mut w, &mut mistakes);
            if clean {
                ending = PerceptronEnding::Done;
            } else if w == earlier {
                ending = PerceptronEnding::Cycle { after };
            } else if passes > 2 * after {
                earlier.copy_from(&w);
                after = passes;
            }
        }
        expect_finite("weights w of the perceptron", &w)?;
        Ok(Perceptron { w, mistakes, passes, ending })
    }

    /// M = Σ q_i, at least 1: w = 0 is a mistake.
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
