//! When a GPU pays: `exercises/exercise_8_autograd/scale/mod.rs` says how.
//!
//! No test here asserts a time, or a ratio of times, of this machine: clocks that are made up stand
//! for those that are not.

use crate::common::*;
use approx::assert_relative_eq;
use ma6202::Error;
use ma6202::descent::{Clearing, Schedule, Sgd};
use ma6202::loss::Loss;
use ma6202::mlp::derivation::Backprop;
use ma6202::mlp::init::manual_seed;
use ma6202::notebook::SGD;
use ma6202::oracle::{Device, Precision, Trainer, cuda_devices, descend};
use ma6202_exercises::exercise_8_autograd::scale::torch_steps::seconds;
use ma6202_exercises::exercise_8_autograd::scale::*;
use ma6202_exercises::program::Devices;
use ma6202_exercises::record::{check_writable, keep};
use rstest::rstest;
use std::cell::RefCell;

const CPU_32: Device = Device { cuda: None, precision: Precision::F32 };
const CUDA: Device = Device { cuda: Some(0), precision: Precision::F64 };
const OURS: Contestant = Contestant::Ours;
const THEIRS: Contestant = Contestant::Torch(Device::CPU);
/// Of made-up clocks: no limit is met.
const FREE: Limits = Limits {
    step_seconds: 1e9,
    bytes: u64::MAX,
    window_seconds: 1.0,
    size_seconds: 1e9,
    rounds: 5,
    total_seconds: None,
};

fn size(batch: usize, hidden: usize) -> Size {
    Size { batch, hidden }
}

// How large a step is.

/// The products, written as loops over rows, inputs and outputs.
#[rstest]
#[case(1, 1)]
#[case(1, 5)]
#[case(3, 2)]
#[case(7, 5)]
#[case(2, 11)]
fn the_multiplications_are_those_of_the_loops(#[case] batch: usize, #[case] hidden: usize) {
    let widths = size(batch, hidden).widths();
    assert_eq!(widths, [13, hidden, hidden, hidden, 3]);
    let mut count = 0;
    for l in 1..widths.len() {
        for _row in 0..batch {
            for _input in 0..widths[l - 1] {
                for _output in 0..widths[l] {
                    count += 1; // a_j += y_i w_ij
                    count += 1; // ∂J/∂w_ij += y_i δ_j
                    if l > 1 {
                        count += 1; // ∂J/∂y_i += δ_j w_ij
                    }
                }
            }
        }
    }
    assert_eq!(size(batch, hidden).multiplications(), count);
    let (n, h) = (batch as u64, hidden as u64);
    assert_eq!(n * (6 * h * h + 35 * h), count);
}

#[test]
fn the_bytes_are_those_of_the_matrices() {
    // Of n = 142, H = 5: (14·5 + 6·5 + 6·5 + 6·3) parameters, four times; 13 and 3 numbers of each
    // row, and a, y and δ of 5 + 5 + 5 + 3 neurons.
    let numbers = 4 * 148 + 142 * (16 + 3 * 18);
    assert_eq!(size(142, 5).bytes(Precision::F64), 8 * numbers);
    assert_eq!(size(142, 5).bytes(Precision::F32), 4 * numbers);
    // 65536 rows of 4096 neurons are 2 GiB already.
    assert!(size(65536, 4096).bytes(Precision::F64) > 9 << 31);
}

#[test]
fn the_grid_grows() {
    let grid = grid();
    assert_eq!(grid.len(), BATCHES.len() * WIDTHS.len());
    assert_eq!((grid[0], grid[grid.len() - 1]), (size(142, 5), size(65536, 4096)));
    let ranks: Vec<_> = grid.iter().map(|size| (size.batch, size.hidden)).collect();
    assert!(ranks.is_sorted_by(|one, next| one < next));
}

// What is left out.

#[test]
fn a_time_is_predicted_from_the_largest_smaller_size() {
    assert_eq!(predict(&[], size(142, 5)), None);
    let done = [(size(142, 5), 1e-5), (size(142, 64), 2e-3), (size(1024, 5), 1e-4)];
    // Multiplications: 325 and 26816 a row.
    let expected = 2e-3 * (1024.0 * 26816.0) / (142.0 * 26816.0);
    assert_relative_eq!(predict(&done, size(1024, 64)).unwrap(), expected);
    // No narrower one has been measured but those of H = 5.
    assert_relative_eq!(predict(&done, size(2048, 5)).unwrap(), 2e-4);
    // None of these is smaller.
    assert_eq!(predict(&done, size(100, 64)), None);
}

