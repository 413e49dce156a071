//! The record of the trainings: `data/activations.json`.

use super::study::{Setting, Start, Study, TrainingOutcome, of_each};
use crate::Result;
use crate::record::{Made, StudyRecord};
use ma6202::activation::Activation;
use ma6202::notebook::Data;
use ma6202::wine::Wine;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

pub const NAME: &str = "data/activations.json";

/// What became of an activation in a setting, by random state. δ is before training, quickly
/// computed, and not kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivationEntry {
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
pub fn kept() -> Result<StudyRecord<ActivationEntry>> {
    StudyRecord::parse(NAME, include_str!("../../data/activations.json"))
}

/// What the studies found, to be kept.
pub fn of(studies: &[Study], made: Made) -> StudyRecord<ActivationEntry> {
    let mut entries = Vec::new();
    for Study { setting, activations, outcomes } in studies {
        for (activation, outcomes) in activations.iter().zip(outcomes) {
            let column = |of: fn(&TrainingOutcome) -> f64| outcomes.iter().map(of).collect();
            entries.push(ActivationEntry {
                hidden_layers: setting.hidden_layers,
                start: setting.start,
                activation: activation.to_string(),
                accuracy: column(|outcome| outcome.accuracy),
                epochs: column(|outcome| outcome.epochs),
                dead: column(|outcome| outcome.dead),
                loss: outcomes.iter().map(|outcome| outcome.loss).collect(),
            });
        }
    }
    StudyRecord { made, entries }
}

/// The studies of a record, a setting each, with the δ of every network.
///
/// # Errors
/// An invalid activation.
pub fn studies(record: &StudyRecord<ActivationEntry>) -> Result<Vec<Study>> {
    let (wine, seeds) = (Wine::embedded(), record.made.states());
    let prepared = seeds.iter().map(|&seed| Ok((seed, Data::prepare(&wine, seed)?)));
    let data = prepared.collect::<ma6202::Result<HashMap<_, _>>>()?;
    let same_setting =
        |one: &ActivationEntry, next: &ActivationEntry| one.setting() == next.setting();
    let study = |entries: &[ActivationEntry]| {
        let setting = entries[0].setting();
        let activations = entries.iter().map(|entry| entry.activation.parse());
        let activations = activations.collect::<ma6202::Result<Vec<Activation>>>()?;
        let deltas = of_each(&activations, &seeds, |f, seed| setting.delta(&data[&seed], f, seed))?;
        let outcomes = entries.iter().zip(deltas).map(|(entry, deltas)| entry.outcomes(deltas));
        let outcomes = outcomes.collect();
        Ok(Study { setting, activations, outcomes })
    };
    record.entries.chunk_by(same_setting).map(study).collect()
}

impl ActivationEntry {
    fn setting(&self) -> Setting {
        Setting { hidden_layers: self.hidden_layers, start: self.start }
    }

    fn outcomes(&self, deltas: Vec<Vec<f64>>) -> Vec<TrainingOutcome> {
        let outcome = |(number, delta)| TrainingOutcome {
            accuracy: self.accuracy[number],
            epochs: self.epochs[number],
            dead: self.dead[number],
            loss: self.loss[number],
            delta,
        };
        deltas.into_iter().enumerate().map(outcome).collect()
    }
}
