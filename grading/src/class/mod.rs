//! A class: each submission graded, a report for each, and tables of all.

mod corrections;
mod record;
mod settings;
mod table;
mod workplace;

use std::path::Path;
use std::sync::{Mutex, mpsc};
use std::{fs, thread};

use grader::confine;
use grader::error::Error as GraderError;
use grader::text::Language;

use crate::error::{Error, Result};
use crate::submission::{self, Submission};
use corrections::Corrections;
use record::Record;
pub use settings::Settings;
pub use workplace::launcher;
use workplace::{Workplace, lock};

/// Grades the submissions in these folders and zips. Answers whether each of them could be graded.
///
/// # Errors
/// There is none; no clean project can be made; no report can be written.
pub fn grade(root: &Path, launcher: &Path, settings: &Settings) -> Result<bool> {
    let corrections = Corrections::read(&settings.out)?;
    let submissions = submission::gather(&settings.paths)?;
    fs::create_dir_all(&settings.out).map_err(Error::io("make", &settings.out))?;
    let seed = record::seed(&settings.out, settings.seed)?;
    let _lock = lock(root)?;
    confine::adopt_orphans().map_err(GraderError::io("adopt", "the processes of submissions"))?;

    let to_do: Vec<Submission> = submissions
        .into_iter()
        .filter(|submission| {
            !(settings.only_new && Record::is_done(&settings.out, submission, seed, settings))
        })
        .collect();
    let jobs = settings.jobs.min(to_do.len()).max(1);
    let workplaces: Vec<Workplace> = (0..jobs)
        .map(|number| Workplace::new(root, launcher, number, settings, seed))
        .collect::<Result<_>>()?;
    let (names, left) = (to_do.iter().map(|one| one.name.clone()), Mutex::new(to_do.iter()));
    let names: Vec<String> = names.collect();
    let (send, graded) = mpsc::channel::<Record>();
    thread::scope(|scope| {
        for mut workplace in workplaces {
            let (send, left) = (send.clone(), &left);
            scope.spawn(move || {
                let next = || left.lock().expect("no thread panics with it").next();
                while let Some(submission) = next() {
                    if send.send(workplace.grade(submission)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        for record in graded {
            println!("{}", record.line(settings.lang));
            record.write(&settings.out, &corrections, settings.lang)?;
            // After each, so that what is done is kept if grading is stopped.
            table::write(&settings.out, &corrections, settings.lang)?;
        }
        Ok::<(), Error>(())
    })?;
    let records = table::write(&settings.out, &corrections, settings.lang)?;
    println!("{}", table::summary(&records, &corrections, settings.lang));
    Ok(names.iter().all(|name| records.iter().any(|one| one.submission == *name && one.report.is_some())))
}

/// Compiles what all submissions need, which takes the longest of the first.
///
/// # Errors
/// The starter does not compile.
pub fn prepare(root: &Path, launcher: &Path) -> Result<()> {
    let _lock = lock(root)?;
    let settings = Settings::default();
    for number in 0..settings.jobs {
        Workplace::new(root, launcher, number, &settings, 0)?;
    }
    Ok(())
}

/// What is said in one of the two languages.
fn pick(language: Language, es: String, en: String) -> String {
    if language == Language::Es { es } else { en }
}