#[rstest]
#[case::in_time(1.99, u64::MAX, None)]
#[case::at_the_limit(2.0, u64::MAX, None)]
#[case::too_long(2.01, u64::MAX, Some(Why::TooLong))]
#[case::as_large_as_may_be(1.0, 84256, None)]
#[case::too_large(1.0, 84255, Some(Why::TooLarge))]
fn a_step_is_left_out_with_its_reason(
    #[case] seconds: f64,
    #[case] bytes: u64,
    #[case] why: Option<Why>,
) {
    let limits = Limits { step_seconds: 2.0, bytes, ..FREE };
    let half = [(size(71, 5), seconds / 2.0)];
    assert_eq!(limits.leave_out(&half, size(142, 5), Precision::F64), why);
    if let Some(why) = why {
        let left_out = LeftOut::new(why.clone(), &half, size(142, 5), Precision::F64);
        assert_eq!(left_out, LeftOut { why, predicted_seconds: Some(seconds), bytes: 84256 });
    }
    let half = [(size(71, 5), 1.234_567_8)];
    let long = limits.leave_out(&half, size(142, 5), Precision::F64).unwrap();
    // To four digits, as a file keeps them.
    let long = LeftOut::new(long, &half, size(142, 5), Precision::F64);
    assert_eq!(long.predicted_seconds, Some(2.469));
    // Half as many bytes in single precision.
    let single = limits.leave_out(&[], size(142, 5), Precision::F32);
    assert_eq!(single, None);
}

/// Ours at a billion multiplications a second, torch's at ten, and never faster than 100 µs.
fn made_up(size: Size, by: Contestant) -> f64 {
    match by {
        OURS => size.multiplications() as f64 / 1e9,
        _ => (size.multiplications() as f64 / 1e10).max(1e-4),
    }
}

#[test]
fn a_sweep_leaves_out_what_would_be_too_long_and_nothing_else() {
    let limits = Limits { step_seconds: 2.0, bytes: 2 << 30, ..FREE };
    let asked = RefCell::new(Vec::new());
    let cells = sweep(&grid(), &[OURS, THEIRS], &limits, |size, running| {
        asked.borrow_mut().extend(running.iter().map(|&by| (size, by)));
        Ok(running.iter().map(|&by| Ok(vec![made_up(size, by); 3])).collect())
    })
    .unwrap();
    assert_eq!(cells.len(), 2 * grid().len());
    let mut expected = Vec::new();
    for cell in &cells {
        let (seconds, bytes) = (made_up(cell.size, cell.by), cell.size.bytes(Precision::F64));
        match &cell.outcome {
            StepOutcome::Measured { seconds: found, ratio } => {
                expected.push((cell.size, cell.by));
                assert!(seconds <= 2.0 && bytes <= 2 << 30, "{cell}");
                assert_relative_eq!(*found, seconds, max_relative = 1e-3);
                let ours = made_up(cell.size, OURS);
                let compared = cell.by == THEIRS && ours <= 2.0;
                assert_eq!(ratio.is_some(), compared, "{cell}");
                if let Some(ratio) = ratio {
                    assert_relative_eq!(ratio.median, ours / seconds, max_relative = 1e-3);
                }
            }
            // Of what grows with the multiplications alone, the prediction is right.
            StepOutcome::LeftOut(LeftOut { why, predicted_seconds, bytes: told }) => {
                assert_relative_eq!(predicted_seconds.unwrap(), seconds, max_relative = 1e-3);
                assert_eq!(*told, bytes);
                let too_large = bytes > 2 << 30;
                assert_eq!(*why, if too_large { Why::TooLarge } else { Why::TooLong }, "{cell}");
                assert!(too_large || seconds > 2.0, "{cell}");
            }
        }
    }
    // Stable: of one size ours comes first.
    expected.sort_by_key(|(size, _)| size.multiplications());
    assert_eq!(*asked.borrow(), expected);
    assert!(expected.len() > 50 && expected.len() < cells.len() - 10, "{}", expected.len());
}

/// No time was left to begin it.
fn is_late(cell: &&Cell) -> bool {
    matches!(&cell.outcome, StepOutcome::LeftOut(left_out) if left_out.why == Why::NoTimeLeft)
}

/// What is large is left out, whatever its batch, and says so.
#[test]
fn a_sweep_that_has_no_time_left_says_so() {
    let limits = Limits { total_seconds: Some(1.0), ..FREE };
    let mut begun = 0;
    let cells = sweep(&grid(), &[OURS, THEIRS], &limits, |size, running| {
        begun += 1;
        let timing = |&by| match begun {
            ..=20 => Ok(vec![made_up(size, by)]),
            _ => Err(Why::NoTimeLeft),
        };
        Ok(running.iter().map(timing).collect())
    });
    let record = ScaleRecord { limits, cells: cells.unwrap(), ..sample() };
    record.check().unwrap();
    assert_eq!(ScaleRecord::parse(&record.text()).unwrap(), record);
    let (late, begun): (Vec<&Cell>, Vec<&Cell>) = record.cells.iter().partition(is_late);
    assert!(begun.iter().all(|cell| matches!(cell.outcome, StepOutcome::Measured { .. })));
    assert_eq!(begun.len(), 2 * 20);
    let multiplications = |cell: &&Cell| cell.size.multiplications();
    assert!(begun.iter().map(multiplications).max() <= late.iter().map(multiplications).min());
    // A record without such a limit has no such cell.
    let without = ScaleRecord { limits: FREE, ..record }.check().unwrap_err().to_string();
    assert!(
        without.contains("left_out of ours at") && without.contains("no time left"),
        "{without}"
    );
}

