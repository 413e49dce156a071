//! Exercise 6: backpropagation by hand.
//!
//! The lecture follows J back through the network: δ_j = ∂J/∂y_j ∂y_j/∂a_j for the last layer,
//! δ_i = (Σ_j δ_j w_ij) ∂y_i/∂a_i for those before it, ∂J/∂w_ij = δ_j y_i for every weight, and the
//! update w_ij → w_ij - λ δ_j y_i. Here each step of that argument is checked, and then the code
//! that follows it, number by number. The chapter, `es.md` and `en.md`, tells it.

mod moving;
mod solve;

use crate::chapter::Chapter;
use crate::program::{Exercise, MovingFigures, Work};
use crate::{Result, chapter};
use clap::Args;
use ma6202_language::Spanish;

/// Exercise 6: the deltas of backpropagation, derived by hand and checked at every step.
#[derive(Args)]
pub struct Exercise6 {}

impl Exercise for Exercise6 {
    const NUMBER: u32 = 6;
    const CHAPTER: Chapter = chapter!("6");
    const EXAMPLE: &str = "exercise-6 --seed 1 --json";
    const SPANISH: &'static [&'static Spanish] = &[&[(
        "",
        "Ejercicio 6: las deltas de la retropropagación, deducidas a mano y comprobadas en cada paso.",
    )]];
    const MOVING: MovingFigures<Self> = moving::all;
    type Found = solve::Found;

    fn solve(&self, run: &mut Work) -> Result<solve::Found> {
        solve::solve(run)
    }
}
