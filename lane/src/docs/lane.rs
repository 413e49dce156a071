//! What the last run on a GPU found.

use super::words::{list, markdown, place};
use crate::comparison::{COMPARISONS, ComparisonKind};
use crate::kept::Kept;
use crate::record::{
    ComparisonRun, LanePart, LaneRecord, LargeProduct, PartOutcome, ProgramRun, Tf32, WorstCheck,
};
use ma6202::oracle::{Device, Precision, Referee};
use ma6202_language::{Language, Say};

fn never(language: Language) -> String {
    let es = "Ninguna GPU ha corrido todavía las comparaciones.";
    language.pick(es, "No GPU has run the lane yet.").into()
}

/// A sentence or two.
pub fn for_readme(kept: &Kept, language: Language) -> String {
    let Some(record) = &kept.record else { return never(language) };
    let table = language.pick(
        "[docs/gpu.es.md](docs/gpu.es.md) tiene el de cada comparación.",
        "[docs/gpu.md](docs/gpu.md) has that of every comparison.",
    );
    format!("{} {table}", in_short(record, language))
}

/// The whole record: what ran where, and its tables.
pub fn whole(kept: &Kept, language: Language) -> String {
    let Some(record) = &kept.record else { return never(language) };
    let mut parts = vec![in_short(record, language), facts(record, language)];
    let lost: Vec<String> =
        record.lost().into_iter().map(|(part, outcome)| lost(part, outcome, language)).collect();
    if !lost.is_empty() {
        let title = language.pick("Lo que no pasó:", "What did not pass:");
        parts.push(format!("{title}\n\n{}", lost.join("\n")));
    }
    let errors = language.pick(
        "El mayor error relativo de cada comparación, o qué parte se ocupa de una cota o de lo que \
         puede hacer el redondeo:",
        "The worst relative error of every comparison, or the share that is taken of a bound or of \
         what rounding may make:",
    );
    parts.extend([errors.into(), comparisons(record, language), tolerances(record, language)]);
    let new: Vec<String> = newer(record, language).map(String::from).collect();
    if !new.is_empty() {
        let title = language.pick("Todavía no en una GPU", "Not yet on a GPU");
        parts.push(format!("{title}: {}.", list(&new, language)));
    }
    let title =
        language.pick("Los programas con `--device cuda`:", "The programs with `--device cuda`:");
    parts.extend([title.into(), programs(record, language)]);
    parts.join("\n\n")
}

fn in_short(record: &LaneRecord, language: Language) -> String {
    let (date, gpus) = (&record.date, gpus(record));
    let (all, lost) = (record.parts(), record.lost().len());
    let passed = all - lost;
    let [f64, f32] = [Precision::F64, Precision::F32].map(|precision| {
        let on_gpu = |worst: &&WorstCheck| {
            worst.device.cuda.is_some() && worst.device.precision == precision && !worst.is_share()
        };
        cell(record.comparisons.iter().flat_map(|run| &run.worst).filter(on_gpu))
    });
    match language {
        Language::Es => format!(
            "La última corrida fue el {date} en {gpus}: {passed} de {all} partes pasaron. El mayor error \
             relativo de las comparaciones fue {f64} en f64 y {f32} en f32."
        ),
        Language::En => format!(
            "The last run was on {date} on {gpus}: {passed} of {all} parts passed. The worst relative error \
             of the comparisons was {f64} in f64 and {f32} in f32."
        ),
    }
}

fn lost(part: LanePart, outcome: &PartOutcome, language: Language) -> String {
    let part = match part {
        LanePart::Comparison(name, device) => {
            format!("`{name}` {} {device}", language.pick("en", "on"))
        }
        LanePart::Program(exercise) => {
            format!("{} {exercise}", language.pick("ejercicio", "exercise"))
        }
        LanePart::Products => language.pick("productos", "products").into(),
        LanePart::Curve => language.pick("curva", "curve").into(),
    };
    let outcome = match outcome {
        PartOutcome::Failed(why) => quoted(why),
        other => other.say(language),
    };
    format!("- {part}: {outcome}")
}

fn gpus(record: &LaneRecord) -> String {
    let mut names: Vec<&str> = record.host.gpus.iter().map(|gpu| gpu.name.as_str()).collect();
    names.dedup();
    names.join(", ")
}

/// The words of a program, in a line that Markdown and our markers leave alone.
fn quoted(words: &str) -> String {
    const MOST: usize = 300;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.replace('`', "'").replace("<!--", "<! --");
    format!("`{}`", line.chars().take(MOST).collect::<String>())
}