#[test]
fn who_is_refused_is_left_out_and_tried_again() {
    let sizes = [size(142, 5), size(142, 8)];
    let cells = sweep(&sizes, &[OURS, THEIRS], &FREE, |_, running| {
        assert_eq!(running, [OURS, THEIRS]);
        Ok(vec![Ok(vec![0.5]), Err(Why::Refused("out of memory".into()))])
    })
    .unwrap();
    for cell in cells.chunks(2) {
        assert_eq!(cell[0].outcome, StepOutcome::Measured { seconds: 0.5, ratio: None });
        let StepOutcome::LeftOut(left_out) = &cell[1].outcome else { panic!("{}", cell[1]) };
        assert_eq!(left_out.why, Why::Refused("out of memory".into()));
        assert_eq!(left_out.predicted_seconds, None);
    }
}

#[rstest]
#[case::no_sizes(&[], &[OURS, THEIRS], FREE, "sizes")]
#[case::no_rows(&[size(0, 5)], &[OURS], FREE, "rows of the batch")]
#[case::no_neurons(&[size(142, 0)], &[OURS], FREE, "hidden neurons")]
#[case::a_size_twice(&[size(9, 5), size(9, 5)], &[OURS], FREE, "one after n = 9, H = 5")]
#[case::a_width_that_falls(&[size(9, 5), size(9, 4)], &[OURS], FREE, "got n = 9, H = 4")]
#[case::nobody(&[size(9, 5)], &[], FREE, "contestants")]
#[case::without_us(&[size(9, 5)], &[THEIRS], FREE, "ours first, then devices, each once")]
#[case::twice(&[size(9, 5)], &[OURS, THEIRS, THEIRS], FREE, "got cpu f64")]
#[case::we_twice(&[size(9, 5)], &[OURS, OURS], FREE, "got ours")]
#[case::no_time(&[size(9, 5)], &[OURS], Limits { step_seconds: 0.0, ..FREE }, "seconds of a step")]
#[case::nan(&[size(9, 5)], &[OURS], Limits { window_seconds: f64::NAN, ..FREE }, "of a window")]
#[case::endless(&[size(9, 5)], &[OURS], Limits { size_seconds: 1.0 / 0.0, ..FREE }, "of a size")]
#[case::no_memory(&[size(9, 5)], &[OURS], Limits { bytes: 0, ..FREE }, "bytes")]
#[case::no_rounds(&[size(9, 5)], &[OURS], Limits { rounds: 0, ..FREE }, "rounds")]
#[case::no_time_at_all(&[size(9, 5)], &[OURS], Limits::within(-1.0), "seconds of all sizes")]
fn nonsense_is_refused_before_anyone_is_timed(
    #[case] sizes: &[Size],
    #[case] contestants: &[Contestant],
    #[case] limits: Limits,
    #[case] says: &str,
) {
    let error = sweep(sizes, contestants, &limits, |_, _| panic!("nobody is to be timed"));
    let error = error.unwrap_err().to_string();
    assert!(error.contains(says), "{error}");
}

// How it is timed.

/// A stopwatch that takes so long for a step, and writes down who was asked for how many.
fn watch<'a>(
    log: &'a RefCell<Vec<(char, usize)>>,
    name: char,
    step: impl Fn(usize) -> f64 + 'a,
) -> ma6202::Result<Stopwatch<'a>> {
    Ok(Box::new(move |steps| {
        log.borrow_mut().push((name, steps));
        let calls = log.borrow().iter().filter(|(who, _)| *who == name).count();
        Ok(steps as f64 * step(calls))
    }))
}

#[test]
fn rounds_alternate_and_fill_their_windows() {
    let log = RefCell::new(Vec::new());
    let watches = vec![watch(&log, 'a', |_| 1e-3), watch(&log, 'b', |_| 3.0)];
    let timings = time(watches, &FREE).unwrap();
    assert_eq!(timings, [Ok(vec![1e-3; 5]), Ok(vec![3.0; 5])]);
    let log = log.into_inner();
    let rounds = &log[log.len() - 10..];
    // A second of steps that take a millisecond; one of those that take longer than the window.
    assert_eq!(rounds, [('a', 1000), ('b', 1)].repeat(5));
    // Both are warm before the first round, and who is slow is not asked twice for that.
    let before = &log[..log.len() - 10];
    assert_eq!(before.iter().filter(|(who, _)| *who == 'b').count(), 1);
    assert_eq!(before[..2], [('a', 1), ('a', 1)]);
    let counts: Vec<usize> = before[1..].iter().map(|&(_, steps)| steps).collect();
    assert_eq!(counts, [1, 2, 4, 8, 16, 32, 64, 128, 256, 1]);
}

