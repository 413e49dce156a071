//! The wine network, trained with each activation from many seeds.

use super::functions::family;
use crate::Result;
use crate::exercise_1_activations::record;
use crate::exercise_1_activations::study::{
    Comparison, EPOCHS, MISSES, Measure, RESAMPLES, Setting, Study, THRESHOLD,
};
use crate::language::{Said, words};
use crate::program::Run;
use crate::record::{ReadFrom, again};
use ma6202::activation::Activation;
use ma6202::activation::facts::Facts;
use ma6202::mlp::init::manual_seed;
use ma6202::notebook::STEPS_PER_EPOCH;
use ma6202::wine::Wine;
use serde::Serialize;
use std::iter;

/// Trainings of the record that are done again.
const SAMPLE: usize = 10;
/// Over fewer seeds the bootstrap's intervals are too narrow to be believed.
const ENOUGH: usize = 30;

/// What the trainings of all settings have in common.
#[derive(Debug, Serialize)]
pub struct Trainings {
    pub epochs: usize,
    pub steps_per_epoch: usize,
    /// A training has arrived when its loss is below.
    pub threshold: f64,
    pub seeds: usize,
    /// It takes so many seeds to claim anything.
    pub enough: usize,
    pub is_enough: bool,
    pub resamples: usize,
    /// Of all intervals together.
    pub confidence: f64,
    /// What always naming the most frequent class gets right of all wines.
    pub largest_class: f64,
    /// The variants that cannot be told from ReLU in any setting, but perhaps by their dead units.
    pub alike: Vec<&'static str>,
    /// Those that get more right than ReLU in every setting.
    pub always_more_right: Vec<&'static str>,
    /// Those of which no unit was dead in any setting, though they can die.
    pub spared: Vec<&'static str>,
    /// None if they were done anew.
    pub read: Option<ReadFrom>,
}

/// One activation by one measure in one setting.
#[derive(Debug, Serialize)]
pub struct StudyRow {
    pub setting: String,
    pub activation: String,
    pub measure: &'static str,
    pub average: f64,
    /// Of the differences to ReLU's: the interval's lower end, their average, its upper end.
    pub to_relu: [f64; 3],
}

/// What was found in one setting.
#[derive(Debug, Serialize)]
pub struct SettingFound {
    pub setting: String,
    pub title: Said,
    pub hidden_layers: usize,
    /// ReLU, then its variants.
    pub family: Vec<Seen>,
    pub variants: Claims,
    /// Of the lecture's other functions.
    pub lecture: Claims,
}

/// One activation in one setting.
#[derive(Debug, Serialize)]
pub struct Seen {
    pub name: &'static str,
    pub accuracy: Average,
    pub epochs: Average,
    pub dead: Average,
    pub delta: Average,
}

#[derive(Debug, Serialize)]
pub struct Average {
    pub average: f64,
    /// Of the differences to ReLU's.
    pub low: f64,
    pub high: f64,
    /// An arrow if that interval lies above 0 or below, and there are seeds enough to say so.
    pub mark: &'static str,
}

/// Whose intervals do not hold 0.
#[derive(Debug, Serialize)]
pub struct Claims {
    pub more_right: Vec<&'static str>,
    pub fewer_right: Vec<&'static str>,
    pub sooner: Vec<&'static str>,
    pub later: Vec<&'static str>,
    pub fewer_dead: Vec<&'static str>,
    pub more_dead: Vec<&'static str>,
    pub less_lost: Vec<&'static str>,
    pub more_lost: Vec<&'static str>,
}

/// The studies of the record, of whose trainings some are done again.
pub fn read(run: &mut Run) -> Result<(Vec<Study>, ReadFrom)> {
    let record = record::kept()?;
    let (studies, seeds, wine) =
        (record::studies(&record)?, record.made.states(), Wine::embedded());
    let all = studies.len() * studies[0].activations.len() * seeds.len();
    let is_same = |number: usize| {
        let (rest, seed) = (number / seeds.len(), number % seeds.len());
        let study = &studies[rest / studies[0].activations.len()];
        let index = rest % studies[0].activations.len();
        let again = study.setting.train(&wine, study.activations[index], seeds[seed])?;
        Ok(again == study.outcomes[index][seed])
    };
    let read = again(run, (record::NAME, &record.made), (all, SAMPLE), "trainings", is_same)?;
    Ok((studies, read))
}

