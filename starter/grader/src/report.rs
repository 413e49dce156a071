//! What became of a submission: each check, the points, the mark, and what is said of it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::build::file_name;
use crate::case::{Case, Cases};
use crate::diagnosis::recognise;
use crate::error::{Refusal, Result};
use crate::judge::Lost;
use crate::mark::{Exigencia, Mark};
use crate::process::{Program, Reply};
use crate::rubric::{Check, find, level, rubric};
use crate::text::{Said, shortened};
use crate::value::Value;

/// What `grade --json` prints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// What the checks that passed are worth together.
    pub points: u32,
    /// What all of them are worth.
    pub max_points: u32,
    /// The Chilean mark, "5.4".
    pub mark: String,
    /// The fraction of the points that is worth a 4.0.
    pub exigencia: String,
    /// What the inputs were drawn from; nothing if they are those that students have.
    pub seed: Option<u64>,
    /// What is to be said of the files: those that are missing, or were not compiled.
    pub remarks: Vec<Remark>,
    /// Every check, in the rubric's order.
    pub checks: Vec<Graded>,
}

/// What is to be said of a file, or of the submission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Remark {
    /// In a line.
    pub short: Said,
    /// The compiler's words, if it is they.
    pub words: Option<String>,
}

/// How much of what the compiler says of a file is kept.
const KEPT: usize = 4000;

impl Remark {
    /// The file of an exercise was not compiled, for this reason.
    pub fn not_compiled(exercise: usize, why: Refusal) -> Remark {
        let file = file_name(exercise);
        let (es, en) = (format!("{file} no compila"), format!("{file} does not compile"));
        if let Refusal::Words(words) = why {
            let words = Some(words.chars().take(KEPT).collect());
            return Remark { short: Said::new(es, en), words };
        }
        let why = Said::both(&why);
        let short = Said::new(format!("{es}: {}", why.es), format!("{en}: {}", why.en));
        Remark { short, words: None }
    }

    /// The file of an exercise is not there.
    pub fn missing(exercise: usize) -> Remark {
        let file = file_name(exercise);
        Remark {
            short: Said::new(format!("falta {file}"), format!("{file} is missing")),
            words: None,
        }
    }
}

/// One check of a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Graded {
    /// Its number, "4.2".
    pub number: String,
    /// All its points, or none.
    pub points: u32,
    /// What it is worth.
    pub max_points: u32,
    /// What became of it.
    pub status: Status,
    /// What is checked.
    pub text: Said,
    /// Whether right answers were in the place of those that it needs when it was judged: some of
    /// the submission's are wrong.
    pub with_right: bool,
    /// Where it is lost: the mistake if it is a known one, else what to ask oneself.
    pub hint: Option<Said>,
    /// Where it is lost, and that was asked for: the right formula.
    pub formula: Option<Said>,
    /// What was expected.
    pub expected: Option<Said>,
    /// What came instead.
    pub obtained: Option<Said>,
    /// The end of what a lost answer printed.
    pub printed: Option<String>,
    /// The reason, if the points are a correction by hand.
    pub corrected: Option<String>,
}

/// What became of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Right.
    Passed,
    /// Wrong.
    Lost,
    /// There is no answer yet: `todo!()`.
    Blank,
    /// The answer panicked.
    Panicked,
    /// The answer had not returned at the time limit.
    TimedOut,
    /// It was not called any more: the submission had used its time up.
    NotCalled,
    /// The answer ended its process: a stack overflow, an exit.
    Died,
    /// Its file is missing, or was not compiled.
    Absent,
}

impl Report {
    /// What these checks are worth together.
    pub fn new(
        checks: Vec<Graded>,
        remarks: Vec<Remark>,
        exigencia: Exigencia,
        seed: Option<u64>,
    ) -> Report {
        let points = checks.iter().map(|check| check.points).sum();
        let max_points = checks.iter().map(|check| check.max_points).sum();
        let mark = Mark::new(points, max_points, exigencia).to_string();
        Report { points, max_points, mark, exigencia: exigencia.to_string(), seed, remarks, checks }
    }

    /// The same with other points for some checks, by their numbers, and the reasons.
    ///
    /// # Panics
    /// The report has no exigencia.
    pub fn corrected(mut self, correction: impl Fn(&str) -> Option<(u32, String)>) -> Report {
        for check in &mut self.checks {
            if let Some((points, reason)) = correction(&check.number) {
                (check.points, check.corrected) = (points, Some(reason));
            }
        }
        let exigencia = self.exigencia.parse().expect("it was written by one");
        Report::new(self.checks, self.remarks, exigencia, self.seed)
    }
}