#[rstest]
#[case::time_enough(1.0, 100.0, 5)]
#[case::for_four(1.0, 8.0, 4)]
#[case::for_none_but_three_are_needed(1.0, 0.001, 3)]
#[case::for_none_and_rounds_are_long(20.0, 0.001, 2)]
fn as_many_rounds_as_there_is_time_for(
    #[case] seconds: f64,
    #[case] size_seconds: f64,
    #[case] rounds: usize,
) {
    let log = RefCell::new(Vec::new());
    let watches = vec![watch(&log, 'a', |_| seconds), watch(&log, 'b', |_| seconds)];
    let timings = time(watches, &Limits { size_seconds, ..FREE }).unwrap();
    assert_eq!(timings, vec![Ok(vec![seconds; rounds]); 2]);
    let few = Limits { rounds: 1, ..FREE };
    assert_eq!(time(vec![watch(&log, 'c', |_| 1.0)], &few).unwrap(), [Ok(vec![1.0])]);
}

/// Only memory leaves a size out: what is more than half of what is free.
#[test]
fn nothing_is_left_out_for_being_slow() {
    let limits = Limits::of_memory(Some(22 << 30));
    limits.check().unwrap();
    let slow = [(size(8192, 2048), 100.0)];
    let wide = |hidden| limits.leave_out(&slow, size(65_536, hidden), Precision::F64);
    assert_eq!([wide(2048), wide(4096)], [None, Some(Why::TooLarge)]);
    assert_eq!(Limits::of_memory(None), Limits::USUAL);
    assert!(free_memory().is_none_or(|bytes| bytes > 1 << 20));
}

#[test]
fn a_clock_that_stands_still_ends_too() {
    let log = RefCell::new(Vec::new());
    let timings = time(vec![watch(&log, 'a', |_| 0.0)], &FREE).unwrap();
    assert_eq!(timings, [Ok(vec![0.0; 5])]);
    assert!(log.into_inner().len() < 40);
}

#[test]
fn a_slow_spell_is_slow_for_all_and_moves_no_median() {
    let log = RefCell::new(Vec::new());
    let spell = |calls| if calls == 3 { 30.0 } else { 1.0 };
    let sizes = [size(142, 5)];
    let cells = sweep(&sizes, &[OURS, THEIRS], &FREE, |_, _| {
        let watches = vec![watch(&log, 'a', spell), watch(&log, 'b', move |c| 4.0 * spell(c))];
        time(watches, &FREE)
    })
    .unwrap();
    assert_eq!(cells[0].outcome, StepOutcome::Measured { seconds: 1.0, ratio: None });
    let ratio = Some(Ratio { low: 0.25, median: 0.25, high: 0.25 });
    assert_eq!(cells[1].outcome, StepOutcome::Measured { seconds: 4.0, ratio });
}

/// Not the ratio of the medians, which mixes rounds.
#[test]
fn the_ratio_is_the_median_of_the_rounds_ratios() {
    let cells = sweep(&[size(142, 5)], &[OURS, THEIRS], &FREE, |_, _| {
        Ok(vec![Ok(vec![1.0, 8.0, 3.0]), Ok(vec![4.0, 4.0, 1.0])])
    })
    .unwrap();
    let ratio = Some(Ratio { low: 0.25, median: 2.0, high: 3.0 });
    assert_eq!(cells[1].outcome, StepOutcome::Measured { seconds: 4.0, ratio });
}

#[test]
fn what_torch_refuses_is_told_and_every_other_error_ends_it() {
    let log = RefCell::new(Vec::new());
    let refused = || Error::Torch("CUDA out of memory".into());
    let cold: ma6202::Result<Stopwatch> = Ok(Box::new(move |_| Err(refused())));
    let timings = time(vec![watch(&log, 'a', |_| 1.0), Err(refused()), cold], &FREE).unwrap();
    let told = || Err(Why::Refused("CUDA out of memory".into()));
    assert_eq!(timings, [Ok(vec![1.0; 5]), told(), told()]);

    // In the middle of the rounds too; the others go on.
    let mut calls = 0;
    let breaks: ma6202::Result<Stopwatch> = Ok(Box::new(move |steps| {
        calls += 1;
        if calls < 4 { Ok(steps as f64) } else { Err(refused()) }
    }));
    let timings = time(vec![breaks, watch(&log, 'd', |_| 1.0)], &FREE).unwrap();
    assert_eq!(timings, [told(), Ok(vec![1.0; 5])]);

    let diverged = || Error::Diverged { step: 1, loss: f64::NAN };
    for broken in [Err(diverged()), Ok(Box::new(move |_| Err(diverged())) as Stopwatch)] {
        assert!(matches!(time(vec![broken], &FREE), Err(Error::Diverged { .. })));
    }
}

// Where torch becomes the faster one.

