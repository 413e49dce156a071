//! The perceptron, its bound, and XOR with and without a hidden layer.

use ma6202::logistic::growers::grower;
use ma6202::logistic::perceptron::{Ending, Novikoff, Perceptron, novikoff};
use ma6202::logistic::separation::Separation;
use ma6202::logistic::xor::{self, Trained};
use ma6202::logistic::{Logistic, Reading};
use ma6202::loss::Loss;
use ma6202::mlp::derivation::Backprop;
use ma6202::neuron::Neuron;
use ma6202::oracle::{
    Check, Referee, at_most, check_intermediates, check_separation, count_mistakes,
};
use ma6202::program::Report;
use ma6202::wine::{CLASSES, FEATURES, Wine};
use ma6202::{Error, Result};
use nalgebra::DMatrix;
use serde_json::json;

const MOST_PASSES: usize = 100_000;
/// Hidden neurons that are tried on XOR.
const WIDTHS: [usize; 3] = [2, 3, 4];

pub struct Neurons {
    /// Mistakes of the class asked for, and the most there can be.
    pub mistakes: (usize, f64),
    /// One logistic neuron on XOR, the most likely one.
    pub alone: Logistic,
    /// Networks with two hidden neurons; and how many of how many of each width learned XOR.
    pub two: Vec<Trained>,
    pub learned: Vec<(usize, usize, usize)>,
}

pub fn tell(report: &mut Report, wine: &Wine, class: usize, seeds: &[u32]) -> Result<Neurons> {
    let mistakes = separable(report, wine, class)?;
    let alone = alone(report)?;
    let mut rows = vec![
        ["hidden neurons", "starts", "J < 1/16", "median of steps"].map(String::from).to_vec(),
    ];
    let (mut learned, mut two, mut results) = (Vec::new(), Vec::new(), Vec::new());
    for width in WIDTHS {
        gradients(report, width, seeds[0])?;
        let trained = xor::run(width, seeds)?;
        let mut steps: Vec<f64> =
            trained.iter().flat_map(|trained| trained.steps).map(|steps| steps as f64).collect();
        let median = ma6202::metrics::Middle::Median.of(&mut steps);
        let median = if median.is_nan() { "-".into() } else { format!("{median}") };
        rows.push(vec![
            width.to_string(),
            seeds.len().to_string(),
            steps.len().to_string(),
            median,
        ]);
        results.push(json!({ "width": width, "starts": seeds.len(), "learned": steps.len() }));
        learned.push((width, steps.len(), trained.len()));
        let off = trained.iter().map(answers_off).collect::<Result<Vec<_>>>()?;
        let right = trained.iter().zip(off).filter(|(trained, _)| trained.steps.is_some());
        let off: Vec<f64> = right.map(|(_, off)| off).collect();
        if !off.is_empty() {
            let what = format!("|y - t| of XOR learned by {width} hidden neurons");
            report.check(at_most(what, &off, &vec![0.5; off.len()])?);
        }
        if width == 2 {
            two = trained;
        }
    }
    report.say(format_args!(
        "\nWith one hidden layer of logistic neurons (the core of exercise 6; J the squared error, λ = {}, at most {} steps):\n",
        xor::SGD.learning_rate,
        xor::STEPS
    ));
    report.table(&rows);
    report.result("xor", results)?;
    Ok(Neurons { mistakes, alone, two, learned })
}

