//! The large products in each precision, and when a GPU pays: exercise 8 measures both.

use super::Plan;
use super::child::Children;
use super::programs::{document, exercise};
use crate::program;
use crate::record::{CurveRun, LargeProduct, PartOutcome, ProductsRun};
use ma6202::{Result, scale};
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
}

pub fn products(children: &Children, plan: &Plan) -> Result<ProductsRun> {
    let mut command = exercise(8, plan)?;
    let until = children.until(PRODUCTS);
    let Some(ended) = children.run("products", command.arg("--products"), until) else {
        return Ok(ProductsRun::default());
    };
    let (outcome, products) = match document::<Document>(&ended) {
        Ok(document) => (ended.outcome(), document.results.precision),
        Err(outcome) => (outcome, Vec::new()),
    };
    Ok(ProductsRun { outcome, seconds: ended.seconds, products })
}

pub fn curve(children: &Children, plan: &Plan) -> Result<CurveRun> {
    let path = children.folder().join("curve.json");
    let mut command = program(8)?;
    let device = if plan.dry_run { "cpu" } else { "all" };
    command.args(["--json", "--scale", "--device", device]);
    command.arg("--seconds").arg(plan.curve_seconds.to_string()).arg("--record").arg(&path);
    let Some(ended) = children.run("curve", &mut command, children.until(CURVE)) else {
        return Ok(CurveRun::default());
    };
    let mut curve = CurveRun { outcome: ended.outcome(), seconds: ended.seconds, record: None };
    if curve.outcome == PartOutcome::Passed {
        let record = fs::read_to_string(&path).map_err(|error| error.to_string());
        let record = record.and_then(|text| scale::Record::parse(&text).map_err(|e| e.to_string()));
        match record {
            Ok(record) => curve.record = Some(record),
            Err(why) => curve.outcome = PartOutcome::Failed(format!("its record: {why}")),
        }
    }
    Ok(curve)
}