/// A power law is met exactly, wherever between the widths it passes 1.
#[rstest]
#[case(37.0, 1.3)]
#[case(5.1, 0.2)]
#[case(64.0, 2.0)]
#[case(4000.0, 3.0)]
fn a_power_law_passes_1_where_it_does(#[case] at: f64, #[case] power: f64) {
    let widths = WIDTHS.map(|width| width as f64);
    let ratios = widths.map(|width| (width / at).powf(power));
    let Crossing { at: found, again } = Crossing::of(&widths, &ratios).unwrap();
    let CrossingAt::Width(found) = found else { panic!("{found:?}") };
    assert_relative_eq!(found, at, max_relative = 1e-12);
    assert_eq!(again, 0);
}

#[rstest]
#[case::never(&[0.1, 0.5, 0.99], CrossingAt::Beyond(20.0), 0)]
#[case::always(&[1.0, 2.0, 3.0], CrossingAt::Before(5.0), 0)]
#[case::at_one_measured(&[0.5, 1.0, 2.0], CrossingAt::Width(10.0), 0)]
#[case::there_and_back(&[0.5, 2.0, 0.5], CrossingAt::Width(7.0710678118654755), 1)]
#[case::back_only(&[2.0, 0.5, 0.25], CrossingAt::Before(5.0), 1)]
#[case::back_and_there(&[2.0, 0.5, 2.0], CrossingAt::Before(5.0), 2)]
fn every_way_to_cross(#[case] ratios: &[f64], #[case] at: CrossingAt, #[case] again: usize) {
    let crossing = Crossing::of(&[5.0, 10.0, 20.0], ratios).unwrap();
    assert_eq!(crossing.again, again);
    match (crossing.at, at) {
        (CrossingAt::Width(found), CrossingAt::Width(right)) => {
            assert_relative_eq!(found, right, max_relative = 1e-14);
        }
        (found, right) => assert_eq!(found, right),
    }
}

#[rstest]
#[case::nothing(&[], &[], "widths compared")]
#[case::a_ratio_missing(&[5.0, 8.0], &[1.0], "ratios")]
#[case::no_ratio(&[5.0, 8.0], &[1.0, f64::NAN], "ratio: expected a positive number, got NaN")]
#[case::zero(&[5.0, 8.0], &[0.0, 1.0], "ratio: expected a positive number, got 0")]
#[case::no_width(&[0.0, 8.0], &[1.0, 1.0], "width: expected a positive number")]
#[case::not_growing(&[8.0, 8.0], &[1.0, 1.0], "width: expected more than the one before")]
fn no_crossing_of_nonsense(#[case] widths: &[f64], #[case] ratios: &[f64], #[case] says: &str) {
    let error = Crossing::of(widths, ratios).unwrap_err().to_string();
    assert!(error.contains(says), "{error}");
}

// The record.

/// Of two widths, on a machine with a GPU; torch on the CPU becomes the faster one at √(5 · 20) =
/// 10.
fn sample() -> ScaleRecord {
    let ratio = |r: f64| Some(Ratio { low: r / 2.0, median: r, high: 2.0 * r });
    let measured = |seconds, ratio| StepOutcome::Measured { seconds, ratio };
    let left_out = |why, predicted_seconds| {
        StepOutcome::LeftOut(LeftOut { why, predicted_seconds, bytes: 12345 })
    };
    let (cuda, why) = (Contestant::Torch(CUDA), Why::Refused("CUDA out of memory".into()));
    let cells = [
        (size(142, 5), OURS, measured(2.5e-7, None)),
        (size(142, 5), THEIRS, measured(1e-6, ratio(0.25))),
        (size(142, 5), cuda, left_out(why, None)),
        (size(142, 20), OURS, measured(4.321e-4, None)),
        (size(142, 20), THEIRS, measured(1.08e-4, ratio(4.0))),
        (size(142, 20), cuda, measured(5e-4, ratio(0.875))),
        (size(1024, 20), OURS, left_out(Why::TooLong, Some(12.5))),
        (size(1024, 20), THEIRS, left_out(Why::TooLarge, Some(0.125))),
        (size(1024, 20), cuda, measured(5e-4, None)),
    ];
    ScaleRecord {
        machine: Machine {
            processor: "Some \"CPU\" @ 2.0 GHz".into(),
            cores: 8,
            torch: "2.11.0".into(),
            torch_threads: 4,
            gpu: Some("NVIDIA H100".into()),
        },
        limits: Limits { step_seconds: 2.0, ..Limits::USUAL },
        cells: cells.map(|(size, by, outcome)| Cell { size, by, outcome }).to_vec(),
    }
}

#[test]
fn a_record_says_what_was_measured() {
    let record = sample();
    record.check().unwrap();
    assert_eq!(record.batches(), [142, 1024]);
    assert_eq!(record.devices(), [Device::CPU, CUDA]);
    assert_eq!(record.ratios(142, Device::CPU), (vec![5.0, 20.0], vec![0.25, 4.0]));
    assert_eq!(record.ratios(142, CUDA), (vec![20.0], vec![0.875]));
    assert_eq!(record.ratios(1024, CUDA), (vec![], vec![]));
    let Some(Crossing { at: CrossingAt::Width(at), again: 0 }) =
        record.crossing(142, Device::CPU).unwrap()
    else {
        panic!("{:?}", record.crossing(142, Device::CPU))
    };
    assert_relative_eq!(at, 10.0, max_relative = 1e-14);
    let beyond = Crossing { at: CrossingAt::Beyond(20.0), again: 0 };
    assert_eq!(record.crossing(142, CUDA).unwrap(), Some(beyond));
    assert_eq!(record.crossing(1024, CUDA).unwrap(), None);
    assert_eq!(record.spread(), Some((4.0, 4.0)));
}

