//! Every chain about graphs: the derivatives of a fixed point, which is what a cycle asks for,
//! checked line by line.

use super::recurrence::Recurrence;
use crate::Result;
use crate::activation::Activation;
use crate::activation::facts::Facts;
use crate::derivation::{Derivation, Problem, line};
use crate::number::{Entries, Number};
use nalgebra::DMatrix;
use rand::{Rng, RngExt};

/// What the solution is differentiated by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecurrenceVariable {
    /// x, the input.
    X,
    /// w, the weight of the cycle.
    W,
}

impl Problem for Recurrence {
    type Variable = RecurrenceVariable;

    fn at(&self, variable: RecurrenceVariable) -> DMatrix<f64> {
        one(match variable {
            RecurrenceVariable::X => self.x(),
            RecurrenceVariable::W => self.w(),
        })
    }

    /// The solution, by repeating y → f(w y + x) until it stands still.
    fn function<S: Number>(&self, variable: RecurrenceVariable, value: &Entries<S>) -> S {
        let moved = value[(0, 0)];
        let (w, x) = match variable {
            RecurrenceVariable::X => (S::from(self.w()), moved),
            RecurrenceVariable::W => (moved, S::from(self.x())),
        };
        (0..TURNS).fold(S::from(0.0), |y, _| self.activation().definition(w * y + x))
    }

    fn value(&self, variable: RecurrenceVariable, value: &DMatrix<f64>) -> f64 {
        self.function(variable, &Entries::from(value))
    }
}

/// ∂y/∂x and ∂y/∂w where |w f'| < 1, from the chain rule to the code.
pub fn chains() -> Vec<Derivation<Recurrence>> {
    vec![
        Derivation {
            name: "a fixed point by its input",
            variable: RecurrenceVariable::X,
            left: r"\frac{\partial y}{\partial x}",
            lines: vec![
                line(
                    r"f'(a) \Bigl( 1 + w \frac{\partial y}{\partial x} \Bigr)",
                    "chain rule on $y = f(a)$, $a = w y + x$: the derivative has the cycle too",
                    |p| one(p.derivative() * (1.0 + p.w() * p.tangent(1.0))),
                ),
                line(
                    r"f'(a) \sum_{k=0}^{\infty} \bigl( w f'(a) \bigr)^k",
                    "the line put into itself: one term for each path, $k$ times round the cycle",
                    |p| one(p.derivative() * p.series()),
                ),
                line(
                    r"\frac{f'(a)}{1 - w f'(a)}",
                    r"geometric series, $|w f'(a)| < 1$; the code",
                    |p| one(p.gradient(p.repeated()).expect("a contraction").x),
                ),
            ],
        },
        Derivation {
            name: "a fixed point by the weight of its cycle",
            variable: RecurrenceVariable::W,
            left: r"\frac{\partial y}{\partial w}",
            lines: vec![
                line(
                    r"f'(a) \Bigl( y + w \frac{\partial y}{\partial w} \Bigr)",
                    "chain rule; $w$ is used once on every turn",
                    |p| one(p.derivative() * (p.repeated() + p.w() * p.tangent(p.repeated()))),
                ),
                line(
                    r"y f'(a) \sum_{k=0}^{\infty} \bigl( w f'(a) \bigr)^k",
                    "the line put into itself",
                    |p| one(p.repeated() * p.derivative() * p.series()),
                ),
                line(
                    r"\frac{y f'(a)}{1 - w f'(a)}",
                    r"geometric series, $|w f'(a)| < 1$; the code",
                    |p| one(p.gradient(p.repeated()).expect("a contraction").w),
                ),
            ],
        },
    ]
}

/// Random problems with |w f'| < 0.85 everywhere, w of both signs, away from kinks: every
/// activation that does not jump.
///
/// # Errors
/// None but a broken invariant of [`Recurrence::new`].
pub fn problems(rng: &mut dyn Rng) -> Result<Vec<Recurrence>> {
    let mut problems = Vec::new();
    for &f in Activation::ALL {
        let steepest = Facts::of(f).lipschitz();
        if !steepest.is_finite() {
            continue;
        }
        for sign in [1.0, -1.0] {
            problems.push(loop {
                let w = sign * rng.random_range(0.2..0.85) / steepest;
                let problem = Recurrence::new(f, w, rng.random_range(-2.0..2.0))?;
                let a = w * problem.repeated() + problem.x();
                if f.is_smooth_near(a, 0.2) {
                    break problem;
                }
            });
        }
    }
    Ok(problems)
}

/// Enough turns for 0.85^turns to be below the last digit.
const TURNS: usize = 250;

impl Recurrence {
    fn repeated(&self) -> f64 {
        (0..TURNS).fold(0.0, |y, _| self.step(y))
    }

    /// f'(a) at the solution.
    fn derivative(&self) -> f64 {
        self.activation().derivative(self.w() * self.repeated() + self.x())
    }

    /// Σ (w f')^k, term by term.
    fn series(&self) -> f64 {
        let ratio = self.w() * self.derivative();
        let (sum, _) = (0..TURNS).fold((0.0, 1.0), |(sum, term), _| (sum + term, term * ratio));
        sum
    }

    /// The solution's derivative by repeating its own recurrence, s → f'(a) (source + w s).
    fn tangent(&self, source: f64) -> f64 {
        let derivative = self.derivative();
        (0..TURNS).fold(0.0, |s, _| derivative * (source + self.w() * s))
    }
}

fn one(value: f64) -> DMatrix<f64> {
    DMatrix::from_element(1, 1, value)
}
