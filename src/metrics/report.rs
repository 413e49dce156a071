use super::{ConfusionMatrix, Scores};
use crate::Result;
use crate::error::{expect_below, expect_setting, expect_shape, expect_some};
use crate::kernel::pairwise::pairwise_sum;

/// The report with a row for each of the given classes, in their order; `class_names` names all k.
///
/// With [`ConfusionMatrix::seen`] it is what scikit-learn prints without `labels`, as in the
/// lecture's notebook: classes that occur neither as truth nor as prediction do not appear. Any
/// other classes are its `labels`.
///
/// The layout, to the character: the name column is as wide as the longest of the names and
/// "weighted avg"; scores have two decimals. The third line from below says "accuracy" if no class
/// that occurs was left out, else "micro avg". "macro avg" is the plain mean over the classes
/// listed, "weighted avg" the one weighted by their support, or the plain one if that is 0
/// throughout. A score with denominator 0 prints as 0.00. When not one row of all is predicted
/// right, supports print with a decimal, "2.0": so they do in scikit-learn.
///
/// # Errors
/// More or fewer names than the k classes; no classes; a class that is unknown or listed twice.
///
/// # Source
///
/// Output of scikit-learn 1.9.1, `tests/golden/wine/reports.json`.
pub fn classification_report(
    matrix: &ConfusionMatrix,
    classes: &[usize],
    class_names: &[&str],
) -> Result<String> {
    let k = matrix.counts.nrows();
    expect_shape("names of the classes", (class_names.len(), 1), (k, 1))?;
    expect_some("classes to report", classes.len())?;
    let mut listed = vec![false; k];
    for &class in classes {
        expect_below("class to report", class, k)?;
        let is_new = !std::mem::replace(&mut listed[class], true);
        let got = format!("{class} twice");
        expect_setting("classes to report", "each class once", got, is_new)?;
    }

    let scores: Vec<Scores> = classes.iter().map(|&c| matrix.pooled(&[c])).collect();
    let supports: Vec<f64> = scores.iter().map(|s| s.support as f64).collect();
    let pooled = matrix.pooled(classes);
    let table = Table {
        width: classes.iter().map(|&c| class_names[c].chars().count()).max().unwrap_or(0).max(12),
        // scikit-learn counts the hits in another type when there are none, and the type shows.
        after_support: if matrix.counts.trace() == 0 { ".0" } else { "" },
    };

    let mut report = table.line("", ["precision", "recall", "f1-score", "support"]);
    report.push('\n');
    for (&class, s) in classes.iter().zip(&scores) {
        report += &table.scores(class_names[class], s);
    }
    report.push('\n');
    if matrix.seen().iter().all(|&class| listed[class]) {
        let (f1, support) = (two_decimals(pooled.f1), table.support(pooled.support));
        report += &table.line("accuracy", ["", "", &f1, &support]);
    } else {
        report += &table.scores("micro avg", &pooled);
    }
    report += &table.scores("macro avg", &average(&scores, &vec![1.0; scores.len()]));
    report += &table.scores("weighted avg", &average(&scores, &supports));
    Ok(report)
}

/// How the lines of one report are set.
struct Table {
    width: usize,
    after_support: &'static str,
}

impl Table {
    fn line(&self, name: &str, cells: [&str; 4]) -> String {
        let [precision, recall, f1, support] = cells;
        let width = self.width;
        format!("{name:>width$}  {precision:>9} {recall:>9} {f1:>9} {support:>9}\n")
    }

    fn scores(&self, name: &str, s: &Scores) -> String {
        let [precision, recall, f1] = [s.precision, s.recall, s.f1].map(two_decimals);
        self.line(name, [&precision, &recall, &f1, &self.support(s.support)])
    }

    fn support(&self, support: usize) -> String {
        format!("{support}{}", self.after_support)
    }
}

fn two_decimals(score: f64) -> String {
    format!("{score:.2}")
}

/// The mean of each score over classes, weighted; weights that are all 0 count as equal. The
/// support is that of all.
///
/// Sums in numpy's order: a mean that ends in a 5 must be the same number there and here to be
/// rounded to the same decimals.
fn average(scores: &[Scores], weights: &[f64]) -> Scores {
    let total = pairwise_sum(weights);
    if total == 0.0 {
        return average(scores, &vec![1.0; scores.len()]);
    }
    let mean = |score: fn(&Scores) -> f64| {
        let terms: Vec<f64> = scores.iter().zip(weights).map(|(s, w)| score(s) * w).collect();
        pairwise_sum(&terms) / total
    };
    Scores {
        precision: mean(|s| s.precision),
        recall: mean(|s| s.recall),
        f1: mean(|s| s.f1),
        support: scores.iter().map(|s| s.support).sum(),
    }
}