#[test]
fn a_record_comes_back_from_its_file() {
    let record = sample();
    let text = record.text();
    assert_eq!(ScaleRecord::parse(&text).unwrap(), record, "{text}");
    let cells = text.lines().filter(|line| line.contains("\"by\":")).count();
    assert_eq!(cells, record.cells.len(), "{text}");
    assert_plain(&text);
    let path = empty_folder("scale_record").join("record.json");
    check_writable(Some(&path)).unwrap();
    keep(&record, Some(&path)).unwrap();
    check_writable(Some(&path)).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    let error = check_writable(Some(&path.join("below"))).unwrap_err();
    assert!(matches!(error, ma6202_exercises::Error::Io { .. }), "{error}");
}

/// In the sample: of torch on the CPU at the smallest size.
const RATIO: &str = r#"{"low":0.125,"median":0.25,"high":0.5}"#;
const OTHER_RATIO: &str = r#"{"low":0.3,"median":0.4,"high":0.5}"#;
const ITS_RATIO: &str = r#""ratio":{"low":1,"median":1,"high":1}"#;
/// Of torch on the CPU at the largest size.
const PLACE: &str = r#""batch":1024,"hidden":20},"by":"cpu f64""#;
const ELSEWHERE: &str = r#""batch":1024,"hidden":21},"by":"cpu f64""#;

