//! What fewer bits cost, on a matrix large enough for a GPU to use them.

use ma6202::oracle::{
    Device, Devices, Mantissa, Precision, ProductError, TF32_VARIABLE, at_most,
    emulated_tf32_error, product_error,
};
use ma6202::program::Report;
use ma6202::{Error, Result};
use serde_json::json;
use std::process::Command;

/// Rows and columns of the matrices.
const N: usize = 1024;

pub fn tell(report: &mut Report, seed: u32, devices: Devices) -> Result<()> {
    report.paragraph(format_args!(
        "\nWhat do fewer bits cost? The product C of two random matrices A, B of {N} rows and \
         columns: ‖C - AB‖/‖AB‖, AB being that of the CPU in f64, and what it does not exceed if \
         all is well. TF32, which tensor cores of GPUs use for products of f32, keeps 10 bits of \
         each factor; torch does not use it unless told to.\n"
    ));
    let cpu_f32 = Device { precision: Precision::F32, ..Device::CPU };
    let on_cpu = report.devices().contains(&Device::CPU).then_some(cpu_f32);
    let tf32_is_on = std::env::var(TF32_VARIABLE).is_ok_and(|value| value == "1");
    let mut found = Vec::new();
    for device in report.devices().into_iter().chain(on_cpu) {
        if device == Device::CPU {
            continue; // what the others are held against
        }
        let factors = match device.precision {
            Precision::F64 => Mantissa::F64,
            Precision::F32 if tf32_is_on && device.cuda.is_some() => Mantissa::TF32,
            Precision::F32 => Mantissa::F32,
        };
        found.push((device.to_string(), product_error(N, seed, device, factors)?));
    }
    let emulated = "TF32, emulated: factors rounded, sums in f64";
    found.push((emulated.into(), emulated_tf32_error(N, seed)?));
    let can_be_told = report.devices().iter().any(|device| device.precision == Precision::F32);
    let told = if can_be_told { in_tf32(seed, devices) } else { Ok(Vec::new()) };
    if let Ok(told) = &told {
        found.extend(told.iter().cloned());
    }
    let mut rows = vec![["", "error", "at most"].map(String::from).to_vec()];
    let mut checks = Vec::new();
    for (how, error) in &found {
        let [relative, bound] = [error.relative, error.bound].map(|error| format!("{error:.1e}"));
        rows.push(vec![how.clone(), relative, bound]);
        let what = format!("error of a product of {N} rows, {how}");
        checks.push(at_most(what, &[error.relative], &[error.bound])?);
    }
    report.table(&rows);
    checks.into_iter().for_each(|check| report.check(check));
    if let Err(error) = told {
        report.paragraph(format_args!("TF32 could not be asked for: {error}"));
    }
    if tf32_is_on {
        report.paragraph(format_args!("{TF32_VARIABLE} is set: a GPU's f32 above is TF32."));
    }
    report.paragraph(format_args!(
        "The bound of f32 is that of sums whose partial sums are all as large as the last; real \
         ones are smaller. It is there to tell f32 from TF32. tch has no switch for TF32: torch \
         reads the environment variable {TF32_VARIABLE} when it starts, so this program starts \
         itself once more with it where there is a GPU. On a CPU there is no TF32 to be had, only \
         its rounding to be emulated."
    ));
    let found = found
        .iter()
        .map(|(how, error)| json!({ "how": how, "error": error.relative, "bound": error.bound }));
    report.result("precision", found.collect::<Vec<_>>())
}

/// This program once more, told to use TF32: a line for each device in f32.
fn in_tf32(seed: u32, devices: Devices) -> Result<Vec<(String, ProductError)>> {
    let failed = |why: String| Error::Device { device: "in TF32".into(), why };
    let program = std::env::current_exe().map_err(|error| failed(error.to_string()))?;
    let mut command = Command::new(program);
    let devices = if devices == Devices::CpuF32 { "cpu-f32" } else { "cuda" };
    command.args(["--tf32-products", "--device", devices, "--seed", &seed.to_string()]);
    let output = command.env(TF32_VARIABLE, "1").output();
    let output = output.map_err(|error| failed(error.to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = |line: &str| {
        let [how, relative, bound] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        let (relative, bound) = (relative.parse().ok()?, bound.parse().ok()?);
        Some((how.to_owned(), ProductError { relative, bound }))
    };
    let found: Option<Vec<_>> = text.lines().map(line).collect();
    found.filter(|found| output.status.success() && !found.is_empty()).ok_or_else(|| {
        let errors = String::from_utf8_lossy(&output.stderr);
        failed(format!("it said {text:?} and {errors:?}"))
    })
}

/// What the program started once more says.
pub fn print_products(report: &Report, seed: u32) -> Result<()> {
    for device in report.devices() {
        if device.precision == Precision::F32 {
            let ProductError { relative, bound } = product_error(N, seed, device, Mantissa::TF32)?;
            let in_f32 = product_error(N, seed, device, Mantissa::F32)?;
            let used = if relative > in_f32.bound { "and used by" } else { "but not used by" };
            let how = format!("TF32, asked for {used} {device}");
            report.say(format_args!("{how}\t{relative:e}\t{bound:e}"));
        }
    }
    Ok(())
}
