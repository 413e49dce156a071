//! What a cycle would mean: a neuron whose output is its own input.
//!
//! Without a cycle the output is computed. With one it is asked for: y = f(w y + x), a fixed point,
//! of which there may be none, one, several or infinitely many, and which repeating y → f(w y + x)
//! need not find. Where |w f'| < 1 there is one, and its derivative is a geometric series over the
//! paths that go round the cycle; [`derivation`](super::derivation) proves it. Unrolled in time the
//! cycle is a [`Dag`](super::Dag) again.
//!
//! # Source
//! The fixed point theorem: S. Banach, Fund. Math. 3 (1922). Networks unrolled in time: P. Werbos,
//! *Backpropagation through time*, Proc. IEEE 78 (1990). Gradients at a fixed point: F. Pineda,
//! Phys. Rev. Lett. 59 (1987).

mod branches;
mod solve;
mod unrolled;

pub use branches::{Branch, branches};
pub use solve::Solution;
pub use unrolled::Unrolled;

use crate::Result;
use crate::activation::Activation;
use crate::activation::facts::Facts;
use crate::error::expect_setting;

/// A neuron that feeds itself: y = f(w y + x).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recurrence {
    f: Activation,
    w: f64,
    x: f64,
}

/// Where repeating y → f(w y + x) leads.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fate {
    /// To a solution, as far as one can see: once round moves y by 1e-13 of its size, or of 1,
    /// at most.
    Settles(f64),
    /// To and fro between two values that are none.
    Alternates(f64, f64),
    /// To neither in [`MOST_STEPS`] steps; the last y, infinite if it grew beyond all numbers.
    Unsettled(f64),
}

/// When repeating is given up.
pub const MOST_STEPS: usize = 10_000;

/// The derivatives of a solution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RecurrenceGradient {
    /// ∂y/∂x.
    pub x: f64,
    /// ∂y/∂w.
    pub w: f64,
}

impl Recurrence {
    /// # Errors
    /// NaN or infinite w or x, an invalid activation.
    pub fn new(f: Activation, w: f64, x: f64) -> Result<Recurrence> {
        f.check()?;
        expect_setting("weight w of the cycle", "a finite number", w, w.is_finite())?;
        expect_setting("input x of the cycle", "a finite number", x, x.is_finite())?;
        Ok(Recurrence { f, w, x })
    }

    pub fn activation(&self) -> Activation {
        self.f
    }

    pub fn w(&self) -> f64 {
        self.w
    }

    pub fn x(&self) -> f64 {
        self.x
    }

    /// Once round the cycle: f(w y + x).
    pub fn step(&self, y: f64) -> f64 {
        self.f.value(self.w * y + self.x)
    }

    /// What going once round the cycle multiplies a small change by: w f'(w y + x).
    pub fn multiplier(&self, y: f64) -> f64 {
        self.w * self.f.derivative(self.w * y + self.x)
    }

    /// The largest |w f'| anywhere: below 1 there is exactly one solution, and repeating finds it.
    pub fn contraction(&self) -> f64 {
        self.w.abs() * Facts::of(self.f).lipschitz()
    }

    /// The derivatives of a solution y.
    ///
    /// # Derivation
    /// [`chains`](super::derivation::chains): ∂y/∂x = f' / (1 - w f'), ∂y/∂w = y f' / (1 - w f').
    ///
    /// # Errors
    /// w f' = 1 there: the solution has no derivative.
    pub fn gradient(&self, y: f64) -> Result<RecurrenceGradient> {
        let (derivative, multiplier) = (self.f.derivative(self.w * y + self.x), self.multiplier(y));
        let is_regular = multiplier != 1.0;
        expect_setting("w f' at a solution", "other than 1", multiplier, is_regular)?;
        let by_x = derivative / (1.0 - multiplier);
        Ok(RecurrenceGradient { x: by_x, w: y * by_x })
    }

    /// Repeats y → f(w y + x).
    pub fn fate(&self, start: f64) -> Fate {
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-13 * a.abs().max(1.0);
        let (mut before, mut y) = (f64::NAN, start);
        for _ in 0..MOST_STEPS {
            let next = self.step(y);
            if !next.is_finite() {
                return Fate::Unsettled(next);
            }
            if close(next, y) {
                return Fate::Settles(next);
            }
            // Two values closer than that may be the end of a slow way to the solution
            // between them.
            let apart = (next - y).abs() > 1e-6 * y.abs().max(1.0);
            if close(next, before) && apart {
                let (low, high) = if next < y { (next, y) } else { (y, next) };
                return Fate::Alternates(low, high);
            }
            (before, y) = (y, next);
        }
        Fate::Unsettled(y)
    }
}
