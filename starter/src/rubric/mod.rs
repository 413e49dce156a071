//! The rubric: a table of checks over any [`Answers`].
//!
//! A check calls one answer on inputs that no message shows, and compares what comes back with
//! golden values, or asks whether it has the property that makes it right. A right answer may be
//! rounded differently: see [`Tolerance`].

mod cases;
mod diagnosis;
mod exercise_1;
mod exercise_2;
mod exercise_3;
mod exercise_4;
mod exercise_5;
mod exercise_6;
mod exercise_7;
mod exercise_8;
mod text;
mod value;

pub use cases::{Cases, Lost};
pub use diagnosis::{Diagnosis, recognise};
pub use text::{Said, Text};
pub use value::{Tolerance, Value};

use crate::answers::Answers;

/// One line of the rubric.
pub struct Check {
    /// Exercise and place in it, "4.2".
    pub number: &'static str,
    /// What it is worth.
    pub points: u32,
    /// What is checked, in one line.
    pub text: Text,
    /// What to look at again if it is lost.
    pub hint: Text,
    /// Numbers of the checks it makes no sense without: it is not run unless they pass.
    pub needs: &'static [&'static str],
    run: fn(&Cases, &Answers) -> Option<Lost>,
}

impl Check {
    /// Runs the check, here and now: a panic of the answer is the caller's, and so is its time.
    /// Nothing is lost if it passes.
    pub fn run(&self, answers: &Answers) -> Option<Lost> {
        (self.run)(&Cases::of(self.number), answers)
    }
}

/// All checks, in the order of their numbers. What a check needs comes before it.
pub fn rubric() -> impl Iterator<Item = &'static Check> {
    [
        exercise_1::CHECKS,
        exercise_2::CHECKS,
        exercise_3::CHECKS,
        exercise_4::CHECKS,
        exercise_5::CHECKS,
        exercise_6::CHECKS,
        exercise_7::CHECKS,
        exercise_8::CHECKS,
    ]
    .into_iter()
    .flatten()
}

/// The check with this number.
pub fn find(number: &str) -> Option<&'static Check> {
    rubric().find(|check| check.number == number)
}
