//! The derivative of each activation, from its definition to what the code computes.

use super::Activation;
use super::definition::declare_sigma;
use crate::Result;
use crate::derivation::{Derivation, Line, Problem, line};
use crate::reason::words;
use ma6202_formula::Symbols;
use nalgebra::DMatrix;
use rand::{Rng, RngExt};

/// An activation at a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActivationAt {
    pub f: Activation,
    pub a: f64,
}

/// The only one: a.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActivationValue;

impl Problem for ActivationAt {
    type Variable = ActivationValue;

    fn function(_: ActivationValue) -> [&'static str; 2] {
        ["y", "a"]
    }

    fn symbols(&self, _: ActivationValue) -> ma6202_formula::Result<Symbols> {
        let mut s = Symbols::new();
        s.number("a", self.a, words("el valor de activación", "the activation value"))?;
        self.f.declare("", &mut s)?;
        declare_sigma(s.define("y = f(a)", self.f.told())?)?;
        Ok(s)
    }
}

/// f' of an activation, line by line.
pub fn chain(f: Activation) -> Derivation<ActivationAt> {
    Derivation {
        name: f.name(),
        variable: ActivationValue,
        left: r"\frac{\partial y}{\partial a}",
        lines: lines(f),
        code: |p| DMatrix::from_element(1, 1, p.f.derivative(p.a)),
    }
}

/// Points on both sides of every kink, and away from all; with other parameters than the usual
/// ones, which may be 1, and hide where they are forgotten.
///
/// # Errors
/// None but a broken invariant.
pub fn problems(rng: &mut dyn Rng, f: Activation) -> Result<Vec<ActivationAt>> {
    let others: Vec<f64> = f.parameters().iter().map(|(_, usual)| 0.7 * usual).collect();
    let f = f.with_parameters(&others);
    let at = |from: f64, rng: &mut dyn Rng| loop {
        let a = rng.random_range(from..from + 1.0);
        if f.is_smooth_near(a, 0.1) {
            return ActivationAt { f, a };
        }
    };
    Ok((-5..10).map(|from| at(f64::from(from), rng)).collect())
}

