//! What becomes of specimens when they are graded, as files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use grader::build::file_name;
use grader::case::{Cases, shown};
use grader::diagnosis::digest;
use grader::process::{Program, Reply};
use grader::report::{Graded, Grading, Hints, Status};
use grader::rubric::{Check, rubric};
use grader::value::Value;

use super::Specimen;
use super::program::{SPECIMEN, build};
use crate::error::{Error, Result};
use crate::in_place::in_place;

/// What became of a specimen.
#[derive(Debug)]
pub struct Trial {
    /// Every check of its exercise.
    pub checks: Vec<Graded>,
    /// Of each check of its answer, what it gives in the cases that students have: a
    /// [`digest`] case by case, up to the first that gives nothing.
    pub digests: BTreeMap<&'static str, Vec<Value>>,
}

impl Trial {
    /// The checks it loses.
    pub fn lost(&self) -> Vec<&str> {
        let lost = self.checks.iter().filter(|check| check.status != Status::Passed);
        lost.map(|check| check.number.as_str()).collect()
    }
}

/// Grades specimens of an exercise with cases of this seed; those of students without one.
///
/// # Errors
/// They do not compile.
pub fn trials(
    root: &Path,
    launcher: &Path,
    exercise: usize,
    specimens: &[Specimen],
    cases: &Cases,
    seed: Option<u64>,
    limit: Duration,
) -> Result<Vec<Trial>> {
    let path = root.join("starter/src/answers").join(file_name(exercise));
    let solved = std::fs::read_to_string(&path).map_err(Error::io("read", &path))?;
    let files: Vec<String> = specimens.iter().map(|specimen| specimen.file(&solved)).collect();
    let plain = build(root, launcher, exercise, &format!("{exercise}"), &files)?;
    let program = |path: &Path, number: usize| Program {
        path: path.to_owned(),
        launcher: launcher.to_owned(),
        limit,
        sandbox: None,
        environment: vec![(SPECIMEN, number.to_string())],
    };
    let shown = shown();
    let grade = |number: usize, path: &Path, with_right: Option<&Path>| {
        let own = program(path, number);
        let with_right = with_right.map(|path| program(path, number));
        let with_right_now = || Ok(with_right.clone());
        let grading = Grading {
            program: &own,
            cases,
            shown: &shown,
            with_right: with_right.as_ref().map(|_| &with_right_now as _),
            absent: &BTreeMap::new(),
            exercises: &BTreeSet::from([exercise]),
            seed,
            deadline: Instant::now() + Duration::from_secs(600),
        };
        grading.checks(|_, _| Hints::Nudge)
    };
    let first = in_parallel(&(0..files.len()).collect::<Vec<_>>(), |&number| {
        grade(number, &plain, None)
    });
    let mut checks: Vec<Vec<Graded>> = first.into_iter().collect::<std::result::Result<_, _>>()?;

    // Those that lose more than the checks of their own answer, once more.
    let loses_more = |number: &usize| {
        let own = |check: &&Check| check.answer == specimens[*number].answer;
        let own: Vec<&str> = rubric().filter(own).map(|check| check.number).collect();
        checks[*number]
            .iter()
            .any(|check| check.status != Status::Passed && !own.contains(&check.number.as_str()))
    };
    let again: Vec<usize> = (0..files.len()).filter(loses_more).collect();
    if !again.is_empty() {
        let with_right: Vec<String> = again
            .iter()
            .map(|&number| in_place(&files[number], &solved).unwrap_or(files[number].clone()))
            .collect();
        let name = format!("{exercise}_with_right");
        let path = build(root, launcher, exercise, &name, &with_right)?;
        let places: Vec<usize> = (0..again.len()).collect();
        let second = in_parallel(&places, |&place| grade(place, &path, Some(&path)));
        for (number, graded) in again.into_iter().zip(second) {
            checks[number] = graded?;
        }
    }
    let digests = in_parallel(&(0..files.len()).collect::<Vec<_>>(), |&number| {
        let own = rubric().filter(|check| check.answer == specimens[number].answer);
        own.map(|check| {
            let cases = &shown[check.number];
            let inputs = cases.iter().map(|case| &case.inputs);
            let (replies, _) = program(&plain, number).call(check.answer, inputs)?;
            let values = replies.into_iter().map_while(|reply| match reply {
                Reply::Value(value) => Some(Value::Number(digest(&value))),
                _ => None,
            });
            Ok((check.number, values.collect()))
        })
        .collect::<grader::error::Result<_>>()
    });
    let trial = |(checks, digests): (_, grader::error::Result<_>)| {
        Ok(Trial { checks, digests: digests? })
    };
    checks.into_iter().zip(digests).map(trial).collect()
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
