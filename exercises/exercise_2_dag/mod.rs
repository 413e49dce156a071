//! Exercise 2: why must the graph of an architecture be acyclic?
//!
//! The lecture says that layers need not stand in a row: their connections are a directed acyclic
//! graph. Why graphs of this kind? Here such graphs are built and differentiated, a cycle is
//! attempted and refused, and then taken seriously: what would the output of a cycle be, and what
//! its gradient?

mod cycles;
mod figures;
mod graphs;

use crate::Result;
use crate::program::{Exercise, Options, Report};
use clap::Parser;
use cycles::{CASES, Cycles, TURNS};
use graphs::Graphs;

/// Exercise 2: architectures as directed acyclic graphs, and what a cycle would mean.
#[derive(Parser)]
#[command(version, after_help = "Example: exercise-2 --seed 1 --figures figures")]
pub struct Exercise2 {
    #[command(flatten)]
    options: Options,
}

impl Exercise for Exercise2 {
    const NUMBER: u32 = 2;

    fn options(&self) -> &Options {
        &self.options
    }

    fn tell(&self, report: &mut Report) -> Result<()> {
        let seed = self.options.seed;
        let graphs = graphs::tell(report, seed)?;
        let cycles = cycles::tell(report, seed)?;
        answer(report, &graphs, &cycles)?;
        report.draw("architectures", || figures::architectures(&graphs))?;
        report.draw("paths", || figures::paths(&graphs))?;
        report.draw("fixed_points", figures::fixed_points)
    }
}

/// The lecture's question, answered with the numbers just computed.
fn answer(report: &mut Report, graphs: &Graphs, cycles: &Cycles) -> Result<()> {
    let deepest = graphs.depths.last().expect("some depths");
    let answer = [
        "Why is it necessary to use graphs of this kind?".to_owned(),
        "Because only without a cycle is the output something one can compute. An acyclic graph has an order in \
         which each node comes after all that lead to it, and this order is the whole algorithm: forward along \
         it every value is computed from values already there, backward along it every gradient. A graph with \
         a cycle has none: some node would need its own output first."
            .to_owned(),
        format!(
            "With a cycle the output is an equation, y = f(w y + x). The {} cycles above have {} solutions; and \
             even where there is exactly one, repeating may go to and fro for ever, between {}. Where \
             |w f'| < 1 everywhere there is one, and repeating finds it. Then the paths go round the cycle \
             any number of times, and the gradient is an infinite sum, f' (1 + w f' + (w f')² + …) = \
             f' / (1 - w f'): in the example the bracket is {:.6}, from which {TURNS} turns leave an error of {:.0e} in \
             the gradient.",
            CASES.len(),
            cycles.numbers.join(", "),
            cycles.alternates,
            cycles.series,
            cycles.truncation_error,
        ),
        format!(
            "Without cycles the chain rule is a finite sum over paths, and though {} skip connections make {} of \
             them, backpropagation adds it up along {} edges, each of them once.",
            deepest.blocks, deepest.paths, deepest.edges,
        ),
        "Whoever wants feedback unrolls it in time: a number of turns, each a copy with the same weights, is an \
         acyclic graph again, and all of the above holds for it."
            .to_owned(),
    ];
    report.say("");
    answer.iter().for_each(|paragraph| report.say(format_args!("{paragraph}\n")));
    report.result("answer", &answer[1..])
}
