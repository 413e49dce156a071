//! Activations, graphs, expressions and Jacobians.

use ma6202::Result;
use ma6202::activation::Activation;
use ma6202::dag::sample::Sample;
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{
    Check, Device, Referee, check_activation, check_expression, check_graphs, check_identities,
    check_jacobian,
};
use ma6202::tape::Expression;
use nalgebra::DVector;
use rand::RngExt;

fn points() -> Vec<f64> {
    let mut rng = manual_seed(6202);
    (0..200).map(|_| rng.random_range(-8.0..8.0)).collect()
}

pub fn activations(device: Device) -> Result<Vec<Check>> {
    let by = [Referee::Autograd(device)];
    let all = Activation::ALL.iter().map(|&f| check_activation(f, &points(), &by));
    Ok(all.collect::<Result<Vec<_>>>()?.concat())
}

pub fn identities(device: Device) -> Result<Vec<Check>> {
    check_identities(&points(), device)
}

pub fn graphs(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(3);
    let sample = |_| Sample::random(&mut rng, 12, 3, Activation::ALL);
    let samples = (0..20).map(sample).collect::<Result<Vec<_>>>()?;
    check_graphs("random graphs", &samples, &[Referee::Autograd(device)])
}

pub fn expressions(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(4);
    let mut checks = Vec::new();
    for inputs in [1, 2, 5] {
        for _ in 0..60 {
            let x = DVector::from_fn(inputs, |_, _| rng.random_range(-2.0..2.0));
            let f = Expression::random(&mut rng, x.as_slice(), 40, 1)?;
            checks.extend(check_expression("random expression", &f, &x, device)?);
        }
    }
    Ok(checks)
}

pub fn jacobians(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(5);
    let mut checks = Vec::new();
    for (n, m) in [(1, 3), (4, 2), (2, 5)].repeat(20) {
        let mut vector = |entries| DVector::from_fn(entries, |_, _| rng.random_range(-2.0..2.0));
        let (x, u, v) = (vector(n), vector(m), vector(n));
        let f = Expression::random(&mut rng, x.as_slice(), 30, m)?;
        checks.extend(check_jacobian("random function", &f, &x, &u, &v, device)?);
    }
    Ok(checks)
}
