//! Whether a record can be believed: it is whole, and says nothing that contradicts itself.

use super::{ComparisonRun, LaneRecord, LargeProduct, PartOutcome, ProgramRun, Tf32, WorstCheck};
use crate::comparison::ComparisonKind;
use crate::{EXERCISES, SOURCES};
use ma6202::error::expect_setting as expect;
use ma6202::oracle::{Device, Precision};
use ma6202::{Result, scale};

impl LaneRecord {
    /// # Errors
    /// [`Error::Setting`](ma6202::Error::Setting) naming the first thing that is missing or cannot be: a run without a GPU,
    /// a part that was not begun, one that passed without a check or with one that does not hold.
    pub fn check(&self) -> Result<()> {
        let LaneRecord { date, host, comparisons, programs, products, curve, .. } = self;
        check_date(date)?;
        let devices = self.devices();
        let on_gpus = devices.iter().filter(|device| device.cuda.is_some()).count();
        let got = "one of the CPU alone, a dry run";
        expect("record", "one of a GPU", got, on_gpus > 0 && !host.gpus.is_empty())?;
        let expected = devices_of(on_gpus / 2);
        expect("devices", &names(&expected), names(&devices), devices == expected)?;
        for device in &devices {
            let names_on = |device: &Device| -> Vec<&str> {
                let on = comparisons.iter().filter(|run| run.device == *device);
                on.map(|run| run.comparison.as_str()).collect()
            };
            let (got, beside) = (names_on(device), names_on(&Device { cuda: None, ..*device }));
            let name = format!("comparisons on {device}");
            expect(
                &name,
                &format!("those on the CPU, {}", beside.join(", ")),
                got.join(", "),
                got == beside,
            )?;
            let mut once = got.clone();
            once.sort_unstable();
            once.dedup();
            expect(&name, "each once", got.join(", "), once.len() == got.len())?;
        }
        let exercises: Vec<u32> = programs.iter().map(|program| program.exercise).collect();
        let got = format!("{exercises:?}");
        expect("programs", "each once, in order", got, exercises.is_sorted_by(|a, b| a < b))?;
        for (part, outcome) in self.outcomes() {
            let (part, was_run) = (part.to_string(), *outcome != PartOutcome::NotRun);
            expect(&part, "an outcome", "that it was not run", was_run)?;
            let silent = matches!(outcome, PartOutcome::Failed(why) if why.trim().is_empty());
            expect(&part, "words of what failed", "none", !silent)?;
        }
        comparisons.iter().try_for_each(ComparisonRun::check)?;
        programs.iter().try_for_each(|program| program.check(&devices))?;
        let gpus = &devices[2..];
        check_seconds("products", products.seconds)?;
        if products.outcome == PartOutcome::Passed {
            check_products(&products.products, gpus)?;
        }
        check_seconds("curve", curve.seconds)
    }

    /// The same, and that it is of these sources, with everything that they run and with its curve.
    ///
    /// # Errors
    /// Those of [`check`](LaneRecord::check), and one that says what another version is.
    pub fn check_new(&self) -> Result<()> {
        self.check()?;
        let expected = format!("{SOURCES}, those of this folder: make the lane anew and run it");
        expect("sources of the record", &expected, &self.sources, self.sources == SOURCES)?;
        for device in self.devices() {
            let runs = self.comparisons.iter().filter(|run| run.device == device);
            let got: Vec<&str> = runs.map(|run| run.comparison.as_str()).collect();
            let known: Vec<&str> = ComparisonKind::on(device).map(|kind| kind.name).collect();
            let name = format!("comparisons on {device}");
            expect(&name, &known.join(", "), got.join(", "), got == known)?;
        }
        let exercises: Vec<u32> = self.programs.iter().map(|program| program.exercise).collect();
        let (expected, got) = (format!("{EXERCISES:?}"), format!("{exercises:?}"));
        expect("programs", &expected, got, exercises == EXERCISES)?;
        let passed = self.curve.outcome == PartOutcome::Passed;
        let (expected, got) = match passed {
            true => ("some: it passed", "none"),
            false => ("none: it did not pass", "some"),
        };
        expect("record of the curve", expected, got, passed == self.curve.record.is_some())?;
        self.curve.record.as_ref().map_or(Ok(()), check_curve)
    }
}

/// Of a GPU, every size, and ratios enough to draw a curve for each batch.
fn check_curve(record: &scale::Record) -> Result<()> {
    let has_gpu = record.devices().iter().any(|device| device.cuda.is_some());
    expect("curve", "one of a GPU", "one of the CPU alone", has_gpu)?;
    let sizes = record.cells.chunk_by(|one, next| one.size == next.size).map(|cells| cells[0].size);
    let got = format!("{} sizes", sizes.clone().count());
    expect("curve", "every size of the grid", got, sizes.eq(scale::grid()))?;
    for batch in record.batches() {
        let got = record.ratios(batch, Device::CPU).0.len();
        let name = format!("widths at which torch on the CPU was compared for {batch} rows");
        expect(&name, "two at least", got, got > 1)?;
    }
    Ok(())
}

