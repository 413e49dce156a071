//! Exercise 2: why must the graph of an architecture be acyclic?
//!
//! The lecture says that layers need not stand in a row: their connections are a directed acyclic
//! graph. Why graphs of this kind? Here such graphs are built and differentiated, a cycle is
//! attempted and refused, and then taken seriously: what would the output of a cycle be, and what
//! its gradient? The chapter, `es.md` and `en.md`, tells it.

mod figures;
mod solve;

use crate::chapter::Chapter;
use crate::language::Language;
use crate::program::{Exercise, Options, Work};
use crate::{Result, chapter};
use clap::Parser;
use ma6202_figure::Svg;
use ma6202_language::Spanish;

/// Exercise 2: architectures as directed acyclic graphs, and what a cycle would mean.
#[derive(Parser)]
#[command(version, after_help = "Example: exercise-2 --seed 1 --figures figures")]
pub struct Exercise2 {
    #[command(flatten)]
    options: Options,
}

/// Its help in Spanish.
const SPANISH: &Spanish = &[
    (
        "",
        "Ejercicio 2: las arquitecturas como grafos acíclicos dirigidos, y qué significaría un ciclo.",
    ),
    ("after_help", "Ejemplo: exercise-2 --seed 1 --figures figures"),
];

impl Exercise for Exercise2 {
    const NUMBER: u32 = 2;
    const SPANISH: &'static [&'static Spanish] = &[SPANISH];
    type Found = solve::Found;

    fn options(&self) -> &Options {
        &self.options
    }

    fn solve(&self, run: &mut Work) -> Result<solve::Found> {
        solve::solve(run)
    }

    fn chapter(&self) -> Chapter {
        chapter!("2")
    }

    fn figures(found: &solve::Found, language: Language) -> Result<Vec<(&'static str, Svg)>> {
        figures::all(found, language)
    }
}
