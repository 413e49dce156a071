//! Whether a record can be believed: it is whole, and says nothing that contradicts itself.

use super::{
    ComparisonRun, CurveRun, LaneRecord, LargeProduct, PartOutcome, ProgramRun, Tf32, WorstCheck,
};
use crate::comparison::ComparisonKind;
use crate::{EXERCISES, SOURCES, WHOLE};
use ma6202::Result;
use ma6202::error::expect_setting as expect;
use ma6202::oracle::{Device, Precision, Referee, TORCH_VERSION};
use ma6202_exercises::exercise_8_autograd::scale;

impl LaneRecord {
    /// # Errors
    /// The first thing that is missing or cannot be: a GPU, a part that was not begun, one that
    /// passed without a check or with one that does not hold, fewer checks than on the CPU.
    pub fn check(&self) -> Result<()> {
        let LaneRecord { date, host, comparisons, programs, products, curve, .. } = self;
        check_date(date)?;
        let devices = self.devices();
        let gpus = devices.iter().filter(|device| device.cuda.is_some()).count().div_ceil(2);
        let got = "one of the CPU alone, a dry run";
        expect("record", "one of a GPU", got, gpus > 0 && !host.gpus.is_empty())?;
        let got = host.gpus.len();
        expect("GPUs that the driver names", &format!("{gpus} or more"), got, got >= gpus)?;
        let expected = devices_of(gpus);
        expect("devices", &names(&expected), names(&devices), devices == expected)?;
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
        devices.iter().try_for_each(|&device| self.check_beside_the_cpu(device))?;
        programs.iter().try_for_each(|program| program.check(&devices))?;
        check_seconds("products", products.seconds)?;
        if products.outcome == PartOutcome::Passed {
            check_products(&products.products, &devices)?;
        }
        check_seconds("curve", curve.seconds)
    }

    /// On each device the comparisons are those of the CPU in its precision, each with as
    /// many checks.
    fn check_beside_the_cpu(&self, device: Device) -> Result<()> {
        let on = |device| self.comparisons.iter().filter(move |run| run.device == device);
        let on_cpu = Device { cuda: None, ..device };
        let name = format!("comparisons on {device}");
        let names = |device| on(device).map(|run| run.comparison.as_str()).collect::<Vec<_>>();
        let (got, beside) = (names(device), names(on_cpu));
        let expected = format!("those on the CPU, {}", beside.join(", "));
        expect(&name, &expected, got.join(", "), got == beside)?;
        let mut once = got.clone();
        once.sort_unstable();
        once.dedup();
        expect(&name, "each once", got.join(", "), once.len() == got.len())?;
        for (run, beside) in on(device).zip(on(on_cpu)) {
            let both = run.outcome == PartOutcome::Passed && beside.outcome == PartOutcome::Passed;
            let checks = |run: &ComparisonRun| -> Vec<(String, usize)> {
                run.worst.iter().map(|worst| (worst.referee.clone(), worst.checks)).collect()
            };
            let (got, beside) = (checks(run), checks(beside));
            let expected = format!("as on the CPU, {beside:?}");
            let name = format!("checks of {} on {device}", run.comparison);
            expect(&name, &expected, format!("{got:?}"), !both || got == beside)?;
        }
        Ok(())
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
        let torch = self.host.torch.split('+').next().unwrap_or_default();
        expect("torch", TORCH_VERSION, &self.host.torch, torch == TORCH_VERSION)?;
        for run in &self.comparisons {
            run.worst.iter().try_for_each(|worst| check_tolerance(run, worst))?;
        }
        let CurveRun { outcome, record, .. } = &self.curve;
        let (name, passed) = ("record of the curve", *outcome == PartOutcome::Passed);
        expect(name, "some: it passed", "none", record.is_some() || !passed)?;
        let Some(record) = record else { return Ok(()) };
        let ended = matches!(outcome, PartOutcome::Passed | PartOutcome::Failed(_));
        expect(name, "none: it did not end", "some", ended)?;
        let scale::Machine { processor, cores, .. } = &record.machine;
        let same = (processor, cores) == (&self.host.processor, &self.host.cores);
        let expected = format!("that of the record, {}", self.host.processor);
        expect("machine of the curve", &expected, &record.machine, same)?;
        check_curve(record)
    }
}

