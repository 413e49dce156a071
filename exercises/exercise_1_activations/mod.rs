//! Exercise 1: variants of ReLU, and how they differ.
//!
//! The lecture lists six activation functions, ReLU the last, and asks for three variants of it and
//! their differences. Here are thirteen, and three ways to tell them apart: by what can be computed
//! of the functions, by the digits they keep, and by what becomes of the wine network when it is
//! trained with each of them. The chapter, `es.md` and `en.md`, tells it.
//!
//! | file | holds |
//! |---|---|
//! | `study` | trainings with each activation from many random states, and their comparison |
//! | `record` | the trainings that come with this package |
//! | `solve` | what the chapter tells |
//! | `figures` | what it shows |
//! | `moving` | what of it moves |

mod figures;
mod moving;
pub mod record;
mod solve;
pub mod study;

use crate::chapter::Chapter;
use crate::program::{Exercise, Figures, MovingFigures, Work};
use crate::record::{Anew, Made, check_writable, keep};
use crate::{Result, chapter};
use clap::Args;
use ma6202_language::Spanish;

/// Networks with each activation in each setting.
const SEEDS: u32 = 100;

/// Exercise 1: the activations of the lecture and the family of ReLU, compared.
#[derive(Args)]
pub struct Exercise1 {
    #[command(flatten)]
    anew: Anew,
}

impl Exercise for Exercise1 {
    const NUMBER: u32 = 1;
    const CHAPTER: Chapter = chapter!("1");
    const EXAMPLE: &str = "exercise-1 --all --seeds 20 --figures figures";
    const SPANISH: &'static [&'static Spanish] = &[
        crate::record::SPANISH,
        &[(
            "",
            "Ejercicio 1: las funciones de activación de la clase y la familia de ReLU, comparadas.",
        )],
    ];
    const FIGURES: Figures<Self> = figures::all;
    const MOVING: MovingFigures<Self> = moving::all;
    type Found = solve::Found;

    fn solve(&self, run: &mut Work) -> Result<solve::Found> {
        let file = self.anew.record.as_deref();
        check_writable(file)?;
        solve::solve(run, |run| {
            if !self.anew.all {
                let (studies, read) = solve::trainings::read(run)?;
                return Ok((studies, Some(read)));
            }
            let made = Made::now(1, run.seed(), self.anew.seeds.unwrap_or(SEEDS));
            let studies = solve::trainings::train(run, &made.states())?;
            keep(&record::of(&studies, made), file)?;
            Ok((studies, None))
        })
    }
}
