//! A class: each submission graded, a report for each, and tables of all.

mod corrections;
mod decimal;
mod document;
mod record;
mod settings;
mod table;
mod workplace;

use std::fs::{self, File};
use std::path::Path;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use grader::confine;
use grader::error::Error as GraderError;
use grader::text::Language;
use ma6202_language::Action;

use crate::error::{Error, Result};
use crate::libraries::{self, lock};
use crate::submission::{self, Submission};
use corrections::Corrections;
pub use document::{Classroom50, Document, Gradescope};
use record::Record;
pub use settings::{SPANISH, Settings};
use workplace::Workplace;
pub use workplace::launcher;

/// Grades the submissions in these folders and zips. Answers whether each of them could be graded.
///
/// # Errors
/// There is none; no clean project can be made; no report can be written.
pub fn grade(
    root: &Path,
    launcher: &Path,
    settings: &Settings,
    language: Language,
) -> Result<bool> {
    let submissions = submission::gather(&settings.paths)?;
    if let Some(document) = settings.document {
        let [submission] = &submissions[..] else { return Err(Error::Several(submissions.len())) };
        println!("{}", one(root, launcher, settings, submission, document, language)?);
        return Ok(true);
    }
    let out = &settings.out;
    let corrections = Corrections::read(out)?;
    fs::create_dir_all(out).map_err(Error::io(Action::Make, out))?;
    let seed = record::seed(out, settings.seed)?;
    let is_done = |one: &Submission| settings.only_new && Record::is_done(out, one, seed, settings);
    let to_do: Vec<&Submission> = submissions.iter().filter(|one| !is_done(one)).collect();
    let jobs = settings.jobs.min(to_do.len());
    let _lock = begin(root)?;
    let workplaces: Vec<Workplace> = (0..jobs)
        .map(|number| Workplace::new(root, launcher, number, settings, seed, language))
        .collect::<Result<_>>()?;

    let end = Instant::now() + Duration::from_secs(3600 * settings.hours);
    let left = Mutex::new(to_do.into_iter());
    let mut records = Record::all(out)?;
    let (send, graded) = mpsc::channel::<Record>();
    thread::scope(|scope| {
        for workplace in workplaces {
            let (send, left) = (send.clone(), &left);
            scope.spawn(move || {
                let next = || left.lock().expect("no thread panics with it").next();
                while Instant::now() < end
                    && let Some(submission) = next()
                {
                    let record = workplace.grade(submission);
                    // What ended because all was to end says nothing of it.
                    if confine::is_stopped() || send.send(record).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        for record in graded {
            println!("{}", record.line(&corrections, language));
            record.write(out, &corrections, language)?;
            records.insert(record.submission.clone(), record);
            // After each, so that what is done is kept if grading is stopped.
            table::write(out, &records, &corrections, language)?;
        }
        Ok::<(), Error>(())
    })?;
    table::write(out, &records, &corrections, language)?;
    if confine::is_stopped() || left.into_inner().expect("no thread panics with it").len() > 0 {
        let said = language.pick(
            "No se corrigieron todas. Con --only-new se sigue.",
            "Not all were graded. --only-new goes on.",
        );
        println!("{said}");
    }
    let summary = table::summary(&records, &corrections, language);
    record::put(&out.join("class.txt"), format!("{summary}\n").as_bytes())?;
    println!("{summary}");
    let graded =
        |one: &Submission| records.get(&one.name).is_some_and(|record| record.report.is_some());
    Ok(!confine::is_stopped() && submissions.iter().all(graded))
}

/// The document for one submission, whatever is the matter with its files.
fn one(
    root: &Path,
    launcher: &Path,
    settings: &Settings,
    submission: &Submission,
    document: Document,
    language: Language,
) -> Result<String> {
    let report = || {
        let _lock = begin(root)?;
        let seed = settings.seed.unwrap_or_else(record::new_seed);
        let workplace = Workplace::new(root, launcher, 0, settings, seed, language)?;
        Ok(workplace.report(submission)?)
    };
    document.of(report, language)
}

fn begin(root: &Path) -> Result<File> {
    let lock = lock(root)?;
    confine::adopt_orphans().map_err(GraderError::io(Action::Adopt, "grading"))?;
    // Whoever interrupts it leaves nothing running, and no folder behind.
    ctrlc::set_handler(confine::stop).map_err(|error| Error::Interrupts(error.to_string()))?;
    Ok(lock)
}

/// Compiles what all submissions need, which takes the longest of the first.
///
/// # Errors
/// The starter does not compile.
pub fn prepare(root: &Path, launcher: &Path) -> Result<()> {
    let _lock = lock(root)?;
    let built = libraries::compile(root, launcher)?;
    for place in ["0/build", "1/build", "specimens/build"] {
        libraries::share(&built, &root.join("target/grade").join(place))?;
    }
    Ok(())
}
