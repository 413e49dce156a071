//! What an answer gives, as nested lists of numbers, and where two of them differ.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::{Said, shortened};

/// A number, or a list: a vector is a list of numbers, a matrix the list of its rows.
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
    /// An error of 2e-6 of the largest expected number: a wide step is not enough.
    OfDerivative,
}

/// What may be left where terms cancel, and 0 is expected.
const ROUNDING: f64 = 1e-9;

impl Value {
    /// Where the obtained value is not the expected one, and what both are there.
    pub fn difference(&self, obtained: &Value, tolerance: Tolerance) -> Option<(Said, Said)> {
        let largest = self.largest();
        self.differ(obtained, &mut vec![], &|e, o| {
            let allowed = match tolerance {
                Tolerance::OfLargest => (1e-5 * largest).max(ROUNDING),
                Tolerance::OfEach => 1e-9 * e.abs(),
                Tolerance::Exact => 0.0,
                Tolerance::OfDerivative => (2e-6 * largest).max(ROUNDING),
            };
            (e - o).abs() <= allowed
        })
    }

    /// The first place where the shapes differ, or two numbers do not agree, and what both are.
    fn differ(
        &self,
        obtained: &Value,
        at: &mut Vec<usize>,
        agree: &impl Fn(f64, f64) -> bool,
    ) -> Option<(Said, Said)> {
        match (self, obtained) {
            (Value::Number(e), Value::Number(o)) => {
                (!agree(*e, *o)).then(|| (placed(at, self), placed(at, obtained)))
            }
            (Value::List(es), Value::List(os)) if es.len() == os.len() => {
                es.iter().zip(os).enumerate().find_map(|(k, (e, o))| {
                    at.push(k);
                    let difference = e.differ(o, at, agree);
                    at.pop();
                    difference
                })
            }
            _ => Some((self.kind(at), obtained.kind(at))),
        }
    }

    /// The largest absolute value in it.
    pub fn largest(&self) -> f64 {
        self.numbers().fold(0.0, |largest, x| x.abs().max(largest))
    }

    /// Its numbers, in order.
    pub fn numbers(&self) -> Box<dyn Iterator<Item = f64> + '_> {
        match self {
            Value::Number(x) => Box::new(std::iter::once(*x)),
            Value::List(values) => Box::new(values.iter().flat_map(Value::numbers)),
        }
    }

    /// Its entries, if it is a list.
    pub fn list(&self) -> Option<&[Value]> {
        match self {
            Value::Number(_) => None,
            Value::List(values) => Some(values),
        }
    }

    /// Itself, if it is a number.
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Number(x) => Some(*x),
            Value::List(_) => None,
        }
    }

    /// Its entries, if it is a list of numbers.
    pub fn vector(&self) -> Option<Vec<f64>> {
        self.list()?.iter().map(Value::number).collect()
    }

    /// Its entries, if it is a list of numbers that count.
    pub fn counts(&self) -> Option<Vec<usize>> {
        let count = |x: f64| (x >= 0.0 && x.fract() == 0.0 && x < 1e15).then_some(x as usize);
        self.vector()?.into_iter().map(count).collect()
    }

    fn kind(&self, at: &[usize]) -> Said {
        match self {
            Value::Number(_) => placed(at, self),
            Value::List(list) => {
                let (place, n) = (place(at), list.len());
                Said::new(format!("{place}{n} entradas"), format!("{place}{n} entries"))
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
    shortened(format!("{}{value}", place(at)))
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

impl From<Vec<f64>> for Value {
    fn from(values: Vec<f64>) -> Value {
        Value::List(values.into_iter().map(Value::Number).collect())
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