/// What the machine was, and what is no error of a comparison.
fn facts(record: &LaneRecord, language: Language) -> String {
    let LaneRecord { host, date, sources, products, .. } = record;
    let driver = host.gpus.first().map_or("-", |gpu| gpu.driver.as_str());
    let cuda = host.cuda.as_deref().unwrap_or("-");
    let header = [language.pick("qué", "what"), language.pick("valor", "value")];
    let mut rows = vec![
        [language.pick("fecha", "date").into(), date.clone()],
        ["GPU".into(), gpus(record)],
        [language.pick("controlador", "driver").into(), driver.into()],
        ["torch".into(), format!("{}, CUDA {cuda}", host.torch)],
        [
            language.pick("procesador", "processor").into(),
            format!("{}, {} {}", host.processor, host.cores, language.pick("núcleos", "cores")),
        ],
        [language.pick("código fuente", "sources").into(), format!("`{sources}`")],
    ];
    for LargeProduct { device, tf32, error, bound, .. } in &products.products {
        let how = match tf32 {
            None => place(*device),
            Some(Tf32::Emulated) => language.pick("TF32 emulado", "TF32, emulated"),
            Some(Tf32::Used) => "GPU TF32",
            Some(Tf32::NotUsed) => {
                language.pick("TF32 pedido, no usado", "TF32 asked for, not used")
            }
        };
        let name =
            language.pick("error de un producto de 1024 filas", "error of a product of 1024 rows");
        let at_most = language.pick("a lo más", "at most");
        rows.push([format!("{name}, {how}"), format!("{error:.1e} ({at_most} {bound:.1e})")]);
    }
    markdown(header, rows, 2)
}

/// The columns of the tables of errors.
const COLUMNS: [Device; 4] = [
    Device { cuda: None, precision: Precision::F64 },
    Device { cuda: Some(0), precision: Precision::F64 },
    Device { cuda: None, precision: Precision::F32 },
    Device { cuda: Some(0), precision: Precision::F32 },
];

/// A row for each comparison and referee.
fn comparisons(record: &LaneRecord, language: Language) -> String {
    let header = [language.pick("comparación", "comparison"), language.pick("árbitro", "referee")];
    let mut rows = Vec::new();
    // All are made on the CPU in f64.
    let names = record.comparisons.iter().filter(|run| run.device == Device::CPU);
    for ComparisonRun { comparison, .. } in names {
        let known = ComparisonKind::named(comparison);
        let name = known.map_or(comparison.as_str(), |known| language.pick(known.es, known.en));
        let runs = || record.comparisons.iter().filter(|run| &run.comparison == comparison);
        let mut referees: Vec<&str> = Vec::new();
        for WorstCheck { referee, .. } in runs().flat_map(|run| &run.worst) {
            if !referees.contains(&referee.as_str()) {
                referees.push(referee);
            }
        }
        for referee in referees {
            let is_bound = referee == Referee::Bound.name();
            let by = if is_bound { language.pick("cota", "bound") } else { referee };
            let cells = COLUMNS.map(|device| {
                let there = runs().filter(|run| is_beside(run.device, device));
                cell(there.flat_map(|run| &run.worst).filter(|worst| worst.referee == referee))
            });
            rows.push([name.to_owned(), by.to_owned()].into_iter().chain(cells));
        }
    }
    markdown(header.into_iter().chain(COLUMNS.map(place)), rows, 2)
}

/// The comparisons that came after the record.
fn newer(record: &LaneRecord, language: Language) -> impl Iterator<Item = &'static str> {
    let is_new =
        |c: &&ComparisonKind| record.comparisons.iter().all(|run| run.comparison != c.name);
    COMPARISONS.iter().filter(is_new).map(move |c| language.pick(c.es, c.en))
}

/// A row for each exercise.
fn programs(record: &LaneRecord, language: Language) -> String {
    let header =
        [language.pick("ejercicio", "exercise"), language.pick("comprobaciones", "checks")];
    let on_gpu =
        [Precision::F64, Precision::F32].map(|precision| Device { cuda: Some(0), precision });
    let header = header.into_iter().chain(on_gpu.map(place));
    let row = |ProgramRun { exercise, worst, .. }: &ProgramRun| {
        let checks: usize = worst.iter().map(|worst| worst.checks).sum();
        let cells = on_gpu.map(|device| {
            cell(worst.iter().filter(|w| is_beside(w.device, device) && !w.is_share()))
        });
        [exercise.to_string(), checks.to_string()].into_iter().chain(cells)
    };
    markdown(header, record.programs.iter().map(row), 1)
}

/// What the errors of each referee are held against.
fn tolerances(record: &LaneRecord, language: Language) -> String {
    let mut told: Vec<String> = Vec::new();
    let all = record.comparisons.iter().flat_map(|run| &run.worst).filter(|w| !w.is_share());
    for WorstCheck { referee, device, tolerance, .. } in all {
        let precision = place(Device { cuda: None, ..*device });
        let precision = precision.trim_start_matches("CPU ");
        let line = format!("{referee} {tolerance:.0e} {} {precision}", language.pick("en", "in"));
        if !told.contains(&line) {
            told.push(line);
        }
    }
    format!("{}: {}.", language.pick("Tolerancias", "Tolerances"), list(&told, language))
}

/// The same place, whatever the GPU's number, and the same precision.
fn is_beside(device: Device, other: Device) -> bool {
    (device.cuda.is_some(), device.precision) == (other.cuda.is_some(), other.precision)
}

/// The worst of these.
fn cell<'a>(all: impl Iterator<Item = &'a WorstCheck>) -> String {
    let Some(worst) = all.max_by(|a, b| a.size().total_cmp(&b.size())) else { return "-".into() };
    let text = match worst.error {
        None => "NaN".into(),
        Some(share) if worst.is_share() => format!("{:.0} %", 100.0 * share),
        Some(0.0) => "0".into(),
        Some(error) => format!("{error:.1e}"),
    };
    if worst.holds() { text } else { format!("{text} ✗") }
}
