//! Linear and logistic regression, each as one neuron.

use ma6202::Result;
use ma6202::descent::Sgd;
use ma6202::linear::Linear;
use ma6202::logistic::{Logistic, Reading};
use ma6202::mlp::init::manual_seed;
use ma6202::neuron::Neuron;
use ma6202::oracle::{
    Check, Device, Judged, Referee, check_descent, check_neuron, compare, cross_entropy_with_logits,
};
use nalgebra::{DMatrix, DVector, RowDVector};
use rand::RngExt;

/// J, ∇J, H and fifty steps of each model.
pub fn both(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(1);
    let x = DMatrix::from_fn(40, 6, |_, _| rng.random_range(-1.0..1.0));
    let t = DVector::from_fn(40, |_, _| f64::from(rng.random::<bool>()));
    let w = DVector::from_fn(6, |_, _| rng.random_range(-1.0..1.0));
    let mut checks = neuron(&Linear::new(x.clone(), t.clone())?, &w, device)?;
    for reading in Reading::ALL {
        let model = Logistic::new(x.clone(), t.clone(), reading, 0.1)?;
        checks.extend(neuron(&model, &w, device)?);
    }
    Ok(checks)
}

fn neuron<N: Judged + Clone>(model: &N, w: &DVector<f64>, device: Device) -> Result<Vec<Check>> {
    let sgd = Sgd { learning_rate: 0.2, momentum: 0.1 };
    let mut checks = check_neuron("random", model, w, &[Referee::Autograd(device)])?;
    checks.push(check_descent("random", model, w, sgd, 50, device)?);
    Ok(checks)
}

pub fn large_activation_values(device: Device) -> Result<Vec<Check>> {
    let a = [-1000.0, -40.0, -3.0, -1e-8, 0.0, 1e-8, 3.0, 40.0, 1000.0];
    let mut checks = Vec::new();
    for label in [0.0, 1.0] {
        let t = vec![label; a.len()];
        let (losses, derivatives) = cross_entropy_with_logits(&a, &t, device)?;
        let row = |a: f64| -> Result<(f64, f64)> {
            let (x, t) = (DMatrix::from_element(1, 1, 1.0), DVector::from_element(1, label));
            let model = Logistic::new(x, t, Reading::CrossEntropy, 0.0)?;
            let (loss, derivative) = model.loss_and_gradient(&DVector::from_element(1, a))?;
            Ok((loss, derivative[0]))
        };
        let ours = a.map(row).into_iter().collect::<Result<Vec<_>>>()?;
        let (our_losses, our_derivatives): (Vec<f64>, Vec<f64>) = ours.into_iter().unzip();
        let by = Referee::Autograd(device);
        let row = |values: Vec<f64>| RowDVector::from_vec(values);
        checks.push(compare("losses", by, &row(our_losses), &row(losses))?);
        checks.push(compare("derivatives", by, &row(our_derivatives), &row(derivatives))?);
    }
    Ok(checks)
}
