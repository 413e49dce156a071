//! When a GPU pays: a training step by our core and by torch, from narrow networks to wide ones and
//! from few rows to many.

use super::{
    Cell, CrossingAt, LeftOut, Limits, Machine, ScaleRecord, Size, StepOutcome, Why, check,
    contestants, figure, grid, measure,
};
use crate::Result;
use crate::language::{Language, Said, words};
use crate::program::Work;
use crate::record::keep;
use ma6202::oracle::Device;
use ma6202_figure::Svg;
use serde::Serialize;
use std::path::Path;

/// Sizes of so many multiplications are checked before anyone is timed.
const FEW: f64 = 1e8;

/// What a measurement says.
#[derive(Debug, Serialize)]
pub struct ScaleFound {
    /// Whether it was made now.
    pub now: bool,
    pub machine: Machine,
    pub measured_on: Said,
    pub limits: Limits,
    pub batches: Vec<usize>,
    pub devices: Vec<Device>,
    pub crossings: Vec<CrossingOf>,
    /// Whether with more rows torch is the faster one from a narrower network on, on each device.
    pub crossings_fall: bool,
    pub ratios: Vec<RatiosOf>,
    /// Every step, of a measurement made now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Cell>,
    pub extremes: Option<Extremes>,
    pub left_out: Counts,
    pub spread: Option<Spread>,
    pub compared: Compared,
    #[serde(skip)]
    record: ScaleRecord,
}

/// The width from which on torch is faster.
#[derive(Debug, Serialize)]
pub struct CrossingOf {
    pub batch: usize,
    pub device: Device,
    pub at: &'static str,
    pub width: Option<f64>,
    pub again: Option<usize>,
}

/// How many times as long our core took, by width.
#[derive(Debug, Serialize)]
pub struct RatiosOf {
    pub batch: usize,
    pub device: Device,
    pub widths: Vec<f64>,
    pub ratios: Vec<f64>,
}

/// Of all ratios.
#[derive(Debug, Serialize)]
pub struct Extremes {
    pub least: f64,
    pub greatest: f64,
}

/// How many steps there are, and how many of them were left out.
#[derive(Debug, Serialize)]
pub struct Counts {
    pub steps: usize,
    pub too_long: usize,
    pub too_large: usize,
    pub no_time_left: usize,
    /// What a step may hold.
    pub gibibytes: f64,
}

/// Of a ratio: the greatest of the rounds by the least.
#[derive(Debug, Serialize)]
pub struct Spread {
    pub median: f64,
    pub greatest: f64,
}

/// At how many sizes the steps were seen to be the same.
#[derive(Debug, Serialize)]
pub struct Compared {
    pub sizes: usize,
    pub multiplications: f64,
}

/// The measurement that comes with the crate.
pub fn recorded(run: &mut Work) -> Result<ScaleFound> {
    let compared = compare(run, &run.devices())?;
    ScaleFound::of(ScaleRecord::embedded(), false, compared)
}

/// One made now, and written into `file` if there is one.
pub fn now(run: &mut Work, limits: Limits, file: Option<&Path>) -> Result<ScaleFound> {
    limits.check()?;
    let contestants = contestants(&run.devices());
    let torch: Vec<Device> = contestants.iter().filter_map(|by| by.device()).collect();
    let compared = compare(run, &torch)?;
    let sizes = grid();
    let bar = run.progress_bar(words("midiendo", "timing"), sizes.len(), words("tamaños", "sizes"));
    let record = measure(&sizes, &contestants, &limits, run.seed(), || bar.inc(1));
    bar.finish_and_clear();
    let record = record?;
    keep(&record, file)?;
    ScaleFound::of(record, true, compared)
}

