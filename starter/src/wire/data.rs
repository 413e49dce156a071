//! Argumentos y resultados en JSON: un vector es una lista de números; una matriz, la lista de sus
//! filas.
//!
//! **EN** Inputs and outputs as JSON: a vector is a list of numbers, a matrix the list of its rows.

use nalgebra::{DMatrix, DVector, Scalar};
use serde::de::{Deserialize, DeserializeOwned, Deserializer};
use serde_json::Value;

/// Calls `answer` with these inputs.
///
/// # Panics
/// As the answer does, and for inputs that it cannot have.
pub fn give<I: DeserializeOwned, O: Give>(
    inputs: &Value,
    answer: impl Fn(I) -> O,
) -> Value {
    answer(read(inputs)).give()
}

/// A part of the inputs.
///
/// # Panics
/// It is none of these.
pub fn read<I: DeserializeOwned>(part: &Value) -> I {
    I::deserialize(part)
        .unwrap_or_else(|error| panic!("no inputs of this answer: {error}"))
}

/// A matrix among the inputs.
pub struct Matrix(pub DMatrix<f64>);

impl From<Vec<Vec<f64>>> for Matrix {
    fn from(rows: Vec<Vec<f64>>) -> Matrix {
        let (n, d) = (rows.len(), rows.first().map_or(0, Vec::len));
        Matrix(DMatrix::from_row_iterator(n, d, rows.into_iter().flatten()))
    }
}

impl<'de> Deserialize<'de> for Matrix {
    fn deserialize<D: Deserializer<'de>>(
        input: D,
    ) -> Result<Self, D::Error> {
        Vec::<Vec<f64>>::deserialize(input).map(Matrix::from)
    }
}

/// A vector among the inputs.
pub struct Vector(pub DVector<f64>);

impl<'de> Deserialize<'de> for Vector {
    fn deserialize<D: Deserializer<'de>>(
        input: D,
    ) -> Result<Self, D::Error> {
        Vec::deserialize(input).map(|entries| Vector(entries.into()))
    }
}

/// The values of a function at some points.
pub fn at_points(f: fn(f64) -> f64) -> impl Fn((Vec<f64>,)) -> Vec<f64> {
    move |(points,)| points.into_iter().map(f).collect()
}

/// A loss or a gradient, at X, t and w.
pub fn at_weights<V>(
    f: fn(&DMatrix<f64>, &DVector<f64>, &DVector<f64>) -> V,
) -> impl Fn((Matrix, Vector, Vector)) -> V {
    move |(Matrix(x), Vector(t), Vector(w))| f(&x, &t, &w)
}

/// What an answer can give.
pub trait Give {
    /// As JSON.
    fn give(self) -> Value;
}

impl Give for f64 {
    fn give(self) -> Value {
        // JSON has no NaN and no infinity: they are written as words.
        if self.is_finite() { self.into() } else { self.to_string().into() }
    }
}

impl Give for usize {
    fn give(self) -> Value {
        self.into()
    }
}

impl Give for bool {
    fn give(self) -> Value {
        usize::from(self).into()
    }
}

impl<T: Give> Give for Vec<T> {
    fn give(self) -> Value {
        self.into_iter().map(T::give).collect()
    }
}

impl<A: Give, B: Give> Give for (A, B) {
    fn give(self) -> Value {
        vec![self.0.give(), self.1.give()].into()
    }
}

impl Give for DVector<f64> {
    fn give(self) -> Value {
        self.iter().map(|entry| entry.give()).collect()
    }
}

impl<T: Give + Scalar + Copy> Give for DMatrix<T> {
    fn give(self) -> Value {
        self.row_iter()
            .map(|row| {
                row.iter().map(|entry| entry.give()).collect::<Value>()
            })
            .collect()
    }
}