impl ComparisonRun {
    fn check(&self) -> Result<()> {
        let name = format!("{} on {}", self.comparison, self.device);
        check_seconds(&name, self.seconds)?;
        check_worst(&name, &self.outcome, &self.worst)?;
        let elsewhere = |worst: &&WorstCheck| worst.device != self.device && !worst.is_bound();
        let elsewhere = self.worst.iter().find(elsewhere);
        let got = elsewhere.map_or(String::new(), |worst| format!("a check on {}", worst.device));
        expect(&name, "checks on that device", got, elsewhere.is_none())
    }
}

impl ProgramRun {
    fn check(&self, devices: &[Device]) -> Result<()> {
        let name = format!("exercise {}", self.exercise);
        check_seconds(&name, self.seconds)?;
        check_worst(&name, &self.outcome, &self.worst)?;
        let on = |device: &&Device| self.worst.iter().any(|worst| worst.device == **device);
        let missing = devices[2..].iter().find(|device| !on(device));
        let got = missing.map_or(String::new(), |device| format!("none on {device}"));
        let passed = self.outcome == PartOutcome::Passed;
        expect(&name, "checks on each GPU", got, !passed || missing.is_none())
    }
}

/// What passed has checks, all of which hold.
fn check_worst(name: &str, outcome: &PartOutcome, worst: &[WorstCheck]) -> Result<()> {
    for WorstCheck { checks, what, error, tolerance, .. } in worst {
        let sound = *checks > 0
            && error.is_none_or(|error| error.is_finite() && error >= 0.0)
            && tolerance.is_finite()
            && *tolerance >= 0.0;
        let got = format!("{checks} checks, error {error:?}, tolerance {tolerance}");
        expect(&format!("{name}, {what}"), "some checks, an error, a tolerance", got, sound)?;
    }
    let lost = worst.iter().find(|worst| !worst.holds());
    match (outcome, lost) {
        (PartOutcome::Passed, None) => expect(name, "checks: it passed", "none", !worst.is_empty()),
        (PartOutcome::Passed, Some(lost)) => {
            let got = format!("{:?} for {}, above {}", lost.error, lost.what, lost.tolerance);
            expect(name, "no error above its tolerance: it passed", got, false)
        }
        (PartOutcome::Failed(_), _) => Ok(()),
        _ => expect(name, "no checks: it did not end", "some", worst.is_empty()),
    }
}

/// Of each GPU f64, f32 and TF32, within their bounds.
fn check_products(products: &[LargeProduct], gpus: &[Device]) -> Result<()> {
    for LargeProduct { how, error, bound, .. } in products {
        let name = format!("error of a product, {how}");
        let got = format!("{error}");
        expect(&name, &format!("at most {bound}"), got, (0.0..=*bound).contains(error))?;
    }
    for &device in gpus {
        let has = |told: fn(&LargeProduct) -> bool| {
            products.iter().any(|product| product.device == device && told(product))
        };
        let name = format!("products on {device}");
        expect(&name, "one in its precision", "none", has(|product| product.tf32.is_none()))?;
        if device.precision == Precision::F32 {
            let asked = has(|product| matches!(product.tf32, Some(Tf32::Used | Tf32::NotUsed)));
            expect(&name, "one for which TF32 was asked", "none", asked)?;
        }
    }
    Ok(())
}

fn check_seconds(part: &str, seconds: f64) -> Result<()> {
    let name = format!("seconds of {part}");
    expect(&name, "a number", seconds, seconds.is_finite() && seconds >= 0.0)
}

/// The devices of a machine with so many GPUs.
pub fn devices_of(gpus: usize) -> Vec<Device> {
    let places = std::iter::once(None).chain((0..gpus).map(Some));
    let precisions = [Precision::F64, Precision::F32];
    places.flat_map(|cuda| precisions.map(|precision| Device { cuda, precision })).collect()
}

fn names(devices: &[Device]) -> String {
    devices.iter().map(Device::to_string).collect::<Vec<_>>().join(", ")
}

/// # Errors
/// Anything but a day such as 2026-11-28.
pub fn check_date(text: &str) -> Result<()> {
    let digit = |(place, c): (usize, char)| match place {
        4 | 7 => c == '-',
        _ => c.is_ascii_digit(),
    };
    let is_date = text.len() == 10 && text.chars().enumerate().all(digit);
    expect("date of the record", "one like 2026-11-28", text, is_date)
}
