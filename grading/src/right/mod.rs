//! Other right answers: written otherwise, summed in another order, or in single precision where
//! that is enough. None of them may lose anything.

mod elementary;
mod graphs;
mod networks;
mod regression;

use starter::answers::Answers;

/// [`SOLUTION`](crate::SOLUTION) with one answer replaced by another right one.
pub struct Alternative {
    /// The answer that is written otherwise.
    pub answer: &'static str,
    /// How.
    pub how: &'static str,
    /// The submission.
    pub answers: Answers,
}

/// An alternative: the answer, how it is written, and it.
macro_rules! alternative {
    ($answer:ident, $how:literal, $written:expr) => {
        $crate::right::Alternative {
            answer: stringify!($answer),
            how: $how,
            answers: starter::answers::Answers { $answer: $written, ..$crate::SOLUTION },
        }
    };
}
use alternative;

/// Every alternative.
pub fn alternatives() -> impl Iterator<Item = &'static Alternative> {
    [
        elementary::ALTERNATIVES,
        graphs::ALTERNATIVES,
        networks::ALTERNATIVES,
        regression::ALTERNATIVES,
    ]
    .into_iter()
    .flatten()
}

/// A number in single precision.
fn single(x: f64) -> f32 {
    x as f32
}
