//! Exercise 7: the wine model.
//!
//! The lecture's first example tells the three growers of 178 wines apart with a network
//! 13-5-5-5-3. Here it is trained twice from the same weights: as the notebook has it, with a
//! softmax before the cross-entropy and the gradients cleared once per epoch of 20 steps, and as it
//! was meant. How much do the two slips matter?

mod figures;

use crate::Result;
use crate::program::{Exercise, Options, Report, table};
use clap::Parser;
use ma6202::activation::Activation;
use ma6202::derivation::Derivation;
use ma6202::loss::Loss;
use ma6202::metrics::classification_report;
use ma6202::mlp::Mlp;
use ma6202::mlp::derivation::{self as backprop, Backprop, BackpropVariable};
use ma6202::mlp::init::{Draw, manual_seed};
use ma6202::notebook::derivation::{LiteralRow, floor};
use ma6202::notebook::{self, Data, EPOCHS, Part, Recipe, Run, STEPS_PER_EPOCH};
use ma6202::oracle::{Referee, check_first_steps, check_untrained, criterion};
use ma6202::wine::{CLASSES, Wine};
use nalgebra::{DMatrix, DVector};
use rayon::prelude::*;
use serde_json::json;
use std::path::PathBuf;

/// Exercise 7: the wine model of the lecture, trained as written and as meant.
#[derive(Parser)]
#[command(version, after_help = "Example: exercise-7 --seed 1 --figures figures")]
pub struct Exercise7 {
    #[command(flatten)]
    options: Options,
    /// Hidden layers of 5 neurons; the notebook's code has 2, its text 10
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u16).range(0..=100), allow_negative_numbers = true)]
    hidden_layers: u16,
    /// What the neurons do with their activation values: any of exercise 1, with other parameters
    /// as in elu:0.5
    #[arg(long, value_name = "F", default_value = "relu")]
    activation: Activation,
    /// The precision torch draws the first weights in: f64 is set_default_dtype(float64), f32
    /// its default
    #[arg(long, value_name = "PRECISION", value_parser = ["f64", "f32"], default_value = "f64")]
    draw: String,
    /// A file of wines in UCI's format, instead of the 178 built in
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
}

impl Exercise for Exercise7 {
    const NUMBER: u32 = 7;

    fn options(&self) -> &Options {
        &self.options
    }

    fn tell(&self, report: &mut Report) -> Result<()> {
        let (seed, hidden_layers) = (self.options.seed, usize::from(self.hidden_layers));
        let draw = if self.draw == "f32" { Draw::Single } else { Draw::Double };
        let wine = self.data.as_deref().map_or_else(|| Ok(Wine::embedded()), Wine::read)?;
        let data = Data::prepare(&wine, seed)?;
        let start = notebook::untrained(seed, hidden_layers, self.activation, draw)?;
        let (train_wines, test_wines) = (data.train.class.len(), data.test.class.len());
        report.say(format_args!(
            "{train_wines} wines to train on, {test_wines} to test; random states {seed}; activation {}",
            self.activation
        ));
        referees(report, &start, &data.train, seed, draw)?;

        let deep = notebook::untrained(seed, 10, self.activation, draw)?;
        let bar = report.progress_bar("training", 6 * EPOCHS, "epochs");
        // The deep ones first: they take longest.
        let trainings = [
            (&deep, Recipe::LITERAL),
            (&deep, Recipe::CORRECTED),
            (&start, Recipe::LITERAL),
            (&start, Recipe::SOFTMAX_TWICE),
            (&start, Recipe::CLEARED_LATE),
            (&start, Recipe::CORRECTED),
        ];
        let train = |(start, recipe): (&Mlp, Recipe)| {
            notebook::train(start, &data.train, recipe, seed, &mut || bar.inc(1))
        };
        let runs = trainings.into_par_iter().map(train).collect::<ma6202::Result<Vec<_>>>()?;
        bar.finish_and_clear();
        let Ok([deep_literal, deep_corrected, literal, softmax_twice, cleared_late, corrected]) =
            <[Run; 6]>::try_from(runs)
        else {
            unreachable!("six trainings")
        };

        losses(report, &literal, &corrected);
        derivations(report, &data.train, &literal, seed)?;
        for (name, run) in [("literal", &literal), ("corrected", &corrected)] {
            outcome(report, name, run, &data)?;
        }
        slips(report, &data.train, [&literal, &softmax_twice, &cleared_late, &corrected])?;
        if hidden_layers != 2 {
            depth(report, &data, &start, [&literal, &corrected])?;
        }
        if hidden_layers != 10 {
            depth(report, &data, &deep, [&deep_literal, &deep_corrected])?;
        }
        report.draw("losses", || figures::losses(&literal, &corrected))?;
        report.draw("confusion", || figures::confusion(&data, &literal, &corrected))?;
        report.draw("regions", || figures::regions(&data, &literal, &corrected))
    }
}

