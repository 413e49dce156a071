//! Which of ReLU's family have what in common.

use super::functions::family;
use ma6202::activation::facts::{Facts, Smoothness};
use serde::Serialize;

/// ReLU and its variants, by what computing finds of them.
#[derive(Debug, Serialize)]
pub struct Kinds {
    /// How many variants there are besides ReLU.
    pub variants: usize,
    /// f' is 0 on a whole interval.
    pub can_die: Vec<&'static str>,
    pub kinked: Vec<&'static str>,
    /// f' is continuous, f'' jumps.
    pub bent: Vec<&'static str>,
    pub smooth: Vec<&'static str>,
    pub without_floor: Vec<&'static str>,
    /// The least value is a number below 0.
    pub below_zero: Vec<&'static str>,
    pub never_negative: Vec<&'static str>,
    pub with_ceiling: Vec<&'static str>,
    /// They fall somewhere.
    pub turning: Vec<&'static str>,
    /// The value of every one at NaN is NaN.
    pub pass_nan_on: bool,
}

impl Kinds {
    pub fn of_family() -> Kinds {
        let family: Vec<_> = family().map(|f| (f, Facts::of(f))).collect();
        let that = |holds: &dyn Fn(&Facts) -> bool| {
            let those = family.iter().filter(|(_, facts)| holds(facts));
            those.map(|(f, _)| f.name()).collect()
        };
        Kinds {
            variants: family.len() - 1,
            can_die: that(&Facts::can_die),
            kinked: that(&|facts| facts.smoothness == Smoothness::Continuous),
            bent: that(&|facts| facts.smoothness == Smoothness::OnceDifferentiable),
            smooth: that(&|facts| facts.smoothness == Smoothness::Smooth),
            without_floor: that(&|facts| facts.range.0 == f64::NEG_INFINITY),
            below_zero: that(&|facts| facts.range.0 < 0.0 && facts.range.0.is_finite()),
            never_negative: that(&|facts| facts.range.0 == 0.0),
            with_ceiling: that(&|facts| facts.range.1.is_finite()),
            turning: that(&|facts| !facts.turns.is_empty()),
            pass_nan_on: family.iter().all(|(f, _)| f.value(f64::NAN).is_nan()),
        }
    }
}
