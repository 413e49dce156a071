//! What exercise 7 computes.
//!
//! | file | holds |
//! |---|---|
//! | `losses` | what the two losses pass back, each "=" judged |
//! | `outcome` | what a training came to: losses, confusion matrices, scores |
//! | `slips` | what each slip does alone |
//! | `depth` | what happens with another number of hidden layers |

mod depth;
mod losses;
mod outcome;
mod slips;

use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::activation::Activation;
use ma6202::mlp::Mlp;
use ma6202::mlp::init::Draw;
use ma6202::notebook::{self, Data, EPOCHS, Recipe, Run as Training, SGD, STEPS_PER_EPOCH, WIDTH};
use ma6202::oracle::{check_first_steps, check_untrained};
use ma6202::wine::Wine;
use outcome::{Report, outcome};
use rayon::prelude::*;
use serde::Serialize;

/// What the user may ask for.
#[derive(Clone, Copy, Debug)]
pub struct AskedModel {
    pub hidden_layers: usize,
    pub activation: Activation,
    pub draw: Draw,
}

/// What was found, and what figures need.
#[derive(Debug, Serialize)]
pub struct Found {
    #[serde(flatten)]
    told: Results,
    /// Of the literal and the corrected training on both parts.
    pub reports: Vec<Report>,
    #[serde(skip)]
    pub data: Data,
    /// The literal and the corrected training.
    #[serde(skip)]
    pub trainings: [Training; 2],
    /// The network of each after each of the [`SHOWN`] epochs.
    #[serde(skip)]
    pub by_epoch: [Vec<Mlp>; 2],
}

/// After how many epochs the networks are looked at.
pub const SHOWN: [usize; 13] = [0, 1, 2, 3, 5, 7, 10, 20, 30, 50, 100, 300, EPOCHS];

pub fn solve(run: &mut Work, wine: &Wine, asked: AskedModel) -> Result<Found> {
    let (seed, AskedModel { hidden_layers, activation, draw }) = (run.seed(), asked);
    let data = Data::prepare(wine, seed)?;
    let start = notebook::untrained(seed, hidden_layers, activation, draw)?;
    let deep = notebook::untrained(seed, depth::OF_THE_TEXT, activation, draw)?;
    let held = notebook::with_repeated_key(&start)?;
    referees(run, [&start, &held], &data, draw)?;
    let [
        (deep_literal, _),
        (deep_corrected, _),
        (held_literal, _),
        (held_corrected, _),
        (literal, by_epoch_literal),
        (softmax_twice, _),
        (cleared_late, _),
        (corrected, by_epoch_corrected),
    ] = train(run, &data, [&deep, &held, &start])?;
    losses::judge(run, &data.train, &literal)?;
    let mut depths = vec![depth::of(&data, &start, [&literal, &corrected])?];
    if hidden_layers != depth::OF_THE_TEXT {
        depths.push(depth::of(&data, &deep, [&deep_literal, &deep_corrected])?);
    }
    let repeated_key = depth::of(&data, &held, [&held_literal, &held_corrected])?;
    let reports = outcome::reports(&data, [&literal, &corrected])?;
    let told = results! {
        model => results! {
            random_state => seed, hidden_layers, width => WIDTH,
            activation => activation.to_string(),
            draw => if draw == Draw::Single { "f32" } else { "f64" },
            parameters => start.weights_and_biases().count(),
            training_wines => data.train.class.len(), test_wines => data.test.class.len(),
            epochs => EPOCHS, steps_per_epoch => STEPS_PER_EPOCH,
            learning_rate => SGD.learning_rate, momentum => SGD.momentum,
        },
        literal => outcome(&literal, [&reports[0], &reports[1]]),
        corrected => outcome(&corrected, [&reports[2], &reports[3]]),
        slips => slips::each(&data.train, [&literal, &softmax_twice, &cleared_late, &corrected])?,
        // What the literal loss cannot go below.
        floor => notebook::floor(),
        // How many times as far an epoch goes if its gradients are summed, under a constant one.
        farther_if_constant => notebook::constant_gradient_ratio(),
        // With as many hidden layers as asked for, and with the ten of the lecture's text.
        depths,
        // The network that the notebook's dictionary holds, with its first activation alone.
        repeated_key,
        // The least J there is without a look at the wines.
        blind_loss => depth::blind_loss(&data.train),
    };
    let by_epoch = [by_epoch_literal, by_epoch_corrected];
    Ok(Found { told, reports, data, trainings: [literal, corrected], by_epoch })
}

/// The initial weights and the first 100 steps against torch's.
fn referees(run: &mut Work, [start, held]: [&Mlp; 2], data: &Data, draw: Draw) -> Result<()> {
    run.check_all("initial weights", check_untrained(start, run.seed(), draw)?);
    for device in run.devices() {
        for (name, start, recipe) in [
            ("literal", start, Recipe::LITERAL),
            ("literal, one activation", held, Recipe::LITERAL),
            ("corrected", start, Recipe::CORRECTED),
        ] {
            let check = check_first_steps(name, start, &data.train, recipe, device)?;
            run.check_all("first steps", [check]);
        }
    }
    Ok(())
}

/// The literal and the corrected training of the deep network and of the one that the dictionary
/// holds; then of the one asked for the literal, those with one slip each, and the corrected. Each
/// with its network after each of the [`SHOWN`] epochs.
fn train(
    run: &Work,
    data: &Data,
    [deep, held, start]: [&Mlp; 3],
) -> Result<[(Training, Vec<Mlp>); 8]> {
    let seed = run.seed();
    let trainings = [
        // The deep ones first: they take longest.
        (deep, Recipe::LITERAL),
        (deep, Recipe::CORRECTED),
        (held, Recipe::LITERAL),
        (held, Recipe::CORRECTED),
        (start, Recipe::LITERAL),
        (start, Recipe::SOFTMAX_TWICE),
        (start, Recipe::CLEARED_LATE),
        (start, Recipe::CORRECTED),
    ];
    let bar = run.progress_bar(
        ["entrenando", "training"],
        trainings.len() * EPOCHS,
        ["épocas", "epochs"],
    );
    let train = |(start, recipe): (&Mlp, Recipe)| {
        let (mut epoch, mut shown) = (0, vec![start.clone()]);
        let run = notebook::train(start, &data.train, recipe, seed, &mut |mlp| {
            bar.inc(1);
            epoch += 1;
            if SHOWN.contains(&epoch) {
                shown.push(mlp.clone());
            }
        })?;
        Ok((run, shown))
    };
    let trained = trainings.into_par_iter().map(train).collect::<ma6202::Result<Vec<_>>>()?;
    Ok(<[_; 8]>::try_from(trained).expect("as many as were asked for"))
}
