//! The cases of a check: what the answer is called with, and what a right one gives.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::value::Value;

/// One call of an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// What it is called with.
    pub inputs: serde_json::Value,
    /// What a right answer gives; nothing where there are many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<Value>,
    /// Of an answer that describes a network: where its outputs are compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<f64>,
    /// The inputs are those of the case before, but for the last bits.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub twin: bool,
}

/// The cases of every check, by its number.
pub type Cases = BTreeMap<String, Vec<Case>>;

/// The cases that students have, with what a right answer gives: those of one seed.
///
/// # Panics
/// A file of cases is damaged.
pub fn shown() -> Cases {
    let read = |file| -> Cases { serde_json::from_str(file).expect("a file of cases") };
    SHOWN.into_iter().flat_map(read).collect()
}

const SHOWN: [&str; 8] = [
    include_str!("../cases/exercise_1.json"),
    include_str!("../cases/exercise_2.json"),
    include_str!("../cases/exercise_3.json"),
    include_str!("../cases/exercise_4.json"),
    include_str!("../cases/exercise_5.json"),
    include_str!("../cases/exercise_6.json"),
    include_str!("../cases/exercise_7.json"),
    include_str!("../cases/exercise_8.json"),
];
