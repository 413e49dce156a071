//! The record of the trainings with two and with ten hidden layers: `data/depths.json`.

use super::depth::DepthOutcome;
use crate::Result;
use crate::record::StudyRecord;
use serde::{Deserialize, Serialize};

pub const NAME: &str = "data/depths.json";

/// How deep the networks are whose trainings are compared.
pub const DEPTHS: [usize; 2] = [2, 10];

/// The trainings of networks of one depth, by random state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepthEntry {
    pub hidden_layers: usize,
    pub outcomes: Vec<DepthOutcome>,
}

/// The record that comes with this package.
///
/// # Errors
/// None, as a test says.
pub fn kept() -> Result<StudyRecord<DepthEntry>> {
    StudyRecord::parse(NAME, include_str!("../../../data/depths.json"))
}
