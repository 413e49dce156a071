//! Least squares in closed form on data that are hard.

use crate::program::Work;
use crate::solved::Results;
use crate::{Result, results};
use ma6202::linear::certified::problems;
use ma6202::oracle::lstsq;

/// Longley's problem and Wampler's five: how many digits of the worst coefficient are right, of the
/// 15 that NIST certifies.
pub fn solve(run: &mut Work) -> Result<Vec<Results>> {
    let mut all = Vec::new();
    for problem in problems() {
        let fit = ma6202::linear::least_squares(&problem.x, &problem.t)?;
        let [qr, refined, torch] =
            [&fit.plain, &fit.w, &lstsq(&problem.x, &problem.t)?].map(|w| problem.digits(w));
        // What a backward-stable QR reaches.
        let asked = problem.expected_digits;
        let error = |digits: f64| libm::pow(10.0, -digits);
        run.at_most(format!("{}, QR", problem.name), error(qr), error(asked))?;
        run.at_most(format!("{}, refined", problem.name), error(refined), error(13.0))?;
        let (problem, refinements) = (problem.name, fit.refinements);
        all.push(results! { problem, asked, qr, refined, torch, refinements });
    }
    Ok(all)
}
