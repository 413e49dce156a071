//! What becomes of specimens when they are graded.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use grader::build::FILES;
use grader::case::{Cases, shown};
use grader::confine::NOBODY;
use grader::diagnosis::{Diagnosis, digest};
use grader::error::Result as GraderResult;
use grader::process::{Program, Reply};
use grader::report::{Graded, Grading, Hints, Status};
use grader::rubric::{Check, level, rubric};
use grader::text::Said;
use grader::value::Value;

use super::Specimen;
use super::program::{SPECIMEN, build};
use crate::draw;
use crate::error::Result;

/// Specimens, all of them in one program.
pub struct Bench {
    launcher: PathBuf,
    specimens: [Vec<Specimen>; FILES],
    program: PathBuf,
    shown: Cases,
}

/// How long a call may take: some never return, and the others take some hundredths.
const LIMIT: Duration = Duration::from_secs(1);

impl Bench {
    /// Compiles those of each exercise.
    ///
    /// # Errors
    /// One does not compile.
    pub fn new(root: &Path, launcher: &Path, specimens: [Vec<Specimen>; FILES]) -> Result<Bench> {
        let program = build(root, launcher, &specimens)?;
        Ok(Bench { launcher: launcher.to_owned(), specimens, program, shown: shown() })
    }

    /// What becomes of each of an exercise: the checks that it can lose, with cases of this
    /// seed or, without one, with those that students have.
    ///
    /// # Errors
    /// The program cannot be started.
    pub fn trials(
        &self,
        exercise: usize,
        seed: Option<u64>,
    ) -> Result<Vec<(&Specimen, Vec<Graded>)>> {
        let cases = &seed.map_or_else(shown, draw::cases);
        self.of_each(exercise, |specimen, program| {
            // In the place of an answer below the level stands the solved one.
            let with_right = |above: usize| {
                let is_replaced = level(&specimen.answer) < above;
                let mut program = program.clone();
                program.environment.retain(|_| !is_replaced);
                Ok(Some(program))
            };
            // No others call it: what the solved answers call is below them.
            let is_made = |check: &Check| {
                let calls_it = || level(check.answer) > level(&specimen.answer);
                check.exercise() == exercise && (check.answer == specimen.answer || calls_it())
            };
            let grading = Grading {
                program: &program,
                cases,
                shown: &self.shown,
                with_right: Some(&with_right),
                absent: &BTreeMap::new(),
                is_made: &is_made,
                seed,
                deadline: Instant::now() + 100 * LIMIT,
            };
            Ok((specimen, grading.checks(|_, _| Hints::Nudge)?))
        })
    }

    /// What gives each of an exercise away: what it gives in the cases that students have.
    ///
    /// # Errors
    /// The program cannot be started.
    pub fn diagnoses(&self, exercise: usize) -> Result<Vec<Diagnosis>> {
        let all = self.of_each(exercise, |specimen, program| {
            let diagnosis = |check: &Check| {
                let inputs = self.shown[check.number].iter().map(|case| &case.inputs);
                let (replies, _) = program.call(check.answer, inputs)?;
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
            let is_lost = |check: &&Check| specimen.loses.iter().any(|lost| lost == check.number);
            let own = rubric().filter(|check| check.answer == specimen.answer);
            own.filter(is_lost).map(diagnosis).collect::<GraderResult<Vec<_>>>()
        })?;
        Ok(all.concat())
    }

    /// Something of each specimen of an exercise, with the program that answers as it does.
    fn of_each<'a, R: Send>(
        &'a self,
        exercise: usize,
        one: impl Fn(&'a Specimen, Program) -> GraderResult<R> + Sync,
    ) -> Result<Vec<R>> {
        let all: Vec<(usize, &Specimen)> =
            self.specimens[exercise - 1].iter().enumerate().collect();
        let results = in_parallel(&all, |&(place, specimen)| {
            let program = Program {
                path: self.program.clone(),
                launcher: self.launcher.clone(),
                limit: LIMIT,
                user: NOBODY,
                sandbox: None,
                environment: vec![(SPECIMEN, format!("{} {place}", specimen.answer))],
            };
            one(specimen, program)
        });
        Ok(results.into_iter().collect::<GraderResult<_>>()?)
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
