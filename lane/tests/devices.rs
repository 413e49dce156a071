//! Every comparison with torch in this crate, on each device: a test each, whose name ends in its
//! device.
//!
//! Those on a GPU are ignored unless asked for, since not every machine has one:
//! `cargo test --test devices -- --ignored`. Single precision on the CPU shows that its tolerance
//! is right before a GPU is at hand. `docs/gpu.md` says how a machine without Rust runs them.

use libtest_mimic::{Arguments, Failed, Trial};
use ma6202::oracle::{Device, Precision, cuda_devices};
use ma6202_lane::comparison::{COMPARISONS, ComparisonKind};
use ma6202_lane::record::PartOutcome;
use ma6202_lane::run::compare;
use ma6202_language::{Language, Say};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut trials = Vec::new();
    for comparison in &COMPARISONS {
        for (precision, name) in [(Precision::F64, "f64"), (Precision::F32, "f32")] {
            let on_cpu = Device { cuda: None, precision };
            if !comparison.is_made_on(on_cpu) {
                continue;
            }
            let test = |place| format!("{}::on_{place}_{name}", comparison.name);
            trials.push(Trial::test(test("cpu"), move || holds(comparison, on_cpu)));
            let on_gpus = Trial::test(test("cuda"), move || holds_on_gpus(comparison, precision));
            trials.push(on_gpus.with_kind("needs a CUDA device").with_ignored_flag(true));
        }
    }
    trials.push(Trial::test("a_missing_gpu_is_refused", a_missing_gpu_is_refused));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn holds(comparison: &ComparisonKind, device: Device) -> Result<(), Failed> {
    match compare(comparison, device).outcome {
        PartOutcome::Passed => Ok(()),
        outcome => Err(format!("on {device}: {}", outcome.say(Language::En)).into()),
    }
}

/// On each GPU of this machine; a machine without one fails the test that asked for it.
fn holds_on_gpus(comparison: &ComparisonKind, precision: Precision) -> Result<(), Failed> {
    for number in 0..cuda_devices()? {
        holds(comparison, Device { cuda: Some(number), precision })?;
    }
    Ok(())
}

/// A GPU that is not there is refused, whatever is asked of it.
fn a_missing_gpu_is_refused() -> Result<(), Failed> {
    let gpus = cuda_devices().unwrap_or(0);
    let missing = Device { cuda: Some(gpus + 7), precision: Precision::F64 };
    for comparison in &COMPARISONS {
        let said = compare(comparison, missing).outcome.say(Language::En);
        if !said.starts_with("device cuda") {
            return Err(format!("{}: {said}", comparison.name).into());
        }
    }
    Ok(())
}
