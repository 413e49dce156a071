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

use crate::record::{CurveRun, LaneRecord, ProductsRun, check_date, devices_of};
use crate::{SOURCES, WHOLE};
use child::Children;
use clap::Args;
use ma6202::Result;
use ma6202::error::expect_setting;
use ma6202::oracle::cuda_devices;
use ma6202_exercises::exercise_8_autograd::precision::product::TF32_VARIABLE;
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

/// Runs everything, and tells of each part when it begins. The record is written after each, so
/// that nothing is lost if the machine goes away.
///
/// # Errors
/// No GPU, unless it is a dry run; a variable that changes TF32; an invalid day; a folder that is
/// not empty. Nothing is written then. A record that cannot be written.
pub fn run(plan: &Plan, mut begins: impl FnMut(&str)) -> Result<LaneRecord> {
    check_date(&plan.date)?;
    let got = "one: it changes what f32 is, and run.sh clears it";
    expect_setting(TF32_VARIABLE, "no value", got, std::env::var_os(TF32_VARIABLE).is_none())?;
    let gpus = if plan.dry_run { 0 } else { cuda_devices()? };
    let out = &plan.out;
    let full = out.is_file() || fs::read_dir(out).is_ok_and(|mut files| files.next().is_some());
    expect_setting("folder of the record", "a new or empty one", out.display(), !full)?;
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
    begins("comparisons");
    comparisons::run(&children, &mut record.comparisons)?;
    record.write(&path)?;
    begins("programs of exercises 2 to 8");
    programs::run(&children, plan, &mut record.programs)?;
    record.write(&path)?;
    begins("products in f64, f32 and TF32");
    record.products = last::products(&children, plan)?;
    record.write(&path)?;
    begins("when a GPU pays");
    record.curve = last::curve(&children, plan)?;
    record.write(&path)?;
    Ok(record)
}

/// Seconds, to a thousandth.
fn milliseconds(time: Duration) -> f64 {
    time.as_millis() as f64 / 1e3
}
