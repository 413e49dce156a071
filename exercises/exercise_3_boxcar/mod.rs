//! Exercise 3: a box from two logistic neurons.
//!
//! The lecture approaches universal approximation by boxes A (H(x - a) - H(x - b)), weighted sums
//! of which come as close to a continuous function as one likes, and asks for a network with one
//! hidden layer of two logistic neurons that makes such a box. Here it is in closed form, with its
//! error derived; then n boxes as one network, with theirs; and the question whether descent would
//! have found the box by itself. The chapter, `es.md` and `en.md`, tells it.

mod figures;
mod moving;
pub mod record;
mod solve;

use crate::chapter::Chapter;
use crate::program::{Exercise, Figures, MovingFigures, Work};
use crate::record::{Anew, Made, check_writable};
use crate::{Result, chapter};
use clap::Args;
use ma6202::boxcar::Boxcar;
use ma6202_language::Spanish;

/// Descents of each search.
const SEEDS: u32 = 100;

/// Exercise 3: two logistic neurons make a box, and boxes make any continuous function.
#[derive(Args)]
pub struct Exercise3 {
    /// a, where the box begins
    #[arg(long, value_name = "A", default_value_t = 0.0, allow_hyphen_values = true)]
    from: f64,
    /// b, where it ends
    #[arg(long, value_name = "B", default_value_t = 1.0, allow_hyphen_values = true)]
    to: f64,
    /// A, its height
    #[arg(long, value_name = "A", default_value_t = 1.0, allow_hyphen_values = true)]
    height: f64,
    /// k, how steep the two neurons are
    #[arg(long, value_name = "K", default_value_t = 20.0, allow_hyphen_values = true)]
    steepness: f64,
    #[command(flatten)]
    anew: Anew,
}

impl Exercise for Exercise3 {
    const NUMBER: u32 = 3;
    const CHAPTER: Chapter = chapter!("3");
    const EXAMPLE: &str = "exercise-3 --from -1 --to 2 --height 3 --steepness 50";
    const SPANISH: &'static [&'static Spanish] = &[
        crate::record::SPANISH,
        &[
            (
                "",
                "Ejercicio 3: dos neuronas logísticas forman un cajón, y los cajones cualquier función continua.",
            ),
            ("from", "a, donde comienza el cajón"),
            ("to", "b, donde termina"),
            ("height", "A, su altura"),
            ("steepness", "k, la inclinación de las dos neuronas"),
        ],
    ];
    const FIGURES: Figures<Self> = figures::all;
    const MOVING: MovingFigures<Self> = moving::all;
    type Found = solve::Found;

    fn solve(&self, run: &mut Work) -> Result<solve::Found> {
        let Exercise3 { from, to, height, steepness, ref anew, .. } = *self;
        let boxcar = Boxcar::new(from, to, height, steepness)?;
        check_writable(anew.record.as_deref())?;
        let made = Made::now(3, run.seed(), anew.seeds.unwrap_or(SEEDS));
        solve::solve(run, boxcar, anew, made)
    }
}
