//! How the trainings with each activation compare with ReLU's, setting by setting.

use super::functions::family;
use crate::exercise_1_activations::study::{Comparison, Measure, Study};
use crate::language::Said;
use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::activation::Activation;
use ma6202::mlp::init::manual_seed;
use serde::Serialize;

/// Over fewer seeds the bootstrap's intervals are too narrow to be believed.
pub const ENOUGH: usize = 30;

/// What was found in one setting.
#[derive(Debug, Serialize)]
pub struct SettingFound {
    pub setting: String,
    pub title: Said,
    pub hidden_layers: usize,
    /// ReLU, then its variants.
    pub family: Vec<Seen>,
    variants: Results,
    /// Of the lecture's other functions.
    lecture: Results,
    /// How many trainings with which activation diverged.
    diverged: Vec<Results>,
}

/// One activation in one setting.
#[derive(Debug, Serialize)]
pub struct Seen {
    pub name: &'static str,
    pub accuracy: ToRelu,
    pub epochs: ToRelu,
    pub dead: ToRelu,
    pub delta: ToRelu,
}

#[derive(Debug, Serialize)]
pub struct ToRelu {
    pub average: f64,
    /// Of the differences to ReLU's.
    pub low: f64,
    pub high: f64,
    /// An arrow if that interval lies above 0 or below, and there are seeds enough to say so.
    pub mark: &'static str,
}

/// The comparisons of each study, in the same order.
pub fn compare(run: &Work, studies: &[Study]) -> Result<Vec<Vec<Comparison>>> {
    let mut rng = manual_seed(run.seed());
    let compared = studies.iter().map(|study| study.compare(&mut rng, studies.len()));
    Ok(compared.collect::<ma6202::Result<_>>()?)
}

/// Every activation by every measure in every setting.
pub fn rows(studies: &[Study], comparisons: &[Vec<Comparison>]) -> Vec<Results> {
    let pairs = studies.iter().zip(comparisons);
    let rows = pairs.flat_map(|(study, comparisons)| {
        comparisons.iter().map(|&Comparison { activation, measure, average, to_first }| {
            results! {
                setting => study.setting.to_string(), activation => activation.to_string(),
                measure => measure.name(), average,
                // Of the differences to ReLU's: the interval's ends, and their average between.
                to_relu => [to_first.low, to_first.average, to_first.high],
            }
        })
    });
    rows.collect()
}

pub fn settings(studies: &[Study], comparisons: &[Vec<Comparison>]) -> Vec<SettingFound> {
    let is_family = |f: &Activation| family().any(|other| other == *f);
    let found = |(study, comparisons): (&Study, &Vec<Comparison>)| {
        let is_enough = study.outcomes[0].len() >= ENOUGH;
        let seen = |f: Activation| {
            let of = |measure: Measure| {
                let mut all = comparisons.iter();
                let one = all.find(|c| (c.activation, c.measure) == (f, measure));
                ToRelu::of(one.expect("each is compared by each measure"), is_enough)
            };
            Seen {
                name: f.name(),
                accuracy: of(Measure::Accuracy),
                epochs: of(Measure::Epochs),
                dead: of(Measure::Dead),
                delta: of(Measure::Delta),
            }
        };
        let (family, lecture): (Vec<_>, Vec<_>) =
            study.activations.iter().copied().partition(|f| is_family(f));
        let seen = |all: Vec<Activation>| all.into_iter().map(seen).collect::<Vec<_>>();
        let (family, lecture) = (seen(family), seen(lecture));
        SettingFound {
            setting: study.setting.to_string(),
            title: study.setting.said(),
            hidden_layers: study.setting.hidden_layers,
            variants: claims(&family),
            lecture: claims(&lecture),
            family,
            diverged: diverged(study),
        }
    };
    studies.iter().zip(comparisons).map(found).collect()
}

/// With which activations trainings diverged.
fn diverged(study: &Study) -> Vec<Results> {
    let of_each = study.activations.iter().zip(&study.outcomes).filter_map(|(f, outcomes)| {
        let times = outcomes.iter().filter(|outcome| outcome.loss.is_none()).count();
        (times > 0).then(|| results! { name => f.name(), times })
    });
    of_each.collect()
}

impl ToRelu {
    fn of(comparison: &Comparison, is_enough: bool) -> ToRelu {
        let Comparison { average, to_first, .. } = *comparison;
        let mark = match to_first.excludes(0.0) && is_enough {
            false => "",
            true if to_first.average > 0.0 => "↑",
            true => "↓",
        };
        ToRelu { average, low: to_first.low, high: to_first.high, mark }
    }
}

/// Whose intervals do not hold 0.
fn claims(all: &[Seen]) -> Results {
    let that = |mark: &str, measure: fn(&Seen) -> &ToRelu| {
        let those = all.iter().filter(|seen| measure(seen).mark == mark);
        those.map(|seen| seen.name).collect::<Vec<_>>()
    };
    results! {
        more_right => that("↑", |seen| &seen.accuracy),
        fewer_right => that("↓", |seen| &seen.accuracy),
        sooner => that("↓", |seen| &seen.epochs), later => that("↑", |seen| &seen.epochs),
        fewer_dead => that("↓", |seen| &seen.dead), more_dead => that("↑", |seen| &seen.dead),
        less_lost => that("↑", |seen| &seen.delta), more_lost => that("↓", |seen| &seen.delta),
    }
}
