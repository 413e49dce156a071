//! The wine network, trained with each activation from many seeds.

use super::comparisons::{ENOUGH, Seen, SettingFound};
use super::functions::family;
use crate::exercise_1_activations::record;
use crate::exercise_1_activations::study::{EPOCHS, MISSES, RESAMPLES, Setting, Study, THRESHOLD};
use crate::program::Work;
use crate::record::{ReadFrom, again};
use crate::solved::Results;
use crate::{Result, results};
use ma6202::activation::Activation;
use ma6202::activation::facts::Facts;
use ma6202::notebook::{self, STEPS_PER_EPOCH};
use ma6202::wine::Wine;
use std::iter;

/// Trainings of the record that are done again.
const SAMPLE: usize = 10;

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
    let bar = run.progress_bar(["entrenando", "training"], networks, ["redes", "networks"]);
    let studies = Setting::ALL
        .iter()
        .map(|&setting| Study::run(&wine, setting, &activations, seeds, || bar.inc(1)))
        .collect::<ma6202::Result<_>>();
    Ok(studies?)
}

/// What the trainings of all settings have in common, and whether they were read from the record.
pub fn summary(studies: &[Study], settings: &[SettingFound], read: Option<ReadFrom>) -> Results {
    let (wine, seeds) = (Wine::embedded(), studies[0].outcomes[0].len());
    let of_class = |class: &usize| wine.class.iter().filter(|&other| other == class).count();
    let largest = wine.class.iter().map(of_class).max().unwrap_or(0);
    let that = |holds: &dyn Fn(&Seen) -> bool| {
        let in_all = |place: &usize| settings.iter().all(|s| holds(&s.family[*place]));
        let places = (1..settings[0].family.len()).filter(in_all);
        places.map(|place| settings[0].family[place].name).collect::<Vec<_>>()
    };
    let is_alike = |seen: &Seen| {
        [&seen.accuracy, &seen.epochs, &seen.delta].iter().all(|average| average.mark.is_empty())
    };
    let mortal = |name: &str| family().any(|f| f.name() == name && Facts::of(f).can_die());
    results! {
        epochs => EPOCHS, steps_per_epoch => STEPS_PER_EPOCH,
        lecture_epochs => notebook::EPOCHS, threshold => THRESHOLD, seeds,
        // J of a network that gives every class the same probability.
        ignorant => libm::log(wine.class.iter().max().map_or(0, |last| last + 1) as f64),
        // It takes so many seeds to claim anything; of all intervals together.
        enough => ENOUGH, is_enough => seeds >= ENOUGH,
        resamples => RESAMPLES, confidence => 1.0 - MISSES,
        // What always naming the most frequent class gets right of all wines.
        largest_class => largest as f64 / wine.class.len() as f64,
        // The variants that cannot be told from ReLU in any setting, but perhaps by their dead
        // units; those that get more right in every setting; those that can die, and no unit did.
        alike => that(&is_alike),
        always_more_right => that(&|seen| seen.accuracy.mark == "↑"),
        spared => that(&|seen| seen.dead.average == 0.0 && mortal(seen.name)),
        read,
    }
}
