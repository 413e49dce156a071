//! The error of a box on the whole line.

use crate::boxcar::Boxcar;
use crate::estimate::{Estimate, at_most, equal};
use std::f64::consts::LN_2;

/// ∫ |y - box|.
pub fn l1() -> Estimate<Boxcar> {
    /// ∫ σ(k (x - c)) dx up to a, as ln(1 + e^z) / k with z = k (a - c).
    fn tail(boxcar: &Boxcar, c: f64) -> f64 {
        let z = boxcar.steepness * (boxcar.a - c);
        (z.max(0.0) + libm::log1p(libm::exp(-z.abs()))) / boxcar.steepness
    }
    Estimate {
        name: "the error on the whole line",
        left: r"\int |y - \mathrm{box}|",
        rounding: Boxcar::l1_rounding,
        lines: vec![
            equal(
                r"4 |A| \int_{-\infty}^a \sigma(k(x-a)) - \sigma(k(x-b)) \, dx",
                r"$y/A$ is between 0 and 1 and symmetric about $(a+b)/2$, and $\int y = A(b-a) = \int \mathrm{box}$: what is outside is missing inside",
                |p| 4.0 * p.height.abs() * (tail(p, p.a) - tail(p, p.b)),
            ),
            equal(
                r"\frac{4|A|}{k} \bigl( \ln 2 - \ln(1 + e^{-k(b-a)}) \bigr)",
                r"$\int \sigma(kx) \, dx = \ln(1 + e^{kx}) / k$",
                |p| {
                    let missing = libm::log1p(libm::exp(-p.width()));
                    4.0 * p.height.abs() / p.steepness * (LN_2 - missing)
                },
            ),
            equal(
                r"\frac{4|A|}{k} \ln \frac{2}{1 + e^{-k(b-a)}}",
                "one logarithm; the code",
                Boxcar::l1_error,
            ),
            at_most(r"\frac{4|A|}{k} \ln 2", r"$e^{-k(b-a)} > 0$; the code", Boxcar::l1_bound),
        ],
    }
}
