//! What the exercise programs share: their options, their report as text or JSON, their derivations
//! as LaTeX, their exit status.

mod chains;
mod devices;
mod letters;

pub use chains::{cell, header};
pub use devices::Devices;

use crate::{Error, Result};
use clap::Args;
use comfy_table::{CellAlignment, LineStyle, Row, Table, presets};
use indicatif::{ProgressBar, ProgressStyle};
use letters::Letter;
use ma6202::oracle::{Check, Device, Precision, Referee, at_most, cuda_devices, use_one_thread};
use ma6202_figure::{Format, Svg};
use serde::Serialize;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::fmt::Display;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use textwrap::{Options as Wrapping, WordSplitter};

/// Columns of a paragraph.
const WIDTH: usize = 120;

/// The options of every exercise program.
#[derive(Args, Clone, Debug)]
pub struct Options {
    /// The random state of everything the program draws
    #[arg(long, value_name = "S", default_value_t = 6202, allow_negative_numbers = true)]
    pub seed: u32,
    /// Where torch computes: the CPU, the GPUs, or both
    #[arg(long, value_name = "DEVICE", value_enum, default_value = "all")]
    pub device: Devices,
    /// Print one JSON document instead of the text
    #[arg(long)]
    pub json: bool,
    /// Print the derivations as LaTeX, for the notes, and nothing else
    #[arg(long, conflicts_with_all = ["json", "figures"])]
    pub latex: bool,
    /// Draw the figures into this folder
    #[arg(long, value_name = "DIR")]
    pub figures: Option<PathBuf>,
    /// What to draw them as
    #[arg(long, value_name = "FORMAT", value_enum, value_delimiter = ',')]
    #[arg(default_value = "svg", requires = "figures")]
    pub formats: Vec<Format>,
}

/// So many random states from the first one on; the largest is followed by 0.
pub fn random_states(first: u32, count: u32) -> Vec<u32> {
    (0..count).map(|number| first.wrapping_add(number)).collect()
}

/// An exercise as a program: what it may be told, and what it tells.
pub trait Exercise: clap::Parser {
    const NUMBER: u32;

    fn options(&self) -> &Options;

    /// Whether it gives torch so much to do that it pays to use all cores.
    fn is_large(&self) -> bool {
        false
    }

    /// # Errors
    /// What cannot be computed, checked, read or drawn.
    fn tell(&self, report: &mut Report) -> Result<()>;
}

/// The program of an exercise, see [`run`].
pub fn main<E: Exercise>() -> ExitCode {
    run(&E::parse())
}

/// Prints what an exercise tells. The exit status is 0 if every check held, 1 if one did not, 2 if
/// the exercise could not be done, with the reason on the standard error.
pub fn run(exercise: &impl Exercise) -> ExitCode {
    match print_told(exercise) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Whether every check held.
fn print_told(exercise: &impl Exercise) -> Result<bool> {
    let Options { json, latex, .. } = *exercise.options();
    let shown = if json || latex { Visible::Progress } else { Visible::Text };
    let report = Report::of(exercise, shown)?;
    if json {
        print(&report.document()?);
    }
    if latex {
        print(report.latex());
    }
    report.lost().for_each(|check| eprintln!("does not hold: {check}"));
    Ok(report.lost().next().is_none())
}

/// What one sees of a report while it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visible {
    /// Its text, line by line, and what [`Progress`](Self::Progress) shows.
    Text,
    /// How far a long piece of work has come, on a terminal.
    Progress,
    Nothing,
}

/// What a program found: a text, and a document that JSON can say.
#[derive(Debug, Serialize)]
pub struct Report {
    exercise: u32,
    seed: u32,
    checks: Vec<Check>,
    results: Map<String, Value>,
    figures: Vec<String>,
    /// The letters that have been told.
    #[serde(skip)]
    letters: Vec<Letter>,
    #[serde(skip)]
    latex: String,
    #[serde(skip)]
    text: RefCell<String>,
    #[serde(skip)]
    shown: Visible,
    #[serde(skip)]
    options: Options,
    #[serde(skip)]
    devices: Vec<Device>,
}

impl Report {
    /// Does an exercise.
    ///
    /// # Errors
    /// A format that this build cannot make, a device that is not there, a folder for the figures
    /// that cannot be made; those of [`Exercise::tell`].
    pub fn of<E: Exercise>(exercise: &E, shown: Visible) -> Result<Report> {
        let options = exercise.options().clone();
        // Before the work, so that a format, a device or a folder that cannot be does not cost it.
        options.formats.iter().try_for_each(|format| format.check())?;
        let devices = options.device.here()?;
        if let Some(path) = &options.figures {
            fs::create_dir_all(path).map_err(|source| Error::Io { path: path.clone(), source })?;
        }
        let mut report = Report {
            exercise: E::NUMBER,
            seed: options.seed,
            checks: Vec::new(),
            results: Map::new(),
            figures: Vec::new(),
            letters: Vec::new(),
            latex: String::from("% For amsmath. Para amsmath.\n\n"),
            text: RefCell::default(),
            shown,
            options,
            devices,
        };
        if report.options.device == Devices::All
            && let Err(ma6202::Error::Device { why, .. }) = cuda_devices()
        {
            report.say(format_args!("no CUDA device here: {why}\n"));
        }
        // Of what is small, torch's other threads only wait, and each of them keeps a core from us.
        if !exercise.is_large() {
            use_one_thread();
        }
        exercise.tell(&mut report)?;
        report.figures.iter().for_each(|path| report.say(format_args!("drawn: {path}")));
        let checks = report.checks.len();
        if checks > 0 {
            let held = checks - report.lost().count();
            report.say(format_args!("{held} of {checks} checks hold."));
        }
        Ok(report)
    }

