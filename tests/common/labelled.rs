//! Rows with labels, for whatever tells labels apart.

use super::{Matrix, Vector};
use ma6202::logistic::growers::{ALL, grower};
use ma6202::logistic::xor;
use ma6202::neuron::Neuron;
use ma6202::wine::Wine;

pub type Labelled = (Matrix, Vector);

/// What a model is asked about.
pub fn rows(model: &impl Neuron) -> Labelled {
    (model.x().clone(), model.t().clone())
}

/// A column of ones beside one feature.
pub fn line(x: &[f64], t: &[f64]) -> Labelled {
    let columns = [Vector::from_element(x.len(), 1.0), Vector::from_column_slice(x)];
    (Matrix::from_columns(&columns), Vector::from_column_slice(t))
}

pub fn apart() -> Labelled {
    line(&[1.0, 2.0, 3.0, 4.0, 5.0], &[0.0, 0.0, 0.0, 1.0, 1.0])
}

pub fn mixed() -> Labelled {
    line(&[1.0, 2.0, 3.0, 4.0, 5.0], &[0.0, 1.0, 0.0, 1.0, 1.0])
}

pub fn shared_point() -> Labelled {
    line(&[1.0, 2.0, 3.0, 3.0, 4.0, 5.0], &[0.0, 0.0, 0.0, 1.0, 1.0, 1.0])
}

/// The four points with a column of ones.
pub fn xor_with_ones() -> Labelled {
    let (x, t) = xor::points();
    (x.insert_column(0, 1.0), t)
}

/// One class of the wines against the rest.
pub fn wines(class: usize) -> Labelled {
    rows(&grower(&Wine::embedded(), class, &ALL).unwrap())
}
