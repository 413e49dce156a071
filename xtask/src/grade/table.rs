//! The table of the class.

use std::path::Path;

use super::{Document, Graded, Language};
use crate::error::{Error, Result};

/// Writes a row for each submission: points, mark, the points of every check, remarks.
///
/// # Errors
/// A file that cannot be written.
pub fn write(class: &[Graded], language: Language, path: &Path) -> Result<()> {
    let failed = |error: csv::Error| Error::io("write", path)(error.into());
    let mut table = csv::Writer::from_path(path).map_err(failed)?;
    let checks: Vec<&str> = class
        .iter()
        .find_map(|graded| graded.document.as_ref().ok())
        .map(|document| document.checks.iter().map(|check| check.number.as_str()).collect())
        .unwrap_or_default();
    let header = ["submission", "points", "max_points", "mark"];
    let header = header.into_iter().chain(checks.iter().copied()).chain(["remarks"]);
    table.write_record(header).map_err(failed)?;
    for Graded { name, document, remarks } in class {
        let mut row = vec![harmless(name)];
        let mut said: Vec<String> = remarks.iter().map(|remark| remark.say(language)).collect();
        match document {
            Ok(Document { points, max_points, mark, checks }) => {
                row.extend([points.to_string(), max_points.to_string(), mark.clone()]);
                row.extend(checks.iter().map(|check| check.points.to_string()));
            }
            Err(error) => {
                // No points: not none, but none known.
                row.extend(vec![String::new(); 3 + checks.len()]);
                said.push(error.to_string());
            }
        }
        row.push(harmless(&said.join("; ")));
        table.write_record(row).map_err(failed)?;
    }
    table.flush().map_err(Error::io("write", path))
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
