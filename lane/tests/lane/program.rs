//! The program, as `run.sh` calls it: a run on the CPU, and what is refused.

use crate::sample::root;
use ma6202_exercises::exercise_8_autograd::scale;
use ma6202_lane::SOURCES;
use ma6202_lane::record::{LaneRecord, Tf32, devices_of};
use rstest::rstest;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::tempdir;

/// In English, whatever the machine speaks.
fn lane(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lane"));
    command.args(arguments).env_remove("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE");
    command.env("LC_ALL", "en_US.UTF-8");
    command
}

fn said(command: &mut Command) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

/// `lane run OUT`, completed as `run.sh` does.
fn run(out: &Path, arguments: &[&str]) -> Command {
    let mut command = lane(&["run"]);
    command.arg(out).args(arguments);
    command.args(["--torch", "2.11.0+cu130", "--cuda", "13.0", "--date", "2026-11-28"]);
    command
}

/// Every part, on the CPU in single precision where a GPU would be.
#[test]
fn a_dry_run_goes_through_every_part_and_is_refused_as_one_of_a_gpu() {
    let folder = tempdir().unwrap();
    let out = folder.path().join("out");
    let (status, text, errors) = said(&mut run(&out, &["--dry-run", "--curve-seconds", "1"]));
    assert_eq!((status, errors.as_str()), (Some(0), ""), "{text}");
    assert!(text.contains("54 of 54 parts passed"), "{text}");

    let path = out.join("record.json");
    let record = LaneRecord::read(&path).unwrap();
    assert_eq!(record.sources, SOURCES);
    assert_eq!((record.host.torch.as_str(), record.date.as_str()), ("2.11.0+cu130", "2026-11-28"));
    assert_eq!(record.devices(), devices_of(0));
    assert!(record.lost().is_empty());
    for run in &record.comparisons {
        assert!(!run.worst.is_empty(), "{}", run.comparison);
        assert!(run.worst.iter().all(|worst| worst.holds()), "{run:?}");
    }
    // What is derived down to a rounding of f64 is not asked in f32, and f64 was not asked for.
    for program in &record.programs {
        let of = |device: &str| {
            let judges = ["autograd", "torch.optim.SGD"];
            let by_torch = program.worst.iter().filter(|w| judges.contains(&w.referee.as_str()));
            by_torch.filter(|worst| worst.device.to_string() == device).count()
        };
        assert!(of("cpu f32") > 0, "exercise {}", program.exercise);
        assert_eq!(of("cpu f64"), 0, "exercise {}", program.exercise);
    }
    let tf32: Vec<Option<Tf32>> = record.products.products.iter().map(|p| p.tf32).collect();
    assert_eq!(tf32, [None, Some(Tf32::Emulated), Some(Tf32::NotUsed)]);
    assert_eq!(record.curve.record.as_ref().unwrap().limits, scale::Limits::within(1.0));
    let mut files: Vec<_> = out.read_dir().unwrap().map(|file| file.unwrap().file_name()).collect();
    files.sort();
    let logs = ["comparisons.log", "curve.log", "errors.log", "products.log", "programs.log"];
    assert_eq!(files, [&logs[..], &["record.json"]].concat());

    let mut keep = lane(&["keep"]);
    keep.arg(&path).arg(folder.path());
    let (status, _, errors) = said(&mut keep);
    let expected = "error: record: expected one of a GPU, got one of the CPU alone, a dry run\n";
    assert_eq!((status, errors.as_str()), (Some(2), expected));
    // Nor is it run once more into the same folder.
    let (status, _, errors) = said(&mut run(&out, &["--dry-run"]));
    assert_eq!(status, Some(2));
    assert!(errors.contains("folder of the record: expected a new or empty one"), "{errors}");
}

#[test]
fn without_a_gpu_a_line_says_so_and_nothing_is_recorded() {
    let folder = tempdir().unwrap();
    let out = folder.path().join("out");
    // Where there are GPUs, they are hidden.
    let (status, text, errors) = said(run(&out, &[]).env("CUDA_VISIBLE_DEVICES", ""));
    assert_eq!((status, text.as_str(), errors.lines().count()), (Some(2), "", 1), "{errors}");
    assert!(errors.starts_with("error: device cuda: "), "{errors}");
    assert!(!out.exists());
}

