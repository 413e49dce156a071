//! XOR, with one neuron and with a hidden layer.

use super::perceptron::MOST_PASSES;
use crate::intermediates::check_descents;
use crate::program::Work;
use crate::solved::Results;
use crate::{Error, Result, results};
use ma6202::logistic::perceptron::{Perceptron, PerceptronEnding};
use ma6202::logistic::separation::Separation;
use ma6202::logistic::xor::{self, Trained};
use ma6202::logistic::{Logistic, Reading};
use ma6202::metrics::Average;
use ma6202::oracle::{at_most, check_separation, count_mistakes};
use nalgebra::DMatrix;

/// Hidden neurons that are tried.
const WIDTHS: [usize; 3] = [2, 3, 4];

/// What figures need.
#[derive(Debug)]
pub struct XorNetworks {
    /// The four points, a column of ones before them.
    pub alone: Logistic,
    /// Networks with two hidden neurons.
    pub two: Vec<Trained>,
}

pub fn solve(run: &mut Work, seeds: &[u32]) -> Result<(Results, XorNetworks)> {
    let (told_alone, alone) = alone(run)?;
    let (mut widths, mut two, mut best) = (Vec::new(), Vec::new(), 0);
    let (x, t) = xor::points();
    let samples = (x, DMatrix::from_columns(&[t]));
    let bar = run.progress_bar(["entrenando", "training"], WIDTHS.len(), ["anchos", "widths"]);
    for width in WIDTHS {
        let of = format!("XOR, {width} hidden neurons");
        check_descents(run, xor::start(width, seeds[0])?, samples.clone(), of)?;
        let trained = xor::run(width, seeds)?;
        bar.inc(1);
        let steps = trained.iter().flat_map(|trained| trained.steps);
        let mut steps: Vec<f64> = steps.map(|steps| steps as f64).collect();
        let learned = steps.len();
        let median = Average::Median.of(&mut steps);
        let median_steps = (learned > 0).then_some(median);
        let stuck = trained.iter().filter(|trained| trained.steps.is_none());
        let stuck_at = stuck
            .map(|trained| [trained.loss; 2])
            .reduce(|[least, most], [loss, _]| [least.min(loss), most.max(loss)]);
        best = best.max(learned);
        widths.push(results! {
            width, starts => seeds.len(), learned,
            // Of those that learned it; the least and the largest J of the others.
            median_steps, stuck_at,
        });
        let of_those = trained.iter().filter(|trained| trained.steps.is_some());
        let wrong = of_those.map(answers_off).collect::<Result<Vec<_>>>()?;
        if !wrong.is_empty() {
            let what = format!("|y - t| of XOR learned by {width} hidden neurons");
            run.check(at_most(what, &wrong, &vec![0.5; wrong.len()])?);
        }
        if width == WIDTHS[0] {
            two = trained;
        }
    }
    run.at_most("1, by the most starts that learned XOR", 1.0, best as f64)?;
    let told = results! {
        alone => told_alone,
        // By the number of hidden neurons.
        xor => widths,
        xor_learning_rate => xor::SGD.learning_rate, xor_steps => xor::STEPS,
        xor_learned_below => xor::LEARNT,
    };
    Ok((told, XorNetworks { alone, two }))
}

/// One neuron: the perceptron comes round, and the maximum-likelihood estimate answers ½
/// four times.
fn alone(run: &mut Work) -> Result<(Results, Logistic)> {
    let (x, t) = xor::points();
    let x = x.insert_column(0, 1.0);
    let perceptron = Perceptron::train(&x, &t, MOST_PASSES)?;
    let separation = Separation::of(&x, &t)?;
    run.check_all("certificates", check_separation(&x, &t, &separation)?);
    let PerceptronEnding::Cycle { after: earlier } = perceptron.ending else {
        let got = format!("{:?}", perceptron.ending);
        return Err(Error::unexpected("perceptron on XOR", "a cycle", got));
    };
    let passes = perceptron.passes;
    let mistakes = count_mistakes(&x, &t, passes)? - count_mistakes(&x, &t, earlier)?;
    let model = Logistic::new(x, t, Reading::CrossEntropy, 0.0)?;
    let estimate = model.newton()?.last().amax();
    run.at_most("the maximum-likelihood estimate of XOR", estimate, 1e-15)?;
    let told = results! {
        case => super::case(&separation),
        // w is after so many passes what it was after so many fewer, with mistakes in each round.
        passes, earlier, mistakes,
        // The largest weight of the maximum-likelihood estimate.
        estimate,
    };
    Ok((told, model))
}

/// The largest |y - t| of the four answers.
fn answers_off(trained: &Trained) -> Result<f64> {
    let (x, t) = xor::points();
    let y = trained.mlp.forward(&x)?.y.swap_remove(1);
    Ok((y.column(0) - t).amax())
}
