//! An exercise, done: one value, of which its chapter, its figures and its document are made.
//!
//! | file | holds |
//! |---|---|
//! | `chain` | derivations and estimates that were judged |
//! | `letters` | what the letters of a chain are |
//! | `results` | results that nobody but the chapter and the document reads |
//! | `worked` | a chain with the numbers of one problem |

mod chain;
mod letters;
mod results;
mod worked;

pub use chain::{ChainLine, JudgedBy, ShownFormula, ToldChain};
pub use letters::{Letter, letters};
pub use results::Results;
pub use worked::WorkedChain;

use crate::language::{Language, Said};
use crate::{Error, Result};
use ma6202::oracle::Check;
use serde::Serialize;
use std::collections::BTreeMap;

/// The largest of relative errors, which are not negative; NaN if there is one, for it must never
/// pass for a small error.
pub fn worst(errors: impl IntoIterator<Item = f64>) -> f64 {
    // In the total order NaN is above every number.
    errors
        .into_iter()
        .fold(0.0, |worst, error| if error.total_cmp(&worst).is_gt() { error } else { worst })
}

/// An exercise, done: all that its chapter, its figures and its document are made from.
#[derive(Debug)]
pub struct Solved<F> {
    pub exercise: u32,
    pub seed: u32,
    pub checks: Vec<Check>,
    /// The checks of a name, by their numbers.
    pub groups: BTreeMap<&'static str, Vec<usize>>,
    pub chains: Vec<ToldChain>,
    pub results: F,
}

impl<F: Serialize> Solved<F> {
    /// The checks that do not hold.
    pub fn lost(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| !check.holds)
    }

    /// All of it, and the figures that were drawn, as JSON.
    ///
    /// # Errors
    /// A result that JSON cannot say.
    pub fn document(&self, figures: &[String]) -> Result<String> {
        #[derive(Serialize)]
        struct Document<'a, F> {
            exercise: u32,
            seed: u32,
            checks: &'a [Check],
            results: Results<'a, F>,
            figures: &'a [String],
        }
        #[derive(Serialize)]
        struct Results<'a, F> {
            #[serde(skip_serializing_if = "<[_]>::is_empty")]
            derivation: &'a [ToldChain],
            #[serde(flatten)]
            found: &'a F,
        }
        let Solved { exercise, seed, checks, chains, results, .. } = self;
        let results = Results { derivation: chains, found: results };
        let document = Document { exercise: *exercise, seed: *seed, checks, results, figures };
        serde_json::to_string_pretty(&document)
            .map(|document| document + "\n")
            .map_err(|error| Error::unexpected("the results", "JSON values", error))
    }

    /// The derivations in LaTeX, each after comments that say what its letters are, in both
    /// languages, unless one before has said so; their reasons in one.
    pub fn latex(&self, language: Language) -> String {
        let mut text = String::from("% For amsmath. Para amsmath.\n\n");
        let mut told = Vec::new();
        for chain in &self.chains {
            let new = chain.letters.iter().filter(|letter| !letter.is_told(&told));
            let new: Vec<_> = new.cloned().collect();
            for letter in &new {
                let Said { es, en } = &letter.said;
                text += &format!("% ${}$: {es}; {en}\n", letter.latex);
            }
            told.extend(new);
            text += &format!("{}\n", language.pick(&chain.align.es, &chain.align.en));
        }
        text
    }
}
