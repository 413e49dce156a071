//! XOR, with one neuron and with a hidden layer.

use super::perceptron::MOST_PASSES;
use crate::exercise_6_backpropagation::check_descents;
use crate::program::{Report, table};
use crate::{Error, Result};
use ma6202::logistic::perceptron::{Perceptron, PerceptronEnding};
use ma6202::logistic::separation::Separation;
use ma6202::logistic::xor::{self, Trained};
use ma6202::logistic::{Logistic, Reading};
use ma6202::metrics::Average;
use ma6202::oracle::{at_most, check_separation, count_mistakes};
use nalgebra::DMatrix;
use serde_json::json;

/// Hidden neurons that are tried.
const WIDTHS: [usize; 3] = [2, 3, 4];

pub struct Hidden {
    /// One neuron with the four points, a column of ones before them.
    pub alone: Logistic,
    /// Networks with two hidden neurons.
    pub two: Vec<Trained>,
    /// How many of each width learned it.
    pub learned: Vec<(usize, usize)>,
    pub starts: usize,
}

pub fn tell(report: &mut Report, seeds: &[u32]) -> Result<Hidden> {
    let alone = alone(report)?;
    let mut rows = table(["hidden neurons", "starts", "learned", "median of steps"]);
    let (mut learned, mut two, mut results) = (Vec::new(), Vec::new(), Vec::new());
    let (x, t) = xor::points();
    let samples = (x, DMatrix::from_columns(&[t]));
    for width in WIDTHS {
        let of = format!("XOR, {width} hidden neurons");
        check_descents(report, xor::start(width, seeds[0])?, samples.clone(), of)?;
        let trained = xor::run(width, seeds)?;
        let steps = trained.iter().flat_map(|trained| trained.steps);
        let mut steps: Vec<f64> = steps.map(|steps| steps as f64).collect();
        let median = Average::Median.of(&mut steps);
        let shown = if median.is_nan() { "-".into() } else { median.to_string() };
        let numbers = [width, seeds.len(), steps.len()].map(|number| number.to_string());
        rows.add_row(numbers.into_iter().chain([shown]));
        results.push(json!({
            "width": width,
            "starts": seeds.len(),
            "learned": steps.len(),
            "median_steps": if median.is_nan() { None } else { Some(median) },
        }));
        learned.push((width, steps.len()));
        let of_those = trained.iter().filter(|trained| trained.steps.is_some());
        let wrong = of_those.map(answers_off).collect::<Result<Vec<_>>>()?;
        if !wrong.is_empty() {
            let what = format!("|y - t| of XOR learned by {width} hidden neurons");
            report.check(at_most(what, &wrong, &vec![0.5; wrong.len()])?);
        }
        if width == 2 {
            two = trained;
        }
    }
    report.paragraph(format_args!(
        "\nWith one hidden layer of logistic neurons (the core of exercise 6; J the squared error, \
         λ = {}, at most {} steps). Learned is J < 1/16, so that every |y - t| < ½:\n",
        xor::SGD.learning_rate,
        xor::STEPS
    ));
    report.say(rows);
    let best = learned.iter().map(|&(_, learned)| learned).max().unwrap_or(0);
    report.at_most("1, by the most starts that learned XOR", 1.0, best as f64)?;
    report.result("xor", results)?;
    Ok(Hidden { alone, two, learned, starts: seeds.len() })
}

/// One neuron: the perceptron comes round, and the maximum-likelihood estimate answers ½
/// four times.
fn alone(report: &mut Report) -> Result<Logistic> {
    let (x, t) = xor::points();
    let x = x.insert_column(0, 1.0);
    let run = Perceptron::train(&x, &t, MOST_PASSES)?;
    let separation = Separation::of(&x, &t)?;
    report.say(format_args!(
        "XOR with one neuron: {}, it is not linearly separable.",
        separation.name()
    ));
    report.check_all(check_separation(&x, &t, &separation)?);
    let PerceptronEnding::Cycle { after } = run.ending else {
        let got = format!("{:?}", run.ending);
        return Err(Error::unexpected("perceptron on XOR", "a cycle", got));
    };
    let mistakes = count_mistakes(&x, &t, run.passes)? - count_mistakes(&x, &t, after)?;
    let earlier = if after == 0 { "at the start".into() } else { format!("after pass {after}") };
    report.paragraph(format_args!(
        "The perceptron's w is after pass {} what it was {earlier}: it goes round for ever, \
         {mistakes} mistakes in each round.",
        run.passes
    ));
    let alone = Logistic::new(x, t, Reading::CrossEntropy, 0.0)?;
    let w = alone.newton()?.last();
    report.paragraph(format_args!(
        "The maximum-likelihood estimate is ({:.0e}, {:.0e}, {:.0e}): y = ½ for all four.",
        w[0], w[1], w[2]
    ));
    report.at_most("the maximum-likelihood estimate of XOR", w.amax(), 1e-15)?;
    Ok(alone)
}

/// The largest |y - t| of the four answers.
fn answers_off(trained: &Trained) -> Result<f64> {
    let (x, t) = xor::points();
    let y = trained.mlp.forward(&x)?.y.swap_remove(1);
    Ok((y.column(0) - t).amax())
}
