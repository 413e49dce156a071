//! The lecture's question, answered in words: of the functions what was computed, of the trainings
//! only what the intervals support.

use super::study::{Comparison, Measure, Study};
use crate::program::Report;
use ma6202::activation::Activation;
use ma6202::activation::facts::{Facts, Smoothness};

/// Over fewer seeds the bootstrap's intervals are too narrow to be believed.
pub const ENOUGH: usize = 30;

pub fn say(report: &Report, studies: &[Study], comparisons: &[Vec<Comparison>]) {
    report.say("\nHow do the variants of ReLU differ?\n");
    functions(report);
    let seeds = studies[0].outcomes[0].len();
    if seeds < ENOUGH {
        report.say(format_args!(
            "Of the trainings nothing is claimed from {seeds} seeds; it takes {ENOUGH}."
        ));
        return;
    }
    for (study, comparisons) in studies.iter().zip(comparisons) {
        trainings(report, study, comparisons);
    }
    report.say(
        "\nAll of this together is right with a confidence of some 95 %. Nothing more is claimed: \
         where an interval holds 0, these seeds do not tell that variant from ReLU. And it is one small network on one \
         table of wines.",
    );
}

/// By what they are.
fn functions(report: &Report) {
    let family = Activation::ALL.iter().skip_while(|&&f| f != Activation::Relu);
    let family: Vec<_> = family.map(|&f| (f, Facts::of(f))).collect();
    let that = |holds: &dyn Fn(&Facts) -> bool| {
        names(family.iter().filter(|(_, facts)| holds(facts)).map(|(f, _)| *f))
    };
    report.say(format_args!(
        "By what happens to the left of 0. A unit can die with {}: f' is 0 on a whole interval. With the others it is \
         0 at a single point at most.",
        that(&Facts::can_die)
    ));
    report.say(format_args!(
        "By their bend. f' jumps in {}; f' is continuous and f'' jumps in {}; {} bend without a kink.",
        that(&|facts| facts.smoothness == Smoothness::Continuous),
        that(&|facts| facts.smoothness == Smoothness::OnceDifferentiable),
        that(&|facts| facts.smoothness == Smoothness::Smooth),
    ));
    report.say(format_args!(
        "By their range. {} go down to -∞; {} stop below 0, so that outputs can have a mean of 0; {} never fall below \
         0; bounded above: {}. {} are not monotone: they turn where they are least.",
        that(&|facts| facts.range.0 == f64::NEG_INFINITY),
        that(&|facts| facts.range.0 < 0.0 && facts.range.0.is_finite()),
        that(&|facts| facts.range.0 == 0.0),
        that(&|facts| facts.range.1.is_finite()),
        that(&|facts| !facts.turns.is_empty()),
    ));
}

/// By what the wine network makes of them.
fn trainings(report: &Report, study: &Study, comparisons: &[Comparison]) {
    let that = |measure: Measure, holds: fn(&Comparison) -> bool| {
        let of_it = comparisons.iter().filter(|c| c.measure == measure && holds(c));
        names(of_it.map(|c| c.activation))
    };
    let below = |c: &Comparison| c.to_first.excludes(0.0) && c.to_first.average < 0.0;
    let above = |c: &Comparison| c.to_first.excludes(0.0) && c.to_first.average > 0.0;
    report.say(format_args!(
        "With {}, over {} seeds:\n  \
         the training loss falls sooner than with ReLU with {}; later with {};\n  \
         more test wines are right with {}; fewer with {};\n  \
         fewer units are dead with {}; more with {};\n  \
         less of δ is lost, or more gained, on its way to the first layer (in the median) with {}; more lost with {}.",
        study.setting,
        study.outcomes[0].len(),
        that(Measure::Epochs, below),
        that(Measure::Epochs, above),
        that(Measure::Accuracy, above),
        that(Measure::Accuracy, below),
        that(Measure::Dead, below),
        that(Measure::Dead, above),
        that(Measure::Delta, above),
        that(Measure::Delta, below),
    ));
}

/// "elu, selu and mish"; "none".
fn names(of: impl Iterator<Item = Activation>) -> String {
    let names: Vec<&str> = of.map(Activation::name).collect();
    match names.split_last() {
        None => "none".into(),
        Some((only, [])) => only.to_string(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}
