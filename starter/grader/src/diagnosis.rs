//! Known mistakes, recognised by what they give.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::text::Said;
use crate::value::Value;

/// What a known mistake gives in the cases that students have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnosis {
    /// The number of the check.
    pub check: String,
    /// What the mistake is, said as a hint.
    pub hint: Said,
    /// A [`digest`] of what it gives, case by case, up to the first that gives nothing.
    pub digests: Vec<Value>,
}

static KNOWN: LazyLock<Vec<Diagnosis>> = LazyLock::new(|| {
    let text = include_str!("../cases/mistakes.json");
    serde_json::from_str(text).expect("a list of known mistakes")
});

/// The hint for a wrong answer that gives what one known mistake gives, in every case, and no other
/// does. Nothing if it gives no number, or what is right, wherever it can be compared.
///
/// # Panics
/// The list of known mistakes is damaged.
pub fn recognise(check: &str, cases: &[Case], values: &[Value]) -> Option<Said> {
    let came: Vec<f64> = values.iter().map(digest).collect();
    let tells = |(case, came): (&Case, &f64)| {
        came.is_finite() && case.right.as_ref().is_none_or(|right| !same(digest(right), *came))
    };
    if !cases.iter().zip(&came).any(tells) {
        return None;
    }
    let gives_the_same = |mistake: &&Diagnosis| {
        let digests = mistake.digests.iter().filter_map(Value::number);
        mistake.check == check
            && mistake.digests.len() == came.len()
            && digests.zip(&came).all(|(known, came)| same(known, *came))
    };
    let mut hints = KNOWN.iter().filter(gives_the_same).map(|mistake| &mistake.hint);
    let hint = hints.next()?;
    hints.all(|other| other == hint).then(|| hint.clone())
}

/// One number that hardly two values share: the sum of all entries, each by a weight of its own.
pub fn digest(value: &Value) -> f64 {
    let weight = |k: usize| 1.0 + (1.7 * k as f64).sin() / 2.0;
    value.numbers().enumerate().map(|(k, x)| weight(k) * (x + 0.1)).sum()
}

/// Do both agree up to rounding, NaN with NaN and ∞ with ∞?
fn same(a: f64, b: f64) -> bool {
    // What is left of numbers that cancel is rounding alone.
    let close = a.is_finite() && (a - b).abs() <= 1e-5 * a.abs() + 1e-12;
    close || a == b || (a.is_nan() && b.is_nan())
}
