//! The record of the searches: `data/boxes.json`.

use crate::Result;
use crate::record::{Made, StudyRecord};
use ma6202::activation::Activation;
use ma6202::boxcar::{Boxcar, Found, Search};
use ma6202::mlp::{Layer, Mlp};
use nalgebra::{DMatrix, DVector};
use serde::{Deserialize, Serialize};

pub const NAME: &str = "data/boxes.json";

/// What the box that is looked for is wide, and how much steeper than torch's the first
/// neurons are.
pub const SEARCHES: [(f64, f64); 6] =
    [(1.0, 1.0), (1.0, 5.0), (1.0, 20.0), (1.0, 100.0), (0.05, 1.0), (20.0, 1.0)];

/// Where the descents of a search ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchEntry {
    pub width: f64,
    pub stretch: f64,
    /// By random state: W¹ (2), b¹ (2), W² (2), b² of the last network.
    parameters: Vec<[f64; 7]>,
}

/// The record that comes with this package.
///
/// # Errors
/// None, as a test says.
pub fn kept() -> Result<StudyRecord<SearchEntry>> {
    StudyRecord::parse(NAME, include_str!("../../data/boxes.json"))
}

/// The box that is looked for, from initial weights so much steeper.
///
/// # Errors
/// A width or a stretch that is not positive.
pub fn search(width: f64, stretch: f64) -> ma6202::Result<Search> {
    Search::new(Boxcar::new(0.0, width, 1.0, 1.0)?, stretch)
}

/// What the searches found, to be kept.
pub fn of(found: &[Vec<Found>], made: Made) -> StudyRecord<SearchEntry> {
    let entry = |((width, stretch), found): ((f64, f64), &Vec<Found>)| SearchEntry {
        width,
        stretch,
        parameters: found.iter().map(|found| parameters(&found.mlp)).collect(),
    };
    StudyRecord { made, entries: SEARCHES.into_iter().zip(found).map(entry).collect() }
}

impl SearchEntry {
    /// What each descent found.
    ///
    /// # Errors
    /// Parameters that are no numbers.
    pub fn found(&self) -> Result<Vec<Found>> {
        let search = search(self.width, self.stretch)?;
        let found = self.parameters.iter().map(|&parameters| search.found(mlp(parameters)?));
        Ok(found.collect::<ma6202::Result<_>>()?)
    }
}

fn parameters(mlp: &Mlp) -> [f64; 7] {
    mlp.weights_and_biases().collect::<Vec<_>>().try_into().expect("a network 1-2-1")
}

fn mlp([w1, w2, b1, b2, v1, v2, b]: [f64; 7]) -> ma6202::Result<Mlp> {
    Mlp::new(vec![
        Layer {
            w: DMatrix::from_row_slice(1, 2, &[w1, w2]),
            b: DVector::from_column_slice(&[b1, b2]),
            activation: Activation::Logistic,
        },
        Layer {
            w: DMatrix::from_column_slice(2, 1, &[v1, v2]),
            b: DVector::from_column_slice(&[b]),
            activation: Activation::Identity,
        },
    ])
}
