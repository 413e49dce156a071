//! Exercise 1: variants of ReLU, and how they differ.
//!
//! The lecture lists six activation functions, ReLU the last, and asks for three variants of it and
//! their differences. Here are thirteen, and three ways to tell them apart: by what can be computed
//! of the functions, by the digits they keep, and by what becomes of the wine network when it is
//! trained with each of them.

mod answer;
mod figures;
mod functions;
pub mod record;
pub mod study;
mod trainings;

use crate::Result;
use crate::program::{Exercise, Options, Report};
use crate::record::{Anew, Made, check_writable, keep};
use clap::Parser;

/// Networks with each activation in each setting.
const SEEDS: u32 = 100;

/// Exercise 1: the activations of the lecture and the family of ReLU, compared.
#[derive(Parser)]
#[command(version, after_help = "Example: exercise-1 --all --seeds 20 --figures figures")]
pub struct Exercise1 {
    #[command(flatten)]
    options: Options,
    #[command(flatten)]
    anew: Anew,
}

impl Exercise for Exercise1 {
    const NUMBER: u32 = 1;

    fn options(&self) -> &Options {
        &self.options
    }

    fn tell(&self, report: &mut Report) -> Result<()> {
        let (seed, anew) = (self.options.seed, &self.anew);
        check_writable(anew.record.as_deref())?;
        functions::formulas(report)?;
        functions::facts(report)?;
        functions::referees(report, seed)?;
        functions::derivatives(report, seed)?;
        functions::accuracy(report, seed)?;
        let studies = if anew.all {
            let made = Made::now(1, &self.options, anew.seeds.unwrap_or(SEEDS));
            let studies = trainings::train(report, &made.states())?;
            keep(&record::of(&studies, made), anew.record.as_deref())?;
            studies
        } else {
            trainings::read(report)?
        };
        let comparisons = trainings::compare(report, seed, &studies)?;
        answer::say(report, &studies, &comparisons);
        report.draw("lecture", figures::lecture)?;
        report.draw("family", figures::family)?;
        report.draw("gradients", || figures::gradients(&studies))?;
        report.draw("outcomes", || figures::outcomes(&studies, &comparisons))
    }
}
