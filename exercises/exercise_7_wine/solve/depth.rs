//! What happens with a number of hidden layers.

use super::outcome::TRAININGS;
use crate::Result;
use crate::language::Said;
use ma6202::mlp::Mlp;
use ma6202::notebook::{Data, Part, Recipe, Run as Training, delta_sizes};
use ma6202::wine::CLASSES;
use serde::Serialize;

/// The lecture's text has ten hidden layers where its code has two.
pub const OF_THE_TEXT: usize = 10;

/// How far δ reaches, and what is learned.
#[derive(Debug, Serialize)]
pub struct DepthFound {
    pub hidden_layers: usize,
    /// The root mean square of δ of each layer.
    pub delta_sizes_at_the_start: Vec<f64>,
    pub trainings: Vec<DeepTraining>,
}

#[derive(Debug, Serialize)]
pub struct DeepTraining {
    pub training: &'static str,
    pub name: Said,
    pub first_loss: f64,
    pub last_loss: f64,
    /// The class that it answers to every training wine, if it is always the same.
    pub only_answer: Option<usize>,
    pub accuracy_train: f64,
    pub accuracy_test: f64,
}

/// Of a network before training, and of its literal and its corrected training.
pub fn of(data: &Data, start: &Mlp, trainings: [&Training; 2]) -> Result<DepthFound> {
    let mut all = Vec::new();
    for ((training, name), run) in TRAININGS.into_iter().zip(trainings) {
        let train = data.train.confusion(&run.mlp)?;
        let mut answers = (0..CLASSES).filter(|&class| train.counts().column(class).sum() > 0);
        all.push(DeepTraining {
            training,
            name: name.into(),
            first_loss: run.losses[0],
            last_loss: run.last_loss(),
            only_answer: answers.next().filter(|_| answers.next().is_none()),
            accuracy_train: train.accuracy(),
            accuracy_test: data.test.confusion(&run.mlp)?.accuracy(),
        });
    }
    Ok(DepthFound {
        hidden_layers: start.layers().len() - 2,
        delta_sizes_at_the_start: delta_sizes(start, &data.train, Recipe::CORRECTED.loss)?,
        trainings: all,
    })
}

/// The least J there is without a look at the wines: each class is given its frequency.
pub fn blind_loss(part: &Part) -> f64 {
    let count = |class| part.class.iter().filter(|&&other| other == class).count();
    let shares = (0..CLASSES).map(|class| count(class) as f64 / part.class.len() as f64);
    -shares.filter(|&share| share > 0.0).map(|share| share * libm::log(share)).sum::<f64>()
}
