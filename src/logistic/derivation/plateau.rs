//! Where the squared error is flat.

use crate::activation::definition::declare_sigma;
use crate::estimate::{Estimate, Subject, at_most, equal};
use crate::logistic::{Logistic, Reading};
use crate::reason::{no_words, words};
use ma6202_formula::Symbols;
use nalgebra::{DMatrix, DVector};

/// A row whose label is 0, answered with a: wrong if a > 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    pub a: f64,
}

impl Answer {
    /// The row alone as a logistic regression of one weight, x = 1, w = a.
    pub fn model(self, reading: Reading) -> Logistic {
        let one = DMatrix::from_element(1, 1, 1.0);
        Logistic::new(one, DVector::zeros(1), reading, 0.0).expect("one row")
    }
}

impl Subject for Answer {
    fn symbols(&self) -> ma6202_formula::Result<Symbols> {
        let mut s = Symbols::new();
        s.number("a", self.a, words("el valor de activación", "the activation value"))?;
        declare_sigma(&mut s)?.define(
            r"\ell = \sigma(a)^2",
            words("el error cuadrático de la fila", "the row's squared error"),
        )?;
        Ok(s)
    }
}

/// |∂ℓ/∂a| of the squared error where the label is 0.
pub fn plateau() -> Estimate<Answer> {
    Estimate {
        name: "the derivative of the squared error",
        title: words("la derivada del error cuadrático", "the derivative of the squared error"),
        left: r"\Bigl| \frac{\partial \ell}{\partial a} \Bigr|",
        // torch takes 1 - σ(a), which is rounded as 1 is.
        rounding: |_| 16.0 * f64::EPSILON,
        lines: vec![
            equal(
                r"2 \sigma(a)^2 \sigma(-a)",
                words(
                    r"$\ell = \sigma(a)^2$, $\sigma'(a) = \sigma(a) (1 - \sigma(a))$ y $1 - \sigma(a) = \sigma(-a)$",
                    r"$\ell = \sigma(a)^2$, $\sigma'(a) = \sigma(a) (1 - \sigma(a))$ and $1 - \sigma(a) = \sigma(-a)$",
                ),
            ),
            at_most(r"2 \sigma(-a)", no_words(r"$\sigma(a) \le 1$")),
            at_most(
                r"2 e^{-a}",
                words(
                    r"$\sigma(-a) = \frac{1}{1 + e^a} \le e^{-a}$: mientras más equivocada la respuesta, más plano el error",
                    r"$\sigma(-a) = \frac{1}{1 + e^a} \le e^{-a}$: the more wrong the answer, the flatter the error",
                ),
            ),
        ],
    }
}
