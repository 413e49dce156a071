//! The two modes on the lecture's functions, z = x³ and q = x y: uᵀJ and J v.

use super::{jv, uj};
use crate::derivation::{Derivation, Problem, away_from_zero, line};
use crate::reason::{the_code, words};
use crate::tape::{Expression, Step};
use ma6202_formula::{Symbols, Words};
use nalgebra::{DMatrix, DVector, dvector};
use rand::Rng;

/// (x, y) ↦ (z, q) at a point, an upstream gradient u and a direction v.
#[derive(Clone, Debug, PartialEq)]
pub struct TwoModes {
    /// x and y (2).
    pub at: DVector<f64>,
    /// u (2).
    pub upstream: DVector<f64>,
    /// v (2).
    pub direction: DVector<f64>,
}

/// What is differentiated by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModeVariable {
    /// u₁ z + u₂ q by x, an entry of uᵀJ.
    X,
    /// The same by y.
    Y,
    /// z by ε, at (x, y) + ε v: an entry of J v.
    FirstAlong,
    /// q by ε.
    SecondAlong,
}

impl Problem for TwoModes {
    type Variable = ModeVariable;

    fn function(variable: ModeVariable) -> [&'static str; 2] {
        match variable {
            ModeVariable::X => ["u_1 z + u_2 q", "x"],
            ModeVariable::Y => ["u_1 z + u_2 q", "y"],
            ModeVariable::FirstAlong => ["z", r"\epsilon"],
            ModeVariable::SecondAlong => ["q", r"\epsilon"],
        }
    }

    fn symbols(&self, _: ModeVariable) -> ma6202_formula::Result<Symbols> {
        let mut s = Symbols::new();
        s.number("x", self.at[0], words("la primera entrada", "the first input"))?
            .number("y", self.at[1], words("la segunda entrada", "the second input"))?
            .number(
                "u_1",
                self.upstream[0],
                words("el gradiente externo de $z$", "the upstream gradient of $z$"),
            )?
            .number(
                "u_2",
                self.upstream[1],
                words("el gradiente externo de $q$", "the upstream gradient of $q$"),
            )?
            .number(
                "v_1",
                self.direction[0],
                words("la dirección, en $x$", "the direction, in $x$"),
            )?
            .number(
                "v_2",
                self.direction[1],
                words("la dirección, en $y$", "the direction, in $y$"),
            )?
            .number(
                r"\epsilon",
                0.0,
                words("cuánto se avanza en la dirección", "how far one goes in the direction"),
            )?
            .define(
                r"z = (x + \epsilon v_1)^3",
                words("la primera salida, $z = x^3$", "the first output, $z = x^3$"),
            )?
            .define(
                r"q = (x + \epsilon v_1) (y + \epsilon v_2)",
                words("la segunda salida, $q = x y$", "the second output, $q = x y$"),
            )?;
        Ok(s)
    }
}

impl TwoModes {
    /// The one that is shown with numbers.
    pub fn example() -> TwoModes {
        TwoModes {
            at: dvector![2.0, -1.5],
            upstream: dvector![0.5, 3.0],
            direction: dvector![1.5, 0.5],
        }
    }

    /// A random one, in which nothing is 0.
    pub fn random(rng: &mut dyn Rng) -> TwoModes {
        let mut two = || DVector::from_fn(2, |_, _| 2.0 * away_from_zero(rng));
        TwoModes { at: two(), upstream: two(), direction: two() }
    }

    fn f() -> Expression {
        Expression::new(2, vec![Step::Power(0, 3), Step::Mul(0, 1)], 2).expect("two outputs")
    }

    /// An entry of uᵀJ, by one backward pass.
    fn backward(&self, entry: usize) -> DMatrix<f64> {
        one(uj(&TwoModes::f(), &self.at, &self.upstream).expect("two numbers")[entry])
    }

    /// An entry of J v, by one forward pass.
    fn forward(&self, entry: usize) -> DMatrix<f64> {
        one(jv(&TwoModes::f(), &self.at, &self.direction).expect("two numbers")[entry])
    }
}

/// uᵀJ by x and by y; J v of z and of q.
pub fn chains() -> Vec<Derivation<TwoModes>> {
    vec![
        Derivation {
            name: "backwards to x",
            title: words("la derivada, hacia atrás hasta x", "the derivative, backwards to x"),
            variable: ModeVariable::X,
            left: r"\frac{\partial}{\partial x} (u_1 z + u_2 q)",
            lines: vec![
                line(
                    r"u_1 \frac{\partial z}{\partial x} + u_2 \frac{\partial q}{\partial x}",
                    words(
                        "lo que cada salida propaga hacia atrás, multiplicado por lo que le llegó",
                        "what each output passes back, multiplied by what came to it",
                    ),
                ),
                line("3 u_1 x^2 + u_2 y", the_code!("$z = x^3$, $q = x y$")),
            ],
            code: |p| p.backward(0),
        },
        Derivation {
            name: "backwards to y",
            title: words("la derivada, hacia atrás hasta y", "the derivative, backwards to y"),
            variable: ModeVariable::Y,
            left: r"\frac{\partial}{\partial y} (u_1 z + u_2 q)",
            lines: vec![
                line(
                    r"u_1 \frac{\partial z}{\partial y} + u_2 \frac{\partial q}{\partial y}",
                    words("como en el caso de $x$", "as for $x$"),
                ),
                line("u_2 x", the_code!(r"$\partial z / \partial y = 0$, $q = x y$")),
            ],
            code: |p| p.backward(1),
        },
        Derivation {
            name: "forwards to the cube",
            title: words(
                "la derivada, hacia adelante hasta el cubo",
                "the derivative, forwards to the cube",
            ),
            variable: ModeVariable::FirstAlong,
            left: r"\frac{\partial z}{\partial \epsilon}",
            lines: vec![
                line(
                    r"\frac{\partial z}{\partial x} v_1 + \frac{\partial z}{\partial y} v_2",
                    ALONG_THE_DIRECTION,
                ),
                line(
                    "3 x^2 v_1",
                    the_code!(r"$\partial z / \partial x = 3 x^2$, $\partial z / \partial y = 0$"),
                ),
            ],
            code: |p| p.forward(0),
        },
        Derivation {
            name: "forwards to the product",
            title: words(
                "la derivada, hacia adelante hasta el producto",
                "the derivative, forwards to the product",
            ),
            variable: ModeVariable::SecondAlong,
            left: r"\frac{\partial q}{\partial \epsilon}",
            lines: vec![
                line(
                    r"\frac{\partial q}{\partial x} v_1 + \frac{\partial q}{\partial y} v_2",
                    ALONG_THE_DIRECTION,
                ),
                line(
                    "y v_1 + x v_2",
                    the_code!(r"$\partial q / \partial x = y$, $\partial q / \partial y = x$"),
                ),
            ],
            code: |p| p.forward(1),
        },
    ]
}

const ALONG_THE_DIRECTION: Words =
    words("regla de la cadena a lo largo de la dirección", "chain rule along the direction");

fn one(value: f64) -> DMatrix<f64> {
    DMatrix::from_element(1, 1, value)
}
