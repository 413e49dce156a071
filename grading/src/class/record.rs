//! What became of each submission, as it is kept: `NAME.json`, and `NAME.txt` to be read.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use grader::report::Report;
use grader::table::table;
use grader::text::{Language, Said};
use ma6202_language::{Action, say};
use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use super::Settings;
use super::corrections::Corrections;
use super::decimal::decimal;
use crate::error::{Error, Result};
use crate::submission::Submission;

/// What became of a submission.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// Its name.
    pub submission: String,
    /// Of its answers: another one means other answers.
    pub fingerprint: String,
    /// With which settings it was graded.
    pub settings: String,
    /// Why it could not be graded.
    pub error: Option<String>,
    /// What is said of the files, if none of them has an answer.
    #[serde(default)]
    pub files: Vec<Said>,
    /// The report, before corrections; nothing if there was no answer, or an error.
    #[serde(flatten)]
    pub report: Option<Report>,
}

/// The settings of a class that its next run shares.
#[derive(Serialize, Deserialize)]
struct Class {
    seed: u64,
}

/// The seed that was asked for, else that of the reports in the folder, else a new one.
pub fn seed(out: &Path, asked: Option<u64>) -> Result<u64> {
    let path = out.join("class.json");
    let before = || {
        let text = fs::read_to_string(&path).ok()?;
        serde_json::from_str(&text).ok().map(|Class { seed }| seed)
    };
    let seed = asked.or_else(before).unwrap_or_else(new_seed);
    let text = serde_json::to_string(&Class { seed }).expect("it is plain data");
    put(&path, format!("{text}\n").as_bytes())?;
    Ok(seed)
}

/// One that nobody knows before.
pub fn new_seed() -> u64 {
    u64::from(rand::random::<u32>())
}

impl Record {
    /// Of the answers.
    pub fn fingerprint(submission: &Submission) -> String {
        let mut hash = std::hash::DefaultHasher::new();
        submission.answers.hash(&mut hash);
        format!("{:016x}", hash.finish())
    }

    /// What of the settings another result could come from.
    pub fn settings(settings: &Settings) -> String {
        let Settings { exigencia, exercise, limit, hints, .. } = settings;
        format!("exigencia {exigencia}, exercise {exercise:?}, limit {limit}, hints {hints}")
    }

    /// Whether these answers have been graded like that already.
    pub fn is_done(out: &Path, submission: &Submission, seed: u64, settings: &Settings) -> bool {
        Record::read(&path(out, &submission.name, "json")).is_some_and(|record| {
            record.fingerprint == Record::fingerprint(submission)
                && record.settings == Record::settings(settings)
                && record.report.is_some_and(|report| report.seed == Some(seed))
        })
    }

    /// The record in a file, if it is one.
    pub fn read(path: &Path) -> Option<Record> {
        serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
    }

    /// All records of a folder, by their names.
    pub fn all(out: &Path) -> Result<BTreeMap<String, Record>> {
        let entries = fs::read_dir(out).map_err(Error::io(Action::Read, out))?;
        let paths = entries.flatten().map(|entry| entry.path());
        let is_record = |path: &PathBuf| path.extension().is_some_and(|end| end == "json");
        let records = paths.filter(is_record).filter_map(|path| Record::read(&path));
        Ok(records.map(|record| (record.submission.clone(), record)).collect())
    }

    /// Writes both files. Where there is no report now, that of an earlier run is no longer true,
    /// and kept beside it.
    pub fn write(&self, out: &Path, corrections: &Corrections, language: Language) -> Result<()> {
        let [json, txt] = ["json", "txt"].map(|end| path(out, &self.submission, end));
        if self.report.is_none()
            && Record::read(&json).is_some_and(|before| before.report.is_some())
        {
            for end in ["json", "txt"] {
                let (from, to) = (path(out, &self.submission, end), format!("{end}.before"));
                let to = path(out, &self.submission, &to);
                fs::rename(&from, &to).map_err(Error::io(Action::Rename, &from))?;
            }
        }
        let document = serde_json::to_string_pretty(self).expect("it is plain data");
        put(&json, format!("{document}\n").as_bytes())?;
        let text = match self.corrected(corrections) {
            Some(report) => table(&report, language),
            None => self.why(language),
        };
        put(&txt, format!("{text}\n").as_bytes())
    }

    /// Why there is no report.
    pub fn why(&self, language: Language) -> String {
        let of_files: Vec<&str> = self.files.iter().map(|said| said.of(language)).collect();
        let none = language.pick(
            "no hay ningún archivo de respuestas: se esperan exercise_1.rs a exercise_8.rs",
            "no answer file: exercise_1.rs to exercise_8.rs are expected",
        );
        match &self.error {
            Some(error) => error.clone(),
            None if of_files.is_empty() => none.to_owned(),
            None => of_files.join("; "),
        }
    }

    /// The report, with the corrections by hand.
    pub fn corrected(&self, corrections: &Corrections) -> Option<Report> {
        self.report.clone().map(|report| corrections.of(&self.submission, report))
    }

    /// What is said of it while the class is graded.
    pub fn line(&self, corrections: &Corrections, language: Language) -> String {
        let Some(report) = self.corrected(corrections) else {
            return format!("{}: {}", self.submission, self.why(language));
        };
        let Report { points, max_points, mark, remarks, .. } = &report;
        let mark = decimal(mark, language);
        let result = say!(
            language,
            "{points} de {max_points} puntos, nota {mark}",
            "{points} of {max_points} points, mark {mark}"
        );
        let mut line = format!("{}: {result}", self.submission);
        for remark in remarks {
            line += &format!("; {}", remark.short.of(language));
        }
        line
    }
}

fn path(out: &Path, name: &str, end: &str) -> PathBuf {
    out.join(format!("{name}.{end}"))
}

/// Writes a file whole, or not at all.
///
/// # Errors
/// It cannot be written.
pub fn put(path: &Path, content: &[u8]) -> Result<()> {
    use std::io::Write;

    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder).map_err(Error::io(Action::Write, path))?;
    file.write_all(content).map_err(Error::io(Action::Write, path))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let all = fs::Permissions::from_mode(0o644);
        file.as_file().set_permissions(all).map_err(Error::io(Action::Write, path))?;
    }
    file.persist(path).map_err(|error| Error::io(Action::Write, path)(error.error))?;
    Ok(())
}
