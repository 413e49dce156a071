//! When a GPU pays: a training step by our core and by torch, from narrow networks to wide ones and
//! from few rows to many.

use super::{
    Cell, CrossingAt, Limits, ScaleRecord, Size, StepOutcome, Why, check, contestants, grid,
    measure,
};
use crate::program::Work;
use crate::record::keep;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::oracle::Device;
use serde::Serialize;
use std::path::Path;

/// Sizes of so many multiplications are checked before anyone is timed.
const FEW: f64 = 1e8;

/// The measurement that comes with the crate.
pub fn recorded(run: &mut Work) -> Result<(Results, ScaleRecord)> {
    let compared = compare(run, &run.devices())?;
    told(ScaleRecord::embedded(), false, compared)
}

/// One made now, and written into `file` if there is one.
pub fn now(run: &mut Work, limits: Limits, file: Option<&Path>) -> Result<(Results, ScaleRecord)> {
    limits.check()?;
    let contestants = contestants(&run.devices());
    let torch: Vec<Device> = contestants.iter().filter_map(|by| by.device()).collect();
    let compared = compare(run, &torch)?;
    let sizes = grid();
    let bar = run.progress_bar(["midiendo", "timing"], sizes.len(), ["tamaños", "sizes"]);
    let record = measure(&sizes, &contestants, &limits, run.seed(), || bar.inc(1));
    let record = record?;
    keep(&record, file)?;
    told(record, true, compared)
}

/// What is timed is the same step: its parameters afterwards are compared.
fn compare(run: &mut Work, torch: &[Device]) -> Result<Results> {
    let few = |size: &Size| size.multiplications() as f64 <= FEW;
    let sizes: Vec<Size> = grid().into_iter().filter(few).collect();
    for &device in torch {
        let checks = sizes.iter().map(|&size| check(size, run.seed(), device));
        let checks = checks.collect::<ma6202::Result<Vec<_>>>()?;
        run.check_all("training steps", checks);
    }
    Ok(results! { sizes => sizes.len(), multiplications => FEW })
}

/// What a measurement says, which was made `now` or is the crate's.
fn told(record: ScaleRecord, now: bool, compared: Results) -> Result<(Results, ScaleRecord)> {
    let (batches, devices) = (record.batches(), record.devices());
    let (mut crossings, mut ratios, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for &batch in &batches {
        for &device in &devices {
            crossings.push(crossing(&record, batch, device)?);
            let (widths, of_widths) = record.ratios(batch, device);
            ratios.push(results! { batch, device, widths, ratios => of_widths });
            all.extend(of_widths);
        }
    }
    all.sort_by(f64::total_cmp);
    let extremes = all.first().zip(all.last());
    let spread = record.spread();
    let told = results! {
        now, machine => record.machine, measured_on => record.machine.said(),
        limits => record.limits, batches, devices, ratios,
        // Whether with more rows torch is faster from a narrower network on, on each device.
        crossings_fall => fall(&crossings, &devices), crossings,
        extremes => extremes.map(|(least, greatest)| results! { least, greatest }),
        left_out => left_out(&record),
        // Of a ratio: the greatest of the rounds by the least.
        spread => spread.map(|(median, greatest)| results! { median, greatest }),
        compared,
    };
    Ok((if now { told.with("cells", &record.cells) } else { told }, record))
}

/// The width from which on torch is faster.
#[derive(Debug, Serialize)]
struct CrossingOf {
    batch: usize,
    device: Device,
    at: &'static str,
    width: Option<f64>,
    again: Option<usize>,
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

/// How many steps there are, and how many of them were left out.
fn left_out(record: &ScaleRecord) -> Results {
    let count = |of: Why| {
        let is = |cell: &&Cell| matches!(&cell.outcome, StepOutcome::LeftOut(out) if out.why == of);
        record.cells.iter().filter(is).count()
    };
    results! {
        steps => record.cells.len(), too_long => count(Why::TooLong),
        too_large => count(Why::TooLarge), no_time_left => count(Why::NoTimeLeft),
        // What a step may hold.
        gibibytes => record.limits.bytes as f64 / f64::from(1 << 30),
    }
}
