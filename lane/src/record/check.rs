//! Whether a record can be believed: it is whole, and says nothing that contradicts itself.

use super::{
    ComparisonRun, CurveRun, LanePart, LaneRecord, LargeProduct, PartOutcome, ProgramRun, Tf32,
    WorstCheck,
};
use crate::comparison::ComparisonKind;
use crate::error::{Result, expect};
use crate::{EXERCISES, SOURCES, WHOLE};
use ma6202::oracle::{Device, Precision, Referee, TORCH_VERSION};
use ma6202_exercises::exercise_8_autograd::scale;
use ma6202_language::{Said, both};

impl LaneRecord {
    /// # Errors
    /// The first thing that is missing or cannot be: a GPU, a part that was not begun, one that
    /// passed without a check or with one that does not hold, fewer checks than on the CPU.
    pub fn check(&self) -> Result<()> {
        let LaneRecord { date, host, comparisons, programs, products, curve, .. } = self;
        check_date(date)?;
        let devices = self.devices();
        let gpus = devices.iter().filter(|device| device.cuda.is_some()).count().div_ceil(2);
        let got = both!("uno de la CPU sola, un ensayo", "one of the CPU alone, a dry run");
        let met = gpus > 0 && !host.gpus.is_empty();
        expect(&both!("registro", "record"), both!("uno de una GPU", "one of a GPU"), got, met)?;
        let got = host.gpus.len();
        let name = both!("GPU que nombra el controlador", "GPUs that the driver names");
        expect(&name, both!("{gpus} o más", "{gpus} or more"), Said::same(got), got >= gpus)?;
        let (expected, name) = (devices_of(gpus), both!("dispositivos", "devices"));
        expect(&name, names(&expected), names(&devices), devices == expected)?;
        let exercises: Vec<u32> = programs.iter().map(|program| program.exercise).collect();
        let got = both!("{exercises:?}", "{exercises:?}");
        let expected = both!("cada uno una vez, en orden", "each once, in order");
        let met = exercises.is_sorted_by(|a, b| a < b);
        expect(&both!("programas", "programs"), expected, got, met)?;
        for (part, outcome) in self.outcomes() {
            let (part, was_run) = (Said::both(&part), *outcome != PartOutcome::NotRun);
            let got = both!("que no se corrió", "that it was not run");
            expect(&part, both!("un resultado", "an outcome"), got, was_run)?;
            let silent = matches!(outcome, PartOutcome::Failed(why) if why.trim().is_empty());
            let expected = both!("palabras de lo que falló", "words of what failed");
            expect(&part, expected, both!("ninguna", "none"), !silent)?;
        }
        comparisons.iter().try_for_each(ComparisonRun::check)?;
        devices.iter().try_for_each(|&device| self.check_beside_the_cpu(device))?;
        programs.iter().try_for_each(|program| program.check(&devices))?;
        check_seconds(&both!("productos", "products"), products.seconds)?;
        if products.outcome == PartOutcome::Passed {
            check_products(&products.products, &devices)?;
        }
        check_seconds(&both!("curva", "curve"), curve.seconds)
    }

