//! A record is kept if it is whole, of these sources, and contradicts itself nowhere.

use crate::sample::{GPU, GPU_F32, curve, has, sample, share, worst_on};
use ma6202::oracle::Device;
use ma6202_exercises::exercise_8_autograd::scale::{Contestant, LeftOut, StepOutcome, Why};
use ma6202_lane::record::*;
use ma6202_language::{Language, Say};
use rstest::rstest;
use tempfile::tempdir;

#[test]
fn a_sound_record_comes_back_from_its_file() {
    let (folder, record) = (tempdir().unwrap(), sample());
    let path = folder.path().join("record.json");
    record.write(&path).unwrap();
    let back = LaneRecord::read(&path).unwrap();
    assert_eq!(back, record);
    back.check_new().unwrap();
    // Nothing half written is left beside it.
    assert_eq!(folder.path().read_dir().unwrap().count(), 1);
    assert_eq!(record.summary(Language::En), "99 of 99 parts passed");
    assert!(record.lost().is_empty());
}

/// What did not pass is told, and no reason to refuse the record.
#[test]
fn a_record_may_tell_of_what_did_not_pass() {
    let mut record = sample();
    let failed = PartOutcome::Failed("a line: relative error 3.0e-9, tolerance 1e-12".into());
    record.comparisons[50].outcome = failed.clone();
    record.comparisons[50].worst[0].error = Some(3e-9);
    record.comparisons[51].outcome = PartOutcome::TooLong;
    record.comparisons[51].worst.clear();
    record.programs[0].outcome = failed;
    record.programs[0].worst.clear();
    record.curve = CurveRun { outcome: PartOutcome::TooLong, seconds: 195.0, record: None };
    record.check_new().unwrap();
    let said = record.summary(Language::En);
    assert!(said.starts_with("95 of 99 parts passed\n"), "{said}");
    has(&said, &["exercise 2: a line: relative error 3.0e-9", "curve: took too long"]);

    let mut record = sample();
    record.programs[6].outcome = PartOutcome::NoTimeLeft;
    record.programs[6].worst.clear();
    record.programs[6].seconds = 0.0;
    // Timed, though a check before that did not hold.
    record.curve.outcome = PartOutcome::Failed("parameters after a step".into());
    record.check_new().unwrap();
    assert!(record.summary(Language::En).contains("exercise 8: no time was left for it"));
}

type R<'a> = &'a mut LaneRecord;

