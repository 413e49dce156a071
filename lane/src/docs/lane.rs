//! What the last run on a GPU found.

use super::words::{Words, markdown};
use crate::comparison::{COMPARISONS, Comparison};
use crate::kept::Kept;
use crate::record::{
    ComparisonRun, LaneRecord, LargeProduct, PartOutcome, ProgramRun, Tf32, WorstCheck,
};
use ma6202::oracle::{Device, Precision};

const NEVER: [&str; 2] =
    ["Ninguna GPU ha corrido todavía las comparaciones.", "No GPU has run the lane yet."];

/// A sentence or two.
pub fn in_short(kept: &Kept, words: Words) -> String {
    let Some(record) = &kept.record else { return words.pick(NEVER[0], NEVER[1]).into() };
    let gpus = gpus(record);
    let (passed, all) = passed(record);
    let worst = [Precision::F64, Precision::F32].map(|precision| {
        let on_gpu = |worst: &&WorstCheck| {
            worst.device.cuda.is_some() && worst.device.precision == precision && !worst.is_share()
        };
        let all = record.comparisons.iter().flat_map(|run| &run.worst).filter(on_gpu);
        cell(all.max_by(|a, b| size(a).total_cmp(&size(b))))
    });
    match words {
        Words::Spanish => format!(
            "La última corrida fue el {} en {gpus}: {passed} de {all} partes pasaron. El mayor error \
             relativo fue {} en f64 y {} en f32; la [tabla](docs/gpu.es.md) tiene el de cada comparación.",
            record.date, worst[0], worst[1]
        ),
        Words::English => format!(
            "The last run was on {} on {gpus}: {passed} of {all} parts passed. The worst relative error \
             was {} in f64 and {} in f32; the [table](docs/gpu.md) has that of every comparison.",
            record.date, worst[0], worst[1]
        ),
    }
}

/// The whole record, as tables.
pub fn whole(kept: &Kept, words: Words) -> String {
    let Some(record) = &kept.record else { return words.pick(NEVER[0], NEVER[1]).into() };
    let mut parts = vec![facts(record, words)];
    let lost = lost(record);
    if !lost.is_empty() {
        let title = words.pick("Lo que no pasó:", "What did not pass:");
        parts.push(format!("{title}\n\n{}", lost.join("\n")));
    }
    parts.push(
        words
            .pick(
                "El mayor error relativo de cada comparación, o qué parte se ocupa de una cota o de lo que \
                 puede hacer el redondeo:",
                "The worst relative error of every comparison, or the share that is taken of a bound or of \
                 what rounding may make:",
            )
            .into(),
    );
    parts.push(comparisons(record, words));
    parts.push(tolerances(record, words));
    let new: Vec<String> = newer(record, words).map(String::from).collect();
    if !new.is_empty() {
        let title = words.pick("Todavía no en una GPU", "Not yet on a GPU");
        parts.push(format!("{title}: {}.", words.list(&new)));
    }
    parts.push(
        words
            .pick("Los programas con `--device cuda`:", "The programs with `--device cuda`:")
            .into(),
    );
    parts.push(programs(record, words));
    parts.join("\n\n")
}

fn gpus(record: &LaneRecord) -> String {
    let mut names: Vec<&str> = record.host.gpus.iter().map(|gpu| gpu.name.as_str()).collect();
    names.dedup();
    names.join(", ")
}

fn passed(record: &LaneRecord) -> (usize, usize) {
    let outcomes = || record.outcomes().map(|(_, outcome)| outcome);
    (outcomes().filter(|&outcome| *outcome == PartOutcome::Passed).count(), outcomes().count())
}

fn lost(record: &LaneRecord) -> Vec<String> {
    let lost = record.outcomes().filter(|(_, outcome)| **outcome != PartOutcome::Passed);
    lost.map(|(part, outcome)| format!("- {part}: {outcome}")).collect()
}

/// What the machine was, and what is no error of a comparison.
fn facts(record: &LaneRecord, words: Words) -> String {
    let LaneRecord { host, date, sources, products, .. } = record;
    let driver = host.gpus.first().map_or("-", |gpu| gpu.driver.as_str());
    let cuda = host.cuda.as_deref().unwrap_or("-");
    let (passed, all) = passed(record);
    let mut rows = vec![
        [words.pick("qué", "what").into(), words.pick("valor", "value").into()],
        [words.pick("fecha", "date").into(), date.clone()],
        ["GPU".into(), gpus(record)],
        [words.pick("controlador", "driver").into(), driver.into()],
        ["torch".into(), format!("{}, CUDA {cuda}", host.torch)],
        [
            words.pick("procesador", "processor").into(),
            format!("{}, {} {}", host.processor, host.cores, words.pick("núcleos", "cores")),
        ],
        [words.pick("código fuente", "sources").into(), format!("`{sources}`")],
        [
            words.pick("partes que pasaron", "parts that passed").into(),
            format!("{passed} {} {all}", words.pick("de", "of")),
        ],
    ];
    for LargeProduct { device, tf32, error, bound, .. } in &products.products {
        let how = match tf32 {
            None => words.place(*device),
            Some(Tf32::Emulated) => words.pick("TF32 emulado", "TF32, emulated").into(),
            Some(Tf32::Used) => "GPU TF32".into(),
            Some(Tf32::NotUsed) => {
                words.pick("TF32 pedido, no usado", "TF32 asked for, not used").into()
            }
        };
        let name =
            words.pick("error de un producto de 1024 filas", "error of a product of 1024 rows");
        let at_most = words.pick("a lo más", "at most");
        rows.push([format!("{name}, {how}"), format!("{error:.1e} ({at_most} {bound:.1e})")]);
    }
    markdown(rows.into_iter().map(Vec::from).collect(), 2)
}

