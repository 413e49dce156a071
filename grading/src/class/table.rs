//! The tables of the class: `class.csv`, a row for each submission; `checks.csv`, a row for each
//! check; `moodle.csv` or `canvas.csv`, the marks as that platform takes them, where the names of
//! submissions are its own.

use std::collections::BTreeMap;
use std::path::Path;

use grader::report::{Report, Status};
use grader::rubric::{Check, rubric};
use grader::text::Language;
use ma6202_language::Action;

use super::corrections::Corrections;
use super::decimal::decimal;
use super::record::{Record, put};
use crate::error::{Error, Result};
use crate::submission::{self, Platform};

/// Writes the tables anew from all records of the folder.
///
/// Spreadsheets open them as they are: with a byte-order mark and, in Spanish, `;` and a decimal
/// comma. A check is called P4.10, which none of them takes for 4.1.
///
/// # Errors
/// A file that cannot be read or written.
pub fn write(
    out: &Path,
    records: &BTreeMap<String, Record>,
    corrections: &Corrections,
    language: Language,
) -> Result<()> {
    let mut rows: Vec<(&Record, Option<Report>)> =
        records.values().map(|record| (record, record.corrected(corrections))).collect();
    rows.sort_by_key(|(record, _)| record.submission.to_lowercase());
    save(out, "class.csv", language, class(&rows, language))?;
    save(out, "checks.csv", language, checks(&rows, language))?;
    for (platform, name) in [(Platform::Moodle, "moodle.csv"), (Platform::Canvas, "canvas.csv")] {
        let marks = marks(&rows, platform);
        if marks.len() > 1 {
            // Both take commas, and points, whatever the language.
            save(out, name, Language::En, marks)?;
        }
    }
    Ok(())
}

fn save(out: &Path, name: &str, language: Language, rows: Vec<Vec<String>>) -> Result<()> {
    let path = out.join(name);
    let failed = |error: csv::Error| Error::io(Action::Write, &path)(error.into());
    let separator = if language == Language::Es { b';' } else { b',' };
    let mut table = csv::WriterBuilder::new().delimiter(separator).from_writer(vec![]);
    for row in rows {
        table.write_record(row).map_err(failed)?;
    }
    let bytes = table.into_inner().map_err(|error| failed(error.into_error().into()))?;
    put(&path, &["\u{feff}".as_bytes(), &bytes].concat())
}

/// A row for each submission: points, mark, those of each exercise and of each check, remarks.
fn class(rows: &[(&Record, Option<Report>)], language: Language) -> Vec<Vec<String>> {
    let header = match language {
        Language::Es => ["entrega", "puntos", "máximo", "nota", "semilla"],
        Language::En => ["submission", "points", "max_points", "mark", "seed"],
    };
    let mut header: Vec<String> = header.map(str::to_owned).into();
    header.extend((1..=8).map(|exercise| format!("E{exercise}")));
    header.extend(rubric().map(|check| format!("P{}", check.number)));
    header.push(language.pick("observaciones", "remarks").to_owned());
    let row = |(record, report): &(&Record, Option<Report>)| {
        let mut row = vec![harmless(&record.submission)];
        let mut said: Vec<String> = vec![];
        match report {
            Some(report) => {
                row.extend([report.points.to_string(), report.max_points.to_string()]);
                row.push(decimal(&report.mark, language));
                row.push(report.seed.map_or(String::new(), |seed| seed.to_string()));
                let of =
                    |check: &Check| report.checks.iter().find(|one| one.number == check.number);
                row.extend((1..=8).map(|exercise| {
                    let checks = rubric().filter(|check| check.exercise() == exercise);
                    let points: Vec<u32> =
                        checks.filter_map(of).map(|check| check.points).collect();
                    if points.is_empty() {
                        String::new()
                    } else {
                        points.iter().sum::<u32>().to_string()
                    }
                }));
                row.extend(rubric().map(|check| {
                    of(check).map_or(String::new(), |check| check.points.to_string())
                }));
                said.extend(
                    report.remarks.iter().map(|remark| remark.short.of(language).to_owned()),
                );
            }
            None => {
                // No points: not none, but none known.
                row.extend(vec![String::new(); 4 + 8 + rubric().count()]);
                said.push(record.why(language).lines().next().unwrap_or_default().to_owned());
            }
        }
        row.push(harmless(&said.join("; ")));
        row
    };
    std::iter::once(header).chain(rows.iter().map(row)).collect()
}

