//! Corrections by hand: a small table in the folder of the reports, which regrading keeps.
//!
//! `corrections.csv`, with `,` or `;`: submission, check, points, reason.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use grader::report::Report;
use grader::rubric::find;

use crate::error::{Error, Result};

/// Points, and the reason for them, by submission and check.
#[derive(Debug, Default)]
pub struct Corrections(BTreeMap<(String, String), (u32, String)>);

const NAME: &str = "corrections.csv";

impl Corrections {
    /// Those of a folder; none if there is no such table.
    ///
    /// # Errors
    /// A line that is no correction.
    pub fn read(out: &Path) -> Result<Corrections> {
        let path = out.join(NAME);
        let Ok(text) = fs::read_to_string(&path) else { return Ok(Corrections::default()) };
        let text = text.trim_start_matches('\u{feff}');
        let separator =
            if text.lines().next().is_some_and(|line| line.contains(';')) { b';' } else { b',' };
        let mut table = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut corrections = BTreeMap::new();
        for (number, line) in table.records().enumerate() {
            let refused = |why: &str| Error::Table {
                path: path.clone(),
                why: format!("line {}: {why}", number + 2),
                mend: "write submission,check,points,reason, as in \"ana,4.2,2,told me how\"",
            };
            let line = line.map_err(|error| refused(&error.to_string()))?;
            let field = |place| line.get(place).unwrap_or_default();
            let check = field(1).trim_start_matches('P');
            let found =
                find(check).ok_or_else(|| refused(&format!("there is no check {check:?}")))?;
            let points: u32 = field(2).parse().map_err(|_| refused("the points are no number"))?;
            if points > found.points {
                return Err(refused(&format!("{check} is worth {} at most", found.points)));
            }
            let key = (field(0).to_owned(), check.to_owned());
            corrections.insert(key, (points, field(3).to_owned()));
        }
        Ok(Corrections(corrections))
    }

    /// The report with its corrections.
    pub fn of(&self, submission: &str, report: Report) -> Report {
        report.corrected(|number| self.0.get(&(submission.to_owned(), number.to_owned())).cloned())
    }
}
