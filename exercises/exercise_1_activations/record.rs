//! The record of the trainings: `data/activations.json`.

use super::study::{Outcome, Setting, Start, Study, of_each};
use crate::Result;
use crate::record::{Made, StudyRecord};
use ma6202::activation::Activation;
use ma6202::wine::Wine;
use serde::{Deserialize, Serialize};

pub const NAME: &str = "data/activations.json";

/// What became of an activation in a setting, by random state. δ is before training, quickly computed, and not kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    hidden_layers: usize,
    start: Start,
    activation: String,
    accuracy: Vec<f64>,
    epochs: Vec<f64>,
    dead: Vec<f64>,
    loss: Vec<Option<f64>>,
}

/// The record that comes with this package.
///
/// # Errors
/// None, as a test says.
pub fn kept() -> Result<StudyRecord<Entry>> {
    StudyRecord::parse(NAME, include_str!("../../data/activations.json"))
}

/// What the studies found, to be kept.
pub fn of(studies: &[Study], made: Made) -> StudyRecord<Entry> {
    let entry = |study: &Study, index: usize| {
        let outcomes = &study.outcomes[index];
        let column = |of: fn(&Outcome) -> f64| outcomes.iter().map(of).collect();
        Entry {
            hidden_layers: study.setting.hidden_layers,
            start: study.setting.start,
            activation: study.activations[index].to_string(),
            accuracy: column(|outcome| outcome.accuracy),
            epochs: column(|outcome| outcome.epochs),
            dead: column(|outcome| outcome.dead),
            loss: outcomes.iter().map(|outcome| outcome.loss).collect(),
        }
    };
    let of_study = |study| (0..Study::len(study)).map(move |index| entry(study, index));
    StudyRecord { made, entries: studies.iter().flat_map(of_study).collect() }
}

/// The studies of a record, a setting each, with the δ of every network.
///
/// # Errors
/// An invalid activation.
pub fn studies(record: &StudyRecord<Entry>) -> Result<Vec<Study>> {
    let (wine, seeds) = (Wine::embedded(), record.made.states());
    let same_setting = |one: &Entry, next: &Entry| one.setting() == next.setting();
    let study = |entries: &[Entry]| {
        let setting = entries[0].setting();
        let activations = entries.iter().map(|entry| entry.activation.parse());
        let activations = activations.collect::<ma6202::Result<Vec<Activation>>>()?;
        let deltas = of_each(&activations, &seeds, |f, seed| setting.delta(&wine, f, seed))?;
        let outcomes = entries.iter().zip(deltas).map(|(entry, deltas)| entry.outcomes(deltas));
        let outcomes = outcomes.collect();
        Ok(Study { setting, activations, outcomes })
    };
    record.entries.chunk_by(same_setting).map(study).collect()
}

impl Entry {
    fn setting(&self) -> Setting {
        Setting { hidden_layers: self.hidden_layers, start: self.start }
    }

    fn outcomes(&self, deltas: Vec<Vec<f64>>) -> Vec<Outcome> {
        let outcome = |(number, delta)| Outcome {
            accuracy: self.accuracy[number],
            epochs: self.epochs[number],
            dead: self.dead[number],
            loss: self.loss[number],
            delta,
        };
        deltas.into_iter().enumerate().map(outcome).collect()
    }
}
