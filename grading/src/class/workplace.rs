//! Where submissions are built and run, one after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{fs, io};

use grader::build::{Built, FILES, Workshop, exercises};
use grader::case::{Cases, shown};
use grader::confine::{self, NOBODY};
use grader::error::{Error as GraderError, Result as GraderResult};
use grader::mark::Exigencia;
use grader::process::Program;
use grader::project::Answers;
use grader::report::{Grading, Hints, Remark, Report};
use grader::rubric::level;
use grader::sandbox::Sandbox;
use grader::text::Language;
use ma6202_language::{Action, Say};
use tempfile::TempDir;

use super::Settings;
use super::record::Record;
use crate::error::{Error, Result};
use crate::handout::solved_answers;
use crate::in_place::in_place;
use crate::libraries;
use crate::submission::Submission;
use crate::{draw, foreign};

/// A workshop, and what its submissions are graded with.
pub struct Workplace {
    workshop: Workshop,
    /// Where programs are run: a folder in which everybody finds what is his, and nobody can write.
    runs: TempDir,
    /// As whom, where the grader is root: another one in each workplace.
    user: u32,
    solved: [String; FILES],
    cases: Cases,
    shown: Cases,
    exercises: BTreeSet<usize>,
    exigencia: Exigencia,
    hints: Hints,
    limit: Duration,
    seed: u64,
    /// In which it says why a submission cannot be graded.
    language: Language,
    /// What of the settings another result could come from.
    settings: String,
}

impl Workplace {
    /// Makes one, and compiles there what all submissions need.
    pub fn new(
        root: &Path,
        launcher: &Path,
        number: usize,
        settings: &Settings,
        seed: u64,
        language: Language,
    ) -> Result<Workplace> {
        let place = root.join("target/grade").join(number.to_string());
        let hidden = vec![root.canonicalize().map_err(Error::io(Action::Find, root))?];
        let sandbox = settings.sandbox.then(|| Sandbox::new(hidden)).transpose()?;
        let (project, target) = (place.join("project"), place.join("build"));
        libraries::share(&libraries::compile(root, launcher)?, &target)?;
        let open = libraries::workshop(root, launcher, project, target)?;
        let workshop = Workshop { sandbox, ..open };
        workshop.prepare()?;
        let runs =
            tempfile::tempdir().map_err(GraderError::io(Action::Make, std::env::temp_dir()))?;
        allow(runs.path(), 0o711).map_err(Error::io(Action::Open, runs.path()))?;
        Ok(Workplace {
            workshop,
            runs,
            user: NOBODY - u32::try_from(number).expect("there are few"),
            solved: solved_answers(root)?,
            cases: draw::cases(seed),
            shown: shown(),
            exercises: exercises(settings.exercise),
            exigencia: settings.exigencia,
            hints: Hints::level(settings.hints),
            limit: Duration::from_secs(settings.limit),
            seed,
            language,
            settings: Record::settings(settings),
        })
    }

    /// Grades a submission; one without an answer gets no report.
    pub fn grade(&self, submission: &Submission) -> Record {
        let has_answers = submission.answers.iter().any(Option::is_some);
        let report = has_answers.then(|| {
            // What goes wrong here, goes wrong with this one.
            let report = catch_unwind(AssertUnwindSafe(|| self.report(submission)));
            let panicked = self.language.pick("el corrector falló", "the grader panicked");
            let report = report.map_err(|_| panicked.to_owned())?;
            report.map_err(|error| error.say(self.language))
        });
        // Nothing of it runs when the next one does.
        confine::sweep();
        let _ = fs::remove_file(self.runs.path().join(WITH_RIGHT));
        let (report, error) = match report.transpose() {
            Ok(report) => (report, None),
            Err(error) => (None, Some(error)),
        };
        Record {
            submission: submission.name.clone(),
            fingerprint: Record::fingerprint(submission),
            settings: self.settings.clone(),
            error,
            files: if has_answers { vec![] } else { submission.told() },
            report,
        }
    }