/// A row for each check: how many passed it, how many did not answer, how many lose it.
fn checks(rows: &[(&Record, Option<Report>)], language: Language) -> Vec<Vec<String>> {
    let header = match language {
        Language::Es => ["pregunta", "qué", "puntos", "bien", "mal", "sin respuesta", "% bien"],
        Language::En => ["check", "what", "points", "right", "wrong", "no answer", "% right"],
    };
    let row = |check: &Check| {
        let status = rows.iter().filter_map(|(_, report)| {
            report.as_ref()?.checks.iter().find(|one| one.number == check.number)
        });
        let status: Vec<Status> = status.map(|check| check.status).collect();
        let count = |of: &[Status]| status.iter().filter(|one| of.contains(one)).count();
        let (right, none) =
            (count(&[Status::Passed]), count(&[Status::Blank, Status::Absent, Status::NotCalled]));
        let percentage = 100.0 * right as f64 / status.len().max(1) as f64;
        vec![
            format!("P{}", check.number),
            language.pick(check.text.es, check.text.en).to_owned(),
            check.points.to_string(),
            right.to_string(),
            (status.len() - right - none).to_string(),
            none.to_string(),
            decimal(&format!("{percentage:.0}"), language),
        ]
    };
    std::iter::once(header.map(str::to_owned).into()).chain(rubric().map(row)).collect()
}

/// The marks of those whose names are a platform's: Moodle's grading worksheet, Canvas' gradebook.
fn marks(rows: &[(&Record, Option<Report>)], platform: Platform) -> Vec<Vec<String>> {
    let header = match platform {
        Platform::Moodle => &["Identifier", "Full name", "Grade"][..],
        Platform::Canvas => &["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "MA6202"],
    };
    let row = |(record, report): &(&Record, Option<Report>)| {
        let (from, student, number) = submission::platform(&record.submission)?;
        let (student, mark) = (harmless(student), report.as_ref()?.mark.clone());
        let none = String::new;
        (from == platform).then(|| match platform {
            Platform::Moodle => vec![format!("Participant {number}"), student, mark],
            Platform::Canvas => vec![student, number.to_owned(), none(), none(), none(), mark],
        })
    };
    let header = header.iter().map(|name| (*name).to_owned()).collect();
    std::iter::once(header).chain(rows.iter().filter_map(row)).collect()
}

/// How many were graded, the mean, the median, the standard deviation, the range, who passed.
pub fn summary(
    records: &BTreeMap<String, Record>,
    corrections: &Corrections,
    language: Language,
) -> String {
    let reports = records.values().filter_map(|record| record.corrected(corrections));
    let marks: Vec<f64> = reports.filter_map(|report| report.mark.parse().ok()).collect();
    let (n, all) = (marks.len(), records.len());
    if n == 0 {
        return match language {
            Language::Es => format!("0 de {all} entregas corregidas."),
            Language::En => format!("0 of {all} submissions graded."),
        };
    }
    let mean = marks.iter().sum::<f64>() / n as f64;
    let deviation = (marks.iter().map(|mark| (mark - mean).powi(2)).sum::<f64>() / n as f64).sqrt();
    let mut sorted = marks;
    sorted.sort_by(f64::total_cmp);
    let median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0;
    let passed = sorted.iter().filter(|mark| **mark >= 4.0).count();
    let (low, high) = (sorted[0], sorted[n - 1]);
    match language {
        Language::Es => decimal(
            &format!(
                "{n} de {all} entregas corregidas. Nota media {mean:.1}, mediana {median:.1}, desviación \
                 {deviation:.1}, de {low:.1} a {high:.1}; {passed} con 4.0 o más."
            ),
            language,
        ),
        Language::En => format!(
            "{n} of {all} submissions graded. Mean mark {mean:.1}, median {median:.1}, deviation \
             {deviation:.1}, from {low:.1} to {high:.1}; {passed} with 4.0 or more."
        ),
    }
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
