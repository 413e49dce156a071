//! Slips in how the lecture trains its wine model.

use super::Erratum;
use ma6202::Result;
use ma6202::activation::Activation;
use ma6202::descent::{Clearing, Schedule, Sgd};
use ma6202::loss::Loss;
use ma6202::mlp::init::Draw;
use ma6202::mlp::{Mlp, Training};
use ma6202::notebook::{Data, STEPS_PER_EPOCH, delta_sizes, distance, untrained};
use ma6202::oracle::{Device, criterion, criterion_in_bits, descend, intermediates, slide};
use ma6202::wine::Wine;
use nalgebra::DMatrix;

/// Logits of one sample whose class is the first: sure and right, then sure and wrong.
const LOGITS: [[f64; 3]; 2] = [[20.0, 0.0, 0.0], [0.0, 20.0, 0.0]];

/// The notebook's descent without its momentum of 0.1, so that clearing late is exactly momentum 1.
const SGD: Sgd = Sgd { learning_rate: 0.05, momentum: 0.0 };

/// One softmax too many.
pub(super) fn softmax_twice() -> Erratum {
    /// J of the first logits, and how long ∂J/∂y is of the second.
    fn numbers(
        of: impl Fn(&DMatrix<f64>, &DMatrix<f64>) -> Result<(f64, DMatrix<f64>)>,
    ) -> Result<Vec<f64>> {
        let t = DMatrix::from_row_slice(1, 3, &[1.0, 0.0, 0.0]);
        let [right, wrong] = LOGITS.map(|y| of(&DMatrix::from_row_slice(1, 3, &y), &t));
        Ok(vec![right?.0, wrong?.1.norm()])
    }
    Erratum {
        name: "softmax before the cross-entropy",
        place: "first example: the last step of the network, and CrossEntropyLoss after it",
        in_edition: true,
        says: "The network ends in a softmax, and the loss is CrossEntropyLoss.",
        right: "CrossEntropyLoss contains the softmax, and wants logits. Of the probabilities of \
                three classes it is at least ln(e + 2) - 1, however right the answer, and where \
                the answer is surely wrong the first softmax is flat: the gradient that should \
                correct it vanishes.",
        numbers: &["J of a sure and right answer", "|∂J/∂y| of a sure and wrong one"],
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
        name: "gradients cleared once per epoch",
        place: "first example: zero_grad() outside the loop of 20 steps",
        in_edition: true,
        says: "Clearing once per epoch keeps gradients from accumulating between epochs.",
        right: "Each of the 20 steps of an epoch asks for its own gradient; cleared once, step s \
                follows the sum of s of them. That is a momentum of 1, started afresh with every \
                epoch: under a constant gradient the epoch goes (1 + 2 + … + 20)/20 = 10.5 times \
                as far. torch computes the first column with that momentum, clearing each step. \
                (The notebook's own momentum of 0.1 is left out on both sides.)",
        numbers: &[
            "‖w - w₀‖ after the first epoch, wines",
            "‖w - w₀‖ after three epochs, wines",
            "|w - w₀| after an epoch on J = w",
        ],
        written: |seed| numbers(seed, Clearing::EveryEpoch),
        meant: |seed| numbers(seed, Clearing::EveryStep),
        by_torch: |seed, device| Ok([by_torch(seed, 1.0, device)?, by_torch(seed, 0.0, device)?]),
    }
}

/// Ten hidden layers or two.
pub(super) fn hidden_layers() -> Erratum {
    fn numbers(seed: u32, hidden_layers: usize) -> Result<Vec<f64>> {
        let (start, data) = wine_network(seed, hidden_layers)?;
        Ok(vec![delta_sizes(&start, &data.train, Loss::CrossEntropy)?[0]])
    }
    fn by_torch(seed: u32, hidden_layers: usize, device: Device) -> Result<Vec<f64>> {
        let (start, data) = wine_network(seed, hidden_layers)?;
        let part = &data.train;
        let all = intermediates(&start, &part.x, &part.t, Loss::CrossEntropy, device)?;
        let delta = &all[2]; // after a and y of the first layer
        Ok(vec![delta.norm() / (delta.len() as f64).sqrt()])
    }
    Erratum {
        name: "ten hidden layers, or two",
        place: "first example: the description of the network, and its code",
        in_edition: true,
        says: "The network has 10 hidden layers. The code, and the algorithm before it, have 2.",
        right: "Two. With ten of width 5 and torch's first weights δ shrinks from layer to layer \
                until the first one gets next to nothing of it, and most trainings never leave the \
                place where they start: below they are counted.",
        numbers: &["δ of the first layer before training, root mean square, wines"],
        written: |seed| numbers(seed, 10),
        meant: |seed| numbers(seed, 2),
        by_torch: |seed, device| Ok([by_torch(seed, 10, device)?, by_torch(seed, 2, device)?]),
    }
}

/// The unit of the cross-entropy.
pub(super) fn bits() -> Erratum {
    Erratum {
        name: "bits or nats",
        place: "first example: the cross-entropy H(p, q), in bits for instance",
        in_edition: true,
        says: "H(p, q) is an expected difference of information, in bits for instance, when q \
               describes events coded for p; CrossEntropyLoss implements it.",
        right: "CrossEntropyLoss takes the natural logarithm: nats, of which one is 1/ln 2 = \
                1.4427 bits. And it is the other way round: events come from p, coded for q. What \
                that costs more is H(p, q) - H(p); for the wines' labels, which are certain, H(p) \
                = 0.",
        numbers: &["cross-entropy of an even guess among three", "J of the untrained network"],
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
    let guess = (DMatrix::zeros(1, 3), DMatrix::from_row_slice(1, 3, &[1.0, 0.0, 0.0]));
    Ok([guess, (logits, part.t)])
}

/// The wine network before training, and its data.
fn wine_network(seed: u32, hidden_layers: usize) -> Result<(Mlp, Data)> {
    let start = untrained(seed, hidden_layers, Activation::Relu, Draw::Double)?;
    Ok((start, Data::prepare(&Wine::embedded(), seed)?))
}
