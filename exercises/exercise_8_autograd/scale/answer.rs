//! When a GPU pays: a training step by our core and by torch, from narrow networks to wide ones and
//! from few rows to many.

use super::figure;
use super::{
    Cell, Contestant, Crossing, CrossingAt, LeftOut, Limits, ScaleRecord, Size, StepOutcome, Why,
    check, contestants, grid, measure,
};
use crate::Result;
use crate::program::{Report, table};
use crate::record::keep;
use ma6202::oracle::Device;
use serde_json::{Value, json};
use std::iter;
use std::path::Path;

/// Sizes of so many multiplications are checked before anyone is timed.
const FEW: f64 = 1e8;

/// Tells the measurement that comes with the crate; with limits one made `now`, which is written
/// into `file` if there is one.
pub fn tell(
    report: &mut Report,
    seed: u32,
    now: Option<Limits>,
    file: Option<&Path>,
) -> Result<()> {
    // Before the work, and before anything is said.
    now.map_or(Ok(()), |limits| limits.check())?;
    report.paragraph(
        "\nWhen does a GPU pay? A training step (forward, backward, update) of a network \
         13-H-H-H-3 on n rows, n (6H² + 35H) multiplications: by our core, which uses one thread \
         of the CPU and f64, and by torch.",
    );
    let contestants = contestants(&report.devices());
    let torch = match now {
        Some(_) => contestants.iter().filter_map(|by| by.device()).collect(),
        None => report.devices(),
    };
    agree(report, seed, &torch)?;
    let record = match &now {
        Some(limits) => {
            let sizes = grid();
            let bar = report.progress_bar("timing", sizes.len(), "sizes");
            let record = measure(&sizes, &contestants, limits, seed, || bar.inc(1));
            bar.finish_and_clear();
            record?
        }
        None => ScaleRecord::embedded(),
    };
    let machine = &record.machine;
    report.paragraph(match now {
        Some(_) => format!("\nMeasured now on {machine}."),
        None => format!("\nMeasured earlier on {machine}; measure yours with --scale."),
    });
    keep(&record, file)?;
    if let Some(file) = file {
        report.say(format_args!("recorded: {}", file.display()));
    }
    times(report, &record);
    left_out(report, &record);
    let crossings = crossings(report, &record)?;
    let json = json!({ "now": now.is_some(), "machine": machine, "limits": record.limits,
        "crossings": crossings, "ratios": ratios(&record) });
    report.result("scale", json)?;
    report.draw("scale", || figure::ratios(&record))
}

/// What is timed is the same step: its parameters afterwards are compared.
fn agree(report: &mut Report, seed: u32, torch: &[Device]) -> Result<()> {
    let few = |size: &Size| size.multiplications() as f64 <= FEW;
    let sizes: Vec<Size> = grid().into_iter().filter(few).collect();
    let mut worst = Vec::new();
    for &device in torch {
        let checks = sizes.iter().map(|&size| check(size, seed, device));
        let checks: Vec<_> = checks.collect::<ma6202::Result<_>>()?;
        let error = checks.iter().fold(0.0, |worst: f64, check| worst.max(check.max_rel_error));
        worst.push(format!("{error:.0e} ({device})"));
        checks.into_iter().for_each(|check| report.check(check));
    }
    report.paragraph(format_args!(
        "After one step from the same parameters ours and torch's agree, at each of the {} sizes \
         of at most {FEW:.0e} multiplications: to {}.",
        sizes.len(),
        worst.join(", ")
    ));
    Ok(())
}

/// A table for each batch.
fn times(report: &Report, record: &ScaleRecord) {
    report.paragraph(format_args!(
        "Times are medians of up to {} rounds in which all take turns; × is the median of how many \
         times as long our core took in the same round: above 1 torch is faster.",
        record.limits.rounds
    ));
    for batch in record.batches() {
        let torch = record.devices().into_iter();
        let torch = torch.flat_map(|device| [device.to_string(), "×".into()]);
        let mut rows = table(["H".into(), "ours".into()].into_iter().chain(torch));
        let cells: Vec<&Cell> = record.cells.iter().filter(|c| c.size.batch == batch).collect();
        for cells in cells.chunk_by(|one, next| one.size == next.size) {
            let mut row = vec![cells[0].size.hidden.to_string()];
            for cell in cells {
                let (time, ratio) = told(cell);
                row.push(time);
                row.extend((cell.by != Contestant::Ours).then_some(ratio));
            }
            rows.add_row(row);
        }
        report.say(format_args!("\nn = {batch} rows:\n"));
        report.say(rows);
    }
}

