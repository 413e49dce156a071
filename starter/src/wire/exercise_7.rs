//! Cómo se pregunta por el ejercicio 7.
//!
//! **EN** Exercise 7 over the wire.

use nalgebra::DMatrix;
use serde_json::Value;

use super::super::answers::exercise_7 as answers;
use super::{Give, Matrix, answers, give};

answers! {
    split: fn(&[usize], f64) -> (Vec<usize>, Vec<usize>)
        => |(permutation, fraction): (Vec<_>, _)| split(&permutation, fraction),
    standardise: fn(&DMatrix<f64>, &DMatrix<f64>) -> (DMatrix<f64>, DMatrix<f64>)
        => |(Matrix(training), Matrix(test))| standardise(&training, &test),
    softmax: fn(&DMatrix<f64>) -> DMatrix<f64> => |(Matrix(z),)| softmax(&z),
    class_cross_entropy: fn(&DMatrix<f64>, &[usize]) -> f64
        => |(Matrix(z), classes): (_, Vec<_>)| class_cross_entropy(&z, &classes),
    class_cross_entropy_derivative: fn(&DMatrix<f64>, &[usize]) -> DMatrix<f64>
        => |(Matrix(z), classes): (_, Vec<_>)| class_cross_entropy_derivative(&z, &classes),
    literal_floor: fn(usize) -> f64 => |(k,)| literal_floor(k),
    uncleared_displacement: fn(f64, f64, usize) -> f64
        => |(rate, g, steps)| uncleared_displacement(rate, g, steps),
    confusion: fn(&[usize], &[usize], usize) -> DMatrix<usize>
        => |(truth, predicted, k): (Vec<_>, Vec<_>, _)| confusion(&truth, &predicted, k),
    scores: fn(&[usize], &[usize], usize) -> Vec<answers::Scores>
        => |(truth, predicted, k): (Vec<_>, Vec<_>, _)| scores(&truth, &predicted, k),
}

/// Precision, recall and F1.
impl Give for answers::Scores {
    fn give(self) -> Value {
        vec![self.precision, self.recall, self.f1].give()
    }
}
