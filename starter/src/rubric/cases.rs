//! The cases of a check: inputs, and the golden values where there are any.

use std::collections::HashMap;

use nalgebra::{DMatrix, DVector};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Said, Tolerance, Value};

/// The first case in which an answer is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lost {
    /// Its position.
    pub case: usize,
    /// What was expected, at the first place that differs.
    pub expected: Said,
    /// What came instead.
    pub obtained: Said,
    /// All that came: known mistakes are recognised by it.
    pub value: Value,
}

/// The cases of one check.
pub struct Cases(Vec<Case>);

#[derive(Deserialize)]
struct Case {
    r#in: serde_json::Value,
    out: Option<Value>,
}

const GOLDEN: [&str; 8] = [
    include_str!("../../golden/exercise_1.json"),
    include_str!("../../golden/exercise_2.json"),
    include_str!("../../golden/exercise_3.json"),
    include_str!("../../golden/exercise_4.json"),
    include_str!("../../golden/exercise_5.json"),
    include_str!("../../golden/exercise_6.json"),
    include_str!("../../golden/exercise_7.json"),
    include_str!("../../golden/exercise_8.json"),
];

impl Cases {
    /// The cases of the check with this number; none if its golden file has none.
    pub(super) fn of(number: &str) -> Cases {
        let (exercise, _) = number.split_once('.').expect("a number is exercise.place");
        let file = GOLDEN[exercise.parse::<usize>().expect("exercises are numbered") - 1];
        let mut checks: HashMap<String, Vec<Case>> =
            serde_json::from_str(file).expect("a golden file is an object of lists of cases");
        Cases(checks.remove(number).unwrap_or_default())
    }

    /// Nothing is lost if the answer gives the golden value in every case, within
    /// [`Tolerance::OfLargest`].
    pub(super) fn compare<I: DeserializeOwned, V: Into<Value>>(
        &self,
        answer: impl Fn(I) -> V,
    ) -> Option<Lost> {
        self.compare_within(Tolerance::OfLargest, answer)
    }

    /// The same with another tolerance.
    pub(super) fn compare_within<I: DeserializeOwned, V: Into<Value>>(
        &self,
        tolerance: Tolerance,
        answer: impl Fn(I) -> V,
    ) -> Option<Lost> {
        self.judge(|inputs, golden| {
            let golden = golden.expect("this check has golden values");
            let value = answer(inputs).into();
            let (expected, obtained) = golden.difference(&value, tolerance)?;
            Some((expected, obtained, value))
        })
    }

    /// Nothing is lost if the answer is right in every case; `judge` says of a wrong one what was
    /// expected, what came, and all that came.
    pub(super) fn judge<I: DeserializeOwned>(
        &self,
        judge: impl Fn(I, Option<&Value>) -> Option<(Said, Said, Value)>,
    ) -> Option<Lost> {
        assert!(!self.0.is_empty(), "a check has cases");
        self.0.iter().enumerate().find_map(|(case, Case { r#in, out })| {
            let inputs = I::deserialize(r#in).expect("a case has the inputs of its answer");
            let (expected, obtained, value) = judge(inputs, out.as_ref())?;
            Some(Lost { case, expected, obtained, value })
        })
    }
}

/// A matrix among the inputs of a case, given by its rows.
#[derive(Deserialize)]
#[serde(from = "Vec<Vec<f64>>")]
pub(super) struct Matrix(pub DMatrix<f64>);

impl From<Vec<Vec<f64>>> for Matrix {
    fn from(rows: Vec<Vec<f64>>) -> Matrix {
        let (n, d) = (rows.len(), rows.first().map_or(0, Vec::len));
        Matrix(DMatrix::from_row_iterator(n, d, rows.into_iter().flatten()))
    }
}

/// A vector among the inputs of a case.
#[derive(Deserialize)]
#[serde(from = "Vec<f64>")]
pub(super) struct Vector(pub DVector<f64>);

impl From<Vec<f64>> for Vector {
    fn from(entries: Vec<f64>) -> Vector {
        Vector(entries.into())
    }
}

/// A loss or a gradient, as a function of the inputs X, t and w of a case.
pub(super) fn at_weights<V>(
    f: fn(&DMatrix<f64>, &DVector<f64>, &DVector<f64>) -> V,
) -> impl Fn((Matrix, Vector, Vector)) -> V {
    move |(Matrix(x), Vector(t), Vector(w))| f(&x, &t, &w)
}

/// The values of a function at the points that are the input of a case.
pub(super) fn at_points(f: impl Fn(f64) -> f64) -> impl Fn((Vec<f64>,)) -> Vec<f64> {
    move |(points,)| points.into_iter().map(&f).collect()
}

/// The neuron of a network that an answer describes, to the digits that are asked for there.
pub(super) fn sigmoid(a: f64) -> f64 {
    0.5 + 0.5 * (0.5 * a).tanh()
}
