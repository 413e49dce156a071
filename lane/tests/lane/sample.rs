//! A record as a GPU would give it, with made-up numbers.

use ma6202::oracle::{Device, Precision};
use ma6202_exercises::exercise_8_autograd::scale::{
    self, Cell, Limits, Machine, Ratio, StepOutcome, contestants,
};
use ma6202_lane::comparison::ComparisonKind;
use ma6202_lane::record::*;
use ma6202_lane::{EXERCISES, SOURCES};
use std::path::{Path, PathBuf};

pub const GPU: Device = Device { cuda: Some(0), precision: Precision::F64 };
pub const GPU_F32: Device = Device { cuda: Some(0), precision: Precision::F32 };

/// Everything passed.
pub fn sample() -> LaneRecord {
    let devices = devices_of(1);
    let comparisons = devices.iter().flat_map(|&device| {
        ComparisonKind::on(device).map(move |comparison| ComparisonRun {
            comparison: comparison.name.into(),
            device,
            outcome: PartOutcome::Passed,
            seconds: 0.25,
            worst: vec![worst_on(device)],
        })
    });
    let program = |exercise| ProgramRun {
        exercise,
        outcome: PartOutcome::Passed,
        seconds: 1.5,
        worst: vec![worst_on(GPU), worst_on(GPU_F32), share()],
    };
    LaneRecord {
        sources: SOURCES.into(),
        date: "2026-12-01".into(),
        host: Host {
            gpus: vec![Gpu { name: "NVIDIA H100 80GB HBM3".into(), driver: "580.95.05".into() }],
            torch: "2.11.0+cu130".into(),
            cuda: Some("13.0".into()),
            processor: "Some CPU".into(),
            cores: 16,
        },
        comparisons: comparisons.collect(),
        programs: EXERCISES.map(program).to_vec(),
        products: ProductsRun {
            outcome: PartOutcome::Passed,
            seconds: 5.0,
            products: vec![
                product(GPU, None, 1.5e-16),
                product(GPU_F32, None, 2.5e-7),
                product(Device::CPU, Some(Tf32::Emulated), 2.6e-4),
                product(GPU_F32, Some(Tf32::Used), 2.75e-4),
            ],
        },
        curve: CurveRun {
            outcome: PartOutcome::Passed,
            seconds: 120.5,
            record: Some(curve(&[Device::CPU, GPU], Some("NVIDIA H100 80GB HBM3"))),
        },
    }
}

/// Of a line, by torch.
pub fn worst_on(device: Device) -> WorstCheck {
    let (error, tolerance) = match device.precision {
        Precision::F64 => (2.5e-14, 1e-12),
        Precision::F32 => (3.5e-5, 1e-3),
    };
    let what = "some line".into();
    let referee = "autograd".into();
    WorstCheck { referee, device, checks: 7, what, error: Some(error), tolerance }
}

/// Of a bound 43 %, as a quarter of all comparisons have it.
pub fn share() -> WorstCheck {
    WorstCheck {
        referee: "bound".into(),
        device: Device::CPU,
        checks: 3,
        what: "a bound".into(),
        error: Some(0.4275),
        tolerance: 1.0,
    }
}

fn product(device: Device, tf32: Option<Tf32>, error: f64) -> LargeProduct {
    LargeProduct { how: "somehow".into(), device, tf32, error, bound: 8.0 * error }
}

/// A curve of the whole grid: every step a millisecond for everyone.
pub fn curve(devices: &[Device], gpu: Option<&str>) -> scale::ScaleRecord {
    let all = contestants(devices);
    let cells = scale::grid().into_iter().flat_map(|size| {
        all.iter().map(move |&by| {
            let ratio = by.device().map(|_| Ratio { low: 0.5, median: 1.0, high: 2.0 });
            Cell { size, by, outcome: StepOutcome::Measured { seconds: 1e-3, ratio } }
        })
    });
    let machine = Machine {
        processor: "Some CPU".into(),
        cores: 16,
        torch: "2.11.0".into(),
        torch_threads: 16,
        gpu: gpu.map(String::from),
    };
    scale::ScaleRecord { machine, limits: Limits::within(170.0), cells: cells.collect() }
}

/// The folder of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// That a text has all of these words.
#[track_caller]
pub fn has(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "{word} in {text}");
    }
}
