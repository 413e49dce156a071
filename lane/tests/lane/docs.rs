//! What README and docs say is what the records say.

use crate::sample::{has, root, sample, share};
use ma6202::oracle::Device;
use ma6202_lane::kept::{Kept, keep};
use ma6202_lane::record::{CurveRun, PartOutcome};
use ma6202_lane::{docs, record::LaneRecord};
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

const TEXTS: [&str; 4] = ["README.md", "README.es.md", "docs/gpu.md", "docs/gpu.es.md"];

/// The project's texts and its curve, to be changed.
fn project() -> TempDir {
    let folder = tempdir().unwrap();
    for name in TEXTS.iter().chain(&["data/scale.json"]) {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::copy(root().join(name), path).unwrap();
    }
    folder
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// Writes the sections, which stay as they are when they are written once more.
fn write(folder: &TempDir) {
    let written = || {
        docs::write(folder.path()).unwrap();
        TEXTS.map(|name| read(folder, name))
    };
    assert_eq!(written(), written());
}

#[test]
fn the_sections_of_this_project_are_made_from_its_records() {
    let folder = project();
    let record = root().join("data/gpu.json");
    if record.exists() {
        fs::copy(record, folder.path().join("data/gpu.json")).unwrap();
    }
    docs::write(folder.path()).unwrap();
    for name in TEXTS {
        let committed = fs::read_to_string(root().join(name)).unwrap();
        assert!(read(&folder, name) == committed, "{name}: cargo xtask lane --docs writes it anew");
    }
}

#[test]
fn without_a_record_they_say_that_there_is_none() {
    let folder = project();
    write(&folder);
    assert!(read(&folder, "README.md").contains("\nNo GPU has run the lane yet.\n"));
    assert!(read(&folder, "docs/gpu.md").contains("\nNo GPU has run the lane yet.\n"));
    for name in ["README.es.md", "docs/gpu.es.md"] {
        let es = read(&folder, name);
        assert!(es.contains("\nNinguna GPU ha corrido todavía las comparaciones.\n"), "{es}");
    }
}

#[test]
fn a_kept_record_is_told_in_both_languages() {
    let (folder, mut record) = (project(), sample());
    record.comparisons[0].worst[0].error = Some(7.7e-13); // on the CPU
    record.comparisons[50].worst[0].error = Some(4.2e-13);
    // Of a bound that is derived, what rounding may make of an "=" is taken by nearly half.
    for run in record.comparisons.iter_mut().filter(|run| run.comparison == "plateau_of_a_row") {
        (run.worst[0].error, run.worst[0].tolerance) = (Some(0.4625), 1.0);
    }
    for run in record.comparisons.iter_mut().filter(|run| run.comparison == "whole_trainings") {
        let worst = &mut run.worst[0];
        worst.referee = "torch.optim.SGD".into();
        worst.tolerance = worst.tolerance.max(1e-10);
    }
    keep(&record, folder.path()).unwrap();
    write(&folder);

    let readme = read(&folder, "README.md");
    let said = "The last run was on 2026-12-01 on NVIDIA H100 80GB HBM3: 99 of 99 parts passed. The worst \
                relative error of the comparisons was 4.2e-13 in f64 and 3.5e-5 in f32.";
    assert!(readme.contains(said), "{readme}");
    for (file, words) in [
        ("docs/gpu.md", ["99 of 99 parts", "lines of backpropagation", "driver", "processor"]),
        (
            "docs/gpu.es.md",
            ["99 de 99 partes", "líneas de la retropropagación", "controlador", "procesador"],
        ),
    ] {
        let text = read(&folder, file);
        has(&text, &words);
        let numbers =
            ["4.2e-13", "3.5e-5", "2.6e-4", "2.8e-4", "580.95.05", "autograd 1e-12", "1e-10"];
        has(&text, &numbers);
        // A row for each comparison, with what is not asked in f32.
        let rows: Vec<&str> = text.lines().filter(|line| line.contains("| autograd")).collect();
        assert_eq!(rows.len(), 24);
        assert!(rows[21].contains("| 2.5e-14 |       - |       - |"), "{}", rows[21]);
        assert!(rows[22].contains("|    46 % |    46 % |       - |       - |"), "{}", rows[22]);
    }
    // The same numbers in both, in the same order.
    let numbers = |file: &str| -> Vec<f64> {
        let text = read(&folder, file);
        let sections = text
            .split("<!-- ")
            .filter(|part| part.starts_with("gpu:") || part.starts_with("curve:"));
        let cells =
            sections.flat_map(|section| section.split(|c: char| c == '|' || c.is_whitespace()));
        cells.filter_map(|cell| cell.parse().ok()).collect()
    };
    assert!(numbers("docs/gpu.md").len() > 100, "{:?}", numbers("docs/gpu.md"));
    assert_eq!(numbers("docs/gpu.md"), numbers("docs/gpu.es.md"));
    // The curve lies where exercise 8 reads it, and nowhere else.
    let kept = Kept::read(folder.path()).unwrap();
    assert_eq!(Some(kept.curve), record.curve.record);
    let alone = CurveRun { record: None, ..record.curve.clone() };
    assert_eq!(kept.record, Some(LaneRecord { curve: alone, ..record }));
    assert!(read(&folder, "docs/gpu.es.md").contains("| GPU f64 |"));
}

#[test]
fn what_did_not_pass_is_told() {
    let (folder, mut record) = (project(), sample());
    record.comparisons[50].outcome = PartOutcome::Failed("it was 3.0e-9".into());
    record.comparisons[50].worst[0].error = Some(3e-9);
    let lines = "of\nseveral `lines` <!-- /gpu -->";
    record.comparisons[52].outcome = PartOutcome::Failed(lines.into());
    record.comparisons[52].worst[0].error = None;
    // Of the first nothing is known on the CPU in f64; elsewhere, a bound's share too.
    let first = record.comparisons[0].comparison.clone();
    for run in record.comparisons.iter_mut().filter(|run| run.comparison == first) {
        match run.device == Device::CPU {
            true => {
                run.outcome = PartOutcome::Failed("a panic".into());
                run.worst.clear();
            }
            false => run.worst.push(share()),
        }
    }
    let old = read(&folder, "data/scale.json");
    record.curve = CurveRun { outcome: PartOutcome::TooLong, seconds: 195.0, record: None };
    keep(&record, folder.path()).unwrap();
    write(&folder);
    // Whatever the widths of the columns.
    let flat = |name| read(&folder, name).split_whitespace().collect::<Vec<_>>().join(" ");
    let text = flat("docs/gpu.md");
    let name = &record.comparisons[50].comparison;
    let said = [
        "What did not pass:",
        &format!("- `{name}` on cuda:0 f64: `it was 3.0e-9`"),
        "on cuda:0 f64: `of several 'lines' <! -- /gpu -->`",
        "- curve: took too long",
        "3.0e-9 ✗",
        "NaN ✗",
        "95 of 99",
        "| lines of backpropagation | autograd | - | 2.5e-14 |",
        "| lines of backpropagation | bound | - | 43 % |",
    ];
    has(&text, &said);
    let said = [&format!("- `{name}` en cuda:0 f64: `it was 3.0e-9`"), "- curva: tardó demasiado"];
    has(&flat("docs/gpu.es.md"), &said);
    // A curve that failed replaces none.
    assert_eq!(read(&folder, "data/scale.json"), old);
}

/// Comparisons go on when no GPU is at hand.
#[test]
fn a_comparison_that_came_after_the_record_is_told() {
    let (folder, mut record) = (project(), sample());
    record.comparisons.retain(|run| run.comparison != "jacobians");
    record.write(&folder.path().join("data/gpu.json")).unwrap();
    docs::write(folder.path()).unwrap();
    let (en, es) = (read(&folder, "docs/gpu.md"), read(&folder, "docs/gpu.es.md"));
    assert!(en.contains("\nNot yet on a GPU: products with the Jacobian.\n"), "{en}");
    assert!(es.contains("\nTodavía no en una GPU: productos con la jacobiana.\n"), "{es}");
}

#[test]
fn a_record_that_is_refused_changes_nothing() {
    let (folder, mut record) = (project(), sample());
    record.host.gpus.clear();
    let error = keep(&record, folder.path()).unwrap_err().to_string();
    assert!(error.contains("one of a GPU"), "{error}");
    assert!(!folder.path().join("data/gpu.json").exists());
    assert_eq!(read(&folder, "README.md"), fs::read_to_string(root().join("README.md")).unwrap());
}

#[test]
fn a_text_without_its_markers_is_named() {
    let folder = project();
    fs::write(folder.path().join("docs/gpu.md"), "# On a GPU\n").unwrap();
    let error = docs::write(folder.path()).unwrap_err().to_string();
    assert!(error.contains("docs/gpu.md") && error.contains("<!-- gpu: made by"), "{error}");
    let error = docs::write(Path::new("nowhere")).unwrap_err().to_string();
    assert!(error.contains("scale.json"), "{error}");
}
