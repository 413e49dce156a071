//! Known mistakes, recognised by what they give back.

use serde::{Deserialize, Serialize};

use super::{Lost, Said, Tolerance, Value};

/// What a known mistake gives back where a check first finds it wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnosis {
    /// The number of the check.
    pub check: String,
    /// The position of the case.
    pub case: usize,
    /// What came.
    pub value: Value,
    /// What the mistake is, said as a hint.
    pub hint: Said,
}

const KNOWN: &str = include_str!("../../golden/mistakes.json");

/// The hint for a wrong answer that gives what a known mistake gives.
pub fn recognise(check: &str, lost: &Lost) -> Option<Said> {
    let known: Vec<Diagnosis> =
        serde_json::from_str(KNOWN).expect("the known mistakes are a list of diagnoses");
    let same = |mistake: &Diagnosis| {
        mistake.check == check
            && mistake.case == lost.case
            && mistake.value.same(&lost.value, Tolerance::OfLargest)
    };
    known.into_iter().find(same).map(|mistake| mistake.hint)
}

impl Value {
    /// Do both agree, NaN with NaN and ∞ with ∞?
    fn same(&self, other: &Value, tolerance: Tolerance) -> bool {
        match (self, other) {
            (Value::Number(a), Value::Number(b)) if !a.is_finite() || !b.is_finite() => {
                a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
            }
            (Value::List(a), Value::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b, tolerance))
            }
            _ => self.difference(other, tolerance).is_none(),
        }
    }
}