    /// On each device the comparisons are those of the CPU in its precision, each with as
    /// many checks.
    fn check_beside_the_cpu(&self, device: Device) -> Result<()> {
        let on = |device| self.comparisons.iter().filter(move |run| run.device == device);
        let on_cpu = Device { cuda: None, ..device };
        let name = both!("comparaciones en {device}", "comparisons on {device}");
        let names = |device| on(device).map(|run| run.comparison.as_str()).collect::<Vec<_>>();
        let (got, beside) = (names(device), names(on_cpu));
        let expected = beside.join(", ");
        let expected = both!("las de la CPU, {expected}", "those on the CPU, {expected}");
        expect(&name, expected, Said::same(got.join(", ")), got == beside)?;
        let mut once = got.clone();
        once.sort_unstable();
        once.dedup();
        let expected = both!("cada una una vez", "each once");
        expect(&name, expected, Said::same(got.join(", ")), once.len() == got.len())?;
        for (run, beside) in on(device).zip(on(on_cpu)) {
            let both = run.outcome == PartOutcome::Passed && beside.outcome == PartOutcome::Passed;
            let checks = |run: &ComparisonRun| -> Vec<(String, usize)> {
                run.worst.iter().map(|worst| (worst.referee.clone(), worst.checks)).collect()
            };
            let (got, beside) = (checks(run), checks(beside));
            let expected = both!("como en la CPU, {beside:?}", "as on the CPU, {beside:?}");
            let comparison = &run.comparison;
            let name = both!(
                "verificaciones de {comparison} en {device}",
                "checks of {comparison} on {device}"
            );
            let met = !both || got == beside;
            expect(&name, expected, both!("{got:?}", "{got:?}"), met)?;
        }
        Ok(())
    }

