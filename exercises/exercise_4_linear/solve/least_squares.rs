//! Least squares in closed form on data that are hard.

use crate::Result;
use crate::program::Work;
use ma6202::linear::certified::problems;
use ma6202::oracle::lstsq;
use serde::Serialize;

/// How many digits of the worst coefficient are right, of the 15 that NIST certifies.
#[derive(Debug, Serialize)]
pub struct CertifiedDigits {
    pub problem: &'static str,
    /// What a backward-stable QR reaches.
    pub asked: f64,
    /// Ours before refinement.
    pub qr: f64,
    pub refined: f64,
    /// torch's lstsq.
    pub torch: f64,
    pub refinements: usize,
}

/// Longley's problem and Wampler's five.
pub fn solve(run: &mut Work) -> Result<Vec<CertifiedDigits>> {
    let mut all = Vec::new();
    for problem in problems() {
        let fit = ma6202::linear::least_squares(&problem.x, &problem.t)?;
        let found = CertifiedDigits {
            problem: problem.name,
            asked: problem.expected_digits,
            qr: problem.digits(&fit.plain),
            refined: problem.digits(&fit.w),
            torch: problem.digits(&lstsq(&problem.x, &problem.t)?),
            refinements: fit.refinements,
        };
        let error = |digits: f64| libm::pow(10.0, -digits);
        for (what, digits, asked) in [
            (format!("{}, QR", problem.name), found.qr, found.asked),
            (format!("{}, refined", problem.name), found.refined, 13.0),
        ] {
            run.at_most(what, error(digits), error(asked))?;
        }
        all.push(found);
    }
    Ok(all)
}
