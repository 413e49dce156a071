//! Exercise 4: linear regression by gradient descent.
//!
//! The lecture writes linear regression as one neuron with the identity and
//! J = (1/n) Σ (wᵀx_i - t_i)², minimised by w → w - λ ∇J(w) until J is below a threshold or a
//! number of iterations is done. It asks for ∇J exactly and for the descent, and what λ is called
//! and does. Here the gradient is derived, λ is held against the theory of its limits, the
//! minimiser is also computed in closed form, to the last digit, and descent is tried with
//! mini-batches and on the wines. The chapter, `es.md` and `en.md`, tells it.

mod figures;
mod moving;
mod solve;

use crate::chapter::Chapter;
use crate::program::{Exercise, Figures, MovingFigures, Work};
use crate::{Result, chapter};
use clap::Args;
use ma6202::wine::FEATURES;
use ma6202_language::Spanish;

/// Exercise 4: linear regression, from ∇J to the last digit.
#[derive(Args)]
pub struct Exercise4 {
    /// Which attribute of the wines is predicted from the others, by UCI's name; what is told of λ
    /// and of mini-batches stays on alcohol
    #[arg(long, value_name = "NAME", default_value = FEATURES[0], value_parser = FEATURES, ignore_case = true)]
    attribute: String,
}

impl Exercise for Exercise4 {
    const NUMBER: u32 = 4;
    const CHAPTER: Chapter = chapter!("4");
    const EXAMPLE: &str = "exercise-4 --attribute Proline --figures figures";
    const SPANISH: &'static [&'static Spanish] = &[&[
        ("", "Ejercicio 4: regresión lineal, desde ∇J hasta el último dígito."),
        (
            "attribute",
            "Qué atributo de los vinos se predice a partir de los demás, con su nombre en UCI; lo que se dice de λ y de los lotes es siempre sobre el alcohol",
        ),
        ("<NAME>", "NOMBRE"),
    ]];
    const FIGURES: Figures<Self> = figures::all;
    const MOVING: MovingFigures<Self> = moving::all;
    type Found = solve::Found;

    fn solve(&self, run: &mut Work) -> Result<solve::Found> {
        let named = |name: &&str| name.eq_ignore_ascii_case(&self.attribute);
        let target = FEATURES.iter().position(named).expect("the option takes no other name");
        solve::solve(run, target)
    }
}
