//! Which of ReLU's family have what in common.

use super::functions::family;
use crate::results;
use crate::solved::Results;
use ma6202::activation::facts::{Facts, Smoothness};

/// ReLU and its variants, by what can be computed of them.
pub fn of_family() -> Results {
    let family: Vec<_> = family().map(|f| (f, Facts::of(f))).collect();
    let that = |holds: &dyn Fn(&Facts) -> bool| {
        let those = family.iter().filter(|(_, facts)| holds(facts));
        those.map(|(f, _)| f.name()).collect::<Vec<_>>()
    };
    results! {
        variants => family.len() - 1,
        can_die => that(&Facts::can_die),
        kinked => that(&|facts| facts.smoothness == Smoothness::Continuous),
        bent => that(&|facts| facts.smoothness == Smoothness::OnceDifferentiable),
        smooth => that(&|facts| facts.smoothness == Smoothness::Smooth),
        without_floor => that(&|facts| facts.range.0 == f64::NEG_INFINITY),
        below_zero => that(&|facts| facts.range.0 < 0.0 && facts.range.0.is_finite()),
        never_negative => that(&|facts| facts.range.0 == 0.0),
        with_ceiling => that(&|facts| facts.range.1.is_finite()),
        // They fall somewhere.
        turning => that(&|facts| !facts.turns.is_empty()),
        pass_nan_on => family.iter().all(|(f, _)| f.value(f64::NAN).is_nan()),
    }
}
