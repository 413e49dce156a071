//! What each of the two slips does alone, to the loss and to the path.

use crate::Result;
use crate::language::{Said, words};
use ma6202::notebook::{Part, Recipe, Run as Training, constant_gradient_ratio, floor};
use serde::Serialize;

/// A training with both slips, one, or none.
#[derive(Debug, Serialize)]
pub struct Slip {
    pub training: &'static str,
    /// What it is called in a table.
    pub name: Said,
    pub last_loss: f64,
    /// That of the trained network's logits, whatever it was trained with.
    pub cross_entropy: f64,
    pub first_epoch: f64,
    pub path_length: f64,
    pub displacement: f64,
}

/// The four of them compared.
#[derive(Debug, Serialize)]
pub struct Slips {
    /// What the literal loss cannot go below, and how far above it the literal training ends.
    pub floor: f64,
    pub above_floor: f64,
    /// How many times as far the first epoch goes if its gradients are summed: with one softmax,
    /// with two, and under a constant gradient.
    pub farther: f64,
    pub farther_with_two: f64,
    pub farther_if_constant: f64,
}

/// Literal, softmax twice, cleared late, corrected.
pub fn each(train: &Part, trainings: [&Training; 4]) -> Result<[Slip; 4]> {
    let [literal, softmax_twice, cleared_late, corrected] = trainings;
    let slip = |training, name, run: &Training| -> Result<Slip> {
        Ok(Slip {
            training,
            name: Said::from(name),
            last_loss: run.last_loss(),
            cross_entropy: run.mlp.gradient(&train.x, &train.t, Recipe::CORRECTED.loss)?.0,
            first_epoch: run.first_epoch,
            path_length: run.path_length,
            displacement: run.displacement,
        })
    };
    Ok([
        slip("literal", words("los dos (literal)", "both (literal)"), literal)?,
        slip(
            "softmax twice, cleared each step",
            words("softmax dos veces", "softmax twice"),
            softmax_twice,
        )?,
        slip(
            "one softmax, cleared once per epoch",
            words("gradientes sumados", "summed gradients"),
            cleared_late,
        )?,
        slip("corrected", words("ninguno (corregido)", "none (corrected)"), corrected)?,
    ])
}

impl Slips {
    pub fn of([literal, softmax_twice, cleared_late, corrected]: [&Training; 4]) -> Slips {
        Slips {
            floor: floor(),
            above_floor: literal.last_loss() - floor(),
            farther: cleared_late.first_epoch / corrected.first_epoch,
            farther_with_two: literal.first_epoch / softmax_twice.first_epoch,
            farther_if_constant: constant_gradient_ratio(),
        }
    }
}
