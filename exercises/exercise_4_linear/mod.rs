//! Exercise 4: linear regression by gradient descent.
//!
//! The lecture writes linear regression as one neuron with the identity and
//! J = (1/n) Σ (wᵀx_i - t_i)², minimised by w → w - λ ∇J(w) until J is below a threshold or a
//! number of iterations is done. It asks for ∇J exactly and for the descent, and what λ is called
//! and does. Here the gradient is derived, λ is held against the theory of its limits, the
//! minimiser is also computed in closed form, to the last digit, and descent is tried with
//! mini-batches and on the wines.

mod answer;
mod batches;
mod endings;
mod figures;
mod gradient;
mod least_squares;
mod noise;
mod rate;
mod wines;

use crate::Result;
use crate::program::{Exercise, Options, Report};
use clap::Parser;
use ma6202::wine::{FEATURES, Wine};
use rate::RegressionPlane;

/// Exercise 4: linear regression, from ∇J to the last digit.
#[derive(Parser)]
#[command(version, after_help = "Example: exercise-4 --attribute Proline --figures figures")]
pub struct Exercise4 {
    #[command(flatten)]
    options: Options,
    /// Which attribute of the wines is predicted from the others, by UCI's name; what is told of λ
    /// and of mini-batches stays on alcohol
    #[arg(long, value_name = "NAME", default_value = FEATURES[0], value_parser = FEATURES, ignore_case = true)]
    attribute: String,
}

impl Exercise for Exercise4 {
    const NUMBER: u32 = 4;

    fn options(&self) -> &Options {
        &self.options
    }

    fn tell(&self, report: &mut Report) -> Result<()> {
        let (wine, seed) = (Wine::embedded(), self.options.seed);
        let named = |name: &&str| name.eq_ignore_ascii_case(&self.attribute);
        let target = FEATURES.iter().position(named).expect("the option takes no other name");
        let plane = RegressionPlane::new(&wine)?;
        gradient::tell(report, seed)?;
        let worst_contraction = rate::tell(report, &plane)?;
        let diverged_in = endings::tell(report, &plane)?;
        let digits = least_squares::tell(report)?;
        batches::tell(report, &wine, seed)?;
        let noise = noise::tell(report, &plane, seed)?;
        let wines = wines::tell(report, &wine, target, seed)?;
        answer::say(report, &plane, (worst_contraction, diverged_in), &digits, &noise, &wines);
        report.draw("paths", || figures::paths(&plane))?;
        report.draw("rates", || figures::rates(&wines))?;
        report.draw("noise", || figures::noise(&noise))?;
        report.draw("errors", || figures::errors(&wines))
    }
}
