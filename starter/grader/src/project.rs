//! A student's project, graded where it lies, with the cases that came with it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{array, fs, thread};

use ma6202_language::Action;

use crate::build::{Built, FILES, Workshop, file_name};
use crate::case::shown;
use crate::confine::NOBODY;
use crate::error::{Error, Result};
use crate::mark::Exigencia;
use crate::process::Program;
use crate::report::{Graded, Grading, Hints, Remark, Report};

/// The answer files, as far as there are any.
pub type Answers = [Option<String>; FILES];

/// The project, and what its last grading gave.
pub struct Project {
    root: PathBuf,
    workshop: Workshop,
    limit: Duration,
    /// The answers that were graded last, by this process.
    graded: Option<Answers>,
    /// What became of each check then, or when this was last run.
    last: Vec<Graded>,
}

impl Project {
    /// Opens the project in this folder: a copy of it, without the answers, is where they are
    /// compiled. `launcher` starts them.
    ///
    /// # Errors
    /// It is none, or its copy cannot be written.
    pub fn open(root: &Path, launcher: &Path, limit: Duration) -> Result<Project> {
        let root = root.canonicalize().map_err(Error::io(Action::Find, root))?;
        let blank = |exercise: usize| text(&root.join("grader/blank").join(file_name(exercise)));
        let blank = (1..=FILES).map(blank).collect::<Result<Vec<String>>>()?;
        let workshop = Workshop {
            project: root.join("target/grade/project"),
            target: root.join("target/grade/build"),
            launcher: launcher.to_owned(),
            sandbox: None,
            blank: blank.try_into().expect("as many as there are"),
        };
        copy(&root, &root.join("Cargo.lock"), &workshop.project)?;
        let last = fs::read(root.join(LAST)).ok();
        let last = last.and_then(|document| serde_json::from_slice(&document).ok());
        Ok(Project { root, workshop, limit, graded: None, last: last.unwrap_or_default() })
    }

    /// The answers as they are now.
    pub fn answers(&self) -> Answers {
        let path = |k: usize| self.root.join("src/answers").join(file_name(k + 1));
        array::from_fn(|k| fs::read_to_string(path(k)).ok())
    }

    /// Grades these exercises.
    ///
    /// # Errors
    /// What is not the answers' fault.
    pub fn grade(
        &mut self,
        answers: Answers,
        exercises: &BTreeSet<usize>,
        hints: Hints,
        exigencia: Exigencia,
    ) -> Result<Report> {
        let Built { program, refused } = self.workshop.build(&answers)?;
        let mut absent: BTreeMap<usize, Remark> = refused
            .into_iter()
            .map(|(exercise, words)| (exercise, Remark::not_compiled(exercise, words)))
            .collect();
        for exercise in (1..=FILES).filter(|exercise| answers[exercise - 1].is_none()) {
            absent.insert(exercise, Remark::missing(exercise));
        }
        let program = Program {
            path: program,
            launcher: self.workshop.launcher.clone(),
            limit: self.limit,
            user: NOBODY,
            sandbox: None,
            environment: vec![],
        };
        let changed = self.changed(&answers);
        let cases = shown();
        let grading = Grading {
            program: &program,
            cases: &cases,
            shown: &cases,
            with_right: None,
            absent: &absent,
            is_made: &|check| [exercises, &changed].iter().all(|of| of.contains(&check.exercise())),
            seed: None,
            deadline: Instant::now() + 30 * self.limit,
        };
        let graded = grading.checks(|check, obtained| {
            let before = self.last.iter().find(|before| before.number == check.number);
            let same = before.is_some_and(|before| before.obtained.as_ref() == Some(obtained));
            if same { Hints::Formula } else { hints }
        })?;
        self.last.retain(|before| graded.iter().all(|now| now.number != before.number));
        self.last.extend(graded);
        self.last.sort_by_key(|check| position(&check.number));
        self.graded = Some(answers);
        let path = self.root.join(LAST);
        let document = serde_json::to_string(&self.last).expect("it is plain data");
        fs::write(&path, document).map_err(Error::io(Action::Write, &path))?;
        let of_these = |check: &&Graded| exercises.contains(&position(&check.number).0);
        let checks = self.last.iter().filter(of_these).cloned().collect();
        let absent = absent.into_iter().filter(|(exercise, _)| exercises.contains(exercise));
        Ok(Report::new(checks, absent.map(|(_, remark)| remark).collect(), exigencia, None))
    }

    /// The exercises whose answers are not those that were graded last, or call such answers.
    fn changed(&self, answers: &Answers) -> BTreeSet<usize> {
        let Some(graded) = &self.graded else { return (1..=FILES).collect() };
        let mut changed: BTreeSet<usize> =
            (1..=FILES).filter(|k| answers[k - 1] != graded[k - 1]).collect();
        let calls = |text: &str, other: usize| text.contains(&format!("exercise_{other}::"));
        loop {
            let callers = (1..=FILES).filter(|&exercise| {
                let text = answers[exercise - 1].as_deref().unwrap_or_default();
                changed.iter().any(|&other| calls(text, other))
            });
            let all: BTreeSet<usize> = callers.chain(changed.iter().copied()).collect();
            if all == changed {
                return changed;
            }
            changed = all;
        }
    }

    /// Waits until an answer file is saved, and gives all of them.
    pub fn wait_for_change(&self) -> Answers {
        loop {
            thread::sleep(Duration::from_millis(200));
            let answers = self.answers();
            if self.graded.as_ref() != Some(&answers) {
                // An editor may write a file in several goes.
                thread::sleep(Duration::from_millis(50));
                return self.answers();
            }
        }
    }
}

/// What the last grading gave, by which a value that is wrong again is known.
const LAST: &str = "target/grade/last.json";

/// Exercise and place of a check.
fn position(number: &str) -> (usize, usize) {
    let (exercise, place) = number.split_once('.').unwrap_or_default();
    (exercise.parse().unwrap_or_default(), place.parse().unwrap_or_default())
}

/// Copies what the answers are compiled with: all of the project's sources but themselves.
///
/// # Errors
/// A file that cannot be read or written.
pub fn copy(root: &Path, lock: &Path, to: &Path) -> Result<()> {
    let manifest = text(&root.join("Cargo.toml"))?;
    // The grader is no part of it.
    let package = manifest.split("\n[workspace]").next().unwrap_or_default();
    put(&to.join("Cargo.toml"), &format!("{package}\n[workspace]\n"))?;
    put(&to.join("Cargo.lock"), &text(lock)?)?;
    for name in ["lib.rs", "main.rs", "answers/mod.rs"] {
        let name = Path::new("src").join(name);
        put(&to.join(&name), &text(&root.join(name))?)?;
    }
    let wire = root.join("src/wire");
    for entry in wire.read_dir().map_err(Error::io(Action::Read, &wire))? {
        let name = entry.map_err(Error::io(Action::Read, &wire))?.file_name();
        put(&to.join("src/wire").join(&name), &text(&wire.join(name))?)?;
    }
    Ok(())
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(Error::io(Action::Read, path))
}

/// Writes a file, if it is not that already: what is new is compiled again.
fn put(path: &Path, content: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|now| now == content) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::io(Action::Make, folder))?;
    }
    fs::write(path, content).map_err(Error::io(Action::Write, path))
}
