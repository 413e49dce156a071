//! What fewer bits cost, on a matrix large enough for a GPU to use them.

use super::product::{LargeProduct, Mantissa, Product, ProductError, TF32_VARIABLE, Tf32};
use crate::program::{Devices, Options, Work};
use crate::solved::Results;
use crate::{Result, results};
use ma6202::Error;
use ma6202::oracle::{Device, Precision};
use std::process::Command;
use std::{env, io};

/// Rows and columns of the matrices.
const N: usize = 1024;

/// A product by each device, held against that of the CPU in f64.
pub fn solve(run: &mut Work) -> Result<Results> {
    // Before this process uses a GPU: there are GPUs that serve one process at a time.
    let can_be_told = run.devices().iter().any(|device| device.precision == Precision::F32);
    let told = if can_be_told { in_tf32(run.options()) } else { Ok(Vec::new()) };
    let cpu_f32 = Device { precision: Precision::F32, ..Device::CPU };
    let on_cpu = run.devices().contains(&Device::CPU).then_some(cpu_f32);
    let tf32_is_set = env::var(TF32_VARIABLE).is_ok_and(|value| value == "1");
    let product = Product::draw(N, run.seed())?;
    let mut products = Vec::new();
    for device in run.devices().into_iter().chain(on_cpu) {
        if device == Device::CPU {
            continue; // what the others are held against
        }
        let factors = match device.precision {
            Precision::F64 => Mantissa::F64,
            Precision::F32 if tf32_is_set && device.cuda.is_some() => Mantissa::TF32,
            Precision::F32 => Mantissa::F32,
        };
        products.push(LargeProduct::new(device, None, product.error(device, factors)?));
    }
    let emulated = product.emulated_tf32_error()?;
    products.push(LargeProduct::new(Device::CPU, Some(Tf32::Emulated), emulated));
    let refused = told.map(|told| products.extend(told)).err();
    for LargeProduct { how, error, bound, .. } in &products {
        run.at_most(format!("error of a product of {N} rows, {how}"), *error, *bound)?;
    }
    let kept = [Mantissa::F64, Mantissa::F32, Mantissa::TF32];
    let [f64, f32, tf32] = kept.map(|bits| bits.0);
    let [of_f64, of_f32, of_tf32] = kept.map(Mantissa::unit);
    Ok(results! {
        product_rows => N,
        // How many a number keeps after its first one, and how far rounding moves it.
        bits => results! { f64, f32, tf32 },
        units => results! { f64 => of_f64, f32 => of_f32, tf32 => of_tf32 },
        product_rho => product.spread(),
        precision => products,
        // By which torch is told to use TF32, and whether this process was.
        tf32_variable => TF32_VARIABLE, tf32_is_set,
        tf32_refused => refused.map(|error| error.to_string()),
    })
}

/// This program once more, told to use TF32: a line for each device in f32.
fn in_tf32(&Options { seed, device, .. }: &Options) -> ma6202::Result<Vec<LargeProduct>> {
    let failed = |why: String| Error::Device { device: "in TF32".into(), why };
    let mut command = this_program().map_err(|error| failed(error.to_string()))?;
    let devices = if device == Devices::CpuF32 { "cpu-f32" } else { "cuda" };
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
pub fn in_lines(devices: &[Device], seed: u32) -> Result<String> {
    let product = Product::draw(N, seed)?;
    let mut lines = String::new();
    for device in devices.iter().filter(|device| device.precision == Precision::F32) {
        let ProductError { relative, bound } = product.error(*device, Mantissa::TF32)?;
        let in_f32 = product.error(*device, Mantissa::F32)?;
        let used = relative > in_f32.bound;
        lines += &format!("{device}\t{used}\t{relative:e}\t{bound:e}\n");
    }
    Ok(lines)
}
