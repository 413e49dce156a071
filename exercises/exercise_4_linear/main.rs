//! Exercise 4: linear regression by gradient descent.
//!
//! The lecture writes linear regression as one neuron with the identity and J = (1/n) Σ (wᵀx_i - t_i)², minimised by
//! w → w - λ ∇J(w) until J is below a threshold or a number of iterations is done. It asks for ∇J exactly and for the descent, and
//! what λ is called and does. Here the gradient is derived, λ is held against the theory of its limits, the minimiser is also
//! computed in closed form, to the last digit, and descent is tried with mini-batches and on the wines.

mod answer;
mod batches;
mod figures;
mod gradient;
mod least_squares;
mod rate;
mod wines;

use clap::Parser;
use ma6202::Result;
use ma6202::descent::covariance_estimate;
use ma6202::linear::convergence::distance;
use ma6202::linear::derivation;
use ma6202::program::{self, Options, Report};
use ma6202::wine::{FEATURES, Wine};
use std::process::ExitCode;

/// Exercise 4: linear regression, from ∇J to the last digit.
#[derive(Parser)]
#[command(version, after_help = "Example: exercise-4 --attribute Proline --figures figures")]
struct Arguments {
    #[command(flatten)]
    options: Options,
    /// Which attribute of the wines is predicted from the others, by UCI's name
    #[arg(long, value_name = "NAME", default_value = FEATURES[0], value_parser = FEATURES)]
    attribute: String,
    /// Print the derivations as LaTeX, for the notes, and nothing else
    #[arg(long, conflicts_with = "json")]
    latex: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    program::run(4, &arguments.options, |report| {
        if arguments.latex { print_latex(report) } else { tell(report, &arguments) }
    })
}

fn tell(report: &mut Report, arguments: &Arguments) -> Result<()> {
    let (wine, seed) = (Wine::embedded(), arguments.options.seed);
    let target = FEATURES.iter().position(|name| *name == arguments.attribute);
    let target = target.expect("the option takes no other name");
    gradient::tell(report, seed)?;
    let rates = rate::tell(report, &wine)?;
    let digits = least_squares::tell(report)?;
    let noise = batches::tell(report, &wine, seed)?;
    let wines = wines::tell(report, &wine, target, seed)?;
    answer::say(report, &rates, &digits, &noise, &wines);
    report.draw("paths", || figures::paths(&rates.plane))?;
    report.draw("rates", || figures::rates(&wines.rows.train))?;
    report.draw("noise", || figures::noise(&noise))?;
    report.draw("errors", || figures::errors(&wines))
}

fn print_latex(report: &Report) -> Result<()> {
    report.say("% For amsmath. i: a row of n; j, k, m: weights; w*: a minimiser; h_k, v_k: eigenvalues and -vectors of H.");
    report.say("% B of the n rows are drawn for a batch b; 1_i = 1 if row i is; g_i: its gradient; z_i = u'(g_i - mean g).");
    derivation::chains().iter().for_each(|chain| report.say(chain.latex()));
    report.say(distance().latex());
    report.say(covariance_estimate().latex());
    Ok(())
}