/// What is timed is the same step: its parameters afterwards are compared.
fn compare(run: &mut Work, torch: &[Device]) -> Result<Compared> {
    let few = |size: &Size| size.multiplications() as f64 <= FEW;
    let sizes: Vec<Size> = grid().into_iter().filter(few).collect();
    for &device in torch {
        let checks = sizes.iter().map(|&size| check(size, run.seed(), device));
        let checks = checks.collect::<ma6202::Result<Vec<_>>>()?;
        run.check_all("training steps", checks);
    }
    Ok(Compared { sizes: sizes.len(), multiplications: FEW })
}

impl ScaleFound {
    fn of(record: ScaleRecord, now: bool, compared: Compared) -> Result<ScaleFound> {
        let (batches, devices) = (record.batches(), record.devices());
        let (mut crossings, mut ratios) = (Vec::new(), Vec::new());
        for &batch in &batches {
            for &device in &devices {
                crossings.push(crossing(&record, batch, device)?);
                let (widths, of_widths) = record.ratios(batch, device);
                ratios.push(RatiosOf { batch, device, widths, ratios: of_widths });
            }
        }
        let spread = record.spread().map(|(median, greatest)| Spread { median, greatest });
        Ok(ScaleFound {
            now,
            machine: record.machine.clone(),
            measured_on: record.machine.said(),
            limits: record.limits,
            batches,
            crossings_fall: fall(&crossings, &devices),
            devices,
            crossings,
            extremes: Extremes::of(&ratios),
            ratios,
            cells: if now { record.cells.clone() } else { Vec::new() },
            left_out: Counts::of(&record),
            spread,
            compared,
            record,
        })
    }

    /// The ratios as a picture.
    ///
    /// # Errors
    /// Those of the picture.
    pub fn ratios(&self, language: Language) -> Result<Svg> {
        figure::ratios(&self.record, language)
    }
}

fn crossing(record: &ScaleRecord, batch: usize, device: Device) -> Result<CrossingOf> {
    let crossing = record.crossing(batch, device)?;
    let (at, width) = match crossing.map(|crossing| crossing.at) {
        None => ("nothing compared", None),
        Some(CrossingAt::Width(width)) => ("between", Some(width)),
        Some(CrossingAt::Before(width)) => ("at most", Some(width)),
        Some(CrossingAt::Beyond(width)) => ("more than", Some(width)),
    };
    let again = crossing.map(|crossing| crossing.again);
    Ok(CrossingOf { batch, device, at, width, again })
}

fn fall(crossings: &[CrossingOf], devices: &[Device]) -> bool {
    let widths = |device: &Device| -> Vec<Option<f64>> {
        let of_it = crossings.iter().filter(|crossing| crossing.device == *device);
        of_it.map(|crossing| crossing.width.filter(|_| crossing.at == "between")).collect()
    };
    let falls = |widths: Vec<Option<f64>>| {
        let widths: Option<Vec<f64>> = widths.into_iter().collect();
        widths.is_some_and(|widths| widths.is_sorted_by(|fewer, more| fewer > more))
    };
    devices.iter().map(widths).all(falls)
}

impl Extremes {
    fn of(ratios: &[RatiosOf]) -> Option<Extremes> {
        let all = || ratios.iter().flat_map(|of| of.ratios.iter().copied());
        let least = all().min_by(f64::total_cmp)?;
        Some(Extremes { least, greatest: all().max_by(f64::total_cmp)? })
    }
}

impl Counts {
    fn of(record: &ScaleRecord) -> Counts {
        let why = |cell: &Cell| match &cell.outcome {
            StepOutcome::LeftOut(LeftOut { why, .. }) => Some(why.clone()),
            StepOutcome::Measured { .. } => None,
        };
        let all: Vec<Why> = record.cells.iter().filter_map(why).collect();
        let count = |of: Why| all.iter().filter(|why| **why == of).count();
        Counts {
            steps: record.cells.len(),
            too_long: count(Why::TooLong),
            too_large: count(Why::TooLarge),
            no_time_left: count(Why::NoTimeLeft),
            gibibytes: record.limits.bytes as f64 / f64::from(1 << 30),
        }
    }
}
