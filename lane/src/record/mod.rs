//! What came of a run, part by part: what did not hold, took too long or was not begun is in
//! it too.

mod check;
mod worst;

pub use check::{check_curve, check_date, devices_of};
pub use ma6202_exercises::exercise_8_autograd::precision::product::{LargeProduct, Tf32};
pub use worst::{CheckLine, WorstCheck, worst};

use crate::error::{Result, Unmet};
use crate::io;
use ma6202::oracle::Device;
use ma6202_exercises::exercise_8_autograd::scale;
use ma6202_language::{Language, Said, Say, both, say};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

/// What a run found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaneRecord {
    /// [`SOURCES`](crate::SOURCES) of the program that ran.
    pub sources: String,
    /// The day, as `2026-11-28`.
    pub date: String,
    pub host: Host,
    /// For each device, each comparison that is made on it.
    pub comparisons: Vec<ComparisonRun>,
    /// Exercises 2 to 8.
    pub programs: Vec<ProgramRun>,
    pub products: ProductsRun,
    pub curve: CurveRun,
}

/// What it ran on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// None on a dry run.
    pub gpus: Vec<Gpu>,
    /// The version of torch, as Python has it.
    pub torch: String,
    /// The version of CUDA it is built with.
    pub cuda: Option<String>,
    pub processor: String,
    pub cores: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gpu {
    pub name: String,
    pub driver: String,
}

/// What became of a part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartOutcome {
    Passed,
    /// A check did not hold, a program ended otherwise than it should: what was said of it.
    Failed(String),
    TooLong,
    /// It was its turn, and no time was left.
    NoTimeLeft,
    /// The run ended before.
    #[default]
    NotRun,
}

/// A comparison on a device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComparisonRun {
    pub comparison: String,
    pub device: Device,
    pub outcome: PartOutcome,
    pub seconds: f64,
    pub worst: Vec<WorstCheck>,
}

/// The program of an exercise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgramRun {
    pub exercise: u32,
    pub outcome: PartOutcome,
    pub seconds: f64,
    pub worst: Vec<WorstCheck>,
}

/// A large product of matrices in each precision.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProductsRun {
    pub outcome: PartOutcome,
    pub seconds: f64,
    /// As exercise 8 tells of them.
    pub products: Vec<LargeProduct>,
}

/// When a GPU pays. Kept, its record is that of exercise 8.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurveRun {
    pub outcome: PartOutcome,
    pub seconds: f64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<scale::ScaleRecord>,
}

/// No record is larger.
const MOST_BYTES: u64 = 1 << 20;

impl LaneRecord {
    /// Reads a file; [`check`](LaneRecord::check) says whether it can be believed.
    ///
    /// # Errors
    /// A file that cannot be read; a field that is missing, unknown or of another kind, which is
    /// named with its line.
    pub fn read(path: &Path) -> Result<LaneRecord> {
        let name = || Said::same(path.display());
        let bytes = fs::metadata(path).map_err(io(path))?.len();
        if bytes > MOST_BYTES {
            let expected = both!(
                "un registro de {MOST_BYTES} bytes a lo más",
                "a record of at most {MOST_BYTES} bytes"
            );
            return Err(Unmet { name: name(), expected, got: Said::same(bytes) }.into());
        }
        let text = fs::read_to_string(path).map_err(io(path))?;
        let read = serde_json::from_str(&text).map_err(|error| Unmet {
            name: name(),
            expected: both!("un registro de una corrida, en JSON", "a record of the lane, as JSON"),
            got: Said::same(error),
        });
        Ok(read?)
    }

    /// The record as a file.
    pub fn text(&self) -> String {
        serde_json::to_string_pretty(self).expect("a record is plain data") + "\n"
    }

    /// Writes [`text`](LaneRecord::text) into a file, which is never half of one.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn write(&self, path: &Path) -> Result<()> {
        let partial = path.with_extension("partial");
        let written = fs::write(&partial, self.text()).and_then(|()| fs::rename(&partial, path));
        if written.is_err() {
            // What a full disk left of it; there may be nothing.
            let _ = fs::remove_file(&partial);
        }
        written.map_err(io(path))
    }

    /// The devices of its comparisons, in order.
    pub fn devices(&self) -> Vec<Device> {
        let mut devices: Vec<Device> = self.comparisons.iter().map(|c| c.device).collect();
        devices.dedup();
        devices
    }

    /// What became of every part.
    pub fn outcomes(&self) -> impl Iterator<Item = (LanePart<'_>, &PartOutcome)> {
        let comparisons = self.comparisons.iter();
        let comparisons =
            comparisons.map(|c| (LanePart::Comparison(&c.comparison, c.device), &c.outcome));
        let programs = self.programs.iter().map(|p| (LanePart::Program(p.exercise), &p.outcome));
        let products = (LanePart::Products, &self.products.outcome);
        comparisons.chain(programs).chain([products, (LanePart::Curve, &self.curve.outcome)])
    }

    /// How many parts there are.
    pub fn parts(&self) -> usize {
        self.outcomes().count()
    }

    /// Those that did not pass.
    pub fn lost(&self) -> Vec<(LanePart<'_>, &PartOutcome)> {
        self.outcomes().filter(|(_, outcome)| **outcome != PartOutcome::Passed).collect()
    }

    /// How many parts passed, and a line for each that did not.
    pub fn summary(&self, language: Language) -> String {
        let (parts, lost) = (self.parts(), self.lost());
        let passed = parts - lost.len();
        let passed = say!(
            language,
            "{passed} de {parts} partes pasaron",
            "{passed} of {parts} parts passed"
        );
        let lost = lost
            .iter()
            .map(|(part, outcome)| format!("{}: {}", part.say(language), outcome.say(language)));
        std::iter::once(passed).chain(lost).collect::<Vec<_>>().join("\n")
    }
}

/// A part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LanePart<'a> {
    /// Of this name, on this device.
    Comparison(&'a str, Device),
    /// Of the exercise with this number.
    Program(u32),
    Products,
    Curve,
}

impl Say for LanePart<'_> {
    fn say(&self, language: Language) -> String {
        match self {
            LanePart::Comparison(name, device) => {
                say!(language, "{name} en {device}", "{name} on {device}")
            }
            LanePart::Program(exercise) => {
                say!(language, "ejercicio {exercise}", "exercise {exercise}")
            }
            LanePart::Products => language.pick("productos", "products").into(),
            LanePart::Curve => language.pick("curva", "curve").into(),
        }
    }
}

/// What failed is said in its own words.
impl Say for PartOutcome {
    fn say(&self, language: Language) -> String {
        match self {
            PartOutcome::Passed => language.pick("pasó", "passed").into(),
            PartOutcome::Failed(why) => why.clone(),
            PartOutcome::TooLong => language.pick("tardó demasiado", "took too long").into(),
            PartOutcome::NoTimeLeft => {
                language.pick("no quedó tiempo", "no time was left for it").into()
            }
            PartOutcome::NotRun => language.pick("no se corrió", "was not run").into(),
        }
    }
}
