//! What happens with a number of hidden layers.

use crate::Result;
use crate::language::{Said, words};
use ma6202::mlp::Mlp;
use ma6202::notebook::{Data, Recipe, Run as Training, delta_sizes};
use ma6202::wine::CLASSES;
use serde::Serialize;

/// The lecture's text has ten hidden layers where its code has two.
pub const OF_THE_TEXT: usize = 10;

/// How far δ reaches, and what is learned.
#[derive(Debug, Serialize)]
pub struct Depth {
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
    pub confusion_train: Vec<Vec<usize>>,
    pub confusion_test: Vec<Vec<usize>>,
}

impl Depth {
    /// Of the network before training, and of its literal and its corrected training.
    pub fn of(data: &Data, start: &Mlp, [literal, corrected]: [&Training; 2]) -> Result<Depth> {
        Ok(Depth {
            hidden_layers: start.layers().len() - 2,
            delta_sizes_at_the_start: delta_sizes(start, &data.train, Recipe::CORRECTED.loss)?,
            trainings: vec![
                DeepTraining::of("literal", words("literal", "literal").into(), data, literal)?,
                DeepTraining::of(
                    "corrected",
                    words("corregido", "corrected").into(),
                    data,
                    corrected,
                )?,
            ],
        })
    }
}

impl DeepTraining {
    fn of(training: &'static str, name: Said, data: &Data, run: &Training) -> Result<DeepTraining> {
        let (train, test) = (data.train.confusion(&run.mlp)?, data.test.confusion(&run.mlp)?);
        let answered = |class: &usize| train.counts().column(*class).sum() > 0;
        let answers: Vec<usize> = (0..CLASSES).filter(answered).collect();
        Ok(DeepTraining {
            training,
            name,
            first_loss: run.losses[0],
            last_loss: run.last_loss(),
            only_answer: (answers.len() == 1).then(|| answers[0]),
            accuracy_train: train.accuracy(),
            accuracy_test: test.accuracy(),
            confusion_train: train.rows(),
            confusion_test: test.rows(),
        })
    }
}
