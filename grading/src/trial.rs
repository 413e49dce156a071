//! Which checks a submission loses.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use starter::answers::Answers;
use starter::rubric::{Check, Diagnosis, Lost, Said, rubric};

use crate::mistakes::Mistake;

/// The numbers of the checks that these answers lose, in the rubric's order: found wrong, panicked,
/// or not run for want of a check they need.
///
/// Nothing here stops an answer that does not return; the grading program does.
pub fn lost(answers: &Answers) -> Vec<&'static str> {
    let mut lost: Vec<&str> = vec![];
    for check in rubric() {
        let blocked = check.needs.iter().any(|number| lost.contains(number));
        if blocked || !matches!(verdict(check, answers), Ok(None)) {
            lost.push(check.number);
        }
    }
    lost
}

/// What one check finds wrong, whether or not others pass.
///
/// # Errors
/// The answer panics, with this.
pub fn verdict(check: &Check, answers: &Answers) -> thread::Result<Option<Lost>> {
    catch_unwind(AssertUnwindSafe(|| check.run(answers)))
}

/// What gives a mistake away: the values that its answer gives where a check first finds it wrong.
/// A panic gives none.
pub fn diagnoses(mistake: &Mistake) -> Vec<Diagnosis> {
    let mut diagnoses = vec![];
    for check in rubric().filter(|check| mistake.loses.contains(&check.number)) {
        if let Ok(Some(lost)) = verdict(check, &mistake.answers) {
            diagnoses.push(Diagnosis {
                check: check.number.to_owned(),
                case: lost.case,
                value: lost.value,
                hint: Said::from(mistake.hint),
            });
        }
    }
    diagnoses
}
