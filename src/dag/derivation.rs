//! Every chain about graphs: the derivatives of a fixed point, which is what a cycle asks for,
//! checked line by line.

use super::recurrence::Recurrence;
use crate::Result;
use crate::activation::Activation;
use crate::activation::facts::Facts;
use crate::derivation::{Derivation, Problem, line};
use crate::reason::words;
use ma6202_formula::{Symbols, Words};
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

    fn function(variable: RecurrenceVariable) -> [&'static str; 2] {
        match variable {
            RecurrenceVariable::X => ["y", "x"],
            RecurrenceVariable::W => ["y", "w"],
        }
    }

    /// The solution y is what repeating y → f(w y + x) comes to.
    fn symbols(&self, _: RecurrenceVariable) -> ma6202_formula::Result<Symbols> {
        let mut s = Symbols::new();
        s.number("w", self.w(), words("el peso del ciclo", "the weight of the cycle"))?.number(
            "x",
            self.x(),
            words("la entrada", "the input"),
        )?;
        self.activation().declare("", &mut s)?;
        s.label("m", 0).define_silently("y^m = 0")?;
        for turn in 1..=TURNS {
            s.label("m", turn).define_silently("y^m = f(w y^{m-1} + x)")?;
        }
        s.define(
            "y = y^m",
            words("la solución de $y = f(w y + x)$", "the solution of $y = f(w y + x)$"),
        )?
        .define("a = w y + x", words("su valor de activación", "its activation value"))?;
        Ok(s)
    }
}

/// ∂y/∂x and ∂y/∂w where |w f'| < 1, from the chain rule to the code.
pub fn chains() -> Vec<Derivation<Recurrence>> {
    vec![
        Derivation {
            name: "a fixed point by its input",
            title: words(
                "la derivada de un punto fijo respecto de su entrada",
                "the derivative of a fixed point with respect to its input",
            ),
            variable: RecurrenceVariable::X,
            left: r"\frac{\partial y}{\partial x}",
            lines: vec![
                line(
                    r"f'(a) \Bigl( 1 + w \frac{\partial y}{\partial x} \Bigr)",
                    words(
                        "regla de la cadena en $y = f(a)$, $a = w y + x$: la derivada también tiene el ciclo",
                        "chain rule on $y = f(a)$, $a = w y + x$: the derivative has the cycle too",
                    ),
                ),
                line(
                    r"f'(a) \sum_{k=0}^{\infty} \bigl( w f'(a) \bigr)^k",
                    words(
                        "la línea se sustituye en sí misma una y otra vez: un término por cada camino, es decir, por cada número de vueltas",
                        "the line is substituted into itself again and again: one term for each path, that is, for each number of turns",
                    ),
                ),
                line(r"\frac{f'(a)}{1 - w f'(a)}", GEOMETRIC_SERIES),
            ],
            code: |p| one(p.gradient(p.repeated()).expect("a contraction").x),
        },
        Derivation {
            name: "a fixed point by the weight of its cycle",
            title: words(
                "la derivada de un punto fijo respecto del peso de su ciclo",
                "the derivative of a fixed point with respect to the weight of its cycle",
            ),
            variable: RecurrenceVariable::W,
            left: r"\frac{\partial y}{\partial w}",
            lines: vec![
                line(
                    r"f'(a) \Bigl( y + w \frac{\partial y}{\partial w} \Bigr)",
                    words(
                        "regla de la cadena; $w$ se usa una vez en cada vuelta",
                        "chain rule; $w$ is used once on every turn",
                    ),
                ),
                line(
                    r"y f'(a) \sum_{k=0}^{\infty} \bigl( w f'(a) \bigr)^k",
                    words(
                        "la línea se sustituye en sí misma una y otra vez",
                        "the line is substituted into itself again and again",
                    ),
                ),
                line(r"\frac{y f'(a)}{1 - w f'(a)}", GEOMETRIC_SERIES),
            ],
            code: |p| one(p.gradient(p.repeated()).expect("a contraction").w),
        },
    ]
}

/// The one that is shown with numbers; random problems with |w f'| < 0.6 everywhere, w of both
/// signs, away from kinks: every activation that does not jump.
///
/// # Errors
/// None but a broken invariant of [`Recurrence::new`].
pub fn problems(rng: &mut dyn Rng) -> Result<Vec<Recurrence>> {
    let mut problems = vec![Recurrence::new(Activation::Tanh, 0.5, 0.5)?];
    for &f in Activation::ALL {
        let steepest = Facts::of(f).lipschitz();
        if !steepest.is_finite() {
            continue;
        }
        for sign in [1.0, -1.0] {
            problems.push(loop {
                let w = sign * rng.random_range(0.2..0.6) / steepest;
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

const GEOMETRIC_SERIES: Words = words(
    r"serie geométrica, $|w f'(a)| < 1$; el código",
    r"geometric series, $|w f'(a)| < 1$; the code",
);

/// Enough turns for 0.6^turns to be below the last digit.
const TURNS: i64 = 80;

impl Recurrence {
    fn repeated(&self) -> f64 {
        (0..TURNS).fold(0.0, |y, _| self.step(y))
    }
}

fn one(value: f64) -> DMatrix<f64> {
    DMatrix::from_element(1, 1, value)
}
