//! Derivations and estimates as LaTeX.

use super::wrapped;
use clap::Args;
use std::fmt::Display;

/// The option of the programs that derive something, beside [`Options`](super::Options).
#[derive(Args, Clone, Copy, Debug)]
pub struct Latex {
    /// Print the derivations as LaTeX, for the notes, and nothing else
    #[arg(long = "latex", conflicts_with_all = ["json", "figures"])]
    is_asked_for: bool,
}

impl Latex {
    /// Chains as they are in LaTeX, after a comment that says what their symbols are; if they are
    /// asked for.
    pub fn typeset(
        self,
        symbols: impl Display,
        chains: impl IntoIterator<Item = String>,
    ) -> Option<String> {
        self.is_asked_for.then(|| {
            let symbols = wrapped(format_args!("For amsmath. {symbols}"), "% ");
            let chains: String = chains.into_iter().map(|chain| chain + "\n").collect();
            format!("{symbols}\n\n{chains}")
        })
    }
}
