//! The most likely w, where there is one: by descent and by Newton's method.

use ma6202::Result;
use ma6202::descent::{Ending, Path};
use ma6202::logistic::growers::grower;
use ma6202::logistic::separation::Separation;
use ma6202::logistic::{Logistic, Reading, cars};
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, at_most, check_separation, compare};
use ma6202::program::Report;
use ma6202::wine::{FEATURES, Wine};
use nalgebra::{DMatrix, DVector};
use serde_json::json;

/// Two attributes that do not tell any class from the rest: alcohol and malic acid.
pub const TWO: [usize; 2] = [0, 1];
/// By Newton's method with 50 digits: tests/golden/logistic/estimates.py.
const CARS: [f64; 2] = [12.040_369_728_657_321, -4.023_969_962_173_202];
/// Descent ends where no |∂J/∂w_j| is above this.
const FLAT: f64 = 1e-14;
const MOST: usize = 1_000_000;

/// A model and its most likely w.
pub struct Estimate {
    pub model: Logistic,
    pub w: DVector<f64>,
}

pub struct Likely {
    pub cars: Estimate,
    pub wines: Estimate,
    pub class: usize,
    /// Of the cars: by descent and by Newton's method.
    pub iterations: [usize; 2],
}

pub fn tell(report: &mut Report, wine: &Wine, class: usize) -> Result<Likely> {
    report.say("\nThe most likely w, where labels overlap (that they do is certified): descent from w = 0 with λ = 1/L, and Newton's method.\n");
    let mut rows = vec![
        ["", "w by descent", "w by Newton", "iterations", "steps", "J", "mistakes"]
            .map(String::from)
            .to_vec(),
    ];
    let two = TWO.map(|attribute| FEATURES[attribute].to_lowercase()).join(" and ");
    let (mut estimates, mut iterations, mut results) = (Vec::new(), Vec::new(), Vec::new());
    for (name, model) in [
        ("manual by weight".to_owned(), cars::cars(Reading::CrossEntropy)),
        (format!("class {class} by {two}"), grower(wine, class, &TWO)?),
    ] {
        let overlap = Separation::of(model.x(), model.t())?;
        for check in check_separation(model.x(), model.t(), &overlap)? {
            report.check(check);
        }
        let (descent, newton) = (model.descend_to_minimum(FLAT, MOST)?, model.newton()?);
        let done = |path: &Path| path.iterations[path.iterations.len() - 1];
        let (by_descent, by_newton) = (descent.last(), newton.last());
        let ended = [&descent, &newton].iter().filter(|path| path.ending == Ending::Flat).count();
        report.check(at_most(
            format!("paths that did not come to rest, {name}"),
            &[2.0 - ended as f64],
            &[0.0],
        )?);
        let column = |w: &DVector<f64>| DMatrix::from_column_slice(w.len(), 1, w.as_slice());
        let substitution = Referee::LeastSquares.tolerance();
        let off = (&by_descent - &by_newton).amax() / by_newton.amax();
        report.check(at_most(
            format!("w by descent and by Newton apart, {name}"),
            &[off],
            &[substitution],
        )?);
        if estimates.is_empty() {
            let theirs = DMatrix::from_column_slice(2, 1, &CARS);
            for (way, ours) in [("descent", &by_descent), ("Newton", &by_newton)] {
                let what = format!("w of the cars by {way}, multi-precision's");
                report.check(compare(what, Referee::MultiPrecision, &column(ours), &theirs)?);
            }
        }
        let show =
            |w: &DVector<f64>| w.iter().map(|w| format!("{w:.11}")).collect::<Vec<_>>().join("\n");
        rows.push(vec![
            name.clone(),
            show(&by_descent),
            show(&by_newton),
            done(&descent).to_string(),
            done(&newton).to_string(),
            format!("{:.9}", newton.last_loss()),
            format!("{} of {}", model.mistakes(&by_newton)?, model.t().len()),
        ]);
        results.push(json!({ "data": name, "by_descent": by_descent.as_slice(), "by_newton": by_newton.as_slice(), "iterations": done(&descent), "newton_steps": done(&newton), "loss": newton.last_loss() }));
        iterations.push([done(&descent), done(&newton)]);
        estimates.push(Estimate { model, w: by_newton });
    }
    report.table(&rows);
    report.result("estimates", results)?;
    let wines = estimates.remove(1);
    Ok(Likely { cars: estimates.remove(0), wines, class, iterations: iterations[0] })
}
