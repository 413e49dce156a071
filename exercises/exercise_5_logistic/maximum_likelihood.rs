//! The maximum-likelihood estimate of w, where there is one: by descent and by Newton's method.

use crate::Result;
use crate::program::{Report, table};
use ma6202::descent::Ending;
use ma6202::logistic::growers::grower;
use ma6202::logistic::separation::Separation;
use ma6202::logistic::{Logistic, Reading, cars};
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, check_separation, compare};
use ma6202::wine::{FEATURES, Wine};
use nalgebra::DVector;
use serde_json::json;

/// Two attributes that do not tell any class from the rest: alcohol and malic acid.
pub const TWO: [usize; 2] = [0, 1];
/// By Newton's method with 50 digits: tests/golden/logistic/estimates.py.
const CARS: [f64; 2] = [12.040_369_728_657_321, -4.023_969_962_173_202];
/// Descent ends where no |∂J/∂w_j| is above this.
const FLAT: f64 = 1e-14;
const MOST: usize = 1_000_000;
/// How far two ways may end from each other, as a share of w.
pub const APART: f64 = 1e-10;

/// A model and its maximum-likelihood estimate.
pub struct MaximumLikelihood {
    pub model: Logistic,
    pub w: DVector<f64>,
    /// By descent and by Newton's method.
    pub iterations: [usize; 2],
}

pub struct Likely {
    pub cars: MaximumLikelihood,
    pub wines: MaximumLikelihood,
    pub class: usize,
}

pub fn tell(report: &mut Report, wine: &Wine, class: usize) -> Result<Likely> {
    report.paragraph(
        "The maximum-likelihood estimate of w, where labels overlap (that they do is certified): descent from w = 0 \
         with λ = 1/L, L the largest curvature that J has anywhere, until no |∂J/∂w_j| is above \
         1e-14, and Newton's method.\n",
    );
    let mut rows =
        table(["", "w by descent", "w by Newton", "iterations", "steps", "J", "mistakes"]);
    let two = TWO.map(|attribute| FEATURES[attribute].to_lowercase()).join(" and ");
    let data = [
        ("manual by weight".to_owned(), cars::cars(Reading::CrossEntropy)),
        (format!("class {class} by {two}"), grower(wine, class, &TWO)?),
    ];
    let (mut estimates, mut results) = (Vec::new(), Vec::new());
    for (name, model) in data {
        let overlap = Separation::of(model.x(), model.t())?;
        let overlaps = check_separation(model.x(), model.t(), &overlap)?;
        overlaps.into_iter().for_each(|check| report.check(check));
        let (descent, newton) = (model.descend_to_minimum(FLAT, MOST)?, model.newton()?);
        let (by_descent, w) = (descent.last(), newton.last());
        let restless =
            [&descent, &newton].iter().filter(|path| path.ending != Ending::Flat).count();
        let what = format!("ways that did not come to rest, {name}");
        report.at_most(what, restless as f64, 0.0)?;
        let off = (&by_descent - &w).amax() / w.amax();
        report.at_most(format!("w by descent and by Newton apart, {name}"), off, APART)?;
        if estimates.is_empty() {
            let theirs = DVector::from_column_slice(&CARS);
            for (way, ours) in [("descent", &by_descent), ("Newton", &w)] {
                let what = format!("w of the cars by {way}");
                report.check(compare(what, Referee::MultiPrecision, ours, &theirs)?);
            }
        }
        let show =
            |w: &DVector<f64>| w.iter().map(|w| format!("{w:.11}")).collect::<Vec<_>>().join("\n");
        rows.add_row([
            name.clone(),
            show(&by_descent),
            show(&w),
            descent.done().to_string(),
            newton.done().to_string(),
            format!("{:.9}", newton.last_loss()),
            format!("{} of {}", model.mistakes(&w)?, model.t().len()),
        ]);
        results.push(json!({
            "data": name,
            "by_descent": by_descent.as_slice(),
            "by_newton": w.as_slice(),
            "iterations": descent.done(),
            "newton_steps": newton.done(),
            "loss": newton.last_loss(),
        }));
        let iterations = [descent.done(), newton.done()];
        estimates.push(MaximumLikelihood { model, w, iterations });
    }
    report.say(rows);
    report.result("estimates", results)?;
    let Ok([cars, wines]) = <[_; 2]>::try_from(estimates) else { unreachable!("two data") };
    Ok(Likely { cars, wines, class })
}