/// How much is said of what is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hints {
    /// The mistake if it is a known one, else what to ask oneself.
    Nudge,
    /// The right formula as well.
    Formula,
}

impl Hints {
    /// As options count them: 1 and 2.
    pub fn level(level: u8) -> Hints {
        if level == 1 { Hints::Nudge } else { Hints::Formula }
    }
}

/// A program in which right answers stand in the place of those below a [`level`], if there is one.
pub type WithRight<'a> = &'a dyn Fn(usize) -> Result<Option<Program>>;

/// A submission, and what it is graded with.
pub struct Grading<'a> {
    /// Its program.
    pub program: &'a Program,
    /// What the answers are called with.
    pub cases: &'a Cases,
    /// The cases that students have, by which mistakes are recognised.
    pub shown: &'a Cases,
    /// By what is wrong is judged again, with right answers in the place of those that it needs;
    /// nobody outside the teacher's room has those.
    pub with_right: Option<WithRight<'a>>,
    /// The exercises whose files are missing, or were not compiled.
    pub absent: &'a BTreeMap<usize, Remark>,
    /// The checks that are made.
    pub is_made: &'a dyn Fn(&Check) -> bool,
    /// What the cases were drawn from; nothing if they are those that students have.
    pub seed: Option<u64>,
    /// No answer is called from then on.
    pub deadline: Instant,
}

/// What became of a check when its answer was called.
struct Verdict {
    status: Status,
    lost: Option<Lost>,
    /// What came, up to the first call that gave nothing.
    values: Vec<Value>,
    /// How a call ended that gave nothing.
    message: Said,
    printed: String,
    /// The program that was asked.
    program: Program,
    /// Whether it called right answers in the place of those that it needs.
    with_right: bool,
}

impl Verdict {
    fn is_wrong(&self) -> bool {
        !matches!(self.status, Status::Passed | Status::Absent)
    }
}

