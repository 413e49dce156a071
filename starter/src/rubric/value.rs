//! What an answer gives back, as nested lists of numbers, and when two of them agree.

use std::fmt;

use nalgebra::{DMatrix, DVector};
use serde::{Deserialize, Serialize};

use super::Said;

/// A number, or a list: a vector is a list of numbers, a matrix a list of its rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// One number.
    Number(#[serde(with = "any_number")] f64),
    /// Several values.
    List(Vec<Value>),
}

/// When a number is the expected one, up to rounding.
#[derive(Clone, Copy, Debug)]
pub enum Tolerance {
    /// An error of 1e-5 of the largest expected number, so that single precision is enough.
    OfLargest,
    /// An error of 1e-9 of the expected number itself: for numbers of very different sizes, none of
    /// which may lose its digits.
    OfEach,
    /// The number itself: for counts.
    Exact,
}

impl Value {
    /// Where the obtained value is not the expected one, and what both are there.
    pub fn difference(&self, obtained: &Value, tolerance: Tolerance) -> Option<(Said, Said)> {
        self.differ(obtained, tolerance, self.largest(), &mut vec![])
    }

    fn differ(
        &self,
        obtained: &Value,
        tolerance: Tolerance,
        largest: f64,
        at: &mut Vec<usize>,
    ) -> Option<(Said, Said)> {
        match (self, obtained) {
            (Value::Number(e), Value::Number(o)) => {
                let allowed = match tolerance {
                    Tolerance::OfLargest => 1e-5 * largest,
                    Tolerance::OfEach => 1e-9 * e.abs(),
                    Tolerance::Exact => 0.0,
                };
                // NaN is within no tolerance.
                let agrees = (e - o).abs() <= allowed;
                (!agrees).then(|| (placed(at, self), placed(at, obtained)))
            }
            (Value::List(es), Value::List(os)) if es.len() == os.len() => {
                es.iter().zip(os).enumerate().find_map(|(k, (e, o))| {
                    at.push(k);
                    let difference = e.differ(o, tolerance, largest, at);
                    at.pop();
                    difference
                })
            }
            _ => Some((self.kind(at), obtained.kind(at))),
        }
    }

    fn largest(&self) -> f64 {
        match self {
            Value::Number(x) => x.abs(),
            Value::List(values) => values.iter().map(Value::largest).fold(0.0, f64::max),
        }
    }

    fn kind(&self, at: &[usize]) -> Said {
        match self {
            Value::Number(_) => placed(at, self),
            Value::List(list) => {
                let (place, n) = (place(at), list.len());
                Said { es: format!("{place}{n} entradas"), en: format!("{place}{n} entries") }
            }
        }
    }
}

/// "[2][0]: ", as the entry is called in a program; nothing for a single number.
fn place(at: &[usize]) -> String {
    let indices: String = at.iter().map(|k| format!("[{k}]")).collect();
    if indices.is_empty() { indices } else { format!("{indices}: ") }
}

fn placed(at: &[usize], value: &Value) -> Said {
    Said::plain(format!("{}{value}", place(at)))
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Value::Number(x) if *x == 0.0 || (1e-4..1e7).contains(&x.abs()) => {
                f.write_str(format!("{x:.8}").trim_end_matches('0').trim_end_matches('.'))
            }
            Value::Number(x) => write!(f, "{x:.6e}"),
            Value::List(values) => {
                let texts: Vec<String> = values.iter().map(Value::to_string).collect();
                write!(f, "[{}]", texts.join(", "))
            }
        }
    }
}

impl From<f64> for Value {
    fn from(x: f64) -> Value {
        Value::Number(x)
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Value {
        Value::Number(count as f64)
    }
}

impl<V: Into<Value>> From<Vec<V>> for Value {
    fn from(values: Vec<V>) -> Value {
        Value::List(values.into_iter().map(V::into).collect())
    }
}

impl<A: Into<Value>, B: Into<Value>> From<(A, B)> for Value {
    fn from((a, b): (A, B)) -> Value {
        Value::List(vec![a.into(), b.into()])
    }
}

impl From<DVector<f64>> for Value {
    fn from(vector: DVector<f64>) -> Value {
        vector.iter().copied().collect::<Vec<f64>>().into()
    }
}

impl<T: Into<Value> + nalgebra::Scalar + Copy> From<DMatrix<T>> for Value {
    fn from(matrix: DMatrix<T>) -> Value {
        let rows = matrix.row_iter().map(|row| row.iter().copied().collect::<Vec<T>>());
        rows.collect::<Vec<_>>().into()
    }
}

/// JSON has no NaN and no infinity: they are written as words.
mod any_number {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Number(f64),
        Word(String),
    }

    pub fn serialize<S: Serializer>(x: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        if x.is_finite() { serializer.serialize_f64(*x) } else { serializer.collect_str(x) }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        match Written::deserialize(deserializer)? {
            Written::Number(x) => Ok(x),
            Written::Word(word) => word.parse().map_err(D::Error::custom),
        }
    }
}
