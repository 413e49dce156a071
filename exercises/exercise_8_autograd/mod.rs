//! Exercise 8: autograd from the inside.
//!
//! The lecture closes with what torch does when told `backward`: tensors that require gradients,
//! the graph that is recorded of them, an upstream gradient, a Jacobian; and it praises GPUs. Here
//! its examples are run and held against values by hand; a tape of our own does the same, and
//! judges every derivation of this crate; the Jacobian is multiplied from both sides; the slips of
//! the lecture are shown in numbers, and what lower precision and a GPU change. The chapter,
//! `es.md` and `en.md`, tells it; what only `--scale` and `--products` compute have short ones of
//! their own.

pub mod errata;
mod figures;
pub mod precision;
pub mod scale;
mod solve;
pub mod torch_examples;

use self::scale::{Limits, free_memory};
use crate::chapter::Chapter;
use crate::language::words;
use crate::program::{Exercise, Figures, Options, Work};
use crate::record::{Anew, Made, check_writable};
use crate::{Result, chapter, results};
use clap::Args;
use ma6202_formula::Words;
use ma6202_language::Spanish;
use solve::Found;

/// The heading below which the chapter tells the lecture's slips.
pub const SLIPS: Words = words("Los deslices de la clase", "The lecture's slips");

/// Initial weights of each depth.
const SEEDS: u32 = 20;

/// Exercise 8: what torch does when told backward, and the lecture's slips.
#[derive(Args)]
pub struct Exercise8 {
    #[command(flatten)]
    anew: Anew,
    /// Measure on this machine when torch, and a GPU if there is one, is faster than our core, and
    /// nothing else; takes about 20 minutes on two cores
    #[arg(long, group = "anew", conflicts_with = "latex")]
    scale: bool,
    /// Let --scale begin no size after so many seconds: small ones come first, and a step may take
    /// 1 s and 8 GiB
    #[arg(long, value_name = "T", requires = "scale")]
    seconds: Option<f64>,
    /// Say what a large product costs in fewer bits, and nothing else
    #[arg(long, conflicts_with_all = ["anew", "latex"])]
    products: bool,
    /// Only say how wrong large products are on each GPU; the program starts itself with it
    #[arg(long, hide = true)]
    tf32_products: bool,
}

impl Exercise for Exercise8 {
    const NUMBER: u32 = 8;
    const CHAPTER: Chapter = chapter!("8");
    const EXAMPLE: &str = "exercise-8 --all --seeds 100 --figures figures";
    const SPANISH: &'static [&'static Spanish] = &[
        crate::record::SPANISH,
        &[
            (
                "",
                "Ejercicio 8: qué hace torch cuando se le dice backward, y los deslices de la clase.",
            ),
            (
                "scale",
                "Mide en este computador cuándo torch, y una GPU si la hay, es más rápido que nuestra implementación, y nada más; toma unos 20 minutos en dos núcleos",
            ),
            (
                "seconds",
                "Con --scale, no comienza ningún tamaño después de tantos segundos: los pequeños van primero, y un paso puede tomar 1 s y 8 GiB",
            ),
            ("products", "Dice cuánto cuesta un producto grande con menos bits, y nada más"),
        ],
    ];
    const FIGURES: Figures<Self> = figures::all;
    type Found = Found;

    fn is_large(&self) -> bool {
        self.scale || self.products
    }

    fn solve(&self, run: &mut Work) -> Result<Found> {
        let anew = &self.anew;
        check_writable(anew.record.as_deref())?;
        if self.scale {
            let limits = self.seconds.map(Limits::within);
            let limits = limits.unwrap_or_else(|| Limits::of_memory(free_memory()));
            let (scale, record) = scale::solve::now(run, limits, anew.record.as_deref())?;
            return Ok(Found { told: results! { scale }, scale: Some(record), is_whole: false });
        }
        if self.products {
            let told = precision::solve::solve(run)?;
            return Ok(Found { told, scale: None, is_whole: false });
        }
        let made = Made::now(8, run.seed(), anew.seeds.unwrap_or(SEEDS));
        solve::solve(run, anew, made)
    }

    fn chapter(&self) -> Chapter {
        let (es, en) = match self {
            Exercise8 { scale: true, .. } => {
                (include_str!("scale.es.md"), include_str!("scale.en.md"))
            }
            Exercise8 { products: true, .. } => {
                (include_str!("products.es.md"), include_str!("products.en.md"))
            }
            _ => return Self::CHAPTER,
        };
        Chapter { es, en, ..Self::CHAPTER }
    }

    fn answer_itself(&self, options: &Options) -> Option<Result<String>> {
        let Options { device, seed, .. } = *options;
        self.tf32_products.then(|| precision::solve::in_lines(&device.here()?, seed))
    }
}
