//! Exercise 8: autograd from the inside.
//!
//! The lecture closes with what torch does when it says `backward`: tensors that require gradients,
//! the graph that is recorded of them, an upstream gradient, a Jacobian; and it praises GPUs. Here
//! its examples are run and held against values by hand; a tape of our own does the same, and
//! judges every derivation of this crate; the Jacobian is multiplied from both sides; the slips of
//! the lecture are shown in numbers, and what lower precision and a GPU change.

mod answer;
pub mod errata;
mod figures;
mod jacobian;
mod lecture;
pub mod precision;
pub mod scale;
mod tape;
pub mod torch_examples;

use self::scale::Limits;
use crate::Result;
use crate::program::{Exercise, Options, Report};
use crate::record::{Anew, Made, check_writable};
use clap::Parser;

/// First weights of each depth.
const SEEDS: u32 = 20;

/// Exercise 8: what torch does when it says backward, and the lecture's slips.
#[derive(Parser)]
#[command(version, after_help = "Example: exercise-8 --all --seeds 100 --figures figures")]
pub struct Exercise8 {
    #[command(flatten)]
    options: Options,
    #[command(flatten)]
    anew: Anew,
    /// Measure on this machine when torch, and a GPU if there is one, is faster than our core, and
    /// nothing else; takes some minutes
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

    fn options(&self) -> &Options {
        &self.options
    }

    fn is_large(&self) -> bool {
        self.scale || self.products || self.tf32_products
    }

    fn tell(&self, report: &mut Report) -> Result<()> {
        let (seed, anew) = (self.options.seed, &self.anew);
        check_writable(anew.record.as_deref())?;
        if self.tf32_products {
            return precision::answer::print_products(report, seed);
        }
        if self.scale {
            let limits = self.seconds.map_or(Limits::USUAL, Limits::within);
            return scale::answer::tell(report, seed, Some(limits), anew.record.as_deref());
        }
        if self.products {
            return precision::answer::tell(report, seed, self.options.device);
        }
        lecture::tell(report)?;
        tape::tell(report, seed)?;
        jacobian::tell(report, seed)?;
        let made = Made::now(8, &self.options, anew.seeds.unwrap_or(SEEDS));
        let depth = errata::answer::tell(report, anew, made)?;
        precision::answer::tell(report, seed, self.options.device)?;
        scale::answer::tell(report, seed, None, None)?;
        answer::say(report, &depth);
        report.draw("graphs", figures::graphs)
    }
}