/// The chains of the corrected and of the literal loss.
fn losses_by_outputs() -> Vec<Derivation<Backprop>> {
    let is_of_notebook = |chain: &Derivation<Backprop>| match chain.variable {
        BackpropVariable::Output(loss) => loss != Loss::MeanSquaredError,
        _ => false,
    };
    backprop::chains().into_iter().filter(is_of_notebook).collect()
}

/// What both losses pass back, and why the literal one has a floor, on the wines as the literal
/// training left them.
fn derivations(report: &mut Report, train: &Part, literal: &Run, seed: u32) -> Result<()> {
    report.say("\nWhat the two losses pass back to the outputs, each \"=\" judged:\n");
    let (mut rng, referees) = (manual_seed(seed), report.referees());
    for chain in losses_by_outputs() {
        let problems = backprop::problems(&mut rng, chain.variable)?;
        report.derivation(&chain, &problems, &referees)?;
    }
    report.say("Why the literal loss of a wine stays above a floor:\n");
    let y = literal.mlp.forward(&train.x)?.y.pop().expect("a layer at least");
    let row = |r: usize| LiteralRow {
        y: DVector::from_fn(y.ncols(), |k, _| y[(r, k)]),
        class: train.class[r],
    };
    let rows: Vec<LiteralRow> = (0..y.nrows()).map(row).collect();
    let by_torch = |p: &LiteralRow, device| {
        let t = DMatrix::from_fn(1, p.y.len(), |_, k| if k == p.class { 1.0 } else { 0.0 });
        let y = DMatrix::from_row_slice(1, p.y.len(), p.y.as_slice());
        Ok((-criterion(Loss::SoftmaxThenCrossEntropy, &y, &t, device)?.0).exp())
    };
    let autograd: Vec<_> = report.f64_devices().into_iter().map(Referee::Autograd).collect();
    report.estimate(&floor(), &rows, &autograd, by_torch)
}

/// The start and the first 100 steps against torch's.
fn referees(report: &mut Report, start: &Mlp, train: &Part, seed: u32, draw: Draw) -> Result<()> {
    let mut checks = check_untrained(start, seed, draw)?;
    for device in report.devices() {
        checks.push(check_first_steps("literal", start, train, Recipe::LITERAL, device)?);
        checks.push(check_first_steps("corrected", start, train, Recipe::CORRECTED, device)?);
    }
    report
        .say("\nThe first weights (the same bits) and the first 100 steps, ours against torch's:");
    report.check_all(checks);
    Ok(())
}

fn losses(report: &Report, literal: &Run, corrected: &Run) {
    report.say("\nThe loss, as each training sees its own:");
    let mut rows = table(["epoch", "literal", "corrected"]);
    let (literal, corrected) = (literal.losses_every(100), corrected.losses_every(100));
    for (number, (literal, corrected)) in literal.iter().zip(corrected).enumerate() {
        rows.add_row([
            format!("{}", 100 * (number + 1)),
            format!("{literal:.10}"),
            format!("{corrected:.10}"),
        ]);
    }
    report.say(rows);
}

/// What a training came to: reports as scikit-learn prints them, and the numbers for JSON.
fn outcome(report: &mut Report, name: &str, run: &Run, data: &Data) -> Result<()> {
    let (train, test) = (data.train.confusion(&run.mlp)?, data.test.confusion(&run.mlp)?);
    for (part, matrix) in [("train", &train), ("test", &test)] {
        report.say(format_args!("\nReport, {name}, {part}:"));
        report.say(classification_report(matrix, &matrix.seen(), &["0.0", "1.0", "2.0"])?);
    }
    report.result(
        name,
        json!({
            "losses_every_100_epochs": run.losses_every(100),
            "first_100_losses": run.losses[..100],
            "confusion_train": train.rows(),
            "confusion_test": test.rows(),
        }),
    )
}

