//! The large products in each precision, and when a GPU pays: exercise 8 measures both.

use super::Plan;
use super::child::Children;
use super::programs::{document, exercise};
use crate::error::Result;
use crate::record::{CurveRun, LargeProduct, PartOutcome, ProductsRun, check_curve};
use crate::{io, program};
use ma6202_exercises::exercise_8_autograd::scale;
use serde::Deserialize;
use std::fs;
use std::time::Duration;

const PRODUCTS: Duration = Duration::from_secs(25);
/// More than it is told to measure: it checks before, and ends with the size it has begun.
const CURVE: Duration = Duration::from_secs(195);

/// What exercise 8 says of them.
#[derive(Deserialize)]
struct Document {
    results: Results,
}

#[derive(Deserialize)]
struct Results {
    precision: Vec<LargeProduct>,
    /// Why TF32 could not be asked for.
    tf32_refused: Option<String>,
}

pub fn products(children: &Children, plan: &Plan) -> Result<ProductsRun> {
    let mut command = exercise(8, plan)?;
    let until = children.until(PRODUCTS);
    let Some(ended) = children.run("products", command.arg("--products"), until) else {
        return Ok(ProductsRun { outcome: PartOutcome::NoTimeLeft, ..ProductsRun::default() });
    };
    let (outcome, products) = match document::<Document>(&ended).map(|document| document.results) {
        Ok(Results { precision, tf32_refused: None }) => (ended.outcome(), precision),
        Ok(Results { precision, tf32_refused: Some(why) }) => (PartOutcome::Failed(why), precision),
        Err(outcome) => (outcome, Vec::new()),
    };
    Ok(ProductsRun { outcome, seconds: ended.seconds, products })
}

pub fn curve(children: &Children, plan: &Plan) -> Result<CurveRun> {
    let path = children.folder.join("curve.json");
    let mut command = program(8)?;
    let device = if plan.dry_run { "cpu" } else { "all" };
    command.args(["--json", "--scale", "--device", device]);
    command.arg("--seconds").arg(plan.curve_seconds.to_string()).arg("--record").arg(&path);
    let Some(ended) = children.run("curve", &mut command, children.until(CURVE)) else {
        return Ok(CurveRun { outcome: PartOutcome::NoTimeLeft, ..CurveRun::default() });
    };
    let mut curve = CurveRun { outcome: ended.outcome(), seconds: ended.seconds, record: None };
    // It is there too where a check did not hold.
    let read = || -> Result<scale::ScaleRecord> {
        let record = scale::ScaleRecord::parse(&fs::read_to_string(&path).map_err(io(&path))?)?;
        if !plan.dry_run {
            check_curve(&record)?;
        }
        Ok(record)
    };
    match read() {
        Ok(record) => {
            curve.record = Some(record);
            // The same is in record.json now.
            fs::remove_file(&path).map_err(io(&path))?;
        }
        Err(error) if curve.outcome == PartOutcome::Passed => {
            curve.outcome = PartOutcome::Failed(error.to_string());
        }
        Err(_) => (), // why there is none is the outcome
    }
    Ok(curve)
}
