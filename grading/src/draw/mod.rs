//! The cases of every check, drawn from a seed; what is right is what the solved answers give.
//!
//! Inputs come in several sizes, and some are ugly on purpose: one row, one layer, rows that come
//! twice, nothing in order, numbers that are large or small, a slope above 1, a last row that
//! decides. Each has its reason beside it. What a question leaves open is not drawn, and single
//! precision is enough wherever it does not ask for all digits.

mod exercise_1;
mod exercise_2;
mod exercise_3;
mod exercise_4;
mod exercise_5;
mod exercise_6;
mod exercise_7;
mod exercise_8;
mod random;

use grader::case::{Case, Cases};
use grader::judge::Judge;
use grader::rubric::{Check, rubric};
use nalgebra::DMatrix;
use serde_json::{Value, from_value};
use starter::wire::{ANSWERS, Matrix};

use random::Random;

/// The seed of the cases that students have.
pub const SHOWN: u64 = 6202;

/// The cases of every check.
///
/// # Panics
/// A solved answer cannot answer them.
pub fn cases(seed: u64) -> Cases {
    let of = |check: &Check| (check.number.to_owned(), of_check(seed, check));
    rubric().map(of).collect()
}

fn of_check(seed: u64, check: &Check) -> Vec<Case> {
    let mut draw = Random::new(seed, check.number);
    let inputs = [
        exercise_1::inputs,
        exercise_2::inputs,
        exercise_3::inputs,
        exercise_4::inputs,
        exercise_5::inputs,
        exercise_6::inputs,
        exercise_7::inputs,
        exercise_8::inputs,
    ];
    inputs[check.exercise() - 1](check.number, &mut draw)
        .into_iter()
        .map(|Input { inputs, at, twin }| {
            let has_right =
                matches!(check.judge, Judge::Agree(_) | Judge::Derived | Judge::Network);
            let right = has_right.then(|| {
                let given = ANSWERS.call(check.answer, &inputs).expect("it is an answer");
                from_value(given).expect("an answer gives numbers and lists")
            });
            Case { inputs, right, at, twin }
        })
        .collect()
}

/// What an answer is called with, before anybody knows what is right.
struct Input {
    inputs: Value,
    at: Vec<f64>,
    twin: bool,
}

impl From<Value> for Input {
    fn from(inputs: Value) -> Input {
        Input { inputs, at: vec![], twin: false }
    }
}

fn plain(inputs: impl IntoIterator<Item = Value>) -> Vec<Input> {
    inputs.into_iter().map(Input::from).collect()
}

/// Each of the inputs, followed by some that differ from it in the last bits of the arguments at
/// these places, and of all numbers in them.
fn with_twins(places: &[usize], inputs: impl IntoIterator<Item = Value>) -> Vec<Input> {
    let twins = |inputs: Value| {
        (0..4).map(move |k| {
            let mut moved = inputs.clone();
            for &place in places {
                scale(&mut moved[place], 1.0 + f64::from(k) * f64::EPSILON * 3.0);
            }
            Input { twin: k > 0, ..moved.into() }
        })
    };
    inputs.into_iter().flat_map(twins).collect()
}

fn scale(value: &mut Value, factor: f64) {
    match value {
        Value::Number(x) => *value = (x.as_f64().expect("a number of ours") * factor).into(),
        Value::Array(entries) => entries.iter_mut().for_each(|entry| scale(entry, factor)),
        _ => unreachable!("arguments that are moved are numbers"),
    }
}

/// The matrix with these rows.
fn matrix(rows: &[Vec<f64>]) -> DMatrix<f64> {
    Matrix::from(rows.to_vec()).0
}

fn unknown(number: &str) -> ! {
    unreachable!("no cases are drawn for {number}")
}
