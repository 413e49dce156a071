//! The Jacobian from both sides.

use crate::Result;
use crate::program::Report;
use ma6202::jacobian::derivation::{TwoModes, chains};
use ma6202::mlp::init::manual_seed;
use ma6202::oracle::{check_jacobian, worst_of};
use ma6202::tape::Expression;
use nalgebra::DVector;
use rand::RngExt;

/// Random functions for each pair of n and m.
const FUNCTIONS: usize = 20;

pub fn tell(report: &mut Report, seed: u32) -> Result<()> {
    report.paragraph(format_args!(
        "\nThe Jacobian of a function from n numbers to m has m rows and n columns, J_kj = \
         ∂y_k/∂x_j. What torch leaves in x.grad is never J but uᵀJ, for the upstream gradient u of \
         m entries: one backward pass. J v, for a direction v of n entries, is another product, of \
         the forward mode: one pass with dual numbers x + v ε, where ε² = 0. They meet in uᵀ(J v) \
         = (Jᵀu)ᵀ v. On {FUNCTIONS} random functions each of 5 numbers to 2, 2 to 5 and 1 to 4, \
         ours against torch's (whose J v is the derivative of (uᵀJ) v by u), the worst of all:\n"
    ));
    let mut rng = manual_seed(seed);
    let mut checks = Vec::new();
    for (n, m) in [(5, 2), (2, 5), (1, 4)] {
        for _ in 0..FUNCTIONS {
            let mut vector =
                |entries| DVector::from_fn(entries, |_, _| rng.random_range(-2.0..2.0));
            let (x, u, v) = (vector(n), vector(m), vector(n));
            let f = Expression::random(&mut rng, x.as_slice(), 30, m)?;
            for device in report.devices() {
                checks.extend(check_jacobian("random functions", &f, &x, &u, &v, device)?);
            }
        }
    }
    report.check_all(worst_of(checks));
    report.say(
        "The two products on the lecture's functions, z = x³ and q = x y, each \"=\" judged:\n",
    );
    let referees = report.referees();
    let problems: Vec<TwoModes> = (0..20).map(|_| TwoModes::random(&mut rng)).collect();
    for chain in chains() {
        report.derivation(&chain, &problems, &referees)?;
    }
    report.paragraph(
        "J itself takes m backward passes, a row each, or n forward ones, a column each: backward \
         where there are fewer results than numbers, as with a loss, which is one; forward where \
         there are more.",
    );
    Ok(())
}