/// What each slip does alone, to the loss and to the path.
fn slips(report: &mut Report, train: &Part, runs: [&Run; 4]) -> Result<()> {
    let names = [
        "literal",
        "softmax twice, cleared each step",
        "one softmax, cleared once per epoch",
        "corrected",
    ];
    let mut results = Vec::new();
    let mut rows =
        table(["", "last loss", "cross-entropy", "epoch 1 moves", "path", "displacement"]);
    for (name, run) in names.into_iter().zip(runs) {
        let cross_entropy = run.mlp.gradient(&train.x, &train.t, Recipe::CORRECTED.loss)?.0;
        let last = run.last_loss();
        let lengths = [run.first_epoch, run.path_length, run.displacement];
        let lengths = lengths.map(|length| format!("{length:.3}"));
        let losses = [last, cross_entropy].map(|loss| format!("{loss:.6}"));
        rows.add_row([name.to_string()].into_iter().chain(losses).chain(lengths));
        results.push(json!({
            "training": name,
            "last_loss": last,
            "first_epoch": run.first_epoch,
            "path_length": run.path_length,
            "displacement": run.displacement,
        }));
    }
    report.say("\nWhat the two slips do, one at a time (\"cross-entropy\" is that of the trained network's logits):");
    report.say(rows);
    let [literal, softmax_twice, cleared_late, corrected] = runs;
    report.say(format_args!(
        "The loss. Softmax twice keeps it above its floor ln(e + 2) - 1 = {:.10}: the literal training ends {:.1e} above it.",
        notebook::floor(),
        literal.last_loss() - notebook::floor(),
    ));
    report.say(format_args!(
        "The path. Summing {STEPS_PER_EPOCH} gradients makes the first epoch {:.1} times as far with one softmax and {:.1} times with two; under a constant gradient it would be {:.1} times.",
        cleared_late.first_epoch / corrected.first_epoch,
        literal.first_epoch / softmax_twice.first_epoch,
        notebook::constant_gradient_ratio(),
    ));
    report.say("Both slips, and the others of the lecture, are in exercise 8's table of errata, with the numbers of each.");
    report.result("slips", results)
}

/// What happened with another number of hidden layers.
fn depth(report: &mut Report, data: &Data, start: &Mlp, runs: [&Run; 2]) -> Result<()> {
    let hidden_layers = start.layers().len() - 2;
    let sizes = notebook::delta_sizes(start, &data.train, Recipe::CORRECTED.loss)?;
    let (first, last) = (sizes[0], sizes[sizes.len() - 1]);
    let layers = if hidden_layers == 1 { "layer" } else { "layers" };
    report.say(format_args!(
        "\nWith {hidden_layers} hidden {layers} δ goes from {last:.1e} at the last layer to {first:.1e} at the first, before training begins."
    ));
    let mut trainings = Vec::new();
    for (name, run) in ["literal", "corrected"].into_iter().zip(runs) {
        let (train, test) = (data.train.confusion(&run.mlp)?, data.test.confusion(&run.mlp)?);
        let answered = |class: usize| train.rows().iter().any(|row| row[class] > 0);
        let verdict = match (0..CLASSES).filter(|&class| answered(class)).collect::<Vec<_>>()[..] {
            [class] => {
                format!("it answers class {class} to every wine and has learned nothing of them")
            }
            _ => format!(
                "{:.1} % of the training and {:.1} % of the test wines are right",
                100.0 * train.accuracy(),
                100.0 * test.accuracy()
            ),
        };
        report.say(format_args!(
            "  {name}: the loss goes from {:.4} to {:.4}; {verdict}.",
            run.losses[0],
            run.last_loss()
        ));
        trainings.push(json!({
            "training": name,
            "first_loss": run.losses[0],
            "last_loss": run.last_loss(),
            "confusion_train": train.rows(),
            "confusion_test": test.rows(),
        }));
    }
    report.result(
        &format!("hidden_layers_{hidden_layers}"),
        json!({ "delta_sizes_at_the_start": sizes, "trainings": trainings }),
    )
}
