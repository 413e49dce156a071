use super::contest::check_order;
use super::limits::expect_positive;
use super::{Cell, Contestant, Crossing, LeftOut, Limits, Machine, Ratio, Size, StepOutcome, Why};
use crate::record::lines;
use ma6202::error::{expect_setting, expect_some};
use ma6202::metrics::Average;
use ma6202::oracle::Device;
use ma6202::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fmt::{Display, Formatter};

/// A measurement: what was found at each size, who by, and on what machine.
///
/// Of every size there is a cell for each contestant, our core's first: what was not measured is
/// left out with its reason, never missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct ScaleRecord {
    pub machine: Machine,
    pub limits: Limits,
    /// Size by size; the sizes grow by batch, then by width.
    pub cells: Vec<Cell>,
}

/// A [`ScaleRecord`] as a file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    machine: Machine,
    limits: Limits,
    cells: Vec<Cell>,
}

impl TryFrom<Unchecked> for ScaleRecord {
    type Error = Error;

    fn try_from(Unchecked { machine, limits, cells }: Unchecked) -> Result<ScaleRecord> {
        let record = ScaleRecord { machine, limits, cells };
        record.check()?;
        Ok(record)
    }
}

impl ScaleRecord {
    /// The record as a file: JSON, a line for each cell.
    pub fn text(&self) -> String {
        lines(self)
    }

    /// Reads what [`text`](ScaleRecord::text) writes.
    ///
    /// # Errors
    /// A field that is missing, unknown or of another kind, which is named with its line; those of
    /// [`check`](ScaleRecord::check).
    pub fn parse(text: &str) -> Result<ScaleRecord> {
        serde_json::from_str(text).map_err(|error| Error::Setting {
            name: "record".into(),
            expected: "machine, limits and cells as JSON".into(),
            got: error.to_string(),
        })
    }

    /// The measurement that comes with this crate.
    pub fn embedded() -> ScaleRecord {
        let text = include_str!("../../../data/scale.json");
        ScaleRecord::parse(text).expect("the record of this crate is sound, as a test says")
    }

    /// The rows of the batches measured.
    pub fn batches(&self) -> Vec<usize> {
        let mut batches: Vec<usize> = self.cells.iter().map(|cell| cell.size.batch).collect();
        batches.dedup();
        batches
    }

    /// torch's devices.
    pub fn devices(&self) -> Vec<Device> {
        let first = self.cells.first().map(|cell| cell.size);
        let cells = self.cells.iter().take_while(|cell| Some(cell.size) == first);
        cells.filter_map(|cell| cell.by.device()).collect()
    }

    /// How many times as long as torch on a device our core takes for a batch: the widths at which
    /// both were measured, and the ratios.
    pub fn ratios(&self, batch: usize, device: Device) -> (Vec<f64>, Vec<f64>) {
        let by = Contestant::Torch(device);
        let cells = self.cells.iter().filter(|cell| cell.size.batch == batch && cell.by == by);
        cells.filter_map(|cell| Some((cell.size.hidden as f64, cell.ratio()?.median))).unzip()
    }

    /// How far the rounds went apart: of all ratios of times, greatest by least of the rounds, the
    /// median, and the greatest; `None` if nothing was compared.
    pub fn spread(&self) -> Option<(f64, f64)> {
        let ratios = self.cells.iter().filter_map(Cell::ratio);
        let mut spreads: Vec<f64> = ratios.map(|Ratio { low, high, .. }| high / low).collect();
        let greatest = spreads.iter().copied().max_by(f64::total_cmp)?;
        Some((Average::Median.of(&mut spreads), greatest))
    }

    /// The width at which torch on a device becomes the faster one for a batch; `None` if no width
    /// was measured for both.
    ///
    /// # Errors
    /// Those of [`Crossing::of`], for cells that [`ScaleRecord::check`] refuses.
    pub fn crossing(&self, batch: usize, device: Device) -> Result<Option<Crossing>> {
        let (widths, ratios) = self.ratios(batch, device);
        if widths.is_empty() { Ok(None) } else { Crossing::of(&widths, &ratios).map(Some) }
    }

