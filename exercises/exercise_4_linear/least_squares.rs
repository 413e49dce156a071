//! Least squares in closed form on data that are hard.

use crate::Result;
use crate::program::{Report, table};
use ma6202::linear::certified::problems;
use ma6202::oracle::lstsq;
use serde_json::json;

/// The fewest digits over the problems: of the plain factorisation, refined, and torch's.
pub struct Digits {
    pub plain: f64,
    pub refined: f64,
    pub torch: f64,
}

/// Longley's problem and Wampler's five: how many digits of the worst coefficient are right.
pub fn tell(report: &mut Report) -> Result<Digits> {
    report.paragraph(
        "\nLeast squares in closed form: right digits of the worst coefficient, of the 15 that NIST \
         certifies. \"Asked\" is what a backward-stable QR reaches, \"QR\" ours before \
         refinement:\n",
    );
    let mut rows = table(["", "asked", "QR", "refined", "torch's lstsq", "refinements"]);
    let mut least = Digits { plain: f64::INFINITY, refined: f64::INFINITY, torch: f64::INFINITY };
    let mut results = Vec::new();
    for problem in problems() {
        let fit = ma6202::linear::least_squares(&problem.x, &problem.t)?;
        let (plain, refined) = (problem.digits(&fit.plain), problem.digits(&fit.w));
        let torch = problem.digits(&lstsq(&problem.x, &problem.t)?);
        let error = |digits: f64| libm::pow(10.0, -digits);
        for (what, digits, asked) in [
            (format!("{}, QR", problem.name), plain, problem.expected_digits),
            (format!("{}, refined", problem.name), refined, 13.0),
        ] {
            report.at_most(what, error(digits), error(asked))?;
        }
        let digits = [problem.expected_digits, plain, refined, torch];
        let digits = digits.map(|digits| format!("{digits:.1}"));
        let refinements = fit.refinements.to_string();
        rows.add_row([problem.name.into()].into_iter().chain(digits).chain([refinements]));
        least.plain = least.plain.min(plain);
        least.refined = least.refined.min(refined);
        least.torch = least.torch.min(torch);
        results.push(
            json!({ "problem": problem.name, "qr": plain, "refined": refined, "torch": torch }),
        );
    }
    report.say(rows);
    report.result("certified", results)?;
    Ok(least)
}