#[test]
fn a_variable_that_changes_tf32_is_refused() {
    let folder = tempdir().unwrap();
    let out = folder.path().join("out");
    let mut command = run(&out, &["--dry-run"]);
    let (status, _, errors) = said(command.env("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE", "1"));
    assert_eq!(status, Some(2));
    assert!(errors.contains("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE") && !out.exists(), "{errors}");
}

/// One comparison that fails, as a GPU that is not there makes it, ends the process that makes it.
#[test]
fn comparisons_are_told_line_by_line_until_one_fails() {
    let (status, text, errors) = said(&mut lane(&["compare", "cpu f32", "closing", "jacobians"]));
    assert_eq!((status, text.lines().count(), errors.as_str()), (Some(0), 2, ""));
    let (status, text, _) = said(&mut lane(&["compare", "cuda:9 f64", "slips", "closing"]));
    assert_eq!((status, text.lines().count()), (Some(1), 1), "{text}");
    assert!(text.contains("\"slips\"") && text.contains("device cuda"), "{text}");
}

/// The linker tells, on the standard error, from which folder it loads libtorch, each time that the
/// program is started.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[rstest]
#[case::the_help(&["--help"], 0, &["libtorch-stubs"])]
#[case::no_record(&["keep", "record.json", "nowhere"], 2, &["libtorch-stubs"])]
#[case::a_comparison(&["compare", "cpu f64", "linear_chains"], 0, &["libtorch-stubs", "lib"])]
fn libtorch_is_loaded_when_torch_is_asked(
    #[case] asked: &[&str],
    #[case] expected: i32,
    #[case] folders: &[&str],
) {
    let mut command = lane(asked);
    let (status, _, errors) = said(command.env("LD_DEBUG", "libs").env_remove("LD_LIBRARY_PATH"));
    let initialised = errors.lines().filter_map(|line| Some(line.split_once("calling init: ")?.1));
    let found = initialised.filter_map(|path| path.strip_suffix("/libtorch_cpu.so"));
    let found: Vec<_> = found.filter_map(|path| path.rsplit('/').next()).collect();
    assert_eq!((status, &found[..]), (Some(expected), folders));
}

/// The programs are those of the exercises.
#[rstest]
#[case(6, "Exercise 6: the deltas of backpropagation")]
#[case(8, "Exercise 8: what torch does")]
fn it_holds_the_programs_of_the_exercises(#[case] number: u32, #[case] says: &str) {
    let (status, text, _) = said(&mut lane(&["exercise", &number.to_string(), "--help"]));
    assert_eq!(status, Some(0));
    assert!(text.contains(says) && text.contains(&format!("Usage: exercise-{number}")), "{text}");
    // Its exit status is theirs.
    let nonsense = &["exercise", &number.to_string(), "--seed", "-1"];
    assert_eq!(said(&mut lane(nonsense)).0, Some(2));
}

#[rstest]
#[case::a_device(
    &["compare", "tpu"],
    "expected cpu or cuda:N",
    "'tpu' no es un valor de '<DISPOSITIVO>': se esperaba cpu o cuda:N"
)]
#[case::a_comparison(
    &["compare", "cpu f64", "hessians"],
    "there is no such comparison",
    "no hay tal comparación; hay backpropagation_chains"
)]
#[case::an_exercise(
    &["exercise", "1"],
    "exercise: expected one from 2 to 8",
    "error: ejercicio: se esperaba uno del 2 al 8, no 1\n"
)]
#[case::nothing_to_compare(
    &["compare", "cpu f32", "plateau_of_a_row"],
    "expected in f64",
    "error: plateau_of_a_row: se esperaba f64"
)]
#[case::no_record(&["keep", "nowhere.json", "."], "nowhere.json", "error: nowhere.json: no existe\n")]
#[case::nothing(&[], "Usage", "Uso: lane [OPCIONES] <COMANDO>\n\nComandos:")]
fn nonsense_is_refused(#[case] arguments: &[&str], #[case] en: &str, #[case] es: &str) {
    for (environment, words) in [("en_US.UTF-8", en), ("es_CL.UTF-8", es), ("C", es)] {
        let mut command = lane(arguments);
        command.env("LC_ALL", environment).current_dir(root());
        let (status, text, errors) = said(&mut command);
        assert_eq!((status, text.as_str()), (Some(2), ""));
        assert!(errors.contains(words), "{errors}");
    }
}
