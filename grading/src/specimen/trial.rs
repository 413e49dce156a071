//! What becomes of specimens when they are graded, as files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use grader::build::file_name;
use grader::case::{Cases, shown};
use grader::diagnosis::{Diagnosis, digest};
use grader::error::Result as GraderResult;
use grader::process::{Program, Reply};
use grader::report::{Graded, Grading, Hints, Status};
use grader::rubric::{Check, rubric};
use grader::text::Said;
use grader::value::Value;

use super::Specimen;
use super::program::{SPECIMEN, build};
use crate::draw;
use crate::error::{Error, Result};
use crate::in_place::in_place;

/// Specimens of an exercise, as one program.
pub struct Bench<'a> {
    root: &'a Path,
    launcher: &'a Path,
    exercise: usize,
    specimens: &'a [Specimen],
    solved: String,
    files: Vec<String>,
    program: PathBuf,
    shown: Cases,
}

/// How long a call may take: some never return.
const LIMIT: Duration = Duration::from_secs(3);

impl<'a> Bench<'a> {
    /// Compiles them.
    ///
    /// # Errors
    /// One does not compile.
    pub fn new(
        root: &'a Path,
        launcher: &'a Path,
        exercise: usize,
        specimens: &'a [Specimen],
    ) -> Result<Bench<'a>> {
        let path = root.join("starter/src/answers").join(file_name(exercise));
        let solved = fs::read_to_string(&path).map_err(Error::io("read", &path))?;
        let files: Vec<String> = specimens.iter().map(|specimen| specimen.file(&solved)).collect();
        let program = build(root, launcher, exercise, &exercise.to_string(), &files)?;
        Ok(Bench { root, launcher, exercise, specimens, solved, files, program, shown: shown() })
    }

    /// What becomes of each: every check of the exercise, with cases of this seed or, without one,
    /// with those that students have.
    ///
    /// # Errors
    /// One does not compile with right answers in the place of others, or cannot be started.
    pub fn trials(&self, seed: Option<u64>) -> Result<Vec<Vec<Graded>>> {
        let cases = &seed.map_or_else(shown, draw::cases);
        let all: Vec<usize> = (0..self.files.len()).collect();
        let first = in_parallel(&all, |&number| self.grade(cases, seed, number, None));
        let mut checks: Vec<Vec<Graded>> = first.into_iter().collect::<GraderResult<_>>()?;
        // Those that lose more than the checks of their own answer, once more.
        let loses_more = |number: &usize| {
            let own = self.own_checks(*number);
            lost(&checks[*number]).iter().any(|lost| own.iter().all(|check| check.number != *lost))
        };
        let again: Vec<usize> = all.into_iter().filter(loses_more).collect();
        if !again.is_empty() {
            let with_right = |&number: &usize| {
                let file = &self.files[number];
                in_place(file, &self.solved).unwrap_or(file.clone())
            };
            let files: Vec<String> = again.iter().map(with_right).collect();
            let name = format!("{}_with_right", self.exercise);
            let program = build(self.root, self.launcher, self.exercise, &name, &files)?;
            let places: Vec<usize> = (0..again.len()).collect();
            let second = in_parallel(&places, |&place| {
                let with_right = self.program(&program, place);
                self.grade(cases, seed, again[place], Some(with_right))
            });
            for (&number, graded) in again.iter().zip(second) {
                checks[number] = graded?;
            }
        }
        Ok(checks)
    }

    /// What gives each away: what it gives in the cases that students have.
    ///
    /// # Errors
    /// One cannot be started.
    pub fn diagnoses(&self) -> Result<Vec<Diagnosis>> {
        let all: Vec<usize> = (0..self.files.len()).collect();
        let of = |&number: &usize| {
            let specimen = &self.specimens[number];
            let diagnosis = |check: &Check| {
                let inputs = self.shown[check.number].iter().map(|case| &case.inputs);
                let (replies, _) =
                    self.program(&self.program, number).call(check.answer, inputs)?;
                let values = replies.into_iter().map_while(|reply| match reply {
                    Reply::Value(value) => Some(Value::Number(digest(&value))),
                    _ => None,
                });
                Ok(Diagnosis {
                    check: check.number.to_owned(),
                    hint: Said::new(&specimen.es, &specimen.en),
                    digests: values.collect(),
                })
            };
            let loses =
                |check: &&&Check| specimen.loses.iter().any(|number| number == check.number);
            self.own_checks(number).iter().filter(loses).copied().map(diagnosis).collect()
        };
        let all: Vec<GraderResult<Vec<Diagnosis>>> = in_parallel(&all, of);
        Ok(all.into_iter().collect::<GraderResult<Vec<_>>>()?.concat())
    }

    fn own_checks(&self, number: usize) -> Vec<&'static Check> {
        rubric().filter(|check| check.answer == self.specimens[number].answer).collect()
    }

    fn program(&self, path: &Path, number: usize) -> Program {
        Program {
            path: path.to_owned(),
            launcher: self.launcher.to_owned(),
            limit: LIMIT,
            sandbox: None,
            environment: vec![(SPECIMEN, number.to_string())],
        }
    }

    fn grade(
        &self,
        cases: &Cases,
        seed: Option<u64>,
        number: usize,
        with_right: Option<Program>,
    ) -> GraderResult<Vec<Graded>> {
        let once_more = || Ok(with_right.clone());
        let grading = Grading {
            program: &self.program(&self.program, number),
            cases,
            shown: &self.shown,
            with_right: with_right.as_ref().map(|_| &once_more as _),
            absent: &BTreeMap::new(),
            exercises: &BTreeSet::from([self.exercise]),
            seed,
            deadline: Instant::now() + 100 * LIMIT,
        };
        grading.checks(|_, _| Hints::Nudge)
    }
}

/// The numbers of the checks that are lost.
pub fn lost(checks: &[Graded]) -> Vec<&str> {
    let lost = checks.iter().filter(|check| check.status != Status::Passed);
    lost.map(|check| check.number.as_str()).collect()
}

/// Does it for all, on two cores.
fn in_parallel<T: Sync, R: Send>(all: &[T], one: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let left = Mutex::new(all.iter().enumerate());
    let done = Mutex::new(vec![]);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let next = || left.lock().expect("no thread panics with it").next();
                while let Some((place, item)) = next() {
                    let result = one(item);
                    done.lock().expect("no thread panics with it").push((place, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no thread panics with it");
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}
