use super::What;
use crate::Result;
use crate::dag::Weights;
use crate::dag::sample::Sample;
use crate::derivation::column;
use crate::oracle::exact::differences;
use nalgebra::{DMatrix, DVector};

pub(super) fn by_differences(sample: &Sample) -> Result<Vec<(What, DMatrix<f64>)>> {
    let loss = |sample: Sample| sample.loss().expect("a sound sample");
    let mut all = Vec::new();
    for (number, node) in sample.dag.inputs().into_iter().enumerate() {
        let moved = |value: &DMatrix<f64>| {
            let mut moved = sample.clone();
            moved.x[number].copy_from(value);
            loss(moved)
        };
        all.push((What::ByValue(node), differences(moved, &sample.x[number])));
    }
    for (number, weights) in sample.dag.weights().iter().enumerate() {
        let with = |weights: Weights| {
            let mut moved = sample.clone();
            moved.dag.set_weights(number, weights).expect("the same shapes");
            loss(moved)
        };
        let of_w = |value: &DMatrix<f64>| {
            let mut w = value.clone();
            // A missing connection has no weight to move.
            Weights::clear_missing(&weights.mask, &mut w);
            with(Weights { w, ..weights.clone() })
        };
        let of_b = |value: &DMatrix<f64>| {
            with(Weights { b: DVector::from_column_slice(value.as_slice()), ..weights.clone() })
        };
        all.push((What::ByWeight(number), differences(of_w, &weights.w)));
        all.push((What::ByBias(number), differences(of_b, &column(&weights.b))));
    }
    Ok(all)
}