/// The columns of the tables of errors.
const COLUMNS: [Device; 4] = [
    Device { cuda: None, precision: Precision::F64 },
    Device { cuda: Some(0), precision: Precision::F64 },
    Device { cuda: None, precision: Precision::F32 },
    Device { cuda: Some(0), precision: Precision::F32 },
];

/// A row for each comparison and referee.
fn comparisons(record: &LaneRecord, words: Words) -> String {
    let head = [words.pick("comparación", "comparison"), words.pick("árbitro", "referee")];
    let head = head.map(String::from).into_iter().chain(COLUMNS.map(|device| words.place(device)));
    let mut rows = vec![head.collect::<Vec<_>>()];
    let on_cpu = record.comparisons.iter().filter(|run| run.device == Device::CPU);
    for ComparisonRun { comparison, worst, .. } in on_cpu {
        let known = Comparison::named(comparison);
        let name = known.map_or(comparison.as_str(), |known| words.pick(known.es, known.en));
        for on_cpu in worst {
            let referee = &on_cpu.referee;
            let by = if on_cpu.is_bound() { words.pick("cota", "bound") } else { referee };
            let cells = COLUMNS.map(|device| {
                let runs = record
                    .comparisons
                    .iter()
                    .filter(|run| &run.comparison == comparison && is_beside(run.device, device));
                let of_referee = runs.flat_map(|run| &run.worst).filter(|w| &w.referee == referee);
                cell(of_referee.max_by(|a, b| size(a).total_cmp(&size(b))))
            });
            rows.push([name.to_owned(), by.to_owned()].into_iter().chain(cells).collect());
        }
    }
    markdown(rows, 2)
}

/// The comparisons that came after the record.
fn newer(record: &LaneRecord, words: Words) -> impl Iterator<Item = &'static str> {
    let is_new = |c: &&Comparison| record.comparisons.iter().all(|run| run.comparison != c.name);
    COMPARISONS.iter().filter(is_new).map(move |c| words.pick(c.es, c.en))
}

/// A row for each exercise.
fn programs(record: &LaneRecord, words: Words) -> String {
    let head = [words.pick("ejercicio", "exercise"), words.pick("comprobaciones", "checks")];
    let on_gpu: Vec<Device> = COLUMNS.into_iter().filter(|device| device.cuda.is_some()).collect();
    let head = head.map(String::from).into_iter();
    let mut rows =
        vec![head.chain(on_gpu.iter().map(|&device| words.place(device))).collect::<Vec<_>>()];
    for ProgramRun { exercise, worst, .. } in &record.programs {
        let checks: usize = worst.iter().map(|worst| worst.checks).sum();
        let cells = on_gpu.iter().map(|&device| {
            let there = worst.iter().filter(|w| is_beside(w.device, device) && !w.is_share());
            cell(there.max_by(|a, b| size(a).total_cmp(&size(b))))
        });
        rows.push([exercise.to_string(), checks.to_string()].into_iter().chain(cells).collect());
    }
    markdown(rows, 1)
}

/// What the errors of each referee are held against.
fn tolerances(record: &LaneRecord, words: Words) -> String {
    let mut told: Vec<String> = Vec::new();
    let all = record.comparisons.iter().flat_map(|run| &run.worst).filter(|w| !w.is_share());
    for WorstCheck { referee, device, tolerance, .. } in all {
        let precision = words.place(Device { cuda: None, ..*device });
        let precision = precision.trim_start_matches("CPU ");
        let line = format!("{referee} {tolerance:.0e} {} {precision}", words.pick("en", "in"));
        if !told.contains(&line) {
            told.push(line);
        }
    }
    format!("{}: {}.", words.pick("Tolerancias", "Tolerances"), words.list(&told))
}

/// The same place, whatever the GPU's number, and the same precision.
fn is_beside(device: Device, other: Device) -> bool {
    (device.cuda.is_some(), device.precision) == (other.cuda.is_some(), other.precision)
}

/// What is no number is larger than any.
fn size(worst: &WorstCheck) -> f64 {
    worst.error.unwrap_or(f64::INFINITY)
}

fn cell(worst: Option<&WorstCheck>) -> String {
    let Some(worst) = worst else { return "-".into() };
    let text = match worst.error {
        None => "NaN".into(),
        Some(share) if worst.is_share() => format!("{:.0} %", 100.0 * share),
        Some(0.0) => "0".into(),
        Some(error) => format!("{error:.1e}"),
    };
    if worst.holds() { text } else { format!("{text} ✗") }
}
