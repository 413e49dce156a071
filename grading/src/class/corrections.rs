//! Corrections by hand: a small table in the folder of the reports, which regrading keeps.
//!
//! `corrections.csv`, with `,` or `;`: submission, check, points, reason.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use grader::report::Report;
use grader::rubric::find;
use grader::text::{Said, text};

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
        let Ok(table) = fs::read_to_string(&path) else { return Ok(Corrections::default()) };
        let table = table.trim_start_matches('\u{feff}');
        let separator =
            if table.lines().next().is_some_and(|line| line.contains(';')) { b';' } else { b',' };
        let mut table = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(table.as_bytes());
        let mut corrections = BTreeMap::new();
        for (number, line) in table.records().enumerate() {
            let refused = |why| Error::Correction { path: path.clone(), line: number + 2, why };
            let line = line.map_err(|error| refused(Said::same(error.to_string())))?;
            let field = |place| line.get(place).unwrap_or_default();
            let check = field(1).trim_start_matches('P');
            let found = find(check).ok_or_else(|| {
                let es = format!("no hay una pregunta {check:?}");
                refused(Said::new(es, format!("there is no check {check:?}")))
            })?;
            let no_number = text("los puntos no son un número", "the points are no number");
            let points: u32 = field(2).parse().map_err(|_| refused(no_number.into()))?;
            if points > found.points {
                let most = found.points;
                let es = format!("{check} vale {most} a lo más");
                return Err(refused(Said::new(es, format!("{check} is worth {most} at most"))));
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
