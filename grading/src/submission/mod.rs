//! What comes in: folders and zips, as students and learning platforms make them.
//!
//! | what is named | what it is |
//! |---|---|
//! | a folder with answer files, at whatever depth | a submission, called like the folder |
//! | a folder of such folders, or of zips | a submission for each |
//! | a zip of any of these | the same as the folder in it |
//! | files called `NAME_exercise_4.rs` (Canvas, Moodle) | a submission for each NAME |

mod find;
mod name;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use grader::build::FILES;
use grader::project::Answers;
use grader::report::Remark;
use grader::text::Said;

use crate::error::{Error, Result};
use find::{Found, FoundFile};
pub use name::{Platform, platform};

/// The answers of a student.
#[derive(Clone, Debug, Default)]
pub struct Submission {
    /// Whose it is, as a file may be called.
    pub name: String,
    /// The texts of its answer files.
    pub answers: Answers,
    /// What is to be said of its files.
    pub remarks: Vec<Remark>,
    /// The exercises whose file is missing or no text, and what is said of it.
    pub absent: BTreeMap<usize, Remark>,
}

/// The submissions in these folders and zips, in the order of their names.
///
/// # Errors
/// There is none.
pub fn gather(paths: &[PathBuf]) -> Result<Vec<Submission>> {
    let mut submissions: Vec<Submission> = vec![];
    for path in paths {
        path.metadata().map_err(Error::io("find", path))?;
        for (name, files) in group(path, find::find(path)) {
            let taken: Vec<&str> = submissions.iter().map(|other| &*other.name).collect();
            let name = name::unique(&name::harmless(&name), &taken);
            submissions.push(submission(name, files));
        }
    }
    let is_empty = |submission: &Submission| submission.answers.iter().all(Option::is_none);
    if submissions.iter().all(|one| is_empty(one) && one.remarks.is_empty()) {
        return Err(Error::NoSubmissions { paths: paths.to_vec() });
    }
    Ok(submissions)
}

/// What was found, by whose it is.
fn group(path: &Path, found: Found) -> Vec<(String, Vec<FoundFile>)> {
    let Found { files: mut found, mut places } = found;
    let own = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let own = own.file_stem().filter(|_| own.is_file()).or(own.file_name());
    let own = own.map_or("root".to_owned(), |name| name.to_string_lossy().into_owned());
    // All below one folder: nothing is said by its name.
    while let Some(common) = found.first().and_then(|one| one.folders.first()).cloned()
        && common != "src"
        && found.iter().all(|one| one.folders.len() > 1 && one.folders[0] == common)
    {
        found.iter_mut().for_each(|one| _ = one.folders.remove(0));
        let below = places.iter().filter(|place| place.first() == Some(&common));
        places = below.map(|place| place[1..].to_vec()).collect();
    }
    // Whose a file is, is said by what stands before its own name, or by the uppermost folder or
    // zip that holds it.
    let key =
        |one: &FoundFile| one.owner.clone().or(one.folders.first().cloned()).unwrap_or_default();
    let mut empty: BTreeSet<String> =
        places.into_iter().filter_map(|place| place.into_iter().next()).collect();
    empty.retain(|name| found.iter().all(|one| one.folders.first() != Some(name)));
    let mut groups: BTreeMap<String, Vec<FoundFile>> = BTreeMap::new();
    for one in found {
        groups.entry(key(&one)).or_default().push(one);
    }
    // One student, whose files lie in several folders: in a project, or no exercise in two of them.
    let exercises: Vec<usize> = groups.values().flat_map(|files| exercises(files)).collect();
    let different: BTreeSet<usize> = exercises.iter().copied().collect();
    let is_project = path.join("Cargo.toml").is_file()
        || groups.values().flatten().any(|one| {
            one.exercise.is_some() && one.folders.first().is_none_or(|folder| folder == "src")
        });
    let has_owners = groups.values().flatten().any(|one| one.owner.is_some());
    if groups.is_empty() || (!has_owners && (is_project || different.len() == exercises.len())) {
        return vec![(own, groups.into_values().flatten().collect())];
    }
    // Who handed in no answer file is told so.
    groups.extend(empty.into_iter().map(|name| (name, vec![])));
    let called = |key: String| if key.is_empty() { own.clone() } else { key };
    groups.into_iter().map(|(key, files)| (called(key), files)).collect()
}

fn exercises(files: &[FoundFile]) -> Vec<usize> {
    let mut exercises: Vec<usize> = files.iter().filter_map(|one| one.exercise).collect();
    exercises.sort_unstable();
    exercises.dedup();
    exercises
}

/// Of several files for one exercise the one that lies least deep is taken, and of those the one
/// with the shortest name: `exercise_1.rs` before `exercise_1 (1).rs`.
fn submission(name: String, mut files: Vec<FoundFile>) -> Submission {
    files.sort_by_key(|one| (one.folders.len(), one.name.chars().count(), one.name.clone()));
    let mut submission = Submission { name, ..Submission::default() };
    for exercise in 1..=FILES {
        let mut of_it = files.iter().filter(|one| one.exercise == Some(exercise));
        let Some(first) = of_it.next() else {
            submission.absent.insert(exercise, Remark::missing(exercise));
            continue;
        };
        if let Some(second) = of_it.next() {
            let (first, second) = (&first.name, &second.name);
            submission.remarks.push(said(
                format!("{first}: también hay {second}, que no se miró"),
                format!("{first}: there is {second}, too, which was not looked at"),
            ));
        }
        match &first.content {
            Ok(bytes) => {
                let (text, encoding) = text::decode(bytes);
                if let Some(encoding) = encoding {
                    submission.remarks.push(said(
                        format!("{} se leyó como {encoding}", first.name),
                        format!("{} was read as {encoding}", first.name),
                    ));
                }
                submission.answers[exercise - 1] = Some(text);
            }
            Err(why) => {
                let remark = said(
                    format!("{} no se puede leer: {}", first.name, why.es),
                    format!("{} cannot be read: {}", first.name, why.en),
                );
                submission.absent.insert(exercise, remark);
            }
        }
    }
    for one in files.iter().filter(|one| one.exercise.is_none()) {
        if let Err(why) = &one.content {
            submission.remarks.push(said(
                format!("{} no se puede abrir: {}", one.name, why.es),
                format!("{} cannot be opened: {}", one.name, why.en),
            ));
        }
    }
    submission
}

fn said(es: String, en: String) -> Remark {
    Remark { short: Said::new(es, en), words: None }
}

#[cfg(test)]
mod tests;
