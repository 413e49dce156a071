//! What fewer bits cost, on a matrix large enough for a GPU to use them.

use super::product::{LargeProduct, Mantissa, Product, ProductError, TF32_VARIABLE, Tf32};
use crate::Result;
use crate::program::{Devices, Report, table};
use ma6202::Error;
use ma6202::oracle::{Device, Precision};
use std::process::Command;
use std::{env, io};

/// Rows and columns of the matrices.
const N: usize = 1024;

pub fn tell(report: &mut Report, seed: u32, devices: Devices) -> Result<()> {
    report.paragraph(format_args!(
        "\nWhat do fewer bits cost? The product C of two random matrices A, B of {N} rows and \
         columns: ‖C - AB‖/‖AB‖, AB being that of the CPU in f64, and what it does not exceed if \
         all is well. TF32, which tensor cores of GPUs use for products of f32, keeps 10 bits of \
         each factor; torch does not use it unless told to.\n"
    ));
    // Before this process uses a GPU: there are GPUs that serve one process at a time.
    let can_be_told = report.devices().iter().any(|device| device.precision == Precision::F32);
    let told = if can_be_told { in_tf32(seed, devices) } else { Ok(Vec::new()) };
    let cpu_f32 = Device { precision: Precision::F32, ..Device::CPU };
    let on_cpu = report.devices().contains(&Device::CPU).then_some(cpu_f32);
    let tf32_is_on = env::var(TF32_VARIABLE).is_ok_and(|value| value == "1");
    let product = Product::draw(N, seed)?;
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
        found.push(LargeProduct::new(device, None, product.error(device, factors)?));
    }
    let emulated = product.emulated_tf32_error()?;
    found.push(LargeProduct::new(Device::CPU, Some(Tf32::Emulated), emulated));
    let refused = told.map(|told| found.extend(told)).err();
    let mut rows = table(["", "error", "at most"]);
    for LargeProduct { how, error, bound, .. } in &found {
        rows.add_row([how.clone(), format!("{error:.1e}"), format!("{bound:.1e}")]);
        let what = format!("error of a product of {N} rows, {how}");
        report.at_most(what, *error, *bound)?;
    }
    report.say(rows);
    if let Some(error) = &refused {
        report.paragraph(format_args!("TF32 could not be asked for: {error}"));
    }
    report.result("tf32_refused", refused.map(|error| error.to_string()))?;
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
    report.result("precision", found)
}

/// This program once more, told to use TF32: a line for each device in f32.
fn in_tf32(seed: u32, devices: Devices) -> ma6202::Result<Vec<LargeProduct>> {
    let failed = |why: String| Error::Device { device: "in TF32".into(), why };
    let mut command = this_program().map_err(|error| failed(error.to_string()))?;
    let devices = if devices == Devices::CpuF32 { "cpu-f32" } else { "cuda" };
    command.args(["--tf32-products", "--device", devices, "--seed", &seed.to_string()]);
    let output = command.env(TF32_VARIABLE, "1").output();
    let output = output.map_err(|error| failed(error.to_string()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = |line: &str| {
        let fields = line.split('\t').collect::<Vec<_>>();
        let [device, used, relative, bound] = fields[..] else { return None };
        let tf32 = if used.parse().ok()? { Tf32::Used } else { Tf32::NotUsed };
        let error = ProductError { relative: relative.parse().ok()?, bound: bound.parse().ok()? };
        Some(LargeProduct::new(device.parse().ok()?, Some(tf32), error))
    };
    let found: Option<Vec<_>> = text.lines().map(line).collect();
    found.filter(|found| output.status.success() && !found.is_empty()).ok_or_else(|| {
        let errors = String::from_utf8_lossy(&output.stderr);
        failed(format!("it said {text:?} and {errors:?}"))
    })
}

/// By the name it was started by, too: one file may hold several programs.
fn this_program() -> io::Result<Command> {
    let mut command = Command::new(env::current_exe()?);
    #[cfg(unix)]
    if let Some(name) = env::args_os().next() {
        std::os::unix::process::CommandExt::arg0(&mut command, name);
    }
    Ok(command)
}

/// What the program started once more says.
pub fn print_products(report: &Report, seed: u32) -> Result<()> {
    let product = Product::draw(N, seed)?;
    for device in report.devices() {
        if device.precision == Precision::F32 {
            let ProductError { relative, bound } = product.error(device, Mantissa::TF32)?;
            let in_f32 = product.error(device, Mantissa::F32)?;
            let used = relative > in_f32.bound;
            report.say(format_args!("{device}\t{used}\t{relative:e}\t{bound:e}"));
        }
    }
    Ok(())
}
