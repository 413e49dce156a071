//! How good predicted classes are: the confusion matrix, and scikit-learn's classification report;
//! and how sure the average of many trainings is.

mod bootstrap;
mod report;

pub use bootstrap::{Average, Bootstrap, Interval};
pub use report::classification_report;

use nalgebra::DMatrix;

use crate::Result;
use crate::error::{expect_below, expect_setting, expect_shape, expect_some};

/// The most classes a [`ConfusionMatrix`] takes: its k² counts have to fit into memory.
pub const MOST_CLASSES: usize = 4096;

/// How often each true class was taken for each class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfusionMatrix {
    counts: DMatrix<usize>,
}

/// What one class scores, or an average over classes.
///
/// # Formula
///
/// ```math
/// P = \frac{T}{p}
/// R = \frac{T}{s}
/// F_1 = \frac{2 T}{p + s}
/// ```
///
/// the precision P and the recall R, with p rows predicted to be of the class, s rows that are of
/// it and T that are both (true positives). Where the denominator is 0, the score is 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// How many of the rows predicted to be of the class are.
    pub precision: f64,
    /// How many of the rows of the class were predicted to be.
    pub recall: f64,
    /// The harmonic mean of precision and recall.
    pub f1: f64,
    /// Rows of the class.
    pub support: usize,
}

impl ConfusionMatrix {
    /// Counts pairs of true and predicted class. Classes are numbers below `k`.
    ///
    /// # Errors
    /// No rows, no classes; not as many predictions as truths; a class that is not below `k`, or
    /// `k` above [`MOST_CLASSES`].
    pub fn new(truth: &[usize], predicted: &[usize], k: usize) -> Result<ConfusionMatrix> {
        expect_some("classes", k)?;
        let most = format!("at most {MOST_CLASSES}");
        expect_setting("number of classes", &most, k, k <= MOST_CLASSES)?;
        expect_some("rows to compare", truth.len())?;
        expect_shape("predicted classes", (predicted.len(), 1), (truth.len(), 1))?;
        let mut counts = DMatrix::zeros(k, k);
        for (row, (&t, &p)) in truth.iter().zip(predicted).enumerate() {
            expect_below(&format!("true class of row {row}"), t, k)?;
            expect_below(&format!("predicted class of row {row}"), p, k)?;
            counts[(t, p)] += 1;
        }
        Ok(ConfusionMatrix { counts })
    }

    /// The counts.
    ///
    /// # Shapes
    ///
    /// (k, k): row the true class, column the predicted one, as in scikit-learn.
    pub fn counts(&self) -> &DMatrix<usize> {
        &self.counts
    }

    /// The counts, row by row.
    pub fn rows(&self) -> Vec<Vec<usize>> {
        self.counts.row_iter().map(|row| row.iter().copied().collect()).collect()
    }

    /// How many of the rows have the right class predicted, from 0 to 1.
    pub fn accuracy(&self) -> f64 {
        self.counts.trace() as f64 / self.counts.sum() as f64
    }

    /// The classes that occur, as truth or as prediction, in ascending order.
    ///
    /// These are the rows of scikit-learn's report when it is given no labels, as in the lecture's
    /// notebook.
    pub fn seen(&self) -> Vec<usize> {
        let occurs = |&c: &usize| self.counts.row(c).sum() + self.counts.column(c).sum() > 0;
        (0..self.counts.nrows()).filter(occurs).collect()
    }

    /// What a class scores.
    ///
    /// # Errors
    /// A class that is not there.
    pub fn scores(&self, class: usize) -> Result<Scores> {
        expect_below("class", class, self.counts.nrows())?;
        Ok(self.pooled(&[class]))
    }

    /// What some classes score when their counts are added: the "micro" average.
    fn pooled(&self, classes: &[usize]) -> Scores {
        let hits: usize = classes.iter().map(|&c| self.counts[(c, c)]).sum();
        let predicted: usize = classes.iter().map(|&c| self.counts.column(c).sum()).sum();
        let support: usize = classes.iter().map(|&c| self.counts.row(c).sum()).sum();
        Scores {
            precision: ratio(hits, predicted),
            recall: ratio(hits, support),
            f1: ratio(2 * hits, support + predicted),
            support,
        }
    }
}

fn ratio(numerator: usize, denominator: usize) -> f64 {
    if denominator == 0 { 0.0 } else { numerator as f64 / denominator as f64 }
}
