//! What happens with a number of hidden layers.

use super::outcome::TRAININGS;
use crate::language::said;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::mlp::Mlp;
use ma6202::notebook::{Data, Part, Recipe, Run as Training, delta_sizes};
use ma6202::wine::CLASSES;

/// The lecture's text has ten hidden layers where its code has two.
pub const OF_THE_TEXT: usize = 10;

/// How far δ reaches in a network before training, and what is learned in its literal and its
/// corrected training.
pub fn of(data: &Data, start: &Mlp, trainings: [&Training; 2]) -> Result<Results> {
    let mut all = Vec::new();
    for ((training, name), run) in TRAININGS.into_iter().zip(trainings) {
        let train = data.train.confusion(&run.mlp)?;
        let mut answers = (0..CLASSES).filter(|&class| train.counts().column(class).sum() > 0);
        all.push(results! {
            training, name => said(name),
            first_loss => run.losses[0], last_loss => run.last_loss(),
            // The class that it answers to every training wine, if it is always the same.
            only_answer => answers.next().filter(|_| answers.next().is_none()),
            accuracy_train => train.accuracy(),
            accuracy_test => data.test.confusion(&run.mlp)?.accuracy(),
        });
    }
    Ok(results! {
        hidden_layers => start.layers().len() - 2,
        // The root mean square of δ of each layer.
        delta_sizes_at_the_start => delta_sizes(start, &data.train, Recipe::CORRECTED.loss)?,
        trainings => all,
    })
}

/// The least J there is without a look at the wines: each class is given its frequency.
pub fn blind_loss(part: &Part) -> f64 {
    let count = |class| part.class.iter().filter(|&&other| other == class).count();
    let shares = (0..CLASSES).map(|class| count(class) as f64 / part.class.len() as f64);
    -shares.filter(|&share| share > 0.0).map(|share| share * libm::log(share)).sum::<f64>()
}
