//! Known mistakes: what students really write.

mod exercise_1;
mod exercise_2;
mod exercise_3;
mod exercise_4;
mod exercise_5;
mod exercise_6;
mod exercise_7;
mod exercise_8;

use starter::answers::Answers;
use starter::rubric::Text;

/// [`SOLUTION`](crate::SOLUTION) with one answer replaced by a wrong one.
pub struct Mistake {
    /// The answer that is wrong.
    pub answer: &'static str,
    /// What is wrong with it: the hint that a student who made it sees.
    pub hint: Text,
    /// Exactly the checks it must lose.
    pub loses: &'static [&'static str],
    /// The submission.
    pub answers: Answers,
}

/// A mistake: the answer, what it loses, what is wrong in Spanish and in English, what was written.
macro_rules! mistake {
    ($answer:ident loses $loses:expr, $es:literal, $en:literal, $wrong:expr) => {
        $crate::mistakes::Mistake {
            answer: stringify!($answer),
            hint: starter::rubric::Text { es: $es, en: $en },
            loses: &$loses,
            answers: starter::answers::Answers { $answer: $wrong, ..$crate::SOLUTION },
        }
    };
}
use mistake;

/// Every known mistake, in the order of the exercises.
pub fn mistakes() -> impl Iterator<Item = &'static Mistake> {
    [
        exercise_1::MISTAKES,
        exercise_2::MISTAKES,
        exercise_3::MISTAKES,
        exercise_4::MISTAKES,
        exercise_5::MISTAKES,
        exercise_6::MISTAKES,
        exercise_7::MISTAKES,
        exercise_8::MISTAKES,
    ]
    .into_iter()
    .flatten()
}
