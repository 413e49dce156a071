//! What an activation function is called.

use crate::language::{Language, Tells, words};
use ma6202_formula::Words;

/// The lecture's functions whose names are words; the others are called alike in both languages.
const NAMES: [(&str, Words); 4] = [
    ("threshold", words("umbral", "threshold")),
    ("identity", words("identidad", "identity")),
    ("logistic", words("logística", "logistic")),
    ("bipolar-logistic", words("logística bipolar", "bipolar logistic")),
];

/// A function by its name in the code.
pub fn activation(name: &str, language: Language) -> &str {
    let known = NAMES.iter().find(|(known, _)| *known == name);
    known.map_or(name, |(_, words)| language.of(*words))
}
