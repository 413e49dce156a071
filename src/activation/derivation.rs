//! The derivative of each activation, from its definition to what the code computes.

use super::Activation;
use super::definition::declare_sigma;
use crate::Result;
use crate::derivation::{Derivation, Line, Problem, line};
use crate::reason::{the_code, words};
use ma6202_formula::{Symbols, Words};
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
        title: f.derivative_told(),
        variable: ActivationValue,
        left: r"\frac{\partial y}{\partial a}",
        lines: lines(f),
        code: |p| DMatrix::from_element(1, 1, p.f.derivative(p.a)),
    }
}

/// The one that is shown with numbers, at -0.5 or, where f is flat there, at 0.5; then points on
/// both sides of every kink, and away from all; with other parameters than the usual
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
    let a = if f.derivative(-0.5) == 0.0 { 0.5 } else { -0.5 };
    let random = (-5..10).map(|from| at(f64::from(from), rng));
    Ok(std::iter::once(ActivationAt { f, a }).chain(random).collect())
}

fn lines(f: Activation) -> Vec<Line> {
    match f {
        Activation::Identity => vec![line("1", the_code!("$y = a$"))],
        Activation::Threshold => vec![line(
            "0",
            words(
                "$y$ solo cambia donde salta; el código",
                "$y$ changes where it jumps only; the code",
            ),
        )],
        Activation::Logistic => vec![
            line(r"\frac{e^{-a}}{(1 + e^{-a})^2}", QUOTIENT_RULE),
            line("y (1 - y)", the_code!(r"$1 - y = \frac{e^{-a}}{1 + e^{-a}}$")),
        ],
        Activation::BipolarLogistic => vec![
            line(
                r"\frac{e^{-a} (1 + e^{-a}) + e^{-a} (1 - e^{-a})}{(1 + e^{-a})^2}",
                QUOTIENT_RULE,
            ),
            line(
                r"\frac{2 e^{-a}}{(1 + e^{-a})^2}",
                words(
                    r"los términos con $e^{-2a}$ se cancelan",
                    r"the terms with $e^{-2a}$ cancel",
                ),
            ),
            line(
                r"\frac{1}{2} (1 - y) (1 + y)",
                the_code!(r"$1 - y = \frac{2 e^{-a}}{1 + e^{-a}}$, $1 + y = \frac{2}{1 + e^{-a}}$"),
            ),
        ],
        Activation::Tanh => vec![
            line(
                r"\frac{2 e^{-2a} (1 + e^{-2a}) + 2 e^{-2a} (1 - e^{-2a})}{(1 + e^{-2a})^2}",
                QUOTIENT_RULE,
            ),
            line(
                r"\frac{4 e^{-2a}}{(1 + e^{-2a})^2}",
                words(
                    r"los términos con $e^{-4a}$ se cancelan",
                    r"the terms with $e^{-4a}$ cancel",
                ),
            ),
            line(
                "(1 - y) (1 + y)",
                the_code!(
                    r"$1 - y = \frac{2 e^{-2a}}{1 + e^{-2a}}$, $1 + y = \frac{2}{1 + e^{-2a}}$"
                ),
            ),
        ],
        Activation::Relu => vec![line("[a > 0]", the_code!("$y = [a > 0] a$"))],
        Activation::LeakyRelu { .. } | Activation::Prelu { .. } => vec![line(
            r"[a > 0] + \alpha [a \le 0]",
            the_code!(r"$y = [a > 0] a + [a \le 0] \alpha a$"),
        )],
        Activation::Rrelu { .. } => vec![line(
            r"[a > 0] + \frac{\alpha + \beta}{2} [a \le 0]",
            the_code!(r"$y = [a > 0] a + [a \le 0] \frac{\alpha + \beta}{2} a$"),
        )],
        Activation::Elu { .. } => vec![
            line(
                r"[a > 0] + [a \le 0] (y + \alpha)",
                words(
                    r"caso por caso, $\alpha e^a = \alpha (e^a - 1) + \alpha$",
                    r"case by case, $\alpha e^a = \alpha (e^a - 1) + \alpha$",
                ),
            ),
            line(
                r"\begin{cases} 1 & a > 0 \\ \alpha e^a & a \le 0 \end{cases}",
                words("lo mismo, sin la suma; el código", "the same, without the sum; the code"),
            ),
        ],
        Activation::Celu { .. } => vec![
            line(
                r"\begin{cases} 1 & a > 0 \\ \frac{\alpha}{\alpha} e^{a/\alpha} & a \le 0 \end{cases}",
                words("caso por caso, regla de la cadena", "case by case, chain rule"),
            ),
            line(
                r"\begin{cases} 1 & a > 0 \\ e^{a/\alpha} & a \le 0 \end{cases}",
                words(r"$\alpha$ se simplifica; el código", r"$\alpha$ cancels; the code"),
            ),
        ],
        Activation::Selu => vec![line(
            r"\begin{cases} \beta & a > 0 \\ \beta \alpha e^a & a \le 0 \end{cases}",
            CASES,
        )],
        Activation::Gelu => vec![line(
            r"\Phi(a) + \frac{a}{\sqrt{2 \pi}} e^{-a^2/2}",
            words(
                r"regla del producto, $\Phi(a) = \int_{-\infty}^a \frac{1}{\sqrt{2 \pi}} e^{-z^2/2} \, dz$; el código",
                r"product rule, $\Phi(a) = \int_{-\infty}^a \frac{1}{\sqrt{2 \pi}} e^{-z^2/2} \, dz$; the code",
            ),
        )],
        Activation::GeluTanh => vec![
            line(
                r"\frac{1 + \tanh u}{2} + \frac{a}{2} \bigl( 1 - (\tanh u)^2 \bigr) \frac{\partial u}{\partial a}, \quad u = \sqrt{\tfrac{2}{\pi}} (a + 0.044715 a^3)",
                words(
                    r"regla del producto, $\tanh'(u) = 1 - (\tanh u)^2$",
                    r"product rule, $\tanh'(u) = 1 - (\tanh u)^2$",
                ),
            ),
            line(
                r"\frac{1 + \tanh u}{2} + \frac{a}{2} \bigl( 1 - (\tanh u)^2 \bigr) \sqrt{\tfrac{2}{\pi}} (1 + 3 \cdot 0.044715 a^2), \quad u = \sqrt{\tfrac{2}{\pi}} (a + 0.044715 a^3)",
                words(
                    "la derivada de una potencia; el código",
                    "the derivative of a power; the code",
                ),
            ),
        ],
        Activation::Silu => vec![
            line(
                r"\sigma(a) + a \sigma'(a)",
                words(r"regla del producto, $y = a \sigma(a)$", r"product rule, $y = a \sigma(a)$"),
            ),
            line(
                r"\sigma(a) \bigl( 1 + a (1 - \sigma(a)) \bigr)",
                the_code!(r"$\sigma'(a) = \sigma(a) (1 - \sigma(a))$"),
            ),
        ],
        Activation::Mish => vec![
            line(
                r"\tanh s + a \bigl( 1 - (\tanh s)^2 \bigr) \frac{\partial s}{\partial a}, \quad s = \ln(1 + e^a)",
                words(
                    r"regla del producto, $y = a \tanh s$, $\tanh'(s) = 1 - (\tanh s)^2$",
                    r"product rule, $y = a \tanh s$, $\tanh'(s) = 1 - (\tanh s)^2$",
                ),
            ),
            line(
                r"\tanh s + a \bigl( 1 - (\tanh s)^2 \bigr) \sigma(a), \quad s = \ln(1 + e^a)",
                the_code!(r"$\partial s / \partial a = \frac{e^a}{1 + e^a} = \sigma(a)$"),
            ),
        ],
        Activation::Softplus { .. } => vec![
            line(
                r"\frac{1}{\beta} \cdot \frac{\beta e^{\beta a}}{1 + e^{\beta a}}",
                words("regla de la cadena", "chain rule"),
            ),
            line(
                r"\sigma(\beta a)",
                the_code!(r"$\frac{e^{\beta a}}{1 + e^{\beta a}} = \sigma(\beta a)$"),
            ),
        ],
        Activation::Relu6 => {
            vec![line("[0 < a < 6]", the_code!(r"$y = [0 < a < 6] a + 6 [a \ge 6]$"))]
        }
        Activation::HardSwish => vec![line(
            r"\begin{cases} 0 & a < -3 \\ \frac{2a + 3}{6} & -3 \le a < 3 \\ 1 & a \ge 3 \end{cases}",
            CASES,
        )],
    }
}

const QUOTIENT_RULE: Words = words("regla del cociente", "quotient rule");
const CASES: Words = words("caso por caso; el código", "case by case; the code");
