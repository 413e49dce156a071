//! Each line of each derivation.

use ma6202::Result;
use ma6202::activation::{self, Activation};
use ma6202::derivation::Derivation;
use ma6202::jacobian::{self, derivation::TwoModes};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{
    self, Autograd, Check, Device, Precision, Referee, check_derivation, compare,
};
use ma6202::{dag, linear, logistic, mlp};

/// Every row of a chain, and that torch on this device refuses each when it is wrong: by a
/// millionth in f64, by a hundredth in f32.
fn chain<P: Autograd>(chain: Derivation<P>, problems: &[P], device: Device) -> Result<Vec<Check>> {
    let by = Referee::Autograd(device);
    let checks = check_derivation(&chain, problems, &[by])?.0.concat();
    assert_eq!(checks.len(), chain.lines.len() + 2);
    let wrong = match device.precision {
        Precision::F64 => 1.000_001,
        Precision::F32 => 1.01,
    };
    let mut refused = 0;
    for problem in problems {
        let left = oracle::derivative(problem, chain.variable, by)?;
        if left.norm() < 1e-2 {
            continue; // too small to be told from 0 in single precision
        }
        let (rows, _) = chain.evaluate(problem, &problem.symbols(chain.variable)?)?;
        for row in rows {
            let check = compare("a wrong line", by, &(row * wrong), &left)?;
            assert!(!check.holds, "{}: {check}", chain.name);
            refused += 1;
        }
    }
    assert!(2 * refused > problems.len() * chain.lines.len(), "{refused} of {}", chain.name);
    Ok(checks)
}

pub fn backpropagation(device: Device) -> Result<Vec<Check>> {
    let mut checks = Vec::new();
    for derivation in mlp::derivation::chains() {
        let problems = mlp::derivation::problems(&mut manual_seed(0), derivation.variable)?;
        checks.extend(chain(derivation, &problems, device)?);
    }
    Ok(checks)
}

pub fn linear(device: Device) -> Result<Vec<Check>> {
    let problems = linear::derivation::problems(&mut manual_seed(1))?;
    let chains = linear::derivation::chains().into_iter();
    Ok(chains.map(|c| chain(c, &problems, device)).collect::<Result<Vec<_>>>()?.concat())
}

pub fn logistic(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(1);
    let mut checks = Vec::new();
    for of in logistic::derivation::chains() {
        let problems = of.problems(&mut rng)?;
        checks.extend(chain(of.derivation, &problems, device)?);
    }
    Ok(checks)
}

/// But for the threshold's, which is 0: no wrong line differs from it.
pub fn activations(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(1);
    let mut checks = Vec::new();
    for &f in Activation::ALL.iter().filter(|&&f| f != Activation::Threshold) {
        let problems = activation::derivation::problems(&mut rng, f)?;
        checks.extend(chain(activation::derivation::chain(f), &problems, device)?);
    }
    Ok(checks)
}

pub fn modes(device: Device) -> Result<Vec<Check>> {
    let mut rng = manual_seed(1);
    let problems: Vec<_> = (0..9).map(|_| TwoModes::random(&mut rng)).collect();
    let chains = jacobian::derivation::chains().into_iter();
    Ok(chains.map(|c| chain(c, &problems, device)).collect::<Result<Vec<_>>>()?.concat())
}

pub fn recurrence(device: Device) -> Result<Vec<Check>> {
    let problems = dag::derivation::problems(&mut manual_seed(1))?;
    let chains = dag::derivation::chains().into_iter();
    Ok(chains.map(|c| chain(c, &problems, device)).collect::<Result<Vec<_>>>()?.concat())
}
