//! What takes long is kept under `data/`: each record with what made it.
//!
//! A program reads its record and does a sample of it again, chosen by `--seed`: it must come to
//! the same bits. `--all` does all of it again, and `--record FILE` keeps that.

use crate::program::{Options, Report, random_states};
use crate::{Error, Result};
use clap::Args;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::compare_counts;
use rand::RngExt;
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::ser::{Formatter, Serializer};
use std::fs;
use std::io::{self, Write};
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
    pub fn now(exercise: u32, options: &Options, seeds: u32) -> Made {
        Made {
            by: format!("exercise-{exercise} --all --seed {} --seeds {seeds}", options.seed),
            version: env!("CARGO_PKG_VERSION").into(),
            seed: options.seed,
            seeds,
        }
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

/// Does some of the `of` things of a record again, drawn by the seed, and checks that they came to
/// the same bits.
///
/// # Errors
/// One that cannot be done.
pub fn again(
    report: &mut Report,
    (name, made): (&str, &Made),
    (of, count): (usize, usize),
    things: &str,
    is_same: impl Fn(usize) -> ma6202::Result<bool> + Send + Sync,
) -> Result<()> {
    let mut rng = manual_seed(report.seed());
    let drawn: Vec<usize> = (0..count).map(|_| rng.random_range(0..of)).collect();
    let same = drawn.into_par_iter().map(is_same).collect::<ma6202::Result<Vec<bool>>>()?;
    let same = same.into_iter().filter(|&same| same).count();
    report.paragraph(format_args!(
        "\nRead from {name}, which {} has made; {count} of its {of} {things}, drawn by --seed, were done \
         again, and {same} came to the same bits. --all does all of them again.",
        made.by
    ));
    let what = format!("{things} of {name} that come to the same bits again");
    report.check(compare_counts(what, same as u128, count as u128));
    Ok(())
}

/// JSON in which each entry of a list has a line of its own: a change of one shows as one.
pub fn lines(value: &impl Serialize) -> String {
    let mut text = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut text, Lines { depth: 0 });
    value.serialize(&mut serializer).expect("texts and finite numbers are JSON");
    text.push(b'\n');
    String::from_utf8(text).expect("JSON is UTF-8")
}

/// New lines down to the entries of the lists of the outermost object, none within.
struct Lines {
    depth: usize,
}

const DEEPEST: usize = 2;

impl Lines {
    fn open(&mut self, writer: &mut (impl Write + ?Sized), bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        writer.write_all(bracket)
    }

    fn next(&self, writer: &mut (impl Write + ?Sized), first: bool) -> io::Result<()> {
        let comma: &[u8] = if first { b"" } else { b"," };
        writer.write_all(comma)?;
        if self.depth <= DEEPEST { self.indent(writer) } else { Ok(()) }
    }

    fn close(&mut self, writer: &mut (impl Write + ?Sized), bracket: &[u8]) -> io::Result<()> {
        self.depth -= 1;
        if self.depth < DEEPEST {
            self.indent(writer)?;
        }
        writer.write_all(bracket)
    }

    fn indent(&self, writer: &mut (impl Write + ?Sized)) -> io::Result<()> {
        write!(writer, "\n{:1$}", "", 2 * self.depth)
    }
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.next(writer, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.close(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.next(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(if self.depth <= DEEPEST { b": " } else { b":" })
    }
}
