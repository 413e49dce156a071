//! The error of a box on the whole line.

use super::declare_box;
use crate::boxcar::Boxcar;
use crate::estimate::{Estimate, Subject, at_most, equal};
use crate::reason::{no_words, the_code, words};
use ma6202_formula::Symbols;

impl Subject for Boxcar {
    fn symbols(&self) -> ma6202_formula::Result<Symbols> {
        let mut s = Symbols::new();
        declare_box(self, &mut s)?;
        s.define(r"x = a + \frac{b-a}{3}", words("un punto", "a point"))?;
        Ok(s)
    }
}

/// ∫ |y - box|.
pub fn l1() -> Estimate<Boxcar> {
    Estimate {
        name: "the error on the whole line",
        title: words("el error en toda la recta", "the error on the whole line"),
        left: r"\int_{-\infty}^{\infty} |y(x) - \mathrm{box}(x)| \, dx",
        rounding: Boxcar::l1_rounding,
        lines: vec![
            equal(
                r"4 |A| \int_{-\infty}^a \bigl( \sigma(k(x-a)) - \sigma(k(x-b)) \bigr) \, dx",
                words(
                    r"$0 \le A \, y(x) \le A^2$, con simetría pues $\sigma(-x) = 1 - \sigma(x)$, y $\int_{-\infty}^{\infty} y(x) \, dx = A(b-a) = \int_{-\infty}^{\infty} \mathrm{box}(x) \, dx$: lo que sobra afuera falta adentro",
                    r"$0 \le A \, y(x) \le A^2$, symmetric since $\sigma(-x) = 1 - \sigma(x)$, and $\int_{-\infty}^{\infty} y(x) \, dx = A(b-a) = \int_{-\infty}^{\infty} \mathrm{box}(x) \, dx$: what is too much outside is missing inside",
                ),
            ),
            equal(
                r"\frac{4|A|}{k} \bigl( \ln 2 - \ln(1 + e^{-k(b-a)}) \bigr)",
                no_words(
                    r"$\int_{-\infty}^a \sigma(k(x-b)) \, dx = \frac{1}{k} \ln(1 + e^{-k(b-a)})$",
                ),
            ),
            equal(
                r"\frac{4|A|}{k} \ln \frac{2}{1 + e^{-k(b-a)}}",
                words("un solo logaritmo; el código", "one logarithm; the code"),
            )
            .by(Boxcar::l1_error),
            at_most(r"\frac{4|A|}{k} \ln 2", the_code!(r"$e^{-k(b-a)} > 0$")).by(Boxcar::l1_bound),
        ],
    }
}
