//! What takes long is kept under `data/`: each record with what made it.
//!
//! A program reads its record and does a sample of it again, chosen by `--seed`: it must come to
//! the same bits. `--all` does all of it again, and `--record FILE` keeps that.

use crate::program::{Work, random_states};
use crate::{Error, Result};
use clap::Args;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::compare_counts;
use ma6202_language::Spanish;
use rand::RngExt;
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// The options of a program that has a record.
#[derive(Args, Clone, Debug)]
pub struct Anew {
    /// Do again all that the record keeps, instead of a sample of it
    #[arg(long, group = "anew")]
    pub all: bool,
    /// With --all: from how many random states; the first is --seed
    #[arg(long, value_name = "N", requires = "all", allow_negative_numbers = true)]
    #[arg(value_parser = clap::value_parser!(u32).range(2..=10_000))]
    pub seeds: Option<u32>,
    /// Keep what is found anew in this file
    #[arg(long, value_name = "FILE", requires = "anew")]
    pub record: Option<PathBuf>,
}

/// The help of these options in Spanish.
pub const SPANISH: &Spanish = &[
    ("all", "Hace de nuevo todo lo que guarda el registro, en vez de una muestra"),
    ("seeds", "Con --all: desde cuántos estados aleatorios; el primero es --seed"),
    ("record", "Guarda en este archivo lo que se encuentre de nuevo"),
    ("<FILE>", "ARCHIVO"),
];

/// What made a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// The command, without the file that it wrote.
    pub by: String,
    /// The version of this package.
    pub version: String,
    /// The first random state; the others follow it.
    pub seed: u32,
    pub seeds: u32,
}

/// A record of things of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StudyRecord<T> {
    pub made: Made,
    pub entries: Vec<T>,
}

impl Made {
    /// What an exercise makes with `--all`, now.
    pub fn now(exercise: u32, seed: u32, seeds: u32) -> Made {
        let by = format!("exercise-{exercise} --all --seed {seed} --seeds {seeds}");
        Made { by, version: env!("CARGO_PKG_VERSION").into(), seed, seeds }
    }

    /// The random states.
    pub fn states(&self) -> Vec<u32> {
        random_states(self.seed, self.seeds)
    }
}

impl<T: Serialize + DeserializeOwned> StudyRecord<T> {
    /// Reads what [`lines`] has written; `name` is the file's.
    ///
    /// # Errors
    /// An invalid text, naming the file, the line and what was expected there.
    pub fn parse(name: &str, text: &str) -> Result<StudyRecord<T>> {
        serde_json::from_str(text).map_err(|error| Error::Record { name: name.into(), error })
    }
}

/// Writes a record where the user wants it, if he does.
///
/// # Errors
/// A file that cannot be written.
pub fn keep(record: &impl Serialize, file: Option<&Path>) -> Result<()> {
    let Some(path) = file else { return Ok(()) };
    fs::write(path, lines(record)).map_err(|source| Error::Io { path: path.into(), source })
}

/// Refuses a file that cannot be written, before the work that fills it; makes an empty one if it
/// is not there.
///
/// # Errors
/// Those of [`keep`].
pub fn check_writable(file: Option<&Path>) -> Result<()> {
    let Some(path) = file else { return Ok(()) };
    let opened = fs::OpenOptions::new().append(true).create(true).open(path);
    opened.map(drop).map_err(|source| Error::Io { path: path.into(), source })
}

/// What was read from a record instead of being done.
#[derive(Clone, Debug, Serialize)]
pub struct ReadFrom {
    pub file: &'static str,
    /// The command that made it.
    pub by: String,
    /// Of so many things, so many were done again, and so many came to the same bits.
    pub of: usize,
    pub again: usize,
    pub same: usize,
}

/// Does some of the `of` things of a record again, drawn by the seed, and checks that they came to
/// the same bits.
///
/// # Errors
/// One that cannot be done.
pub fn again(
    run: &mut Work,
    (file, made): (&'static str, &Made),
    (of, count): (usize, usize),
    things: &str,
    is_same: impl Fn(usize) -> ma6202::Result<bool> + Send + Sync,
) -> Result<ReadFrom> {
    let mut rng = manual_seed(run.seed());
    let drawn: Vec<usize> = (0..count).map(|_| rng.random_range(0..of)).collect();
    let same = drawn.into_par_iter().map(is_same).collect::<ma6202::Result<Vec<bool>>>()?;
    let same = same.into_iter().filter(|&same| same).count();
    let what = format!("{things} of {file} that come to the same bits again");
    run.check(compare_counts(what, same as u128, count as u128));
    Ok(ReadFrom { file, by: made.by.clone(), of, again: count, same })
}

/// JSON in which each entry of a list of the outermost object has a line of its own: a change of
/// one shows as one. No entry has a list of texts.
pub fn lines(value: &impl Serialize) -> String {
    let pretty = serde_json::to_string_pretty(value).expect("texts and finite numbers are JSON");
    let mut text = String::new();
    for line in pretty.lines() {
        let part = line.trim_start();
        let depth = (line.len() - part.len()) / 2;
        if depth < 2 || depth == 2 && !part.starts_with([']', '}']) {
            text.extend(["\n", line]);
        } else {
            // Within an entry, where a name is followed by its value at once.
            text += &part.replacen("\": ", "\":", 1);
        }
    }
    text.trim_start().to_owned() + "\n"
}
