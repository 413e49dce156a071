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
pub use host::gpus_in;

use crate::record::{CurveRun, LaneRecord, ProductsRun, check_date, devices_of};
use crate::{SOURCES, expect};
use child::Children;
use ma6202::Result;
use ma6202::oracle::{Devices, TF32_VARIABLE};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// All parts together end within this time.
pub const WHOLE: Duration = Duration::from_secs(480);

/// What a run is asked for.
#[derive(Clone, Debug)]
pub struct Plan {
    /// A folder that is new or empty: the record and the logs go there.
    pub out: PathBuf,
    /// On the CPU in single precision instead of a GPU, to try the lane itself.
    pub dry: bool,
    /// What Python says of torch: its version, and that of CUDA.
    pub torch: String,
    pub cuda: Option<String>,
    /// The day.
    pub date: String,
    /// How long the curve may be measured.
    pub curve_seconds: f64,
}

/// Runs everything, and tells of each part when it begins. The record is written after each, so that
/// nothing is lost if the machine goes away.
///
/// # Errors
/// No GPU, unless it is a dry run; a variable that changes TF32; a day that is none; a folder that is
/// not empty or cannot be written. Nothing is written then.
pub fn run(plan: &Plan, mut begins: impl FnMut(&str)) -> Result<LaneRecord> {
    check_date(&plan.date)?;
    let got = "one: it changes what f32 is, and run.sh clears it";
    expect(TF32_VARIABLE, "no value", got, std::env::var_os(TF32_VARIABLE).is_none())?;
    let gpus = if plan.dry { 0 } else { Devices::Cuda.here()?.len() / 2 };
    let out = &plan.out;
    let full = out.is_file() || fs::read_dir(out).is_ok_and(|mut files| files.next().is_some());
    expect("folder of the record", "a new or empty one", out.display(), !full)?;
    let children = Children::new(out, WHOLE)?;
    let path = out.join("record.json");
    let mut record = LaneRecord {
        sources: SOURCES.into(),
        date: plan.date.clone(),
        host: host::host(plan, &children, gpus)?,
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