/// What one would damage in a file, and what is said of it.
#[rstest]
#[case::cut_short("]\n}\n", "", "EOF while parsing")]
#[case::a_field_missing("    \"cores\": 8,\n", "", "missing field `cores` at line 7")]
#[case::a_limit_missing(r#""rounds": 9"#, r#""round": 9"#, "unknown field `round`")]
#[case::an_unknown_field(r#""bytes":12345}"#, r#""byte":1}"#, "unknown field `byte`")]
#[case::a_field_twice(r#""batch":142,"#, r#""batch":142,"batch":142,"#, "duplicate field `batch`")]
#[case::no_number("2.5e-7", "NaN", "line 17")]
#[case::null(r#""seconds":2.5e-7"#, r#""seconds":null"#, "invalid type: null")]
#[case::a_text(r#""seconds":2.5e-7"#, r#""seconds":"1""#, "invalid type: string")]
#[case::negative(
    "2.5e-7",
    "-2.5e-7",
    "seconds of ours at n = 142, H = 5: expected a positive number, got -0.00000025"
)]
#[case::zero("2.5e-7", "0", "seconds of ours at n = 142, H = 5: expected a positive number, got 0")]
#[case::infinite("2.5e-7", "1e999", "number out of range")]
#[case::a_negative_ratio(
    r#""low":0.125"#,
    r#""low":-0.125"#,
    "ratios of cpu f64 at n = 142, H = 5"
)]
#[case::ratios_in_disorder(r#""low":0.125"#, r#""low":0.375"#, "least, median, greatest")]
#[case::other_ratios(RATIO, OTHER_RATIO, "some around 0.250, that of the seconds")]
#[case::no_ratio(RATIO, "null", "expected some: both were timed, got none")]
#[case::a_ratio_of_ours(r#""ratio":null"#, ITS_RATIO, "ratios of ours")]
#[case::half_a_ratio(r#""low":0.125,"#, "", "missing field `low`")]
#[case::an_unknown_device(r#""cpu f64""#, r#""tpu f64""#, "ours, or a device")]
#[case::half_precision(r#""cpu f64""#, r#""cpu f16""#, "ours, or a device")]
#[case::a_second_gpu(
    "cuda:0",
    "cuda:1",
    "device of the record: expected one of its machine, got cuda:1 f64"
)]
#[case::no_gpu(r#""NVIDIA H100""#, "null", "device of the record: expected one of its machine")]
#[case::measured_and_left_out(r#""ratio":null}"#, r#""ratio":null},"left_out":1"#, "line 17")]
#[case::left_out_and_compared("too_long\"", "too_long\",\"ratio\":null", "unknown field `ratio`")]
#[case::measured_and_predicted(
    "2.5e-7",
    "2.5e-7,\"predicted_seconds\":1",
    "unknown field `predicted_seconds`"
)]
#[case::neither(r#""seconds":2.5e-7,"#, "", "missing field `seconds`")]
#[case::no_reason("too_long", "too_late", "unknown variant `too_late`")]
#[case::too_long_for_what("12.5", "null", "predicted_seconds of ours at n = 1024, H = 20")]
#[case::predicted_before("12.5", "-12.5", "predicted_seconds of ours")]
#[case::no_rows(r#""batch":142"#, r#""batch":0"#, "rows of the batch")]
#[case::a_cell_elsewhere(
    PLACE,
    ELSEWHERE,
    "expected cpu f64 at n = 1024, H = 20, got cpu f64 at n = 1024, H = 21"
)]
#[case::no_time(r#""step_seconds": 2.0"#, r#""step_seconds": 0.0"#, "seconds of a step")]
fn a_damaged_record_is_refused(#[case] sound: &str, #[case] broken: &str, #[case] says: &str) {
    let text = sample().text();
    assert!(text.contains(sound), "{sound} in {text}");
    let all = matches!(sound, "cuda:0" | r#""batch":142"# | r#""cpu f64""#);
    let damaged = text.replacen(sound, broken, if all { 9 } else { 1 });
    let error = ScaleRecord::parse(&damaged).unwrap_err().to_string();
    assert!(error.contains(says), "{error}");
}

#[test]
fn a_record_with_a_cell_too_few_or_too_many_is_refused() {
    for number in 0..sample().cells.len() {
        let mut record = sample();
        record.cells.remove(number);
        assert!(record.check().is_err(), "without cell {number}");
        let mut record = sample();
        record.cells.insert(number, record.cells[number].clone());
        assert!(record.check().is_err(), "cell {number} twice");
    }
    let error = ScaleRecord { cells: vec![], ..sample() }.check().unwrap_err().to_string();
    assert_eq!(error, "cells of the record: expected at least one, got none");
}

#[test]
fn the_record_of_this_crate_is_whole() {
    let record = ScaleRecord::embedded();
    assert_eq!(record.text(), include_str!("../../data/scale.json"));
    let sizes: Vec<Size> = record.cells.iter().map(|cell| cell.size).collect();
    let devices = record.devices();
    assert_eq!(devices[..2], [Device::CPU, CPU_32]);
    let expected = grid().into_iter().flat_map(|size| vec![size; devices.len() + 1]);
    assert_eq!(sizes, expected.collect::<Vec<_>>());
    for batch in BATCHES {
        assert!(record.ratios(batch, Device::CPU).0.len() > 1, "{batch}");
    }
}

#[rstest]
#[case(Device::CPU, "cpu f64")]
#[case(CPU_32, "cpu f32")]
#[case(CUDA, "cuda:0 f64")]
#[case(Device { cuda: Some(12), precision: Precision::F32 }, "cuda:12 f32")]
fn a_device_comes_back_from_its_name(#[case] device: Device, #[case] name: &str) {
    assert_eq!(device.to_string(), name);
    assert_eq!(name.parse::<Device>().unwrap(), device);
    assert_eq!(Contestant::try_from(name.to_owned()).unwrap(), Contestant::Torch(device));
}

#[rstest]
#[case("")]
#[case("cpu")]
#[case("cpu f16")]
#[case("cpu  f64")]
#[case("cpu:0 f64")]
#[case("cuda f64")]
#[case("cuda:-1 f64")]
#[case("cuda:+1 f64")]
#[case("cuda:01 f64")]
#[case("CPU f64")]
#[case("ours f64")]
fn no_device_has_such_a_name(#[case] name: &str) {
    let error = Contestant::try_from(name.to_owned()).unwrap_err().to_string();
    let expected = "ours, or a device: cpu or cuda:N, then f64 or f32";
    assert_eq!(error, format!("who is timed: expected {expected}, got {name:?}"));
}

#[test]
fn a_machine_is_named_where_the_system_tells() {
    let cpuinfo = "processor\t: 0\nmodel name\t: Some CPU: fast\nmodel name\t: another\n";
    assert_eq!(processor_in(cpuinfo).as_deref(), Some("Some CPU: fast"));
    assert_eq!(processor_in("processor : 0\nmodel name :\n"), None);
    let gpu = |model: &str| format!("Model: \t\t {model}\nIRQ:   \t\t 7\n");
    assert_eq!(gpu_in(&[]), None);
    assert_eq!(gpu_in(&[gpu("A"), gpu("A")]).as_deref(), Some("A"));
    assert_eq!(gpu_in(&[gpu("B"), "IRQ: 7".into(), gpu("A")]).as_deref(), Some("A or B"));
    let here = Machine::here();
    assert!(here.cores > 0 && here.torch_threads > 0 && !here.processor.is_empty(), "{here:?}");
    assert_eq!(here.gpu.is_some(), cuda_devices().is_ok());
    let named = Machine { processor: "P".into(), cores: 1, torch_threads: 2, gpu: None, ..here };
    let expected = "P, 1 core, CPU only, no CUDA device; torch 2.11.0 with 2 threads on the CPU";
    assert_eq!(named.to_string(), expected);
    let gpu = Machine { gpu: Some("G".into()), cores: 2, ..named };
    assert!(gpu.to_string().starts_with("P, 2 cores, GPU G; torch"), "{gpu}");
}

// The real thing, small.

/// Everyone whom this machine has.
fn all() -> Vec<Contestant> {
    contestants(&Devices::All.here().unwrap())
}

#[test]
fn a_real_measurement_is_one_of_positive_numbers() {
    let limits = Limits { window_seconds: 1e-4, size_seconds: 1e-3, rounds: 1, ..Limits::USUAL };
    let mut seen = 0;
    let sizes = [size(142, 5), size(142, 4096)];
    let tight = Limits { step_seconds: 1e-3, ..limits };
    let record = measure(&sizes, &all(), &tight, 6202, || seen += 1).unwrap();
    record.check().unwrap();
    assert_eq!(record.cells.len(), 2 * all().len());
    assert!(seen > 0);
    let by: Vec<Contestant> = record.cells.iter().map(|cell| cell.by).collect();
    assert_eq!(by, all().repeat(2));
    for cell in &record.cells[..all().len()] {
        let StepOutcome::Measured { seconds, ratio } = cell.outcome else { panic!("{cell}") };
        assert!(seconds > 0.0 && seconds.is_finite(), "{cell}");
        assert_eq!(ratio.is_some(), cell.by != OURS);
    }
    assert_eq!(ScaleRecord::parse(&record.text()).unwrap(), record);

    let none = Limits { total_seconds: Some(1e-9), ..limits };
    let record = measure(&sizes, &all(), &none, 6202, || ()).unwrap();
    record.check().unwrap();
    assert!(record.cells.iter().all(|cell| is_late(&cell)), "{record:?}");
}

#[test]
fn ours_then_the_cpu_then_a_gpu() {
    let mut expected = vec![OURS, THEIRS, Contestant::Torch(CPU_32)];
    if cuda_devices().is_ok() {
        let single = Device { precision: Precision::F32, ..CUDA };
        expected.extend([CUDA, single].map(Contestant::Torch));
    }
    assert_eq!(all(), expected);
    assert_eq!(contestants(&[Device::CPU]), expected[..3]);
    assert_eq!(contestants(&[CUDA])[1], Contestant::Torch(CUDA));
    assert_eq!(contestants(&[]), [OURS]);
}

#[rstest]
#[case(size(142, 5))]
#[case(size(1, 1))]
#[case(size(1024, 16))]
fn the_steps_timed_are_the_same(#[case] size: Size) {
    for device in all().into_iter().filter_map(Contestant::device) {
        let check = check(size, 6202, device).unwrap();
        assert!(check.holds, "{check}");
        assert!(check.what.contains(&size.to_string()), "{check}");
    }
}

/// The steps timed are those of a training: they are those of [`descend`], gradients cleared before
/// each.
#[test]
fn torch_trains_while_it_is_timed() {
    let widths = [4, 6, 5, 3];
    let relu = ma6202::activation::Activation::Relu;
    let Backprop { mlp, x, mut t, .. } =
        Backprop::random(&mut manual_seed(1), 7, &widths, relu, Loss::CrossEntropy, 0).unwrap();
    t.fill(1.0 / 3.0);
    let trainer = |loss, sgd| Trainer::new(&mlp, &x, &t, loss, sgd, Device::CPU).unwrap();
    let mut timed = trainer(Loss::CrossEntropy, SGD);
    assert_eq!(timed.mlp().unwrap(), mlp);
    let schedule = Schedule { epochs: 1, steps_per_epoch: 5, clearing: Clearing::EveryStep };
    let end = descend(&mlp, &x, &t, Loss::CrossEntropy, SGD, &schedule, Device::CPU).unwrap();
    for steps in [2, 0, 3] {
        let seconds = seconds(&mut timed, Device::CPU, steps).unwrap();
        assert!(seconds >= 0.0 && seconds.is_finite());
    }
    assert_eq!(timed.mlp().unwrap(), end.mlp);

    let wild = Sgd { learning_rate: 1e300, momentum: 0.0 };
    let diverged = seconds(&mut trainer(Loss::MeanSquaredError, wild), Device::CPU, 5);
    assert!(matches!(diverged, Err(Error::Diverged { step: 5, .. })));
}

/// `cargo test -- --ignored` runs it where there is a GPU.
#[test]
#[ignore = "needs a CUDA device"]
fn a_gpu_is_timed_too() {
    let limits = Limits { rounds: 1, ..Limits::USUAL };
    let record = measure(&[size(142, 5), size(1024, 256)], &all(), &limits, 6202, || ()).unwrap();
    assert!(record.machine.gpu.is_some());
    for precision in [Precision::F64, Precision::F32] {
        let device = Device { cuda: Some(0), precision };
        assert_eq!(record.ratios(142, device).0, [5.0]);
        assert_eq!(record.ratios(1024, device).0, [256.0]);
        let check = check(size(1024, 16), 6202, device).unwrap();
        assert!(check.holds, "{check}");
    }
}

#[test]
fn a_gpu_that_is_not_there_is_an_error() {
    let nowhere = Device { cuda: Some(99), precision: Precision::F64 };
    assert!(check(size(3, 2), 6202, nowhere).is_err());
    assert!(check(size(3, 0), 6202, Device::CPU).is_err());
}