    /// The report of a submission.
    pub fn report(&self, submission: &Submission) -> GraderResult<Report> {
        let mut answers = submission.answers.clone();
        let mut absent: BTreeMap<usize, Remark> = submission.absent.clone();
        for (k, answer) in answers.iter_mut().enumerate() {
            if let Some(word) = answer.as_ref().and_then(|text| foreign::reads_others(text)) {
                absent.insert(k + 1, foreign::remark(k + 1, word));
                *answer = None;
            }
        }
        let Built { program, refused } = self.workshop.build(&answers)?;
        let program = self.program(&program, "answer")?;
        for (exercise, words) in refused {
            absent.insert(exercise, Remark::not_compiled(exercise, words));
            answers[exercise - 1] = None;
        }
        let with_right = |level: usize| self.with_right(&answers, level);
        let grading = Grading {
            program: &program,
            cases: &self.cases,
            shown: &self.shown,
            with_right: Some(&with_right),
            absent: &absent,
            is_made: &|check| self.exercises.contains(&check.exercise()),
            seed: Some(self.seed),
            deadline: Instant::now() + 30 * self.limit,
        };
        let checks = grading.checks(|_, _| self.hints)?;
        let of_these = absent.into_iter().filter(|(number, _)| self.exercises.contains(number));
        let remarks = submission.remarks.iter().cloned();
        let remarks = of_these.map(|(_, remark)| remark).chain(remarks).collect();
        Ok(Report::new(checks, remarks, self.exigencia, Some(self.seed)))
    }

    /// The program with right answers in the place of those below a level, if it compiles.
    fn with_right(&self, written: &Answers, below: usize) -> GraderResult<Option<Program>> {
        let mut answers = written.clone();
        for (k, solved) in self.solved.iter().enumerate() {
            // A circle through two files would be right in each.
            let others = written.iter().enumerate().filter(|(other, _)| *other != k);
            let named = format!("exercise_{}", k + 1);
            if others.filter_map(|(_, text)| text.as_ref()).any(|text| text.contains(&named)) {
                continue;
            }
            let text = &mut answers[k];
            let replaced = |text: &String| in_place(text, solved, |name| level(name) < below);
            *text = text.take().map(|text| replaced(&text).unwrap_or(text));
        }
        // A file that does not take them is judged as it is.
        for _ in 0..2 {
            let Ok(Built { program, refused }) = self.workshop.build(&answers) else { break };
            if refused.is_empty() {
                return self.program(&program, WITH_RIGHT).map(Some);
            }
            for exercise in refused.into_keys() {
                answers[exercise - 1].clone_from(&written[exercise - 1]);
            }
        }
        Ok(None)
    }

    /// The program, where the next submission's does not replace it.
    fn program(&self, built: &Path, name: &str) -> GraderResult<Program> {
        let path = self.runs.path().join(name);
        // Not written over: it may still run.
        let _ = fs::remove_file(&path);
        fs::copy(built, &path).map_err(GraderError::io(Action::Copy, built))?;
        // In a sandbox nobody else's processes are seen, and not all users are there.
        let user = self.workshop.sandbox.is_none().then_some(self.user);
        give(&path, user).map_err(GraderError::io(Action::GiveAway, &path))?;
        Ok(Program {
            path,
            launcher: self.workshop.launcher.clone(),
            limit: self.limit,
            sandbox: self.workshop.sandbox.clone(),
            user: self.user,
            environment: vec![],
        })
    }
}

/// The program with right answers, while it is needed.
const WITH_RIGHT: &str = "answer_with_right";

/// Makes it this user's, and nobody else's, where that can be done.
fn give(program: &Path, user: Option<u32>) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::chown;
        if user.is_some() && chown(program, user, user).is_ok() {
            return allow(program, 0o500);
        }
    }
    let _ = user;
    allow(program, 0o555)
}

fn allow(path: &Path, mode: u32) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    }
    let _ = (path, mode);
    Ok(())
}

/// The launcher, where a submission that runs as nobody finds it.
pub fn launcher() -> Result<PathBuf> {
    Ok(std::env::current_exe().map_err(GraderError::io(Action::Find, "grading"))?)
}