/// A time and a ratio; or why there is none, with the time it would have taken.
fn told(cell: &Cell) -> (String, String) {
    match &cell.outcome {
        StepOutcome::Measured { seconds, ratio } => {
            (time(*seconds), ratio.map_or("-".into(), |ratio| digits(ratio.median)))
        }
        StepOutcome::LeftOut(LeftOut { why, predicted_seconds, .. }) => {
            let mark = match why {
                Why::TooLong => "too long",
                Why::TooLarge => "too large",
                Why::NoTimeLeft => "no time left",
                Why::Refused(_) => "refused",
            };
            let about = predicted_seconds.map_or(String::new(), |s| format!(", ≈ {}", time(s)));
            (format!("{mark}{about}"), "-".into())
        }
    }
}

fn left_out(report: &Report, record: &ScaleRecord) {
    let left_out = record.cells.iter().filter_map(|cell| match &cell.outcome {
        StepOutcome::LeftOut(LeftOut { why, .. }) => Some((cell, why)),
        StepOutcome::Measured { .. } => None,
    });
    for (Cell { size, by, .. }, why) in left_out.clone() {
        if let Why::Refused(said) = why {
            report.say(format_args!("torch on {by} refused {size}: {said}"));
        }
    }
    let count = |of: Why| left_out.clone().filter(|(_, why)| **why == of).count();
    let Limits { step_seconds, bytes, total_seconds, .. } = record.limits;
    report.paragraph(format_args!(
        "\nOf {} steps {} were left out as too long, expected to take more than {step_seconds} s \
         (at the speed of the largest smaller one), and {} as too large, expected to hold more \
         than {:.1} GiB.",
        record.cells.len(),
        count(Why::TooLong),
        count(Why::TooLarge),
        bytes as f64 / f64::from(1 << 30),
    ));
    if let Some(seconds) = total_seconds {
        report.paragraph(format_args!(
            "{} more were left out because no size was begun after {seconds} s.",
            count(Why::NoTimeLeft)
        ));
    }
    if let Some((median, greatest)) = record.spread() {
        report.paragraph(format_args!(
            "How steady that is: of a ratio the greatest of the rounds is {} times the least in \
             the median, {} times at worst.",
            digits(median),
            digits(greatest)
        ));
    }
}

/// The widths from which on torch is faster.
fn crossings(report: &Report, record: &ScaleRecord) -> Result<Vec<Value>> {
    let devices = record.devices();
    let titles = devices.iter().map(Device::to_string);
    let mut rows = table(iter::once("n".to_owned()).chain(titles));
    let mut all = Vec::new();
    for batch in record.batches() {
        let mut row = vec![batch.to_string()];
        for &device in &devices {
            let crossing = record.crossing(batch, device)?;
            row.push(crossing.map_or("-".into(), place));
            let (at, width) = match crossing.map(|crossing| crossing.at) {
                None => ("nothing compared", None),
                Some(CrossingAt::Width(width)) => ("between", Some(width)),
                Some(CrossingAt::Before(width)) => ("at most", Some(width)),
                Some(CrossingAt::Beyond(width)) => ("more than", Some(width)),
            };
            all.push(json!({ "batch": batch, "device": device, "at": at, "width": width,
                "again": crossing.map(|crossing| crossing.again) }));
        }
        rows.add_row(row);
    }
    report.paragraph(
        "\nThe width H at which torch becomes the faster one: where the ratio passes 1, \
         interpolated between logarithms.\n",
    );
    report.say(rows);
    if record.machine.gpu.is_none() {
        report.paragraph(
            "No GPU took part: this says where torch's libraries, which share a product among the \
             cores and cut it to fit the caches, overtake our plain loops on a CPU, and nothing of \
             a GPU.",
        );
    }
    Ok(all)
}

fn place(Crossing { at, again }: Crossing) -> String {
    let at = match at {
        CrossingAt::Width(width) => digits(width),
        CrossingAt::Before(width) => format!("{width} or less"),
        CrossingAt::Beyond(width) => format!("more than {width}"),
    };
    if again == 0 { at } else { format!("{at}, and {again} times more") }
}

fn ratios(record: &ScaleRecord) -> Vec<Value> {
    let of = |(batch, device)| {
        let (widths, ratios) = record.ratios(batch, device);
        json!({ "batch": batch, "device": device, "widths": widths, "ratios": ratios })
    };
    let devices = record.devices();
    let pairs =
        record.batches().into_iter().flat_map(|batch| devices.iter().map(move |&d| (batch, d)));
    pairs.map(of).collect()
}

/// Seconds in the unit that suits them.
fn time(seconds: f64) -> String {
    match seconds {
        s if s < 1e-3 => format!("{} µs", digits(1e6 * s)),
        s if s < 1.0 => format!("{} ms", digits(1e3 * s)),
        s => format!("{} s", digits(s)),
    }
}

/// Three significant digits, but no digit before the point is dropped.
fn digits(value: f64) -> String {
    let places = (0..8).find(|&places| value * 10f64.powi(places) >= 99.95).unwrap_or(8);
    format!("{value:.*}", places as usize)
}
