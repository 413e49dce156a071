//! The wine network, trained with each activation from many seeds.

use super::comparisons::{ENOUGH, Seen, SettingFound};
use super::functions::family;
use crate::Result;
use crate::exercise_1_activations::record;
use crate::exercise_1_activations::study::{EPOCHS, MISSES, RESAMPLES, Setting, Study, THRESHOLD};
use crate::language::words;
use crate::program::Work;
use crate::record::{ReadFrom, again};
use ma6202::activation::Activation;
use ma6202::activation::facts::Facts;
use ma6202::notebook::STEPS_PER_EPOCH;
use ma6202::wine::Wine;
use serde::Serialize;
use std::iter;

/// StudySummary of the record that are done again.
const SAMPLE: usize = 10;

/// What the trainings of all settings have in common.
#[derive(Debug, Serialize)]
pub struct StudySummary {
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

/// The studies of the record, of whose trainings some are done again.
pub fn read(run: &mut Work) -> Result<(Vec<Study>, ReadFrom)> {
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
pub fn train(run: &Work, seeds: &[u32]) -> Result<Vec<Study>> {
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

impl StudySummary {
    pub fn of(
        studies: &[Study],
        settings: &[SettingFound],
        read: Option<ReadFrom>,
    ) -> StudySummary {
        let (wine, seeds) = (Wine::embedded(), studies[0].outcomes[0].len());
        let of_class = |class: &usize| wine.class.iter().filter(|&other| other == class).count();
        let largest = wine.class.iter().map(of_class).max().unwrap_or(0);
        let that = |holds: &dyn Fn(&Seen) -> bool| {
            let in_all = |place: &usize| settings.iter().all(|s| holds(&s.family[*place]));
            let places = (1..settings[0].family.len()).filter(in_all);
            places.map(|place| settings[0].family[place].name).collect::<Vec<_>>()
        };
        let mortal = |name: &str| family().any(|f| f.name() == name && Facts::of(f).can_die());
        StudySummary {
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
