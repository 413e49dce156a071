//! Slips in how the lecture trains its wine model.

use super::Erratum;
use crate::results;
use crate::solved::Results;
use ma6202::Result;
use ma6202::activation::Activation;
use ma6202::descent::{Clearing, Schedule, Sgd};
use ma6202::loss::Loss;
use ma6202::mlp::init::Draw;
use ma6202::mlp::{Mlp, Training};
use ma6202::notebook::{
    Data, STEPS_PER_EPOCH, delta_sizes, distance, untrained, with_repeated_key,
};
use ma6202::oracle::{Device, criterion, criterion_in_bits, descend, intermediates, slide};
use ma6202::wine::Wine;
use nalgebra::DMatrix;

/// Logits of one sample whose class is the first: sure and right, then sure and wrong.
const LOGITS: [[f64; 3]; 2] = [[20.0, 0.0, 0.0], [0.0, 20.0, 0.0]];

/// And its target, of the logits of a guess as well.
const TARGET: [f64; 3] = [1.0, 0.0, 0.0];
const GUESS: [f64; 3] = [0.0; 3];

/// The notebook's descent without its momentum of 0.1, so that clearing late is exactly momentum 1.
const SGD: Sgd = Sgd { learning_rate: 0.05, momentum: 0.0 };

/// One softmax too many.
pub(super) fn softmax_twice() -> Erratum {
    /// J of the first logits, and how long ∂J/∂y is of the second.
    fn numbers(
        of: impl Fn(&DMatrix<f64>, &DMatrix<f64>) -> Result<(f64, DMatrix<f64>)>,
    ) -> Result<Vec<f64>> {
        let t = DMatrix::from_row_slice(1, 3, &TARGET);
        let [right, wrong] = LOGITS.map(|y| of(&DMatrix::from_row_slice(1, 3, &y), &t));
        Ok(vec![right?.0, wrong?.1.norm()])
    }
    Erratum {
        id: "softmax_twice",
        name: "softmax before the cross-entropy",
        in_edition: true,
        given: |_| Ok(results! { right => LOGITS[0], wrong => LOGITS[1], target => TARGET }),
        written: |_| numbers(|y, t| Loss::SoftmaxThenCrossEntropy.value_and_derivative(y, t)),
        meant: |_| numbers(|y, t| Loss::CrossEntropy.value_and_derivative(y, t)),
        by_torch: |_, device| {
            let by = |loss| numbers(|y, t| criterion(loss, y, t, device));
            Ok([by(Loss::SoftmaxThenCrossEntropy)?, by(Loss::CrossEntropy)?])
        },
    }
}

/// Gradients cleared once per epoch.
pub(super) fn cleared_late() -> Erratum {
    fn numbers(seed: u32, clearing: Clearing) -> Result<Vec<f64>> {
        let (start, data) = wine_network(seed, 2)?;
        let mut moved = Vec::new();
        for epochs in [1, 3] {
            let schedule = Schedule { epochs, steps_per_epoch: STEPS_PER_EPOCH, clearing };
            let part = &data.train;
            let mut training =
                Training::new(start.clone(), &part.x, &part.t, Loss::CrossEntropy, SGD)?;
            training.follow(&schedule, &mut |_, _, _| ())?;
            moved.push(distance(&start, &training.into_mlp()));
        }
        // Under a constant gradient of 1, from 0: the sums 1, 2, …, or 1 each time.
        let steps = (1..=STEPS_PER_EPOCH).map(|step| match clearing {
            Clearing::EveryEpoch => step as f64,
            Clearing::EveryStep => 1.0,
        });
        moved.push(SGD.learning_rate * steps.sum::<f64>());
        Ok(moved)
    }
    /// Gradients that are summed are a momentum of 1, started afresh with every epoch.
    fn by_torch(seed: u32, momentum: f64, device: Device) -> Result<Vec<f64>> {
        let (start, data) = wine_network(seed, 2)?;
        let (sgd, part) = (Sgd { momentum, ..SGD }, &data.train);
        let schedule =
            Schedule { epochs: 1, steps_per_epoch: STEPS_PER_EPOCH, clearing: Clearing::EveryStep };
        let (mut mlp, mut moved) = (start.clone(), Vec::new());
        for epoch in 1..=3 {
            mlp = descend(&mlp, &part.x, &part.t, Loss::CrossEntropy, sgd, &schedule, device)?.mlp;
            if epoch != 2 {
                moved.push(distance(&start, &mlp));
            }
        }
        moved.push(-slide(sgd, STEPS_PER_EPOCH, Clearing::EveryStep, device)?);
        Ok(moved)
    }
    Erratum {
        id: "cleared_late",
        name: "gradients cleared once per epoch",
        in_edition: true,
        given: |_| Ok(results! { learning_rate => SGD.learning_rate }),
        written: |seed| numbers(seed, Clearing::EveryEpoch),
        meant: |seed| numbers(seed, Clearing::EveryStep),
        by_torch: |seed, device| Ok([by_torch(seed, 1.0, device)?, by_torch(seed, 0.0, device)?]),
    }
}