/// A tolerance is that of its referee on the device, or 1: a share of what is allowed.
fn check_tolerance(run: &ComparisonRun, worst: &WorstCheck) -> Result<()> {
    let known = [Referee::Autograd(run.device), Referee::Descent(run.device)];
    let known = known.iter().find(|referee| referee.name() == worst.referee);
    let is_share = worst.tolerance == 1.0
        && ComparisonKind::named(&run.comparison).is_some_and(|kind| !kind.in_f32);
    let tolerance = known.filter(|_| !is_share).map_or(1.0, |referee| referee.tolerance());
    let name = format!("tolerance of {} on {}", run.comparison, run.device);
    expect(&name, &tolerance.to_string(), worst.tolerance, worst.tolerance == tolerance)
}

/// Of a GPU, every size, and on both places ratios enough to draw a curve for each batch.
///
/// # Errors
/// What is missing.
pub fn check_curve(record: &scale::ScaleRecord) -> Result<()> {
    let devices = record.devices();
    let has_gpu = devices.iter().any(|device| device.cuda.is_some());
    expect("curve", "one of a GPU", "one of the CPU alone", has_gpu)?;
    let sizes = record.cells.chunk_by(|one, next| one.size == next.size).map(|cells| cells[0].size);
    let got = format!("{} sizes", sizes.clone().count());
    expect("curve", "every size of the grid", got, sizes.eq(scale::grid()))?;
    for batch in record.batches() {
        for &device in &devices {
            let got = record.ratios(batch, device).0.len();
            let name = format!("widths at which {device} was compared for {batch} rows");
            expect(&name, "two at least", got, got > 1)?;
        }
    }
    Ok(())
}

impl ComparisonRun {
    fn check(&self) -> Result<()> {
        let name = format!("{} on {}", self.comparison, self.device);
        check_seconds(&name, self.seconds)?;
        check_worst(&name, &self.outcome, &self.worst)?;
        self.worst.iter().try_for_each(|worst| {
            let got = format_args!("a check on {}", worst.device);
            let there = worst.device == self.device || worst.is_bound();
            expect(&name, "checks on that device", got, there)
        })
    }
}

impl ProgramRun {
    fn check(&self, devices: &[Device]) -> Result<()> {
        let name = format!("exercise {}", self.exercise);
        check_seconds(&name, self.seconds)?;
        check_worst(&name, &self.outcome, &self.worst)?;
        self.worst.iter().try_for_each(|worst| check_known(&name, devices, worst.device))?;
        let passed = self.outcome == PartOutcome::Passed;
        devices.iter().filter(|device| device.cuda.is_some()).try_for_each(|device| {
            let met = !passed || self.worst.iter().any(|worst| worst.device == *device);
            expect(&name, "checks on each GPU", format_args!("none on {device}"), met)
        })
    }
}

fn check_known(name: &str, devices: &[Device], used: Device) -> Result<()> {
    expect(name, "a device of this record", used, devices.contains(&used))
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

/// Of each GPU f64, f32 and TF32, within their bounds. TF32 is used if it is told from f32 by
/// its error.
fn check_products(products: &[LargeProduct], devices: &[Device]) -> Result<()> {
    products.iter().try_for_each(|product| check_known("products", devices, product.device))?;
    for LargeProduct { how, error, bound, .. } in products {
        let name = format!("error of a product, {how}");
        let (expected, met) = (format!("at most {bound}, below 1"), (0.0..=*bound).contains(error));
        expect(&name, &expected, error, met && *bound < 1.0)?;
    }
    for &device in devices.iter().filter(|device| device.cuda.is_some()) {
        let find = |told: fn(Option<Tf32>) -> bool| {
            products.iter().find(|product| product.device == device && told(product.tf32))
        };
        let name = format!("products on {device}");
        let plain = find(|tf32| tf32.is_none());
        expect(&name, "one in its precision", "none", plain.is_some())?;
        let (Some(plain), Precision::F32) = (plain, device.precision) else { continue };
        let told = find(|tf32| matches!(tf32, Some(Tf32::Used | Tf32::NotUsed)));
        expect(&name, "one for which TF32 was asked", "none", told.is_some())?;
        let Some(told) = told else { continue };
        let used = told.error > plain.bound;
        let (expected, got) = (format!("TF32 used: {used}, by its error"), told.error);
        expect(&name, &expected, got, used == (told.tf32 == Some(Tf32::Used)))?;
    }
    Ok(())
}

/// Nothing takes longer than all of it may.
fn check_seconds(part: &str, seconds: f64) -> Result<()> {
    let name = format!("seconds of {part}");
    let most = WHOLE.as_secs_f64();
    expect(&name, &format!("at most {most}"), seconds, (0.0..=most).contains(&seconds))
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
    let is_date = humantime::parse_rfc3339(&format!("{text}T00:00:00Z")).is_ok();
    expect("date of the record", "one like 2026-11-28", text, is_date)
}
