//! What fewer bits cost, on a matrix large enough for a GPU to use them.

use super::product::{Mantissa, ProductError, TF32_VARIABLE, emulated_tf32_error, product_error};
use crate::Result;
use crate::program::Devices;
use crate::program::Report;
use ma6202::Error;
use ma6202::oracle::{Device, Precision, at_most};
use serde_json::json;
use std::fmt::{Display, Formatter};
use std::process::Command;
use std::{env, io};

/// Rows and columns of the matrices.
const N: usize = 1024;

/// How a product was made.
enum How {
    /// In the precision of a device.
    On(Device),
    /// Factors rounded to TF32 on the CPU, sums in f64.
    Emulated,
    /// By a device that was told to use TF32, and whether it did.
    Told { device: Device, used: bool },
}

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
        found.push((How::On(device), product_error(N, seed, device, factors)?));
    }
    found.push((How::Emulated, emulated_tf32_error(N, seed)?));
    let refused = told.map(|told| found.extend(told)).err();
    let mut rows = vec![["", "error", "at most"].map(String::from).to_vec()];
    let mut checks = Vec::new();
    for (how, error) in &found {
        let [relative, bound] = [error.relative, error.bound].map(|error| format!("{error:.1e}"));
        rows.push(vec![how.to_string(), relative, bound]);
        let what = format!("error of a product of {N} rows, {how}");
        checks.push(at_most(what, &[error.relative], &[error.bound])?);
    }
    report.table(&rows);
    checks.into_iter().for_each(|check| report.check(check));
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
    let found = found.iter().map(|(how, error)| {
        let (device, tf32) = match how {
            How::On(device) => (device, None),
            How::Emulated => (&Device::CPU, Some("emulated")),
            How::Told { device, used: true } => (device, Some("used")),
            How::Told { device, used: false } => (device, Some("not used")),
        };
        json!({ "how": how.to_string(), "device": device, "tf32": tf32,
            "error": error.relative, "bound": error.bound })
    });
    report.result("precision", found.collect::<Vec<_>>())
}

/// This program once more, told to use TF32: a line for each device in f32.
fn in_tf32(seed: u32, devices: Devices) -> ma6202::Result<Vec<(How, ProductError)>> {
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
        let how = How::Told { device: device.parse().ok()?, used: used.parse().ok()? };
        let (relative, bound) = (relative.parse().ok()?, bound.parse().ok()?);
        Some((how, ProductError { relative, bound }))
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
    for device in report.devices() {
        if device.precision == Precision::F32 {
            let ProductError { relative, bound } = product_error(N, seed, device, Mantissa::TF32)?;
            let in_f32 = product_error(N, seed, device, Mantissa::F32)?;
            let used = relative > in_f32.bound;
            report.say(format_args!("{device}\t{used}\t{relative:e}\t{bound:e}"));
        }
    }
    Ok(())
}

impl Display for How {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            How::On(device) => write!(f, "{device}"),
            How::Emulated => f.write_str("TF32, emulated: factors rounded, sums in f64"),
            How::Told { device, used: true } => write!(f, "TF32, asked for and used by {device}"),
            How::Told { device, used: false } => {
                write!(f, "TF32, asked for but not used by {device}")
            }
        }
    }
}
