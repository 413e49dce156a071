//! The error of a box at a point.

use crate::activation::logistic;
use crate::boxcar::{Boxcar, step};
use crate::estimate::{Estimate, at_most, equal};
use crate::kernel::elementary::exp;

/// A box and a point.
#[derive(Clone, Copy, Debug)]
pub struct BoxcarAt {
    pub boxcar: Boxcar,
    pub x: f64,
}

/// |y(x) - box(x)|.
pub fn pointwise() -> Estimate<BoxcarAt> {
    /// σ - H at a and at b.
    fn deviations(p: &BoxcarAt) -> [f64; 2] {
        let Boxcar { a, b, steepness, .. } = p.boxcar;
        [a, b].map(|c| logistic(steepness * (p.x - c)) - step(p.x, c))
    }
    Estimate {
        name: "the error at a point",
        left: r"|y(x) - \mathrm{box}(x)|",
        rounding: |p| p.boxcar.rounding(p.x),
        lines: vec![
            equal(
                r"|A| \, \bigl| \sigma(k(x-a)) - H(x-a) - (\sigma(k(x-b)) - H(x-b)) \bigr|",
                "both are A times a difference",
                |p| {
                    let [at_a, at_b] = deviations(p);
                    p.boxcar.height.abs() * (at_a - at_b).abs()
                },
            ),
            at_most(
                r"|A| \bigl( |\sigma(k(x-a)) - H(x-a)| + |\sigma(k(x-b)) - H(x-b)| \bigr)",
                "triangle inequality",
                |p| {
                    let [at_a, at_b] = deviations(p);
                    p.boxcar.height.abs() * (at_a.abs() + at_b.abs())
                },
            ),
            equal(
                r"|A| \Bigl( \frac{1}{1 + e^{k|x-a|}} + \frac{1}{1 + e^{k|x-b|}} \Bigr)",
                r"$|\sigma(z) - H(z)| = 1 / (1 + e^{|z|})$, since $\sigma(-z) = 1 - \sigma(z)$",
                |p| {
                    let [at_a, at_b] = p.boxcar.distances(p.x).map(|z| 1.0 / (1.0 + exp(z)));
                    p.boxcar.height.abs() * (at_a + at_b)
                },
            ),
            at_most(
                r"|A| \bigl( e^{-k|x-a|} + e^{-k|x-b|} \bigr)",
                r"$1 + e^{|z|} \ge e^{|z|}$; the code",
                |p| p.boxcar.pointwise_bound(p.x),
            ),
        ],
    }
}
