//! What fewer bits cost, on a matrix large enough for a GPU to use them.

use ma6202::oracle::{
    Device, Mantissa, Precision, ProductError, TF32_VARIABLE, at_most, emulated_tf32_error,
    product_error,
};
use ma6202::program::Report;
use ma6202::{Error, Result};
use serde_json::json;
use std::process::Command;

/// Rows and columns of the matrices.
const N: usize = 1024;

pub fn tell(report: &mut Report, seed: u32) -> Result<()> {
    report.paragraph(format_args!(
        "\nWhat do fewer bits cost? The product of two random matrices of {N} rows and columns, against \
         f64 on the CPU: ‖C - AB‖/‖AB‖, and what it does not exceed if all is well. TF32, which tensor cores of GPUs use \
         for products of f32, keeps 10 bits of each factor; torch does not use it unless told to.\n"
    ));
    let cpu_f32 = Device { precision: Precision::F32, ..Device::CPU };
    let on_cpu = report.devices().contains(&Device::CPU).then_some(cpu_f32);
    let mut found = Vec::new();
    for device in report.devices().into_iter().chain(on_cpu) {
        let factors = match device.precision {
            Precision::F64 => Mantissa::F64,
            Precision::F32 => Mantissa::F32,
        };
        found.push((device.to_string(), product_error(N, seed, device, factors)?));
    }
    found.push((
        "TF32, emulated: factors rounded, sums in f64".into(),
        emulated_tf32_error(N, seed)?,
    ));
    if report.devices().iter().any(|device| device.cuda.is_some()) {
        found.extend(in_tf32(seed)?);
    }
    let mut rows = vec![["", "error", "at most"].map(String::from).to_vec()];
    let mut checks = Vec::new();
    for (how, error) in &found {
        rows.push(vec![
            how.clone(),
            format!("{:.2e}", error.relative),
            format!("{:.1e}", error.bound),
        ]);
        let what = format!("error of a product of {N} rows, {how}");
        checks.push(at_most(what, &[error.relative], &[error.bound])?);
    }
    report.table(&rows);
    checks.into_iter().for_each(|check| report.check(check));
    report.paragraph(format_args!(
        "tch has no switch for TF32: torch reads the environment variable {TF32_VARIABLE} when it \
         starts, so this program starts itself once more with it where there is a GPU. On a CPU there \
         is no TF32 to be had, only its rounding to be emulated."
    ));
    let found = found
        .iter()
        .map(|(how, error)| json!({ "how": how, "error": error.relative, "bound": error.bound }));
    report.result("precision", found.collect::<Vec<_>>())
}

/// This program once more, told to use TF32: a line for each GPU.
fn in_tf32(seed: u32) -> Result<Vec<(String, ProductError)>> {
    let failed = |why: String| Error::Device { device: "cuda in TF32".into(), why };
    let program = std::env::current_exe().map_err(|error| failed(error.to_string()))?;
    let mut command = Command::new(program);
    command.args(["--tf32-products", "--device", "cuda", "--seed", &seed.to_string()]);
    let output =
        command.env(TF32_VARIABLE, "1").output().map_err(|error| failed(error.to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = |line: &str| {
        let [how, relative, bound] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        let (relative, bound) = (relative.parse().ok()?, bound.parse().ok()?);
        Some((how.to_owned(), ProductError { relative, bound }))
    };
    let found: Option<Vec<_>> = text.lines().map(line).collect();
    found.filter(|found| output.status.success() && !found.is_empty()).ok_or_else(|| {
        failed(format!("it said {text:?} and {:?}", String::from_utf8_lossy(&output.stderr)))
    })
}

/// What the program started once more says.
pub fn print_products(report: &Report, seed: u32) -> Result<()> {
    for device in report.devices() {
        if device.precision == Precision::F32 {
            let ProductError { relative, bound } = product_error(N, seed, device, Mantissa::TF32)?;
            report.say(format_args!("{device} told to use TF32\t{relative:e}\t{bound:e}"));
        }
    }
    Ok(())
}
