//! Exercise 5: logistic regression by gradient descent.
//!
//! The lecture says that logistic regression is the network of linear regression with a logistic
//! activation, and asks for a descent. That sentence can be read in two ways: with J still the
//! squared error, or with the cross-entropy, whose minimiser is the maximum-likelihood estimate.
//! Both are derived, checked and descended here. They differ where it matters: one is convex, the
//! other is flat where the answer is most wrong; and on linearly separable labels the usual one has
//! no minimum at all. Beside them stands the perceptron of the lecture's first page, the same
//! neuron with a step.

mod answer;
mod convex;
mod figures;
mod gradient;
mod hidden;
mod maximum_likelihood;
mod overflow;
mod perceptron;
mod separable;
mod xor_figure;

use crate::Result;
use crate::program::{Exercise, Options, Report, random_states};
use clap::Parser;
use ma6202::wine::Wine;

/// Exercise 5: logistic regression in two readings, separable labels, and the perceptron.
#[derive(Parser)]
#[command(version, after_help = "Example: exercise-5 --class 1 --figures figures")]
pub struct Exercise5 {
    #[command(flatten)]
    options: Options,
    /// Which class of wines is told from the rest: 0 to 2, which UCI numbers 1 to 3
    #[arg(long, value_name = "C", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=2), allow_negative_numbers = true)]
    class: u8,
    /// How many networks are trained on XOR with each width; the first has the random state --seed
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=10_000), allow_negative_numbers = true)]
    seeds: u32,
}

impl Exercise for Exercise5 {
    const NUMBER: u32 = 5;

    fn options(&self) -> &Options {
        &self.options
    }

    fn tell(&self, report: &mut Report) -> Result<()> {
        let (wine, class, seed) = (Wine::embedded(), usize::from(self.class), self.options.seed);
        gradient::tell(report, &wine, class, seed)?;
        overflow::tell(report)?;
        let bump = convex::tell(report, seed)?;
        convex::plateau(report)?;
        let likely = maximum_likelihood::tell(report, &wine, class)?;
        let separable = separable::tell(report, &wine, class)?;
        let perceptron = perceptron::tell(report, &wine, class)?;
        let hidden = hidden::tell(report, &random_states(seed, self.seeds))?;
        answer::say(report, &bump, &likely, &separable, &perceptron, &hidden);
        report.draw("boundary", || figures::boundary(&likely))?;
        report.draw("losses", || figures::losses(&likely))?;
        report.draw("growth", || figures::growth(&likely, &separable))?;
        report.draw("xor", || xor_figure::xor(&hidden))
    }
}