    /// The random state of what the program draws.
    pub fn seed(&self) -> u32 {
        self.seed
    }

    /// Where torch computes in this run.
    pub fn devices(&self) -> Vec<Device> {
        self.devices.clone()
    }

    /// Those that compute in f64: for what is derived down to the rounding.
    pub fn f64_devices(&self) -> Vec<Device> {
        let mut devices = self.devices();
        devices.retain(|device| device.precision == Precision::F64);
        devices
    }

    /// Who judges derivatives in this run.
    pub fn referees(&self) -> Vec<Referee> {
        Referee::of_derivatives(&self.devices)
    }

    /// A line of the text.
    pub fn say(&self, line: impl Display) {
        let line = format!("{line}\n");
        if self.shown == Visible::Text {
            print(&line);
        }
        self.text.borrow_mut().push_str(&line);
    }

    /// A paragraph of the text, wrapped.
    pub fn paragraph(&self, text: impl Display) {
        self.say(wrapped(text, ""));
    }

    /// Records a check.
    pub fn check(&mut self, check: Check) {
        self.checks.push(check);
    }

    /// Records that a number does not exceed its bound, or that it does.
    ///
    /// # Errors
    /// Those of [`at_most`].
    pub fn at_most(&mut self, what: impl Into<String>, number: f64, bound: f64) -> Result<()> {
        self.check(at_most(what, &[number], &[bound])?);
        Ok(())
    }

    /// Records checks and shows them as a table.
    pub fn check_all(&mut self, checks: Vec<Check>) {
        let mut rows = table(["", "referee", "device", "relative error"]);
        for check in checks {
            let error = match check.is_bound() {
                true => format!("{:.0} % of what is allowed", 100.0 * check.max_rel_error),
                false => cell(Some(&check)),
            };
            let Check { what, referee, device, .. } = &check;
            rows.add_row([what.clone(), referee.clone(), device.to_string(), error]);
            self.check(check);
        }
        self.say(rows);
    }

    /// Records a result for the JSON document.
    ///
    /// # Errors
    /// A result that JSON cannot say.
    pub fn result(&mut self, name: &str, value: impl Serialize) -> Result<()> {
        let value = serde_json::to_value(value);
        let value = value.map_err(|error| Error::unexpected(name, "a JSON value", error))?;
        self.results.insert(name.into(), value);
        Ok(())
    }

    /// Records one more chain among the document's derivations.
    fn chain(&mut self, chain: Value) {
        let chains = self.results.entry("derivation").or_insert_with(|| Value::Array(Vec::new()));
        chains.as_array_mut().expect("nothing else bears this name").push(chain);
    }

    /// Draws a figure into the folder asked for, as `exercise_N_<what>`; nothing without
    /// `--figures`.
    ///
    /// # Errors
    /// A picture that cannot be drawn, a folder that cannot be written.
    pub fn draw(&mut self, what: &str, picture: impl FnOnce() -> Result<Svg>) -> Result<()> {
        if let Some(folder) = &self.options.figures {
            let stem = format!("exercise_{}_{what}", self.exercise);
            let paths = picture()?.save(folder, &stem, &self.options.formats)?;
            self.figures.extend(paths.iter().map(|path| path.to_string_lossy().into_owned()));
        }
        Ok(())
    }

    /// A bar on the standard error if that is a terminal, else nothing: what is being done, and how
    /// many of what it takes.
    pub fn progress_bar(&self, doing: &str, total: usize, of_what: &str) -> ProgressBar {
        if self.shown == Visible::Nothing {
            return ProgressBar::hidden();
        }
        let template = format!("{doing} {{bar:40}} {{pos}} of {{len}} {of_what}, {{eta}} left");
        let style = ProgressStyle::with_template(&template);
        ProgressBar::new(total as u64)
            .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    }

    /// The whole text.
    pub fn text(self) -> String {
        self.text.into_inner()
    }

    /// The checks, results and figures as JSON.
    ///
    /// # Errors
    /// None that [`result`](Self::result) has not met before.
    pub fn document(&self) -> Result<String> {
        serde_json::to_string_pretty(self)
            .map(|document| document + "\n")
            .map_err(|error| Error::unexpected("the report", "a JSON value", error))
    }

    /// The derivations in LaTeX, each after comments that say what its letters are, in both
    /// languages, unless one before has said so.
    pub fn latex(&self) -> &str {
        &self.latex
    }

    /// The checks that do not hold.
    pub fn lost(&self) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(|check| !check.holds)
    }
}

/// A table without rows yet, to be [said](Report::say) with them; labels to the left, numbers to
/// the right.
pub fn table(header: impl Into<Row>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY.row_separator(LineStyle::none()));
    table.set_header(header);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table
}

/// Text in lines of a paragraph's width, each after `prefix`.
fn wrapped(text: impl Display, prefix: &str) -> String {
    wrapped_to(WIDTH, text, prefix)
}

fn wrapped_to(width: usize, text: impl Display, prefix: &str) -> String {
    let wrapping = Wrapping::new(width).word_splitter(WordSplitter::NoHyphenation);
    textwrap::fill(&text.to_string(), wrapping.initial_indent(prefix).subsequent_indent(prefix))
}

/// Prints to the standard output, and leaves quietly when its reader has gone (`| head`).
fn print(text: &str) {
    if let Err(error) = std::io::stdout().lock().write_all(text.as_bytes()) {
        if error.kind() != ErrorKind::BrokenPipe {
            eprintln!("error: standard output: {error}");
        }
        std::process::exit(2);
    }
}