/// One study for each setting, ReLU first: the others are compared with it.
pub fn train(run: &Run, seeds: &[u32]) -> Result<Vec<Study>> {
    let wine = Wine::embedded();
    let others = Activation::ALL.iter().copied().filter(|&f| f != Activation::Relu);
    let activations: Vec<_> = iter::once(Activation::Relu).chain(others).collect();
    let networks = Setting::ALL.len() * activations.len() * seeds.len();
    let bar =
        run.progress_bar(words("entrenando", "training"), networks, words("redes", "networks"));
    let studies = Setting::ALL
        .iter()
        .map(|&setting| Study::run(&wine, setting, &activations, seeds, || bar.inc(1)))
        .collect::<ma6202::Result<_>>();
    bar.finish_and_clear();
    Ok(studies?)
}

/// The comparisons of each study, in the same order.
pub fn compare(run: &Run, studies: &[Study]) -> Result<Vec<Vec<Comparison>>> {
    let mut rng = manual_seed(run.seed());
    let compared = studies.iter().map(|study| study.compare(&mut rng, studies.len()));
    Ok(compared.collect::<ma6202::Result<_>>()?)
}

pub fn rows(studies: &[Study], comparisons: &[Vec<Comparison>]) -> Vec<StudyRow> {
    let pairs = studies.iter().zip(comparisons);
    let rows = pairs.flat_map(|(study, comparisons)| {
        comparisons.iter().map(|&Comparison { activation, measure, average, to_first }| StudyRow {
            setting: study.setting.to_string(),
            activation: activation.to_string(),
            measure: measure.name(),
            average,
            to_relu: [to_first.low, to_first.average, to_first.high],
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
                Average::of(one.expect("each is compared by each measure"), is_enough)
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
            variants: Claims::of(&family),
            lecture: Claims::of(&lecture),
            family,
        }
    };
    studies.iter().zip(comparisons).map(found).collect()
}

impl Trainings {
    pub fn of(studies: &[Study], settings: &[SettingFound], read: Option<ReadFrom>) -> Trainings {
        let (wine, seeds) = (Wine::embedded(), studies[0].outcomes[0].len());
        let of_class = |class: &usize| wine.class.iter().filter(|&other| other == class).count();
        let largest = wine.class.iter().map(of_class).max().unwrap_or(0);
        let that = |holds: &dyn Fn(&Seen) -> bool| {
            let in_all = |place: &usize| settings.iter().all(|s| holds(&s.family[*place]));
            let places = (1..settings[0].family.len()).filter(in_all);
            places.map(|place| settings[0].family[place].name).collect::<Vec<_>>()
        };
        let mortal = |name: &str| family().any(|f| f.name() == name && Facts::of(f).can_die());
        Trainings {
            epochs: EPOCHS,
            steps_per_epoch: STEPS_PER_EPOCH,
            threshold: THRESHOLD,
            seeds,
            enough: ENOUGH,
            is_enough: seeds >= ENOUGH,
            resamples: RESAMPLES,
            confidence: 1.0 - MISSES,
            largest_class: largest as f64 / wine.class.len() as f64,
            alike: that(&|seen| {
                [&seen.accuracy, &seen.epochs, &seen.delta]
                    .iter()
                    .all(|average| average.mark.is_empty())
            }),
            always_more_right: that(&|seen| seen.accuracy.mark == "↑"),
            spared: that(&|seen| seen.dead.average == 0.0 && mortal(seen.name)),
            read,
        }
    }
}

impl Average {
    fn of(comparison: &Comparison, is_enough: bool) -> Average {
        let Comparison { average, to_first, .. } = *comparison;
        let mark = match to_first.excludes(0.0) && is_enough {
            false => "",
            true if to_first.average > 0.0 => "↑",
            true => "↓",
        };
        Average { average, low: to_first.low, high: to_first.high, mark }
    }
}

impl Claims {
    fn of(all: &[Seen]) -> Claims {
        let that = |mark: &str, measure: fn(&Seen) -> &Average| {
            all.iter().filter(|seen| measure(seen).mark == mark).map(|seen| seen.name).collect()
        };
        Claims {
            more_right: that("↑", |seen| &seen.accuracy),
            fewer_right: that("↓", |seen| &seen.accuracy),
            sooner: that("↓", |seen| &seen.epochs),
            later: that("↑", |seen| &seen.epochs),
            fewer_dead: that("↓", |seen| &seen.dead),
            more_dead: that("↑", |seen| &seen.dead),
            less_lost: that("↑", |seen| &seen.delta),
            more_lost: that("↓", |seen| &seen.delta),
        }
    }
}
