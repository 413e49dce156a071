//! Known mistakes, recognised by what they give back.

use serde::{Deserialize, Serialize};

use super::{Lost, Said, Value};

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
        mistake.check == check && mistake.case == lost.case && mistake.value.same(&lost.value)
    };
    known.into_iter().find(same).map(|mistake| mistake.hint)
}

impl Value {
    /// Do both agree up to rounding, NaN with NaN and ∞ with ∞?
    fn same(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Number(a), Value::Number(b)) => {
                // What is left of numbers that cancel is rounding alone.
                let close = a.is_finite() && (a - b).abs() <= 1e-5 * a.abs() + 1e-12;
                close || a == b || (a.is_nan() && b.is_nan())
            }
            (Value::List(a), Value::List(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b))
            }
            _ => false,
        }
    }
}