impl Grading<'_> {
    /// Every check with what became of it; `hints` says how much is said, from what came.
    ///
    /// # Errors
    /// A process cannot be started.
    pub fn checks(&self, hints: impl Fn(&Check, &Said) -> Hints) -> Result<Vec<Graded>> {
        let mut verdicts: Vec<(&Check, Verdict)> = rubric()
            .filter(|check| (self.is_made)(check))
            .map(|check| Ok((check, self.verdict(self.program, check, self.cases)?)))
            .collect::<Result<_>>()?;
        if let Some(with_right) = self.with_right {
            self.judge_again(with_right, &mut verdicts)?;
        }
        let wrong = verdicts.iter().filter(|(_, verdict)| verdict.status != Status::Passed);
        let wrong: BTreeSet<&str> = wrong.map(|(check, _)| check.number).collect();
        verdicts
            .into_iter()
            .map(|(check, verdict)| self.graded(check, verdict, &wrong, &hints))
            .collect()
    }

    /// Judges again what is wrong, with right answers in the place of those that it needs, for
    /// students' functions call each other: a mistake in one costs its own points only. No program
    /// holds the right answer to what it is asked, nor one that needs it.
    fn judge_again(&self, with_right: WithRight, verdicts: &mut [(&Check, Verdict)]) -> Result<()> {
        let mut again: BTreeMap<usize, Vec<&mut (&Check, Verdict)>> = BTreeMap::new();
        for one in verdicts.iter_mut().filter(|(_, verdict)| verdict.is_wrong()) {
            again.entry(level(one.0.answer)).or_default().push(one);
        }
        // Those of level 0 need none.
        again.remove(&0);
        for (level, of_level) in again {
            let Some(program) = with_right(level)? else { continue };
            for (check, verdict) in of_level {
                let again = self.verdict(&program, check, self.cases)?;
                let differs = again.status != verdict.status || again.values != verdict.values;
                if differs && again.status != Status::NotCalled {
                    *verdict = Verdict { with_right: true, ..again };
                }
            }
        }
        Ok(())
    }

    fn verdict(&self, program: &Program, check: &Check, cases: &Cases) -> Result<Verdict> {
        let verdict = |status| Verdict {
            status,
            lost: None,
            values: vec![],
            message: shortened(""),
            printed: String::new(),
            program: program.clone(),
            with_right: false,
        };
        if self.absent.contains_key(&check.exercise()) {
            return Ok(verdict(Status::Absent));
        }
        if Instant::now() >= self.deadline {
            return Ok(verdict(Status::NotCalled));
        }
        let cases: &[Case] = &cases[check.number];
        let (replies, printed) =
            program.call(check.answer, cases.iter().map(|case| &case.inputs))?;
        let mut values = vec![];
        let mut end = None;
        for reply in replies {
            match reply {
                Reply::Value(value) => values.push(value),
                other => {
                    end = Some(other);
                    break;
                }
            }
        }
        let lost = check.judge.judge(cases, &values);
        let none = shortened("");
        let (status, message) = match (&lost, end) {
            (Some(_), _) => (Status::Lost, none),
            (None, None) => (Status::Passed, none),
            (None, Some(Reply::Panicked(message))) if is_blank(&message) => (Status::Blank, none),
            (None, Some(Reply::Panicked(message))) => {
                (Status::Panicked, shortened(format!("panic: {message}")))
            }
            (None, Some(Reply::Died(how))) => (Status::Died, how),
            (None, Some(_)) => (Status::TimedOut, none),
        };
        Ok(Verdict { lost, values, message, printed, ..verdict(status) })
    }

    fn graded(
        &self,
        check: &Check,
        verdict: Verdict,
        wrong: &BTreeSet<&str>,
        hints: &impl Fn(&Check, &Said) -> Hints,
    ) -> Result<Graded> {
        let Verdict { status, mut lost, values, message, printed, program, with_right } = verdict;
        let mut hint = None;
        if lost.is_some() {
            // By the cases that students have, if it is wrong there: whoever gets the report can
            // see the same at home.
            let at_home = match self.seed {
                None => (lost.clone(), values),
                Some(_) => {
                    let verdict = self.verdict(&program, check, self.shown)?;
                    (verdict.lost, verdict.values)
                }
            };
            hint = recognise(check.number, &self.shown[check.number], &at_home.1);
            lost = at_home.0.or(lost);
        }
        let ended = match status {
            Status::Passed | Status::Lost => None,
            Status::Blank => Some(shortened("todo!()")),
            Status::Panicked => Some(message),
            Status::TimedOut => Some(Said::new(
                "no terminó dentro del límite de tiempo",
                "it had not returned at the time limit",
            )),
            Status::NotCalled => Some(Said::new(
                "no se probó: la entrega agotó su tiempo",
                "it was not tried: the submission had used its time up",
            )),
            Status::Died => Some(Said::new(
                format!("el proceso terminó sin respuesta: {}", message.es),
                format!("the process ended without an answer: {}", message.en),
            )),
            Status::Absent => self.absent.get(&check.exercise()).map(|remark| remark.short.clone()),
        };
        let obtained = ended.or(lost.as_ref().map(|lost| lost.obtained.clone()));
        let told = obtained.as_ref().and_then(|obtained| match status {
            Status::Blank | Status::Absent | Status::NotCalled => None,
            _ => Some(hints(check, obtained)),
        });
        let first = self.first(check, wrong);
        if told.is_some() && hint.is_none() {
            hint = Some(first.clone().unwrap_or(check.nudge.into()));
        }
        Ok(Graded {
            number: check.number.to_owned(),
            points: if status == Status::Passed { check.points } else { 0 },
            max_points: check.points,
            status,
            text: check.text.into(),
            with_right,
            hint,
            formula: (told == Some(Hints::Formula) && first.is_none())
                .then(|| check.formula.into()),
            expected: lost.map(|lost| lost.expected),
            obtained,
            printed: (status != Status::Passed && !printed.trim().is_empty()).then_some(printed),
            corrected: None,
        })
    }

    /// Which others come first: wrong answers that this one may call, where nobody has right ones.
    fn first(&self, check: &Check, wrong: &BTreeSet<&str>) -> Option<Said> {
        let is_other = |number: &&&str| find(number).is_some_and(|one| one.answer != check.answer);
        let needs = check.needs.iter().filter(|number| wrong.contains(**number));
        let first: Vec<&str> = needs.filter(is_other).copied().collect();
        if self.with_right.is_some() || first.is_empty() {
            return None;
        }
        let numbers = first.join(", ");
        Some(Said::new(format!("primero {numbers}"), format!("first {numbers}")))
    }
}

fn is_blank(message: &str) -> bool {
    let behind_place = message.split_once(": ").map_or("", |(_, message)| message);
    let begins = |begin| [message, behind_place].iter().any(|said| said.starts_with(begin));
    begins("not yet implemented") || begins("not implemented")
}
