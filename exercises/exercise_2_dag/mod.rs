//! Exercise 2: why must the graph of an architecture be acyclic?
//!
//! The lecture says that layers need not stand in a row: their connections are a directed acyclic
//! graph. Why graphs of this kind? Here such graphs are built and differentiated, a cycle is
//! attempted and refused, and then taken seriously: what would the output of a cycle be, and what
//! its gradient? The chapter, `es.md` and `en.md`, tells it.

mod figures;
mod solve;

use crate::chapter::Chapter;
use crate::program::{Exercise, Figures, Work};
use crate::{Result, chapter};
use clap::Args;
use ma6202_language::Spanish;

/// Exercise 2: architectures as directed acyclic graphs, and what a cycle would mean.
#[derive(Args)]
pub struct Exercise2 {}

impl Exercise for Exercise2 {
    const NUMBER: u32 = 2;
    const CHAPTER: Chapter = chapter!("2");
    const EXAMPLE: &str = "exercise-2 --seed 1 --figures figures";
    const SPANISH: &'static [&'static Spanish] = &[&[(
        "",
        "Ejercicio 2: las arquitecturas como grafos acíclicos dirigidos, y qué significaría un ciclo.",
    )]];
    const FIGURES: Figures<Self> = figures::all;
    type Found = solve::Found;

    fn solve(&self, run: &mut Work) -> Result<solve::Found> {
        solve::solve(run)
    }
}