fn lines(f: Activation) -> Vec<Line> {
    match f {
        Activation::Identity => vec![line("1", "$y = a$; the code")],
        Activation::Threshold => vec![line("0", "$y$ changes where it jumps only; the code")],
        Activation::Logistic => vec![
            line(r"\frac{e^{-a}}{(1 + e^{-a})^2}", "quotient rule"),
            line("y (1 - y)", r"$1 - y = \frac{e^{-a}}{1 + e^{-a}}$; the code"),
        ],
        Activation::BipolarLogistic => vec![
            line(
                r"\frac{e^{-a} (1 + e^{-a}) + e^{-a} (1 - e^{-a})}{(1 + e^{-a})^2}",
                "quotient rule",
            ),
            line(r"\frac{2 e^{-a}}{(1 + e^{-a})^2}", r"the terms with $e^{-2a}$ cancel"),
            line(
                r"\frac{1}{2} (1 - y) (1 + y)",
                r"$1 - y = \frac{2 e^{-a}}{1 + e^{-a}}$, $1 + y = \frac{2}{1 + e^{-a}}$; the code",
            ),
        ],
        Activation::Tanh => vec![
            line(
                r"\frac{2 e^{-2a} (1 + e^{-2a}) + 2 e^{-2a} (1 - e^{-2a})}{(1 + e^{-2a})^2}",
                "quotient rule",
            ),
            line(r"\frac{4 e^{-2a}}{(1 + e^{-2a})^2}", r"the terms with $e^{-4a}$ cancel"),
            line(
                "(1 - y) (1 + y)",
                r"$1 - y = \frac{2 e^{-2a}}{1 + e^{-2a}}$, $1 + y = \frac{2}{1 + e^{-2a}}$; the code",
            ),
        ],
        Activation::Relu => vec![line("[a > 0]", "$y = [a > 0] a$; the code")],
        Activation::LeakyRelu { .. } | Activation::Prelu { .. } => vec![line(
            r"[a > 0] + \alpha [a \le 0]",
            r"$y = [a > 0] a + [a \le 0] \alpha a$; the code",
        )],
        Activation::Rrelu { .. } => vec![line(
            r"[a > 0] + \frac{\alpha + \beta}{2} [a \le 0]",
            r"$y = [a > 0] a + [a \le 0] \frac{\alpha + \beta}{2} a$; the code",
        )],
        Activation::Elu { .. } => vec![
            line(r"\begin{cases} 1 & a > 0 \\ \alpha e^a & a \le 0 \end{cases}", "case by case"),
            line(
                r"[a > 0] + [a \le 0] (y + \alpha)",
                r"$\alpha e^a = \alpha (e^a - 1) + \alpha$; the code",
            ),
        ],
        Activation::Celu { .. } => vec![
            line(
                r"\begin{cases} 1 & a > 0 \\ \frac{\alpha}{\alpha} e^{a/\alpha} & a \le 0 \end{cases}",
                "case by case, chain rule",
            ),
            line(
                r"\begin{cases} 1 & a > 0 \\ e^{a/\alpha} & a \le 0 \end{cases}",
                r"$\alpha$ cancels; the code",
            ),
        ],
        Activation::Selu => vec![line(
            r"\begin{cases} \beta & a > 0 \\ \beta \alpha e^a & a \le 0 \end{cases}",
            "case by case; the code",
        )],
        Activation::Gelu => vec![line(
            r"\Phi(a) + \frac{a}{\sqrt{2 \pi}} e^{-a^2/2}",
            r"product rule, $\Phi(a) = \int_{-\infty}^a \frac{1}{\sqrt{2 \pi}} e^{-z^2/2} \, dz$; the code",
        )],
        Activation::GeluTanh => vec![
            line(
                r"\frac{1 + \tanh u}{2} + \frac{a}{2} \bigl( 1 - (\tanh u)^2 \bigr) \frac{\partial u}{\partial a}, \quad u = \sqrt{\tfrac{2}{\pi}} (a + 0.044715 a^3)",
                r"product rule, $\tanh'(u) = 1 - (\tanh u)^2$",
            ),
            line(
                r"\frac{1 + \tanh u}{2} + \frac{a}{2} \bigl( 1 - (\tanh u)^2 \bigr) \sqrt{\tfrac{2}{\pi}} (1 + 3 \cdot 0.044715 a^2), \quad u = \sqrt{\tfrac{2}{\pi}} (a + 0.044715 a^3)",
                "the derivative of a power; the code",
            ),
        ],
        Activation::Silu => vec![
            line(r"\sigma(a) + a \sigma'(a)", r"product rule, $y = a \sigma(a)$"),
            line(
                r"\sigma(a) \bigl( 1 + a (1 - \sigma(a)) \bigr)",
                r"$\sigma'(a) = \sigma(a) (1 - \sigma(a))$; the code",
            ),
        ],
        Activation::Mish => vec![
            line(
                r"\tanh s + a \bigl( 1 - (\tanh s)^2 \bigr) \frac{\partial s}{\partial a}, \quad s = \ln(1 + e^a)",
                r"product rule, $y = a \tanh s$, $\tanh'(s) = 1 - (\tanh s)^2$",
            ),
            line(
                r"\tanh s + a \bigl( 1 - (\tanh s)^2 \bigr) \sigma(a), \quad s = \ln(1 + e^a)",
                r"$\partial s / \partial a = \frac{e^a}{1 + e^a} = \sigma(a)$; the code",
            ),
        ],
        Activation::Softplus { .. } => vec![
            line(r"\frac{1}{\beta} \cdot \frac{\beta e^{\beta a}}{1 + e^{\beta a}}", "chain rule"),
            line(
                r"\sigma(\beta a)",
                r"$\frac{e^{\beta a}}{1 + e^{\beta a}} = \sigma(\beta a)$; the code",
            ),
        ],
        Activation::Relu6 => {
            vec![line("[0 < a < 6]", r"$y = [0 < a < 6] a + 6 [a \ge 6]$; the code")]
        }
        Activation::HardSwish => vec![line(
            r"\begin{cases} 0 & a < -3 \\ \frac{2a + 3}{6} & -3 \le a < 3 \\ 1 & a \ge 3 \end{cases}",
            "case by case; the code",
        )],
    }
}