#[rstest]
#[case::a_dry_run(|r: R| { r.comparisons.retain(|c| c.device.cuda.is_none()); r.host.gpus.clear() }, "expected one of a GPU")]
#[case::a_dry_run_that_names_a_gpu(|r: R| r.comparisons.retain(|c| c.device.cuda.is_none()), "one of a GPU")]
#[case::no_name_of_the_gpu(|r: R| r.host.gpus.clear(), "one of a GPU")]
#[case::other_sources(|r: R| r.sources = "0123456789abcdef".into(), "sources of the record: expected")]
#[case::no_date(|r: R| r.date = "today".into(), "date of the record")]
#[case::another_date(|r: R| r.date = "2026/12/01".into(), "date of the record")]
#[case::a_date_in_other_digits(|r: R| r.date = "２０２６-12-01".into(), "date of the record")]
#[case::single_precision_alone(|r: R| r.comparisons.retain(|c| c.device != GPU), "devices: expected")]
#[case::another_gpu(|r: R| on(r, GPU).for_each(|c| c.device.cuda = Some(1)), "devices: expected")]
#[case::a_comparison_less(|r: R| { r.comparisons.remove(60); }, "comparisons on cuda:0 f64")]
#[case::a_comparison_less_everywhere(|r: R| r.comparisons.retain(|c| c.comparison != "jacobians"), "comparisons on cpu f64: expected")]
#[case::a_comparison_that_is_not_known(|r: R| rename(r, "jacobians", "hessians"), "hessians")]
#[case::a_comparison_twice(|r: R| rename(r, "jacobians", "expressions"), "each once")]
#[case::not_run(|r: R| r.comparisons[3].outcome = PartOutcome::NotRun, "recurrence_chains on cpu f64: expected an outcome")]
#[case::a_program_not_run(|r: R| r.programs[6].outcome = PartOutcome::NotRun, "exercise 8: expected an outcome")]
#[case::the_products_not_run(|r: R| r.products.outcome = PartOutcome::NotRun, "products: expected an outcome")]
#[case::the_curve_not_run(|r: R| r.curve.outcome = PartOutcome::NotRun, "curve: expected an outcome")]
#[case::a_failure_without_words(|r: R| r.programs[0].outcome = PartOutcome::Failed(" ".into()), "expected words")]
#[case::passed_without_checks(|r: R| r.comparisons[3].worst.clear(), "expected checks: it passed")]
#[case::passed_with_no_check(|r: R| r.comparisons[3].worst[0].checks = 0, "some checks")]
#[case::passed_with_an_error(|r: R| r.comparisons[3].worst[0].error = Some(2e-12), "above 0.000000000001")]
#[case::passed_with_no_number(|r: R| r.comparisons[3].worst[0].error = None, "no error above its tolerance")]
#[case::a_negative_error(|r: R| r.comparisons[3].worst[0].error = Some(-1e-15), "an error, a tolerance")]
#[case::a_negative_tolerance(|r: R| r.comparisons[3].worst[0].tolerance = -1.0, "an error, a tolerance")]
#[case::stopped_with_checks(|r: R| r.comparisons[3].outcome = PartOutcome::TooLong, "no checks: it did not end")]
#[case::checks_elsewhere(|r: R| on(r, GPU).for_each(|c| c.worst[0].device = Device::CPU), "checks on that device")]
#[case::a_negative_time(|r: R| r.comparisons[3].seconds = -1.0, "seconds of recurrence_chains on cpu f64: expected at most 480, got -1")]
#[case::no_time(|r: R| r.curve.seconds = f64::NAN, "seconds of curve")]
#[case::a_program_less(|r: R| { r.programs.pop(); }, "programs: expected [2, 3, 4, 5, 6, 7, 8]")]
#[case::a_program_twice(|r: R| r.programs[1].exercise = 2, "programs: expected")]
#[case::a_program_on_the_cpu(|r: R| r.programs[1].worst.retain(|w| w.device != GPU_F32), "none on cuda:0 f32")]
#[case::no_products(|r: R| r.products.products.clear(), "products on cuda:0 f64")]
#[case::no_tf32(|r: R| { r.products.products.pop(); }, "one for which TF32 was asked")]
#[case::a_product_above_its_bound(|r: R| r.products.products[1].error = 1.0, "error of a product")]
#[case::no_curve(|r: R| r.curve.record = None, "record of the curve: expected some")]
#[case::a_curve_that_did_not_end(|r: R| r.curve.outcome = PartOutcome::TooLong, "record of the curve: expected none")]
#[case::a_curve_of_the_cpu(|r: R| r.curve.record = Some(curve(&[Device::CPU], None)), "curve: expected one of a GPU")]
#[case::another_month(|r: R| r.date = "2026-13-01".into(), "date of the record")]
#[case::another_day(|r: R| r.date = "2026-02-29".into(), "date of the record")]
#[case::an_hour(|r: R| r.date = "2026-11-28T00:00:00Z".into(), "date of the record")]
#[case::fewer_gpus_than_devices(|r: R| r.comparisons.extend(second_gpu(r)), "GPUs that the driver names: expected 2 or more, got 1")]
#[case::another_torch(|r: R| r.host.torch = "2.10.0+cu130".into(), "torch: expected 2.11.0")]
#[case::fewer_checks_than_on_the_cpu(|r: R| on(r, GPU).for_each(|c| c.worst[0].checks = 1), "checks of backpropagation_chains on cuda:0 f64: expected as on the CPU")]
#[case::another_referee(|r: R| on(r, GPU).for_each(|c| c.worst[0].referee = "tape".into()), "checks of backpropagation_chains on cuda:0 f64")]
#[case::a_lenient_tolerance(|r: R| r.comparisons[3].worst[0].tolerance = 1e-9, "tolerance of recurrence_chains on cpu f64: expected 0.000000000001")]
#[case::a_share_of_nothing(|r: R| r.comparisons[3].worst[0].tolerance = 1.0, "tolerance of recurrence_chains")]
#[case::longer_than_all_of_it(|r: R| r.programs[1].seconds = 1e6, "seconds of exercise 3: expected at most 480")]
#[case::a_program_on_another_gpu(|r: R| r.programs[1].worst[0].device.cuda = Some(4), "exercise 3: expected a device of this record, got cuda:4 f64")]
#[case::a_product_on_another_gpu(|r: R| r.products.products[1].device.cuda = Some(4), "products: expected a device")]
#[case::a_bound_of_anything(|r: R| r.products.products[1].bound = 1e9, "below 1")]
#[case::tf32_that_is_f32(|r: R| r.products.products[3].error = 2.5e-7, "TF32 used: false, by its error")]
#[case::f32_that_is_tf32(|r: R| r.products.products[3].tf32 = Some(Tf32::NotUsed), "TF32 used: true, by its error")]
#[case::a_curve_of_another_machine(|r: R| r.curve.record.as_mut().unwrap().machine.cores = 2, "machine of the curve")]
#[case::a_curve_of_one_size(|r: R| r.curve.record.as_mut().unwrap().cells.truncate(5), "curve: expected every size of the grid, got 1 sizes")]
#[case::a_curve_without_a_ratio(|r: R| refuse(r), "widths at which cuda:0 f64 was compared for 142 rows")]
fn a_record_that_cannot_be_is_refused(#[case] damage: fn(R), #[case] says: &str) {
    let mut record = sample();
    damage(&mut record);
    let error = record.check_new().unwrap_err();
    assert!(error.to_string().contains(says), "{error}");
    let spanish = error.say(Language::Es);
    assert!(spanish.contains(": se esperaba ") && spanish.contains(", no "), "{spanish}");
    for english in [" on ", " of ", " for ", "expected", "each", "checks", "none", "rows", "sizes"]
    {
        assert!(!spanish.contains(english), "{english:?} in {spanish}");
    }
}

