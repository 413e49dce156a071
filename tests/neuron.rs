//! Exercises 4 and 5: linear and logistic regression on every device that torch computes on.

use ma6202::descent::Sgd;
use ma6202::linear::{Linear, derivation as of_linear};
use ma6202::logistic::derivation as of_logistic;
use ma6202::logistic::{Logistic, Reading};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{
    self, Device, Judged, Precision, Referee, check_derivation, check_descent, check_neuron,
};
use nalgebra::{DMatrix, DVector};
use rand::RngExt;

/// Every chain, every intermediate and fifty steps, of each model.
fn assert_agree(device: Device) {
    let referees = [Referee::Autograd(device)];
    let mut rng = manual_seed(1);
    let mut checks = Vec::new();
    let problems = of_linear::problems(&mut rng).unwrap();
    for chain in of_linear::chains() {
        checks.extend(check_derivation(&chain, &problems, &referees).unwrap().concat());
    }
    for chain in of_logistic::chains() {
        let problems = chain.problems(&mut rng).unwrap();
        checks.extend(check_derivation(&chain.derivation, &problems, &referees).unwrap().concat());
    }
    assert_eq!(checks.len(), 33, "a check for each line");
    let x = DMatrix::from_fn(40, 6, |_, _| rng.random_range(-1.0..1.0));
    let t = DVector::from_fn(40, |_, _| f64::from(rng.random::<bool>()));
    let w = DVector::from_fn(6, |_, _| rng.random_range(-1.0..1.0));
    checks.extend(of_model(&Linear::new(x.clone(), t.clone()).unwrap(), &w, device));
    for reading in Reading::ALL {
        let model = Logistic::new(x.clone(), t.clone(), reading, 0.1).unwrap();
        checks.extend(of_model(&model, &w, device));
    }
    assert_eq!(checks.len(), 33 + 3 * 4);
    for check in checks {
        assert_eq!(check.device, device);
        assert!(check.holds, "{check}");
    }
}

fn of_model(model: &(impl Judged + Clone), w: &DVector<f64>, device: Device) -> Vec<oracle::Check> {
    let sgd = Sgd { learning_rate: 0.2, momentum: 0.1 };
    let mut checks = check_neuron("random", model, w, &[Referee::Autograd(device)]).unwrap();
    checks.push(check_descent("random", model, w, sgd, 50, device).unwrap());
    checks
}

#[test]
fn torch_agrees_on_the_cpu() {
    assert_agree(Device::CPU);
}

/// What lower precision costs is within its tolerance.
#[test]
fn torch_agrees_in_single_precision() {
    assert_agree(Device { cuda: None, precision: Precision::F32 });
}

/// `cargo test -- --ignored` runs it where there is a GPU.
#[test]
#[ignore = "needs a CUDA device"]
fn torch_agrees_on_cuda() {
    let count = oracle::cuda_devices().unwrap_or_else(|error| panic!("{error}"));
    let cuda: Vec<Device> =
        oracle::devices().into_iter().filter(|device| device.cuda.is_some()).collect();
    assert_eq!(cuda.len(), 2 * count, "f64 and f32 on each GPU");
    cuda.into_iter().for_each(assert_agree);
}
