//! What the project keeps of the last run on a GPU: `data/gpu.json`, and the curve's record where
//! exercise 8 reads it.

use crate::error::Result;
use crate::io;
use crate::record::{CurveRun, LaneRecord};
use ma6202_exercises::exercise_8_autograd::scale;
use std::fs;
use std::path::Path;

/// What is kept.
pub struct Kept {
    /// `None` until a GPU has run the lane.
    pub record: Option<LaneRecord>,
    /// The last curve, perhaps of a machine without a GPU.
    pub curve: scale::ScaleRecord,
}

const RECORD: &str = "data/gpu.json";
const CURVE: &str = "data/scale.json";

impl Kept {
    /// # Errors
    /// A file that cannot be read, or is no record that can be believed.
    pub fn read(root: &Path) -> Result<Kept> {
        let (record, curve) = (root.join(RECORD), root.join(CURVE));
        let record = record.exists().then(|| LaneRecord::read(&record)).transpose()?;
        if let Some(record) = &record {
            record.check()?;
        }
        let curve = fs::read_to_string(&curve).map_err(io(&curve))?;
        Ok(Kept { record, curve: scale::ScaleRecord::parse(&curve)? })
    }
}

/// Keeps a new record. [`docs::write`](crate::docs::write()) then says so.
///
/// # Errors
/// Those of [`LaneRecord::check_new`]; a file that cannot be written.
pub fn keep(record: &LaneRecord, root: &Path) -> Result<()> {
    record.check_new()?;
    if let Some(curve) = &record.curve.record {
        let path = root.join(CURVE);
        fs::write(&path, curve.text()).map_err(io(&path))?;
    }
    let curve = CurveRun { record: None, ..record.curve.clone() };
    LaneRecord { curve, ..record.clone() }.write(&root.join(RECORD))
}