/// The comparisons of a second GPU, as the first has them.
fn second_gpu(record: &LaneRecord) -> Vec<ComparisonRun> {
    let first = record.comparisons.iter().filter(|run| run.device.cuda.is_some());
    let mut second: Vec<ComparisonRun> = first.cloned().collect();
    for run in &mut second {
        run.device.cuda = Some(1);
        run.worst[0].device.cuda = Some(1);
    }
    second
}

/// As if the GPU had been lost in the middle of the curve.
fn refuse(record: &mut LaneRecord) {
    let cells = record.curve.record.as_mut().unwrap().cells.iter_mut();
    for (number, cell) in cells.enumerate() {
        // Its first size it has still done.
        if cell.by == Contestant::Torch(GPU) && number > 5 {
            let why = Why::Refused("CUDA error".into());
            let left_out = LeftOut { why, predicted_seconds: None, bytes: 1 };
            cell.outcome = StepOutcome::LeftOut(left_out);
        }
    }
}

fn on(record: &mut LaneRecord, device: Device) -> impl Iterator<Item = &mut ComparisonRun> {
    record.comparisons.iter_mut().filter(move |run| run.device == device)
}

fn rename(record: &mut LaneRecord, name: &str, other: &str) {
    let runs = record.comparisons.iter_mut().filter(|run| run.comparison == name);
    runs.for_each(|run| run.comparison = other.into());
}

/// A kept record stays sound when the sources go on, and its curve lies elsewhere.
#[test]
fn a_kept_record_need_not_be_of_these_sources() {
    let mut record = sample();
    record.sources = "0123456789abcdef".into();
    record.curve.record = None;
    rename(&mut record, "jacobians", "hessians");
    record.programs.pop();
    record.check().unwrap();
    record.programs[1].exercise = 2;
    assert!(record.check().unwrap_err().to_string().contains("programs: expected each once"));
}

#[rstest]
#[case::cut_short("}\n  }\n}\n", "", "EOF")]
#[case::a_field_missing("\"cores\": 16", "\"c\": 1", "unknown field `c`")]
#[case::a_device("\"cuda:0 f64\"", "\"tpu f64\"", "expected cpu or cuda:N")]
#[case::an_outcome("\"passed\"", "\"fine\"", "unknown variant `fine`")]
#[case::a_curve_that_is_none("\"rounds\": 9", "\"rounds\": 0", "rounds")]
fn a_damaged_file_is_refused(#[case] sound: &str, #[case] broken: &str, #[case] says: &str) {
    let (folder, text) = (tempdir().unwrap(), sample().text());
    let path = folder.path().join("record.json");
    let damaged = text.replacen(sound, broken, 1);
    assert_ne!(text, damaged, "{sound}");
    std::fs::write(&path, damaged).unwrap();
    let error = LaneRecord::read(&path).unwrap_err().to_string();
    assert!(error.contains("record.json") && error.contains(says), "{error}");
}

#[test]
fn a_file_that_is_no_record_is_refused() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("record.json");
    let error = LaneRecord::read(&path).unwrap_err().to_string();
    assert!(error.contains("record.json"), "{error}");
    std::fs::write(&path, vec![b' '; (1 << 20) + 1]).unwrap();
    let error = LaneRecord::read(&path).unwrap_err().to_string();
    assert!(error.contains("at most 1048576 bytes, got 1048577"), "{error}");
}

fn line(what: &str, device: Device, max_rel_error: Option<f64>) -> CheckLine {
    let (what, referee) = (what.into(), "autograd".into());
    CheckLine { what, referee, device, max_rel_error, tolerance: 1e-12 }
}

#[test]
fn the_worst_of_each_referee_and_device_is_kept() {
    let mut other = line("w", GPU, Some(1e-13));
    other.referee = "torch.optim.SGD".into();
    let lines = [
        line("a", GPU, Some(1e-15)),
        line("b", GPU, Some(3e-15)),
        line("c", Device::CPU, Some(9e-15)),
        other,
        line("d", GPU, Some(2e-15)),
    ];
    let found: Vec<(String, usize, Option<f64>)> =
        worst(lines).into_iter().map(|w| (w.what, w.checks, w.error)).collect();
    let told = |what: &str, checks, error| (what.to_owned(), checks, Some(error));
    assert_eq!(found, [told("b", 3, 3e-15), told("c", 1, 9e-15), told("w", 1, 1e-13)]);

    // What is no number is worse than any.
    let lines = [line("a", GPU, Some(1e300)), line("b", GPU, None), line("c", GPU, Some(1.0))];
    let found = worst(lines);
    assert_eq!((found[0].what.as_str(), found[0].error, found[0].holds()), ("b", None, false));
    assert!(worst([]).is_empty());
    assert!(share().is_share() && share().is_bound() && share().holds() && worst_on(GPU).holds());
}
