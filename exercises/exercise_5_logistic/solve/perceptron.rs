//! The perceptron and its bound.

use crate::program::Work;
use crate::solved::Results;
use crate::{Error, Result, results};
use ma6202::logistic::derivation::{Novikoff, novikoff};
use ma6202::logistic::growers::{ALL, grower};
use ma6202::logistic::perceptron::Perceptron;
use ma6202::logistic::separation::Separation;
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, compare_counts, count_mistakes};
use ma6202::wine::{CLASSES, Wine};

pub const MOST_PASSES: usize = 100_000;

/// Rosenblatt's rule on each class of the wines, and Novikoff's bound line by line.
pub fn solve(run: &mut Work, wine: &Wine) -> Result<Vec<Results>> {
    let (mut problems, mut all) = (vec![Novikoff::example()?], Vec::new());
    for class in 0..CLASSES {
        let model = grower(wine, class, &ALL)?;
        let (x, t) = (model.x(), model.t());
        let Separation::Complete { w, margin, .. } = Separation::of(x, t)? else {
            let name = format!("class {class} of the wines");
            return Err(Error::unexpected(name, "complete separation", "none"));
        };
        let perceptron = Perceptron::train(x, t, MOST_PASSES)?;
        let (mistakes, passes) = (perceptron.count(), perceptron.passes);
        let wrong = model.mistakes(&perceptron.w)?;
        run.at_most(format!("rows still wrong, class {class}"), wrong as f64, 0.0)?;
        let counted = count_mistakes(x, t, passes)?;
        let what = format!("mistakes, class {class}, in exact arithmetic");
        run.check(compare_counts(what, mistakes as u128, counted as u128));
        let margin = margin.at_least;
        let problem = Novikoff::new(x.clone(), t.clone(), perceptron, w, margin)?;
        // (R/γ)².
        let bound = problem.bound();
        all.push(results! { class, mistakes, passes, margin, bound });
        problems.push(problem);
    }
    let counted = |p: &Novikoff, _| Ok(count_mistakes(&p.x, &p.t, p.run.passes)? as f64);
    run.estimate(&novikoff(), &problems, &[Referee::Counting], counted)?;
    Ok(all)
}
