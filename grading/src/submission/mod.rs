//! What comes in: folders and zips, as students and learning platforms make them.
//!
//! | what is named | what it is |
//! |---|---|
//! | a folder with answer files, at whatever depth | a submission, called like the folder |
//! | a folder of such folders, or of zips | a submission for each |
//! | a zip of any of these | the same as the folder in it |
//! | `NAME_exercise_4.rs`, beside each other (Canvas, Moodle) | a submission for each NAME |
//!
//! What lies in a student's own folder or zip is his, whatever NAME he gives it.

mod find;
mod name;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use grader::build::FILES;
use grader::project::Answers;
use grader::report::Remark;
use grader::text::Said;
use ma6202_language::Action;

use crate::error::{Error, Result};
use find::{FoundFile, Handed};
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

impl Submission {
    /// What is said of its files, but that one is missing.
    pub fn told(&self) -> Vec<Said> {
        let is_missing =
            |&(exercise, remark): &(&usize, &Remark)| *remark == Remark::missing(*exercise);
        let of_answers =
            self.absent.iter().filter(|one| !is_missing(one)).map(|(_, remark)| remark);
        self.remarks.iter().chain(of_answers).map(|remark| remark.short.clone()).collect()
    }
}

/// The submissions in these folders and zips, in the order of their names.
///
/// # Errors
/// There is none.
pub fn gather(paths: &[PathBuf]) -> Result<Vec<Submission>> {
    let mut submissions: Vec<Submission> = vec![];
    let own: Vec<String> = paths.iter().map(|path| own_name(path)).collect();
    for (path, name) in paths.iter().zip(&own) {
        path.metadata().map_err(Error::io(Action::Find, path))?;
        let mut found = find::find(path);
        // Who has a folder or zip of his own, does not lie in another one.
        let is_own = |owner: &mut String| own.iter().any(|one| one.eq_ignore_ascii_case(owner));
        found.files.iter_mut().for_each(|one| _ = one.owner.take_if(is_own));
        for (name, files) in group(name, found) {
            let taken: Vec<&str> = submissions.iter().map(|other| &*other.name).collect();
            let name = name::unique(&name::harmless(&name), &taken);
            submissions.push(submission(name, files));
        }
    }
    let is_empty = |one: &Submission| one.absent.len() == FILES && one.told().is_empty();
    if submissions.iter().all(is_empty) {
        return Err(Error::NoSubmissions { paths: paths.to_vec() });
    }
    Ok(submissions)
}

/// What a folder or a zip is called.
fn own_name(path: &Path) -> String {
    let own = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let own = own.file_stem().filter(|_| own.is_file()).or(own.file_name());
    own.map_or("root".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// What was found in what is called so, by whose it is.
fn group(own: &str, found: Handed) -> Vec<(String, Vec<FoundFile>)> {
    let Handed { files: mut found, mut places, projects } = found;
    // All below one folder: nothing is said by its name.
    let mut top: Vec<String> = vec![];
    while let Some(common) = found.first().and_then(|one| one.folders.first()).cloned()
        && common != "src"
        && found.iter().all(|one| one.folders.first() == Some(&common))
    {
        found.iter_mut().for_each(|one| _ = one.folders.remove(0));
        let below = places.iter().filter(|place| place.first() == Some(&common));
        places = below.map(|place| place[1..].to_vec()).collect();
        top.push(common);
    }
    // Whose a file is, is said by the uppermost folder or zip that holds it, and only where there
    // is none by what stands before its own name: in his folder a student calls a file as he likes.
    let key =
        |one: &FoundFile| one.folders.first().or(one.owner.as_ref()).cloned().unwrap_or_default();
    let mut empty: BTreeSet<String> =
        places.into_iter().filter_map(|place| place.into_iter().next()).collect();
    empty.retain(|name| found.iter().all(|one| one.folders.first() != Some(name)));
    let mut groups: BTreeMap<String, Vec<FoundFile>> = BTreeMap::new();
    for one in found {
        groups.entry(key(&one)).or_default().push(one);
    }
    if projects.contains(&top) || is_one(&groups) {
        return vec![(own.to_owned(), groups.into_values().flatten().collect())];
    }
    // Who handed in no answer file is told so.
    empty.into_iter().for_each(|name| _ = groups.entry(name).or_default());
    // Where Canvas has put a student and two numbers before every name, he is called by that.
    let students: Option<BTreeSet<&str>> = groups.keys().map(|key| name::of_canvas(key)).collect();
    let is_canvas = students.is_some_and(|students| students.len() == groups.len());
    let called = |key: String| match name::of_canvas(&key) {
        Some(student) if is_canvas => student.to_owned(),
        _ if key.is_empty() => own.to_owned(),
        _ => key,
    };
    groups.into_iter().map(|(key, files)| (called(key), files)).collect()
}

/// Whether all is of one student, whose files lie in several folders: no exercise in two of them,
/// and not with several names before it; or they lie in none, with one folder of others beside.
fn is_one(groups: &BTreeMap<String, Vec<FoundFile>>) -> bool {
    let answers = || groups.values().flatten().filter(|one| one.exercise.is_some());
    if answers().any(|one| one.folders.is_empty() && one.owner.is_some()) {
        return false;
    }
    let exercises: Vec<usize> = groups.values().flat_map(|files| exercises(files)).collect();
    let different: BTreeSet<usize> = exercises.iter().copied().collect();
    let owners: BTreeSet<&Option<String>> = answers().map(|one| &one.owner).collect();
    let tops: BTreeSet<Option<&String>> = answers().map(|one| one.folders.first()).collect();
    tops.len() <= 1
        || (tops.len() == 2 && tops.contains(&None))
        || (owners.len() == 1 && different.len() == exercises.len())
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
        match read(first) {
            Ok((text, encoding)) => {
                if let Some(encoding) = encoding {
                    submission.remarks.push(said(
                        format!("{} se leyó como {encoding}", first.name),
                        format!("{} was read as {encoding}", first.name),
                    ));
                }
                submission.answers[exercise - 1] = Some(text);
            }
            Err(remark) => _ = submission.absent.insert(exercise, remark),
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

/// The text of an answer file and its encoding, or what is said of one that has none.
fn read(file: &FoundFile) -> std::result::Result<(String, Option<&'static str>), Remark> {
    let name = &file.name;
    let unread = |Said { es, en }: &Said| {
        said(format!("{name} no se puede leer: {es}"), format!("{name} cannot be read: {en}"))
    };
    let (text, encoding) = text::decode(file.content.as_ref().map_err(unread)?);
    if text.trim().is_empty() {
        return Err(said(format!("{name} está vacío"), format!("{name} is empty")));
    }
    if !text::is_text(&text) {
        return Err(unread(&Said::new("no es texto", "it is no text")));
    }
    Ok((text, encoding))
}

fn said(es: String, en: String) -> Remark {
    Remark { short: Said::new(es, en), words: None }
}

#[cfg(test)]
mod tests;
