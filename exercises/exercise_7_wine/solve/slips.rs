//! What each of the two slips does alone, to the loss and to the path.

use crate::language::{said, words};
use crate::solved::Results;
use crate::{Result, results};
use ma6202::notebook::{Part, Recipe, Run as Training};
use ma6202_formula::Words;

const NAMES: [(&str, Words); 4] = [
    ("literal", words("los dos (literal)", "both (literal)")),
    ("softmax twice, cleared each step", words("softmax dos veces", "softmax twice")),
    ("one softmax, cleared once per epoch", words("gradientes sumados", "summed gradients")),
    ("corrected", words("ninguno (corregido)", "none (corrected)")),
];

/// Trainings with both slips, with one, with none.
pub fn each(train: &Part, trainings: [&Training; 4]) -> Result<Vec<Results>> {
    let slip = |((training, name), run): ((&'static str, Words), &Training)| {
        Ok(results! {
            training, name => said(name), last_loss => run.last_loss(),
            // That of the trained network's logits, whatever it was trained with.
            cross_entropy => run.mlp.gradient(&train.x, &train.t, Recipe::CORRECTED.loss)?.0,
            first_epoch => run.first_epoch,
            path_length => run.path_length, displacement => run.displacement,
        })
    };
    NAMES.into_iter().zip(trainings).map(slip).collect()
}
