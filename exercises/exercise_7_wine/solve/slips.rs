//! What each of the two slips does alone, to the loss and to the path.

use crate::Result;
use crate::language::{Said, words};
use ma6202::notebook::{Part, Recipe, Run as Training};
use ma6202_formula::Words;
use serde::Serialize;

/// A training with both slips, one, or none.
#[derive(Debug, Serialize)]
pub struct SlipRun {
    pub training: &'static str,
    /// The slips that it has, in a table.
    pub name: Said,
    pub last_loss: f64,
    /// That of the trained network's logits, whatever it was trained with.
    pub cross_entropy: f64,
    pub first_epoch: f64,
    pub path_length: f64,
    pub displacement: f64,
}

const NAMES: [(&str, Words); 4] = [
    ("literal", words("los dos (literal)", "both (literal)")),
    ("softmax twice, cleared each step", words("softmax dos veces", "softmax twice")),
    ("one softmax, cleared once per epoch", words("gradientes sumados", "summed gradients")),
    ("corrected", words("ninguno (corregido)", "none (corrected)")),
];

/// Of the trainings of these names.
pub fn each(train: &Part, trainings: [&Training; 4]) -> Result<Vec<SlipRun>> {
    let slip = |((training, name), run): ((&'static str, Words), &Training)| -> Result<SlipRun> {
        Ok(SlipRun {
            training,
            name: name.into(),
            last_loss: run.last_loss(),
            cross_entropy: run.mlp.gradient(&train.x, &train.t, Recipe::CORRECTED.loss)?.0,
            first_epoch: run.first_epoch,
            path_length: run.path_length,
            displacement: run.displacement,
        })
    };
    NAMES.into_iter().zip(trainings).map(slip).collect()
}