/// Rosenblatt's rule on each class of the wines, and Novikoff's bound line by line.
fn separable(report: &mut Report, wine: &Wine, class: usize) -> Result<(usize, f64)> {
    report.say("\nThe perceptron: y = 1 if wᵀx > 0, else 0, and at a mistake w → w ± x. Wines, each class against the rest, all attributes:\n");
    let mut rows = vec![
        ["class", "mistakes", "passes", "margin γ", "at most (R/γ)²"].map(String::from).to_vec(),
    ];
    let all: Vec<usize> = (0..FEATURES.len()).collect();
    let (mut problems, mut results) = (Vec::new(), Vec::new());
    for class in 0..CLASSES {
        let model = grower(wine, class, &all)?;
        let (x, t) = (model.x(), model.t());
        let Separation::Complete { w, margin, .. } = Separation::of(x, t)? else {
            return Err(Error::Setting {
                name: format!("class {class} of the wines"),
                expected: "complete separation".into(),
                got: "none".into(),
            });
        };
        let run = Perceptron::train(x, t, MOST_PASSES)?;
        let problem = Novikoff::new(x.clone(), t.clone(), run, w, margin.at_least)?;
        let run = &problem.run;
        let wrong = model.mistakes(&run.w)?;
        let what = format!("rows still wrong, class {class}");
        report.check(at_most(what, &[wrong as f64], &[0.0])?);
        rows.push(vec![
            class.to_string(),
            run.count().to_string(),
            run.passes.to_string(),
            format!("{:.6}", margin.at_least),
            format!("{:.0}", problem.bound()),
        ]);
        results.push(json!({ "class": class, "mistakes": run.count(), "passes": run.passes, "margin": margin.at_least, "bound": problem.bound() }));
        problems.push(problem);
    }
    report.table(&rows);
    report.say("Why there are no more, with s_i = 2t_i - 1, k_i how often row i was a mistake (counted again in exact arithmetic), u the normal of the\nlargest margin:");
    let counted = |p: &Novikoff| Ok(count_mistakes(&p.x, &p.t, p.run.passes)? as f64);
    report.estimate(&novikoff(), &problems, Referee::Counting, counted)?;
    report.result("perceptron", results)?;
    Ok((problems[class].run.count(), problems[class].bound()))
}

/// One neuron on XOR: the perceptron comes round, and the most likely w answers ½ four times.
fn alone(report: &mut Report) -> Result<Logistic> {
    let (x, t) = xor::points();
    let x = x.insert_column(0, 1.0);
    let run = Perceptron::train(&x, &t, MOST_PASSES)?;
    let separation = Separation::of(&x, &t)?;
    report.say(format_args!(
        "\nXOR with one neuron: {}, which no plane tells apart.",
        separation.name()
    ));
    report.check_all(check_separation(&x, &t, &separation)?);
    let Ending::Cycle { after } = run.ending else {
        return Err(Error::Setting {
            name: "perceptron on XOR".into(),
            expected: "a cycle".into(),
            got: format!("{:?}", run.ending),
        });
    };
    report.say(format_args!(
        "The perceptron's w after pass {} is what it was after pass {after}: it goes round for ever, {} mistakes in each round.",
        run.passes,
        count_mistakes(&x, &t, run.passes)? - count_mistakes(&x, &t, after)?
    ));
    let alone = Logistic::new(x, t, Reading::CrossEntropy, 0.0)?;
    let w = alone.newton()?.last();
    report.say(format_args!(
        "The most likely w is ({:.1e}, {:.1e}, {:.1e}): y = ½ for all four, {} mistakes.",
        w[0],
        w[1],
        w[2],
        alone.mistakes(&w)?
    ));
    report.check(at_most("the most likely w of XOR", &[w.amax()], &[1e-15])?);
    Ok(alone)
}

/// The gradient that descends, by every referee.
fn gradients(report: &mut Report, width: usize, seed: u32) -> Result<()> {
    let (x, t) = xor::points();
    let t = DMatrix::from_column_slice(t.len(), 1, t.as_slice());
    let mlp = xor::start(width, seed)?;
    let problem = Backprop { mlp, x, t, loss: Loss::MeanSquaredError, layer: 0 };
    let checks = check_intermediates(&problem, &Referee::of_derivatives())?;
    for check in checks.into_iter().flatten().flatten() {
        report
            .check(Check { what: format!("{}, XOR, {width} hidden neurons", check.what), ..check });
    }
    Ok(())
}

/// The largest |y - t| of the four answers.
fn answers_off(trained: &Trained) -> Result<f64> {
    let (x, t) = xor::points();
    let y = trained.mlp.forward(&x)?.y.swap_remove(1);
    Ok((y.column(0) - t).amax())
}
