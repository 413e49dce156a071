//! One attribute of the wines from the other twelve, by descent and in closed form.

use ma6202::Result;
use ma6202::descent::{Path, Sgd, Stop, descend};
use ma6202::linear::attribute::{Attribute, explained};
use ma6202::neuron::Neuron;
use ma6202::oracle::{Referee, compare, lstsq};
use ma6202::program::Report;
use ma6202::wine::{FEATURES, Wine};
use nalgebra::{DMatrix, DVector};
use serde_json::json;

/// When the descent is looked at, apart from its start.
const AFTER: [usize; 6] = [1, 10, 100, 1000, 10_000, 100_000];

pub struct Wines {
    pub rows: Attribute,
    pub name: &'static str,
    /// 100 000 iterations from w = 0.
    pub path: Path,
    /// J of the least-squares w, on the training and the test wines.
    pub closed: [f64; 2],
    pub explained: [f64; 2],
}

pub fn tell(report: &mut Report, wine: &Wine, target: usize, seed: u32) -> Result<Wines> {
    let rows = Attribute::prepare(wine, target, seed)?;
    let name = FEATURES[target];
    let (fit, curvature) = (rows.train.fit()?, rows.train.curvature()?);
    let sgd = Sgd { learning_rate: curvature.best(), momentum: 0.0 };
    let last = AFTER[AFTER.len() - 1];
    let path = descend(&rows.train, &DVector::zeros(fit.w.len()), sgd, &Stop::after(last))?;
    report.say(format_args!(
        "\n{name} of the wines from the other attributes ({} train, {} test; κ = {:.1}, λ = 2/(μ+L)):\n",
        rows.train.t().len(),
        rows.test.t().len(),
        curvature.condition()
    ));
    let head = ["iterations", "J, training", "J, test", "R², training", "R², test", "‖w - w*‖"];
    let mut table = vec![head.map(String::from).to_vec()];
    let mut line = |what: String, w: &DVector<f64>| -> Result<[f64; 4]> {
        let (train, test) = (&rows.train, &rows.test);
        let numbers = [train.loss(w)?, test.loss(w)?, explained(train, w)?, explained(test, w)?];
        let mut row: Vec<String> =
            std::iter::once(what).chain(numbers.map(|number| format!("{number:.6}"))).collect();
        row.push(format!("{:.1e}", (w - &fit.w).norm()));
        table.push(row);
        Ok(numbers)
    };
    for after in AFTER {
        let w = path.w.column(after).into_owned();
        line(after.to_string(), &w)?;
    }
    let [train, test, explained_train, explained_test] = line("least squares".into(), &fit.w)?;
    report.table(&table);
    let column = |w: &DVector<f64>| DMatrix::from_column_slice(w.len(), 1, w.as_slice());
    let theirs = column(&lstsq(rows.train.x(), rows.train.t())?);
    let by = Referee::LeastSquares;
    report.check_all(vec![
        compare(format!("w by descent, {name}"), by, &column(&path.last()), &theirs)?,
        compare(format!("w in closed form, {name}"), by, &column(&fit.w), &theirs)?,
    ]);
    let named = rows.columns.iter().zip(&fit.w).map(|(column, w)| format!("{column} {w:+.4}"));
    report.say(format_args!("w: {}", named.collect::<Vec<_>>().join(", ")));
    report.result(
        "wines",
        json!({ "attribute": name, "w": fit.w.as_slice(), "by_descent": path.last().as_slice(), "loss_train": train, "loss_test": test, "r2_train": explained_train, "r2_test": explained_test }),
    )?;
    let explained = [explained_train, explained_test];
    Ok(Wines { name, path, closed: [train, test], explained, rows })
}
