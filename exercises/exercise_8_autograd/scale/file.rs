use super::{Cell, LeftOut, Limits, Machine, Outcome, Ratio, Record, Size, Why};
use ma6202::{Error, Result};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::path::Path;

/// A record as JSON.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    machine: Machine,
    limits: Limits,
    cells: Vec<Line>,
}

/// A cell as JSON; which of the fields there are tells whether it was measured.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    batch: usize,
    hidden: usize,
    by: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
    /// Least, middle, greatest.
    #[serde(skip_serializing_if = "Option::is_none")]
    ratios: Option<[f64; 3]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    predicted_seconds: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
}

const TOO_LONG: &str = "too long";
const TOO_LARGE: &str = "too large";
const NO_TIME_LEFT: &str = "no time left";
const REFUSED: &str = "refused: ";

impl Record {
    /// The record as a file: JSON, a line for each cell.
    pub fn text(&self) -> String {
        let Document { machine, limits, cells } = self.into();
        let (machine, limits) = (json(&machine), json(&limits));
        let cells: Vec<String> = cells.iter().map(|cell| format!("    {}", json(cell))).collect();
        let cells = cells.join(",\n");
        format!(
            "{{\n  \"machine\": {machine},\n  \"limits\": {limits},\n  \"cells\": [\n{cells}\n  ]\n}}\n"
        )
    }

    /// Reads what [`text`](Record::text) writes.
    ///
    /// # Errors
    /// [`Error::Setting`] naming the field that is missing, unknown or of another kind, and its
    /// line; those of [`check`](Record::check).
    pub fn parse(text: &str) -> Result<Record> {
        let document: Document = serde_json::from_str(text).map_err(|error| Error::Setting {
            name: "record".into(),
            expected: "machine, limits and cells as JSON".into(),
            got: error.to_string(),
        })?;
        document.record()
    }

    /// Refuses a file that cannot be written, before the work that fills it; makes an empty one if
    /// it is not there.
    ///
    /// # Errors
    /// [`Error::Io`], naming the path.
    pub fn check_writable(path: &Path) -> Result<()> {
        let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
        file.map(drop).map_err(|source| Error::Io { path: path.to_owned(), source })
    }

    /// Writes [`text`](Record::text) into a file.
    ///
    /// # Errors
    /// [`Error::Io`], naming the path.
    pub fn write(&self, path: &Path) -> Result<()> {
        std::fs::write(path, self.text())
            .map_err(|source| Error::Io { path: path.to_owned(), source })
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        Document::from(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Document::deserialize(deserializer)?.record().map_err(D::Error::custom)
    }
}

impl Document {
    fn record(self) -> Result<Record> {
        let Document { machine, limits, cells: lines } = self;
        let cells = lines.into_iter().enumerate().map(|(number, line)| line.cell(number + 1));
        let record = Record { machine, limits, cells: cells.collect::<Result<_>>()? };
        record.check()?;
        Ok(record)
    }
}

impl From<&Record> for Document {
    fn from(record: &Record) -> Document {
        let cells = record.cells.iter().map(Line::from).collect();
        Document { machine: record.machine.clone(), limits: record.limits, cells }
    }
}

impl From<&Cell> for Line {
    fn from(cell: &Cell) -> Line {
        let Cell { size: Size { batch, hidden }, by, outcome } = cell;
        let mut line = Line {
            batch: *batch,
            hidden: *hidden,
            by: by.to_string(),
            seconds: None,
            ratios: None,
            left_out: None,
            predicted_seconds: None,
            bytes: None,
        };
        match outcome {
            Outcome::Measured { seconds, ratio } => {
                line.seconds = Some(*seconds);
                line.ratios = ratio.map(|Ratio { low, middle, high }| [low, middle, high]);
            }
            Outcome::LeftOut(LeftOut { why, predicted_seconds, bytes }) => {
                line.left_out = Some(match why {
                    Why::TooLong => TOO_LONG.into(),
                    Why::TooLarge => TOO_LARGE.into(),
                    Why::NoTimeLeft => NO_TIME_LEFT.into(),
                    Why::Refused(said) => format!("{REFUSED}{said}"),
                });
                line.predicted_seconds = *predicted_seconds;
                line.bytes = Some(*bytes);
            }
        }
        line
    }
}

impl Line {
    fn cell(self, number: usize) -> Result<Cell> {
        let Line { batch, hidden, by, seconds, ratios, left_out, predicted_seconds, bytes } = self;
        let failed = |name: &str, expected: &str, got: String| Error::Setting {
            name: format!("{name} of cell {number} of the record"),
            expected: expected.into(),
            got,
        };
        let by = by.parse().map_err(|_| failed("by", "ours, or a device", format!("{by:?}")))?;
        let outcome = match (seconds, left_out, bytes) {
            (Some(seconds), None, None) if predicted_seconds.is_none() => {
                let ratio = ratios.map(|[low, middle, high]| Ratio { low, middle, high });
                Outcome::Measured { seconds, ratio }
            }
            (None, Some(reason), Some(bytes)) if ratios.is_none() => {
                let why = match (reason.as_str(), reason.strip_prefix(REFUSED)) {
                    (TOO_LONG, _) => Why::TooLong,
                    (TOO_LARGE, _) => Why::TooLarge,
                    (NO_TIME_LEFT, _) => Why::NoTimeLeft,
                    (_, Some(said)) => Why::Refused(said.into()),
                    _ => {
                        let expected = format!(
                            "{TOO_LONG:?}, {TOO_LARGE:?}, {NO_TIME_LEFT:?} or {REFUSED:?}…"
                        );
                        return Err(failed("left_out", &expected, format!("{reason:?}")));
                    }
                };
                Outcome::LeftOut(LeftOut { why, predicted_seconds, bytes })
            }
            _ => {
                let expected = "seconds, and ratios, or left_out, predicted_seconds and bytes";
                let got = "some of both, or neither".into();
                return Err(failed("fields", expected, got));
            }
        };
        Ok(Cell { size: Size { batch, hidden }, by, outcome })
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts and finite numbers are JSON")
}