    /// # Errors
    /// No cells; sizes or contestants in disorder, a cell too many or too few; limits outside their
    /// range; times that are not positive and finite, a ratio where only one was measured or none
    /// where both were; a GPU that the machine has not.
    pub fn check(&self) -> Result<()> {
        self.limits.check()?;
        expect_some("cells of the record", self.cells.len())?;
        let contestants: Vec<Contestant> = std::iter::once(Contestant::Ours)
            .chain(self.devices().into_iter().map(Contestant::Torch))
            .collect();
        let of_sizes = self.cells.chunks(contestants.len());
        let sizes: Vec<Size> = of_sizes.clone().map(|cells| cells[0].size).collect();
        check_order(&sizes, &contestants)?;
        for (cells, &size) in of_sizes.zip(&sizes) {
            for (number, &by) in contestants.iter().enumerate() {
                let got = cells.get(number);
                let expected = format!("{by} at {size}");
                let cell = got.map_or("none".into(), Cell::to_string);
                expect_setting("cell of the record", &expected, &cell, cell == expected)?;
            }
            let timed = |cell: &Cell| matches!(cell.outcome, StepOutcome::Measured { .. });
            cells.iter().try_for_each(|cell| check_cell(cell, timed(&cells[0]), &self.limits))?;
            cells.iter().try_for_each(|cell| check_ratio(&cells[0], cell))?;
        }
        for device in self.devices() {
            let known =
                device.cuda.is_none() || device.cuda == Some(0) && self.machine.gpu.is_some();
            expect_setting("device of the record", "one of its machine", device, known)?;
        }
        Ok(())
    }
}

/// Refuses numbers that are no times, and a ratio that is not to be or is missing.
fn check_cell(cell: &Cell, ours_timed: bool, limits: &Limits) -> Result<()> {
    let name = |what: &str| format!("{what} of {cell}");
    let positive = |what, number: Option<f64>| {
        number.map_or(Ok(()), |number| expect_positive(&name(what), number))
    };
    match &cell.outcome {
        &StepOutcome::Measured { seconds, ratio } => {
            positive("seconds", Some(seconds))?;
            if let Some(Ratio { low, median, high }) = ratio {
                [low, median, high].iter().try_for_each(|&r| positive("ratios", Some(r)))?;
                let got = format!("{low}, {median}, {high}");
                let grow = low <= median && median <= high;
                expect_setting(&name("ratios"), "least, median, greatest", got, grow)?;
            }
            let compared = ours_timed && cell.by != Contestant::Ours;
            let expected = if compared { "some: both were timed" } else { "none" };
            let got = ratio.map_or("none", |_| "some");
            expect_setting(&name("ratios"), expected, got, compared == ratio.is_some())
        }
        StepOutcome::LeftOut(LeftOut { why, predicted_seconds, .. }) => {
            positive("predicted_seconds", *predicted_seconds)?;
            let known = *why != Why::TooLong || predicted_seconds.is_some();
            expect_setting(&name("predicted_seconds"), "a number: it is too long", "none", known)?;
            let may_end = *why != Why::NoTimeLeft || limits.total_seconds.is_some();
            expect_setting(&name("left_out"), "one that its limits give", "no time left", may_end)
        }
    }
}

/// The median of our times by the median of theirs lies between the least and the greatest ratio of
/// a round, but for the rounding to four digits.
fn check_ratio(ours: &Cell, theirs: &Cell) -> Result<()> {
    let (
        &StepOutcome::Measured { seconds: ours, .. },
        &StepOutcome::Measured { seconds, ratio: Some(Ratio { low, high, .. }) },
    ) = (&ours.outcome, &theirs.outcome)
    else {
        return Ok(());
    };
    let (ratio, rounding) = (ours / seconds, 1.002);
    let expected = format!("some around {ratio:.3}, that of the seconds");
    let around = low / rounding <= ratio && ratio <= high * rounding;
    expect_setting(&format!("ratios of {theirs}"), &expected, format!("{low} to {high}"), around)
}

impl Cell {
    fn ratio(&self) -> Option<Ratio> {
        match self.outcome {
            StepOutcome::Measured { ratio, .. } => ratio,
            StepOutcome::LeftOut(_) => None,
        }
    }
}

impl Display for Cell {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {}", self.by, self.size)
    }
}
