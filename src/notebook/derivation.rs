//! The loss as the notebook has it, a softmax too many: why it never comes near 0.

use crate::estimate::{Estimate, Subject, at_most, equal};
use crate::reason::words;
use ma6202_formula::Symbols;
use nalgebra::{DVector, dvector};

/// A row of three logits, and which of the classes is right.
#[derive(Clone, Debug, PartialEq)]
pub struct LiteralRow {
    /// y (3).
    pub y: DVector<f64>,
    /// From 0 to 2.
    pub class: usize,
}

impl LiteralRow {
    /// The one that is shown with numbers.
    pub fn example() -> LiteralRow {
        LiteralRow { y: dvector![2.0, -1.0, 0.5], class: 0 }
    }
}

impl Subject for LiteralRow {
    fn symbols(&self) -> ma6202_formula::Result<Symbols> {
        let mut s = Symbols::new();
        s.size("K", self.y.len(), words("el número de clases", "the number of classes"))?
            .index(&["m"], "K")?
            .fixed_index("c", "K", self.class)?
            .tell("c", words("la clase de la fila", "the row's class"))
            .vector("y", "K", self.y.as_slice(), words("las salidas", "the outputs"))?
            .define(
                r"p = \operatorname{softmax}(y)",
                words("el softmax de $y$", "the softmax of $y$"),
            )?
            .define(
                r"q = \operatorname{softmax}(p)",
                words("el softmax de $p$", "the softmax of $p$"),
            )?;
        Ok(s)
    }
}

/// What the literal loss ℓ of a row is the negative logarithm of: q_c ≤ e / (e + K - 1). So ℓ is
/// ln(e + K - 1) - 1 at least, 0.5514 with 3 classes.
pub fn floor() -> Estimate<LiteralRow> {
    Estimate {
        name: "the floor of the literal loss",
        title: words(
            "la cota inferior de la pérdida literal",
            "the lower bound of the literal loss",
        ),
        left: "q_c",
        rounding: |_| 16.0 * f64::EPSILON,
        lines: vec![
            equal(
                r"\frac{1}{1 + \sum_{m \ne c} e^{p_m - p_c}}",
                words(
                    r"$q_c = \frac{e^{p_c}}{\sum_m e^{p_m}}$, el segundo softmax",
                    r"$q_c = \frac{e^{p_c}}{\sum_m e^{p_m}}$, the second softmax",
                ),
            ),
            at_most(
                r"\frac{1}{1 + (K - 1) e^{-1}}",
                words(
                    r"$0 \le p_m \le 1$, pues $p$ es un softmax: $p_m - p_c \ge -1$",
                    r"$0 \le p_m \le 1$, since $p$ is a softmax: $p_m - p_c \ge -1$",
                ),
            ),
            equal(
                r"\frac{e}{e + K - 1}",
                words(
                    r"se multiplica por $\frac{e}{e}$; $-\ln \frac{e}{e + K - 1} = \ln(e + K - 1) - 1$ es la cota inferior; el código",
                    r"multiplied by $\frac{e}{e}$; $-\ln \frac{e}{e + K - 1} = \ln(e + K - 1) - 1$ is the lower bound; the code",
                ),
            )
            .by(|_| libm::exp(-super::floor())),
        ],
    }
}
