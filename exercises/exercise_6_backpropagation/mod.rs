//! Exercise 6: backpropagation by hand.
//!
//! The lecture follows J back through the network: δ_j = ∂J/∂y_j ∂y_j/∂a_j for the last layer,
//! δ_i = (Σ_j δ_j w_ij) ∂y_i/∂a_i for those before it, ∂J/∂w_ij = δ_j y_i for every weight, and the
//! update w_ij → w_ij - λ δ_j y_i. Here each step of that argument is checked, and then the code
//! that follows it, number by number. The chapter, `es.md` and `en.md`, tells it.

mod solve;

use crate::chapter::Chapter;
use crate::language::Language;
use crate::program::{Exercise, Options, Work};
use crate::{Result, chapter};
use clap::Parser;
use ma6202_figure::Svg;
use ma6202_language::Spanish;

/// Exercise 6: the deltas of backpropagation, derived by hand and checked at every step.
#[derive(Parser)]
#[command(version, after_help = "Example: exercise-6 --seed 1 --json")]
pub struct Exercise6 {
    #[command(flatten)]
    options: Options,
}

/// Its help in Spanish.
const SPANISH: &Spanish = &[
    (
        "",
        "Ejercicio 6: las deltas de la retropropagación, deducidas a mano y comprobadas en cada paso.",
    ),
    ("after_help", "Ejemplo: exercise-6 --seed 1 --json"),
];

impl Exercise for Exercise6 {
    const NUMBER: u32 = 6;
    const SPANISH: &'static [&'static Spanish] = &[SPANISH];
    type Found = solve::Found;

    fn options(&self) -> &Options {
        &self.options
    }

    fn solve(&self, run: &mut Work) -> Result<solve::Found> {
        solve::solve(run)
    }

    fn chapter(&self) -> Chapter {
        chapter!("6")
    }

    /// None.
    fn figures(_: &solve::Found, _: Language) -> Result<Vec<(&'static str, Svg)>> {
        Ok(Vec::new())
    }
}
