//! The rubric: a table of checks.
//!
//! A check calls one answer, from outside, on inputs that no message shows, and compares what comes
//! back with what a right answer gives, or asks whether it has the property that makes it right.

mod exercise_1;
mod exercise_2;
mod exercise_3;
mod exercise_4;
mod exercise_5;
mod exercise_6;
mod exercise_7;
mod exercise_8;

use crate::judge::Judge;
use crate::text::Text;

/// One line of the rubric.
#[derive(Debug)]
pub struct Check {
    /// Exercise and place in it, "4.2".
    pub number: &'static str,
    /// The function that is called.
    pub answer: &'static str,
    /// What it is worth.
    pub points: u32,
    /// Numbers of the checks whose answers this one may call.
    pub needs: &'static [&'static str],
    /// What makes the answer right.
    pub judge: Judge,
    /// What is checked, in one line.
    pub text: Text,
    /// What to ask oneself if it is lost.
    pub nudge: Text,
    /// The right formula, or how it is done.
    pub formula: Text,
}

impl Check {
    /// The number of its exercise.
    pub fn exercise(&self) -> usize {
        usize::from(self.number.as_bytes()[0] - b'0')
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

/// How many answers are called one by the other below this one: 0 if it needs none.
pub fn level(answer: &str) -> usize {
    let checks = rubric().filter(|check| check.answer == answer);
    let needed = checks.flat_map(|check| check.needs).filter_map(|number| find(number));
    let others = needed.filter(|needed| needed.answer != answer);
    others.map(|other| 1 + level(other.answer)).max().unwrap_or(0)
}

/// The check with this number.
pub fn find(number: &str) -> Option<&'static Check> {
    rubric().find(|check| check.number == number)
}