    /// The same, and that it is of these sources, with everything that they run and with its curve.
    ///
    /// # Errors
    /// Those of [`check`](LaneRecord::check), and one that says what another version is.
    pub fn check_new(&self) -> Result<()> {
        self.check()?;
        let expected = both!(
            "{SOURCES}, las de esta carpeta: haga de nuevo la carpeta para la GPU, y córrala",
            "{SOURCES}, those of this folder: make the lane anew and run it"
        );
        let name = both!("fuentes del registro", "sources of the record");
        expect(&name, expected, Said::same(&self.sources), self.sources == SOURCES)?;
        for device in self.devices() {
            let runs = self.comparisons.iter().filter(|run| run.device == device);
            let got: Vec<&str> = runs.map(|run| run.comparison.as_str()).collect();
            let known: Vec<&str> = ComparisonKind::on(device).map(|kind| kind.name).collect();
            let name = both!("comparaciones en {device}", "comparisons on {device}");
            let [expected, came] = [&known, &got].map(|names| Said::same(names.join(", ")));
            expect(&name, expected, came, got == known)?;
        }
        let exercises: Vec<u32> = self.programs.iter().map(|program| program.exercise).collect();
        let [expected, got] =
            [&EXERCISES[..], &exercises].map(|list| both!("{list:?}", "{list:?}"));
        expect(&both!("programas", "programs"), expected, got, exercises == EXERCISES)?;
        let torch = self.host.torch.split('+').next().unwrap_or_default();
        let [expected, got] = [TORCH_VERSION, &self.host.torch].map(Said::same);
        expect(&Said::same("torch"), expected, got, torch == TORCH_VERSION)?;
        for run in &self.comparisons {
            run.worst.iter().try_for_each(|worst| check_tolerance(run, worst))?;
        }
        let CurveRun { outcome, record, .. } = &self.curve;
        let name = both!("registro de la curva", "record of the curve");
        let expected = both!("uno: pasó", "some: it passed");
        let met = record.is_some() || *outcome != PartOutcome::Passed;
        expect(&name, expected, both!("ninguno", "none"), met)?;
        let Some(record) = record else { return Ok(()) };
        let ended = matches!(outcome, PartOutcome::Passed | PartOutcome::Failed(_));
        let expected = both!("ninguno: no terminó", "none: it did not end");
        expect(&name, expected, both!("uno", "some"), ended)?;
        let scale::Machine { processor, cores, .. } = &record.machine;
        let same = (processor, cores) == (&self.host.processor, &self.host.cores);
        let expected = both!("la del registro, {}", "that of the record, {}", self.host.processor);
        let name = both!("máquina de la curva", "machine of the curve");
        let es = format!("{processor}, {cores} núcleos");
        expect(&name, expected, Said { es, en: record.machine.to_string() }, same)?;
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
    let ComparisonRun { comparison, device, .. } = run;
    let name =
        both!("tolerancia de {comparison} en {device}", "tolerance of {comparison} on {device}");
    let [expected, got] = [tolerance, worst.tolerance].map(Said::same);
    expect(&name, expected, got, worst.tolerance == tolerance)
}

/// Of a GPU, every size, and on both places ratios enough to draw a curve for each batch.
///
/// # Errors
/// What is missing.
pub fn check_curve(record: &scale::ScaleRecord) -> Result<()> {
    let devices = record.devices();
    let has_gpu = devices.iter().any(|device| device.cuda.is_some());
    let name = both!("curva", "curve");
    let got = both!("una de la CPU sola", "one of the CPU alone");
    expect(&name, both!("una de una GPU", "one of a GPU"), got, has_gpu)?;
    let sizes = record.cells.chunk_by(|one, next| one.size == next.size).map(|cells| cells[0].size);
    let got = both!("{} tamaños", "{} sizes", sizes.clone().count());
    let expected = both!("cada tamaño de la grilla", "every size of the grid");
    expect(&name, expected, got, sizes.eq(scale::grid()))?;
    for batch in record.batches() {
        for &device in &devices {
            let got = record.ratios(batch, device).0.len();
            let name = both!(
                "anchos en que {device} se comparó con {batch} filas",
                "widths at which {device} was compared for {batch} rows"
            );
            expect(&name, both!("dos al menos", "two at least"), Said::same(got), got > 1)?;
        }
    }
    Ok(())
}

impl ComparisonRun {
    fn check(&self) -> Result<()> {
        let name = Said::both(&LanePart::Comparison(&self.comparison, self.device));
        check_seconds(&name, self.seconds)?;
        check_worst(&name, &self.outcome, &self.worst)?;
        self.worst.iter().try_for_each(|worst| {
            let got = both!("una en {}", "a check on {}", worst.device);
            let there = worst.device == self.device || worst.is_bound();
            let expected = both!("verificaciones en ese dispositivo", "checks on that device");
            expect(&name, expected, got, there)
        })
    }
}

impl ProgramRun {
    fn check(&self, devices: &[Device]) -> Result<()> {
        let name = Said::both(&LanePart::Program(self.exercise));
        check_seconds(&name, self.seconds)?;
        check_worst(&name, &self.outcome, &self.worst)?;
        self.worst.iter().try_for_each(|worst| check_known(&name, devices, worst.device))?;
        let passed = self.outcome == PartOutcome::Passed;
        devices.iter().filter(|device| device.cuda.is_some()).try_for_each(|device| {
            let met = !passed || self.worst.iter().any(|worst| worst.device == *device);
            let expected = both!("verificaciones en cada GPU", "checks on each GPU");
            expect(&name, expected, both!("ninguna en {device}", "none on {device}"), met)
        })
    }
}

fn check_known(name: &Said, devices: &[Device], used: Device) -> Result<()> {
    let expected = both!("un dispositivo de este registro", "a device of this record");
    expect(name, expected, Said::same(used), devices.contains(&used))
}

/// What passed has checks, all of which hold.
fn check_worst(name: &Said, outcome: &PartOutcome, worst: &[WorstCheck]) -> Result<()> {
    for WorstCheck { checks, what, error, tolerance, .. } in worst {
        let sound = *checks > 0
            && error.is_none_or(|error| error.is_finite() && error >= 0.0)
            && tolerance.is_finite()
            && *tolerance >= 0.0;
        let got = both!(
            "{checks} verificaciones, error {error:?}, tolerancia {tolerance}",
            "{checks} checks, error {error:?}, tolerance {tolerance}"
        );
        let expected =
            both!("verificaciones, un error, una tolerancia", "some checks, an error, a tolerance");
        let name = Said { es: format!("{}, {what}", name.es), en: format!("{}, {what}", name.en) };
        expect(&name, expected, got, sound)?;
    }
    let lost = worst.iter().find(|worst| !worst.holds());
    match (outcome, lost) {
        (PartOutcome::Passed, None) => {
            let expected = both!("verificaciones: pasó", "checks: it passed");
            expect(name, expected, both!("ninguna", "none"), !worst.is_empty())
        }
        (PartOutcome::Passed, Some(WorstCheck { error, what, tolerance, .. })) => {
            let expected = both!(
                "ningún error sobre su tolerancia: pasó",
                "no error above its tolerance: it passed"
            );
            let got = both!(
                "{error:?} para {what}, sobre {tolerance}",
                "{error:?} for {what}, above {tolerance}"
            );
            expect(name, expected, got, false)
        }
        (PartOutcome::Failed(_), _) => Ok(()),
        _ => {
            let expected = both!("ninguna verificación: no terminó", "no checks: it did not end");
            expect(name, expected, both!("alguna", "some"), worst.is_empty())
        }
    }
}

/// Of each GPU f64, f32 and TF32, within their bounds. TF32 is used if it is told from f32 by
/// its error.
fn check_products(products: &[LargeProduct], devices: &[Device]) -> Result<()> {
    let name = both!("productos", "products");
    products.iter().try_for_each(|product| check_known(&name, devices, product.device))?;
    for LargeProduct { how, error, bound, .. } in products {
        let name = both!("error de un producto, {how}", "error of a product, {how}");
        let expected = both!("{bound} a lo más, menor que 1", "at most {bound}, below 1");
        let met = (0.0..=*bound).contains(error) && *bound < 1.0;
        expect(&name, expected, Said::same(error), met)?;
    }
    for &device in devices.iter().filter(|device| device.cuda.is_some()) {
        let find = |told: fn(Option<Tf32>) -> bool| {
            products.iter().find(|product| product.device == device && told(product.tf32))
        };
        let name = both!("productos en {device}", "products on {device}");
        let none = both!("ninguno", "none");
        let plain = find(|tf32| tf32.is_none());
        let expected = both!("uno en su precisión", "one in its precision");
        expect(&name, expected, none.clone(), plain.is_some())?;
        let (Some(plain), Precision::F32) = (plain, device.precision) else { continue };
        let told = find(|tf32| matches!(tf32, Some(Tf32::Used | Tf32::NotUsed)));
        let expected = both!("uno en que se pidió TF32", "one for which TF32 was asked");
        expect(&name, expected, none, told.is_some())?;
        let Some(told) = told else { continue };
        let used = told.error > plain.bound;
        let expected = both!("TF32 usado: {used}, por su error", "TF32 used: {used}, by its error");
        let met = used == (told.tf32 == Some(Tf32::Used));
        expect(&name, expected, Said::same(told.error), met)?;
    }
    Ok(())
}

/// Nothing takes longer than all of it may.
fn check_seconds(part: &Said, seconds: f64) -> Result<()> {
    let Said { es, en } = part;
    let name = Said { es: format!("segundos de {es}"), en: format!("seconds of {en}") };
    let most = WHOLE.as_secs_f64();
    let met = (0.0..=most).contains(&seconds);
    expect(&name, both!("{most} a lo más", "at most {most}"), Said::same(seconds), met)
}

/// The devices of a machine with so many GPUs.
pub fn devices_of(gpus: usize) -> Vec<Device> {
    let places = std::iter::once(None).chain((0..gpus).map(Some));
    let precisions = [Precision::F64, Precision::F32];
    places.flat_map(|cuda| precisions.map(|precision| Device { cuda, precision })).collect()
}

fn names(devices: &[Device]) -> Said {
    Said::same(devices.iter().map(Device::to_string).collect::<Vec<_>>().join(", "))
}

/// # Errors
/// Anything but a day such as 2026-11-28.
pub fn check_date(text: &str) -> Result<()> {
    let is_date = humantime::parse_rfc3339(&format!("{text}T00:00:00Z")).is_ok();
    expect(
        &both!("día del registro", "date of the record"),
        both!("uno como 2026-11-28", "one like 2026-11-28"),
        Said::same(text),
        is_date,
    )
}
