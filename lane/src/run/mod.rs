//! Everything the lane runs, each part in a process of its own and within its time. What fails or
//! takes too long is recorded, and the next part runs.
//!
//! | file | holds |
//! |---|---|
//! | `child` | a process with a time limit, and the logs |
//! | `host` | what the machine is |
//! | `comparisons` | every comparison on every device |
//! | `programs` | the exercises' programs |
//! | `last` | the large products, and when a GPU pays |

mod child;
mod comparisons;
mod host;
mod last;
mod programs;

pub use comparisons::compare;

use crate::error::{Result, expect};
use crate::record::{CurveRun, LaneRecord, ProductsRun, check_date, devices_of};
use crate::{SOURCES, WHOLE};
use child::Children;
use clap::Args;
use ma6202::oracle::cuda_devices;
use ma6202_exercises::exercise_8_autograd::precision::product::TF32_VARIABLE;
use ma6202_language::{Said, Spanish, both};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// How many threads torch has on the CPU. Of what is small, several only wait for each other.
const THREADS: &str = "OMP_NUM_THREADS";

/// What a run is asked for.
#[derive(Args, Clone, Debug)]
pub struct Plan {
    /// A folder that is new or empty
    pub out: PathBuf,
    /// The version of torch, as Python has it
    #[arg(long)]
    pub torch: String,
    /// The version of CUDA that it is built with
    #[arg(long)]
    pub cuda: Option<String>,
    /// The day, as 2026-11-28
    #[arg(long)]
    pub date: String,
    /// On the CPU in single precision, where there is no GPU: this tries the lane itself
    #[arg(long)]
    pub dry_run: bool,
    /// How long the curve may be measured
    #[arg(long, default_value_t = 170.0, hide = true)]
    pub curve_seconds: f64,
}

/// The same texts in Spanish.
pub const SPANISH: &Spanish = &[
    ("run", "Corre todo, en 8 minutos a lo más, y escribe OUT/record.json"),
    ("run out", "Una carpeta nueva o vacía"),
    ("run torch", "La versión de torch, como la tiene Python"),
    ("run cuda", "La versión de CUDA con que está hecho"),
    ("run date", "El día, como 2026-11-28"),
    (
        "run dry_run",
        "En la CPU con precisión simple, donde no hay GPU: así se prueba la corrida misma",
    ),
    ("<OUT>", "CARPETA"),
    ("<TORCH>", "VERSIÓN"),
    ("<CUDA>", "VERSIÓN"),
    ("<DATE>", "DÍA"),
];

/// Runs everything, and tells of each part when it begins. The record is written after each, so
/// that nothing is lost if the machine goes away.
///
/// # Errors
/// No GPU, unless it is a dry run; a variable that changes TF32; an invalid day; a folder that is
/// not empty. Nothing is written then. A record that cannot be written.
pub fn run(plan: &Plan, mut begins: impl FnMut(Said)) -> Result<LaneRecord> {
    check_date(&plan.date)?;
    let got = both!(
        "uno: cambia lo que es f32, y run.sh la borra",
        "one: it changes what f32 is, and run.sh clears it"
    );
    let is_clear = std::env::var_os(TF32_VARIABLE).is_none();
    expect(&Said::same(TF32_VARIABLE), both!("ningún valor", "no value"), got, is_clear)?;
    let gpus = if plan.dry_run { 0 } else { cuda_devices()? };
    let out = &plan.out;
    let full = out.is_file() || fs::read_dir(out).is_ok_and(|mut files| files.next().is_some());
    expect(
        &both!("carpeta del registro", "folder of the record"),
        both!("una nueva o vacía", "a new or empty one"),
        Said::same(out.display()),
        !full,
    )?;
    let children = Children::new(out, WHOLE)?;
    let path = out.join("record.json");
    let mut record = LaneRecord {
        sources: SOURCES.into(),
        date: plan.date.clone(),
        host: host::host(plan, &children, gpus),
        comparisons: comparisons::not_run(&devices_of(gpus)),
        programs: programs::not_run(),
        products: ProductsRun::default(),
        curve: CurveRun::default(),
    };
    record.write(&path)?;
    begins(both!("comparaciones", "comparisons"));
    comparisons::run(&children, &mut record.comparisons)?;
    record.write(&path)?;
    begins(both!("programas de los ejercicios 2 a 8", "programs of exercises 2 to 8"));
    programs::run(&children, plan, &mut record.programs)?;
    record.write(&path)?;
    begins(both!("productos en f64, f32 y TF32", "products in f64, f32 and TF32"));
    record.products = last::products(&children, plan)?;
    record.write(&path)?;
    begins(both!("cuándo conviene una GPU", "when a GPU pays"));
    record.curve = last::curve(&children, plan)?;
    record.write(&path)?;
    Ok(record)
}

/// Seconds, to a thousandth.
fn milliseconds(time: Duration) -> f64 {
    time.as_millis() as f64 / 1e3
}
