//! The perceptron and its bound.

use crate::program::{Report, table};
use crate::{Error, Result};
use ma6202::logistic::derivation::{Novikoff, novikoff};
use ma6202::logistic::growers::{ALL, grower};
use ma6202::logistic::perceptron::Perceptron;
use ma6202::logistic::separation::Separation;
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, compare_counts, count_mistakes};
use ma6202::wine::{CLASSES, Wine};
use serde_json::json;

pub const MOST_PASSES: usize = 100_000;

/// Rosenblatt's rule on each class of the wines, and Novikoff's bound line by line. Returns the run
/// of the class asked for, and the chain for the JSON document.
pub fn tell(report: &mut Report, wine: &Wine, class: usize) -> Result<Novikoff> {
    report.paragraph(
        "\nThe perceptron: y = 1 if wᵀx > 0, else 0. From w = 0, row by row, w → w + s_i x_i at a \
         mistake, which is s_i wᵀx_i ≤ 0 with s_i = 2t_i - 1: a row on the plane counts as one \
         whatever its label. Wines, each class against the rest by all attributes; R is the length \
         of the longest x_i:\n",
    );
    let mut rows = table(["class", "mistakes", "passes", "margin γ", "at most (R/γ)²"]);
    let (mut problems, mut results) = (Vec::new(), Vec::new());
    for class in 0..CLASSES {
        let model = grower(wine, class, &ALL)?;
        let (x, t) = (model.x(), model.t());
        let Separation::Complete { w, margin, .. } = Separation::of(x, t)? else {
            let name = format!("class {class} of the wines");
            return Err(Error::unexpected(name, "complete separation", "none"));
        };
        let run = Perceptron::train(x, t, MOST_PASSES)?;
        let wrong = model.mistakes(&run.w)?;
        report.at_most(format!("rows still wrong, class {class}"), wrong as f64, 0.0)?;
        let counted = count_mistakes(x, t, run.passes)?;
        let what = format!("mistakes, class {class}, in exact arithmetic");
        report.check(compare_counts(what, run.count() as u128, counted as u128));
        let problem = Novikoff::new(x.clone(), t.clone(), run, w, margin.at_least)?;
        let (run, bound) = (&problem.run, problem.bound());
        rows.add_row([
            class.to_string(),
            run.count().to_string(),
            run.passes.to_string(),
            format!("{:.6}", margin.at_least),
            format!("{bound:.0}"),
        ]);
        results.push(json!({
            "class": class,
            "mistakes": run.count(),
            "passes": run.passes,
            "margin": margin.at_least,
            "bound": bound,
        }));
        problems.push(problem);
    }
    report.say(rows);
    report.paragraph(
        "Why there are no more, with k_i how often row i was a mistake, k of them in all (counted \
         again in exact arithmetic), and u the normal of the largest margin:",
    );
    let counted = |p: &Novikoff, _| Ok(count_mistakes(&p.x, &p.t, p.run.passes)? as f64);
    report.estimate(&novikoff(), &problems, &[Referee::Counting], counted)?;
    report.result("perceptron", results)?;
    Ok(problems.swap_remove(class))
}
