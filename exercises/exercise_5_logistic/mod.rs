//! Exercise 5: logistic regression by gradient descent.
//!
//! The lecture says that logistic regression is the network of linear regression with a logistic
//! activation, and asks for a descent. That sentence can be read in two ways: with J still the
//! squared error, or with the cross-entropy, whose minimiser is the maximum-likelihood estimate.
//! Both are derived, checked and descended here. They differ where it matters: one is convex, the
//! other is flat where the answer is most wrong; and on linearly separable labels the usual one has
//! no minimum at all. Beside them stands the perceptron of the lecture's first page, the same
//! neuron with a step. The chapter, `es.md` and `en.md`, tells it.

mod figures;
mod moving;
mod solve;
mod xor_figure;

use crate::chapter::Chapter;
use crate::program::{Exercise, Figures, MovingFigures, Work};
use crate::{Result, chapter};
use clap::Args;
use ma6202_language::Spanish;

/// Exercise 5: logistic regression in two readings, separable labels, and the perceptron.
#[derive(Args)]
pub struct Exercise5 {
    /// Which class of wines is told from the rest: 0 to 2, which UCI numbers 1 to 3
    #[arg(long, value_name = "C", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=2), allow_negative_numbers = true)]
    class: u8,
    /// How many networks are trained on XOR with each width; the first has the random state --seed
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=10_000), allow_negative_numbers = true)]
    seeds: u32,
}

impl Exercise for Exercise5 {
    const NUMBER: u32 = 5;
    const CHAPTER: Chapter = chapter!("5");
    const EXAMPLE: &str = "exercise-5 --class 1 --figures figures";
    const SPANISH: &'static [&'static Spanish] = &[&[
        (
            "",
            "Ejercicio 5: regresión logística en dos lecturas, etiquetas separables y el perceptrón.",
        ),
        (
            "class",
            "Qué variedad de los vinos se distingue del resto: de 0 a 2, que UCI numera de 1 a 3",
        ),
        (
            "seeds",
            "Cuántas redes se entrenan en XOR con cada ancho; la primera tiene el estado aleatorio --seed",
        ),
    ]];
    const FIGURES: Figures<Self> = figures::all;
    const MOVING: MovingFigures<Self> = moving::all;
    type Found = solve::Found;

    fn solve(&self, run: &mut Work) -> Result<solve::Found> {
        solve::solve(run, usize::from(self.class), self.seeds)
    }
}
