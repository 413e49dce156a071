//! Derivations and estimates as LaTeX.

use super::{print_line, wrapped};
use clap::Args;
use std::fmt::Display;
use std::process::ExitCode;

/// The option of the programs that derive something, beside [`Options`](super::Options).
#[derive(Args, Clone, Copy, Debug)]
pub struct Latex {
    /// Print the derivations as LaTeX, for the notes, and nothing else
    #[arg(long = "latex", conflicts_with_all = ["json", "figures"])]
    pub is_asked_for: bool,
}

/// Prints chains as they are in LaTeX, after a comment that says what their symbols are.
pub fn print_latex(symbols: impl Display, chains: impl IntoIterator<Item = String>) -> ExitCode {
    print_line(wrapped(format_args!("For amsmath. {symbols}"), "% "));
    print_line("");
    chains.into_iter().for_each(print_line);
    ExitCode::SUCCESS
}
