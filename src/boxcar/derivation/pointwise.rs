//! The error of a box at a point.

use super::declare_box;
use crate::Result;
use crate::boxcar::Boxcar;
use crate::estimate::{Estimate, Subject, at_most, equal};
use crate::reason::{the_code, words};
use ma6202_formula::Symbols;

/// A box and a point.
#[derive(Clone, Copy, Debug)]
pub struct BoxcarAt {
    pub boxcar: Boxcar,
    pub x: f64,
}

impl BoxcarAt {
    /// The one that is shown with numbers: a point within, nearer to where the box begins.
    ///
    /// # Errors
    /// None but a broken invariant of [`Boxcar::new`].
    pub fn example() -> Result<BoxcarAt> {
        Ok(BoxcarAt { boxcar: Boxcar::new(0.5, 2.0, 3.0, 4.0)?, x: 0.8 })
    }
}

impl Subject for BoxcarAt {
    fn symbols(&self) -> ma6202_formula::Result<Symbols> {
        let mut s = Symbols::new();
        declare_box(&self.boxcar, &mut s)?;
        s.number("x", self.x, words("un punto", "a point"))?;
        Ok(s)
    }
}

/// |y(x) - box(x)|.
pub fn pointwise() -> Estimate<BoxcarAt> {
    Estimate {
        name: "the error at a point",
        title: words("el error en un punto", "the error at a point"),
        left: r"|y(x) - \mathrm{box}(x)|",
        rounding: |p| p.boxcar.rounding(p.x),
        lines: vec![
            equal(
                r"|A| \, \bigl| \sigma(k(x-a)) - H(x-a) - (\sigma(k(x-b)) - H(x-b)) \bigr|",
                words(
                    "ambas funciones son $A$ por una diferencia",
                    "both are $A$ times a difference",
                ),
            ),
            at_most(
                r"|A| \bigl( |\sigma(k(x-a)) - H(x-a)| + |\sigma(k(x-b)) - H(x-b)| \bigr)",
                words("desigualdad triangular", "triangle inequality"),
            ),
            equal(
                r"|A| \Bigl( \frac{1}{1 + e^{k|x-a|}} + \frac{1}{1 + e^{k|x-b|}} \Bigr)",
                words(
                    r"$|\sigma(x) - H(x)| = \frac{1}{1 + e^{|x|}}$, pues $\sigma(-x) = 1 - \sigma(x)$",
                    r"$|\sigma(x) - H(x)| = \frac{1}{1 + e^{|x|}}$, since $\sigma(-x) = 1 - \sigma(x)$",
                ),
            ),
            at_most(
                r"|A| \bigl( e^{-k|x-a|} + e^{-k|x-b|} \bigr)",
                the_code!(r"$\frac{1}{1 + e^{|x|}} \le e^{-|x|}$"),
            )
            .by(|p| p.boxcar.pointwise_bound(p.x)),
        ],
    }
}
