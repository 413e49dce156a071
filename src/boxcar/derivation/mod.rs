//! Why the errors are what they are: every estimate as a chain, each line computed from
//! its formula.
//!
//! | file | chain |
//! |---|---|
//! | `pointwise` | the error at a point |
//! | `l1` | the error on the whole line |
//! | `approximation` | the error of n boxes |
//!
//! Throughout r(t) = 1 / (1 + e^(kt)), which is |σ(k (x - c)) - H(x - c)| at the distance
//! t = |x - c|: for x < c it is σ itself, for x ≥ c it is 1 - σ.

mod approximation;
mod l1;
mod pointwise;

pub use approximation::{ApproximationAt, approximation};
pub use l1::l1;
pub use pointwise::{BoxcarAt, pointwise};

use crate::activation::definition::declare_sigma;
use crate::boxcar::Boxcar;
use crate::reason::words;
use ma6202_formula::{Result, Symbols};

/// A box, and the two neurons that make it.
fn declare_box(boxcar: &Boxcar, s: &mut Symbols) -> Result<()> {
    let Boxcar { a, b, height, steepness } = *boxcar;
    s.number("A", height, words("la altura del cajón", "the box's height"))?
        .number("a", a, words("donde empieza el cajón", "where the box begins"))?
        .number("b", b, words("donde termina el cajón", "where the box ends"))?;
    declare_neuron(steepness, s)?;
    s.define(r"y(x) = A \sigma(k(x-a)) - A \sigma(k(x-b))", words("la red", "the network"))?
        .define(r"H(x) = [x \ge 0]", words("el escalón", "the step"))?
        .define(r"\mathrm{box}(x) = A (H(x-a) - H(x-b))", words("el cajón", "the box"))?;
    Ok(())
}

/// A logistic neuron of steepness k, and how far it is from the step.
fn declare_neuron(steepness: f64, s: &mut Symbols) -> Result<()> {
    s.number("k", steepness, words("la inclinación de las neuronas", "how steep the neurons are"))?;
    declare_sigma(s)?;
    Ok(())
}
