//! Exercise 1: variants of ReLU, and how they differ.
//!
//! The lecture lists six activation functions, ReLU the last, and asks for three variants of it and their
//! differences. Here are thirteen, and three ways to tell them apart: by what can be computed of the functions,
//! by the digits they keep, and by what becomes of the wine network when it is trained with each of them.

mod answer;
mod figures;
mod functions;
pub mod study;
mod trainings;

use crate::Result;
use crate::program::{self, Options, Report};
use clap::Parser;
use std::process::ExitCode;

/// Exercise 1: the activations of the lecture and the family of ReLU, compared.
#[derive(Parser)]
#[command(version, after_help = "Example: exercise-1 --seeds 20 --figures figures")]
struct Arguments {
    #[command(flatten)]
    options: Options,
    /// How many networks to train with each activation in each setting; the first has the random state --seed
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(2..=10_000), allow_negative_numbers = true)]
    seeds: u32,
}

pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    program::run(1, &arguments.options, |report| tell(report, &arguments))
}

fn tell(report: &mut Report, arguments: &Arguments) -> Result<()> {
    let seed = arguments.options.seed;
    functions::formulas(report);
    functions::facts(report)?;
    functions::referees(report, seed)?;
    functions::accuracy(report, seed)?;
    let studies = trainings::train(&arguments.options.seeds(arguments.seeds))?;
    let comparisons = trainings::compare(report, seed, &studies)?;
    answer::say(report, &studies, &comparisons);
    report.draw("lecture", figures::lecture)?;
    report.draw("family", figures::family)?;
    report.draw("gradients", || figures::gradients(&studies))?;
    report.draw("outcomes", || figures::outcomes(&studies, &comparisons))
}