/// The size of δ of the first layer before training.
fn first_delta((start, data): &(Mlp, Data)) -> Result<Vec<f64>> {
    Ok(vec![delta_sizes(start, &data.train, Loss::CrossEntropy)?[0]])
}

fn first_delta_by_torch((start, data): &(Mlp, Data), device: Device) -> Result<Vec<f64>> {
    let part = &data.train;
    let all = intermediates(start, &part.x, &part.t, Loss::CrossEntropy, device)?;
    let delta = &all[2]; // after a and y of the first layer
    Ok(vec![delta.norm() / (delta.len() as f64).sqrt()])
}

/// One key for all activations.
pub(super) fn repeated_key() -> Erratum {
    fn held(seed: u32) -> Result<(Mlp, Data)> {
        let (described, data) = wine_network(seed, 2)?;
        Ok((with_repeated_key(&described)?, data))
    }
    Erratum {
        id: "repeated_key",
        name: "one key for every ReLU",
        in_edition: true,
        given: |_| Ok(Results::default()),
        written: |seed| first_delta(&held(seed)?),
        meant: |seed| first_delta(&wine_network(seed, 2)?),
        by_torch: |seed, device| {
            let meant = first_delta_by_torch(&wine_network(seed, 2)?, device)?;
            Ok([first_delta_by_torch(&held(seed)?, device)?, meant])
        },
    }
}

/// Ten hidden layers or two.
pub(super) fn hidden_layers() -> Erratum {
    fn numbers(seed: u32, hidden_layers: usize) -> Result<Vec<f64>> {
        first_delta(&wine_network(seed, hidden_layers)?)
    }
    fn by_torch(seed: u32, hidden_layers: usize, device: Device) -> Result<Vec<f64>> {
        first_delta_by_torch(&wine_network(seed, hidden_layers)?, device)
    }
    Erratum {
        id: "hidden_layers",
        name: "ten hidden layers, or two",
        in_edition: true,
        given: |_| Ok(Results::default()),
        written: |seed| numbers(seed, 10),
        meant: |seed| numbers(seed, 2),
        by_torch: |seed, device| Ok([by_torch(seed, 10, device)?, by_torch(seed, 2, device)?]),
    }
}

/// The unit of the cross-entropy.
pub(super) fn bits() -> Erratum {
    Erratum {
        id: "bits",
        name: "bits or nats",
        in_edition: true,
        given: |_| Ok(results! { p => TARGET, logits => GUESS }),
        written: |seed| Ok(nats(seed)?.iter().map(|j| j / std::f64::consts::LN_2).collect()),
        meant: nats,
        by_torch: |seed, device| {
            let [guess, network] = answers(seed)?;
            let (mut in_bits, mut in_nats) = (Vec::new(), Vec::new());
            for (y, t) in [guess, network] {
                in_bits.push(criterion_in_bits(&y, &t, device)?);
                in_nats.push(criterion(Loss::CrossEntropy, &y, &t, device)?.0);
            }
            Ok([in_bits, in_nats])
        },
    }
}

fn nats(seed: u32) -> Result<Vec<f64>> {
    let j = |(y, t)| Ok(Loss::CrossEntropy.value_and_derivative(&y, &t)?.0);
    answers(seed)?.into_iter().map(j).collect()
}

/// Logits and targets: three equal ones, and those of the untrained network.
fn answers(seed: u32) -> Result<[(DMatrix<f64>, DMatrix<f64>); 2]> {
    let (start, data) = wine_network(seed, 2)?;
    let part = data.train;
    let logits = start.forward(&part.x)?.y.pop().expect("a last layer");
    let guess = [GUESS, TARGET].map(|row| DMatrix::from_row_slice(1, 3, &row));
    Ok([guess.into(), (logits, part.t)])
}

/// The wine network before training, and its data.
fn wine_network(seed: u32, hidden_layers: usize) -> Result<(Mlp, Data)> {
    let start = untrained(seed, hidden_layers, Activation::Relu, Draw::Double)?;
    Ok((start, Data::prepare(&Wine::embedded(), seed)?))
}
